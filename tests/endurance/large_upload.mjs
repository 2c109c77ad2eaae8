// large_upload.mjs BIN [MEBIBYTES]: a file of 2 GiB is sent in chunks of 8 MiB. Half-way the connection breaks off in the
// middle of a chunk, later the service is killed; both times the client asks how far it came and goes on. The service's
// memory stays bounded, and the stored file has the digest of what was sent.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clientOf, pause } from '../support/client.mjs';
import { harmlessUse, makePeople, startService } from '../support/service.mjs';

const [bin, mebibytes = '2048'] = process.argv.slice(2);
const length = Number(mebibytes) * 1024 * 1024;
const piece = 8 * 1024 * 1024;
const mostMemory = 160 * 1024;  // KiB, of a service that holds some chunks of 8 MiB at a time

const place = mkdtempSync(join(tmpdir(), 'formulary-large-'));
const { bavail, bsize } = statfsSync(place);
if (bavail * bsize < length * 1.5) {
  console.log(`skipped: ${place} has no room for a file of ${mebibytes} MiB`);
  rmSync(place, { recursive: true, force: true });
  process.exit(77);
}

// The file is never on this side's disk: every chunk is the same bytes with its number in front.
const filling = Buffer.alloc(piece, 'Formulary ');
const chunkAt = (offset) => {
  const chunk = Buffer.from(filling.subarray(0, Math.min(piece, length - offset)));
  chunk.writeBigUInt64LE(BigInt(offset));
  return chunk;
};
const peak = (pid) => Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]);

let service = await startService(bin, place);
try {
  let { exchange } = clientOf(service.address);
  const { nora } = await makePeople(service.address);
  const tus = { ...nora.credentials(), 'tus-resumable': '1.0.0' };
  const created = await exchange('POST', '/v1/uploads', { ...tus, 'upload-length': length, 'upload-metadata': `filename ${Buffer.from('large.apk').toString('base64')}`, 'content-length': 0 });
  assert.equal(created.status, 201, JSON.stringify(created.body));
  const path = new URL(created.headers.location, service.address).pathname;
  const offsetNow = async () => Number((await exchange('HEAD', path, tus)).headers['upload-offset']);
  const send = (offset, chunk) => exchange('PATCH', path, { ...tus, 'upload-offset': offset, 'content-type': 'application/offset+octet-stream', 'content-length': chunk.length }, chunk);
  const breakOff = (offset, chunk) => new Promise((done) => {
    const headers = { ...tus, 'upload-offset': offset, 'content-type': 'application/offset+octet-stream', 'content-length': chunk.length };
    const request = httpRequest(service.address + path, { method: 'PATCH', headers });
    request.on('error', done);
    request.write(chunk.subarray(0, chunk.length / 2), () => request.destroy(new Error('the cable was pulled')));
  });

  const digest = createHash('sha256');
  let hashed = 0;
  let memory = 0;
  const incidents = new Map([[Math.floor(length / 2 / piece) * piece, 'broken'], [Math.floor(length * 0.75 / piece) * piece, 'killed']]);
  for (let offset = 0; offset < length;) {
    const chunk = chunkAt(offset);
    const incident = incidents.get(offset);
    if (incident === 'broken') await breakOff(offset, chunk);
    if (incident === 'killed') {
      memory = Math.max(memory, peak(service.child.pid));
      service.child.kill('SIGKILL');
      await service.ended;
      service = await startService(bin, place, service.port);
      ({ exchange } = clientOf(service.address));
    }
    if (incident) {
      incidents.delete(offset);
      const now = await offsetNow();
      assert.equal(now, offset, 'a chunk counts whole or not at all');
      continue;
    }
    const answer = await send(offset, chunk);
    assert.equal(answer.status, 204, JSON.stringify(answer.body));
    assert.equal(hashed, offset);
    digest.update(chunk);
    offset = hashed = offset + chunk.length;
  }
  assert.equal(incidents.size, 0);

  const upload = path.split('/').pop();
  const { body: made } = await nora.does('POST', '/v1/submissions', { upload, intended_use: harmlessUse });
  assert.equal(made.artifact.sha256 ?? made.artifact, digest.digest('hex'));
  for (;;) {
    const { state } = await nora.sees(`/v1/submissions/${made.id}`);
    if (!['submitted', 'scanning'].includes(state)) break;
    await pause(200);
  }
  const { complete, reason } = await nora.sees(`/v1/submissions/${made.id}/report`);
  assert.equal(complete, false, 'it is no package at all');
  memory = Math.max(memory, peak(service.child.pid));
  console.log(`${mebibytes} MiB arrived whole; the service held ${Math.round(memory / 1024)} MiB at most. The Report: ${reason}.`);
  assert.ok(memory < mostMemory, `the service held ${memory} KiB`);
} finally {
  service.child.kill('SIGKILL');
  rmSync(place, { recursive: true, force: true });
}
