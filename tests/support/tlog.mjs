// A reader of tamper-evident logs that shares nothing with the service: signed notes, cosignatures, tiles and proofs as
// C2SP and RFC 6962 describe them, with Node's own cryptography.
import assert from 'node:assert/strict';
import { createHash, createPublicKey, verify } from 'node:crypto';

export const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
export const leafHash = (entry) => sha256(Buffer.from([0]), entry);
const nodeHash = (left, right) => sha256(Buffer.from([1]), left, right);

/** MTH of RFC 6962 section 2.1, from the leaves' hashes. */
export function rootOf(leaves) {
  if (leaves.length === 0) return sha256('');
  if (leaves.length === 1) return leaves[0];
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return nodeHash(rootOf(leaves.slice(0, k)), rootOf(leaves.slice(k)));
}

export function readKey(text) {
  const [, name, id, body] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text.trim());
  const bytes = Buffer.from(body, 'base64');
  const right = sha256(`${name}\n`, bytes).subarray(0, 4).toString('hex');
  assert.equal(id, right, 'the id of the key is not the key\'s');
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), bytes.subarray(1)]);
  return { name, id, kind: bytes[0], key: createPublicKey({ key: der, format: 'der', type: 'spki' }) };
}

export function readNote(text) {
  const end = text.lastIndexOf('\n\n') + 1;
  const signatures = text.slice(end + 1).split('\n').filter(Boolean).map((line) => {
    const [, name, body] = /^\u2014 (\S+) (\S+)$/.exec(line);
    const bytes = Buffer.from(body, 'base64');
    return { name, id: bytes.subarray(0, 4).toString('hex'), bytes: bytes.subarray(4) };
  });
  return { text: text.slice(0, end), signatures };
}

/** {origin, size, root} of a checkpoint that `log` signed and each of `witnesses` cosigned. */
export function openCheckpoint(text, log, witnesses = []) {
  const note = readNote(text);
  const by = (key) => note.signatures.find(({ name, id }) => name === key.name && id === key.id);
  assert.ok(by(log), 'the log did not sign it');
  assert.ok(verify(null, Buffer.from(note.text), log.key, by(log).bytes), 'the log\'s signature is wrong');
  for (const witness of witnesses) {
    const signature = by(witness);
    assert.ok(signature, `${witness.name} did not cosign it`);
    const seconds = signature.bytes.readBigUInt64BE(0);
    const cosigned = Buffer.from(`cosignature/v1\ntime ${seconds}\n${note.text}`);
    assert.ok(verify(null, cosigned, witness.key, signature.bytes.subarray(8)), `${witness.name}'s signature is wrong`);
    assert.ok(Math.abs(Number(seconds) - Date.now() / 1000) < 3600);
  }
  const [origin, size, root, ...more] = note.text.split('\n');
  assert.deepEqual(more, ['']);
  assert.equal(origin, log.name);
  return { origin, size: Number(size), root };
}

export function tilePath(level, n, width = 256) {
  const groups = [];
  for (let rest = n; groups.length === 0 || rest > 0; rest = Math.floor(rest / 1000)) groups.unshift(String(rest % 1000).padStart(3, '0'));
  const name = groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join('/');
  return `tile/${level}/${name}${width < 256 ? `.p/${width}` : ''}`;
}

export function readBundle(bytes) {
  const entries = [];
  for (let at = 0; at < bytes.length;) {
    const size = bytes.readUInt16BE(at);
    entries.push(bytes.subarray(at + 2, at + 2 + size));
    at += 2 + size;
  }
  return entries;
}

/** The entries of the log of this checkpoint; every tile that it has is read, and all of them have to agree. */
export async function readLog(get, checkpoint) {
  const entries = [];
  const levels = [];
  const read = async (level, hashes) => {
    const all = [];
    for (let n = 0; n * 256 < hashes; n += 1) {
      const width = Math.min(256, hashes - n * 256);
      all.push(await get(tilePath(level, n, width)));
    }
    return all;
  };
  for (const bundle of await read('entries', checkpoint.size)) entries.push(...readBundle(bundle));
  for (let level = 0, hashes = checkpoint.size; hashes > 0; level += 1, hashes = Math.floor(hashes / 256)) {
    const bytes = Buffer.concat(await read(level, hashes));
    assert.equal(bytes.length, 32 * hashes);
    levels.push(Array.from({ length: hashes }, (_, i) => bytes.subarray(32 * i, 32 * i + 32)));
  }
  assert.deepEqual(levels[0] ?? [], entries.map(leafHash), 'entries and hashes differ');
  for (let level = 1; level < levels.length; level += 1) {
    levels[level].forEach((hash, i) => assert.deepEqual(hash, rootOf(levels[level - 1].slice(256 * i, 256 * i + 256))));
  }
  assert.equal(rootOf(levels[0] ?? []).toString('base64'), checkpoint.root, 'the root is not what was signed');
  return entries;
}

/** A .tlog-proof: verifies that `entry` is in the log whose checkpoint it has. Gives the number of the entry. */
export function verifyProof(text, entry, log, witnesses = []) {
  const lines = text.split('\n');
  assert.equal(lines.shift(), 'c2sp.org/tlog-proof@v1');
  const index = Number(/^index (\d+)$/.exec(lines.shift())[1]);
  const proof = lines.splice(0, lines.indexOf('')).map((line) => Buffer.from(line, 'base64'));
  lines.shift();
  const { size, root } = openCheckpoint(lines.join('\n'), log, witnesses);
  // RFC 6962 section 2.1.1, walked down from the root.
  const walk = (m, n) => {
    if (n === 1) return leafHash(entry);
    let k = 1;
    while (k * 2 < n) k *= 2;
    const sibling = proof.pop();
    return m < k ? nodeHash(walk(m, k), sibling) : nodeHash(sibling, walk(m - k, n - k));
  };
  assert.equal(walk(index, size).toString('base64'), root, 'the proof does not lead to the root');
  assert.equal(proof.length, 0);
  return index;
}
