// audit.mjs BIN: the audit log as an auditor, a witness and an attacker meet it. The log is read over HTTP by a reader of
// its own (tests/support/tlog.mjs); the attacker puts databases back. BIN is the folder with the programs.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clientOf, pause } from '../support/client.mjs';
import { makePeople, password, setUpCode, startService } from '../support/service.mjs';
import { leafHash, openCheckpoint, readKey, readLog, rootOf, verifyProof } from '../support/tlog.mjs';

const bin = process.argv[2];
const place = mkdtempSync(join(tmpdir(), 'formulary-audit-'));
const at = (...names) => join(place, ...names);
const database = at('data', 'formulary.db');
writeFileSync(at('password'), `${password}\n`, { mode: 0o600 });

/** {status, headers, body}, the body as bytes. */
function raw(address, path, headers = {}, method = 'GET', body = undefined) {
  return new Promise((done, failed) => {
    const request = httpRequest(address + path, { method, headers }, (answer) => {
      const pieces = [];
      answer.on('data', (piece) => pieces.push(piece));
      answer.on('end', () => done({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(pieces) }));
    });
    request.on('error', failed);
    request.end(body);
  });
}
const bearer = (token) => ({ authorization: `Bearer ${token}` });
function formulary(...options) {
  const { status, stdout, stderr } = spawnSync(join(bin, 'formulary'), options, { env: { PATH: process.env.PATH, FORMULARY_URL: service?.address }, encoding: 'utf8' });
  return { status, stdout, stderr };
}
async function stop(one) {
  one.child.kill('SIGTERM');
  return (await one.ended).status;
}
async function startWitness(state, key) {
  const child = spawn(join(bin, 'formulary'), ['witness', '--state', state, '--name', 'witness.test/security', '--log-key', key, '--port', '0', '--log', at('witness.log')], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((done) => child.once('exit', (status) => done({ status })));
  const [, address, vkey] = await new Promise((done, failed) => {
    let said = '';
    child.stdout.on('data', (piece) => {
      said += piece;
      const found = /ready at (\S+)\nIts key: (\S+)\n/.exec(said);
      if (found) done(found);
    });
    ended.then(() => failed(new Error('the witness did not start')));
  });
  return { child, ended, address, vkey };
}
async function until(what, limit = 15_000) {
  for (const end = Date.now() + limit; Date.now() < end; await pause(100)) {
    const found = await what();
    if (found) return found;
  }
  throw new Error(`this did not come: ${what}`);
}
const isReady = async () => (await raw(service.address, '/readyz')).status === 200;
const check = async (name) => JSON.parse((await raw(service.address, '/readyz')).body).checks.find((one) => one.name === name);

let service;
let witness;
let people;
let token;
let log;
const witnessKeys = [];
const began = Date.now();
const published = async () => {
  const { status, body } = await raw(service.address, '/audit/checkpoint', bearer(token));
  return status === 200 ? openCheckpoint(body.toString(), log, witnessKeys) : null;
};
const reaches = (size) => until(async () => {
  const now = await published();
  return now && now.size >= size ? now : null;
});
const tile = async (path) => {
  const { status, body } = await raw(service.address, `/audit/${path}`, bearer(token));
  assert.equal(status, 200, path);
  return body;
};
async function askGate(times) {
  for (let i = 0; i < times; i += 20) {
    const asked = Array.from({ length: Math.min(20, times - i) }, (_, j) => raw(service.address, `/v1/gate?sha256=${String(i + j).padStart(64, '0')}`, bearer(people.secret)));
    for (const { status } of await Promise.all(asked)) assert.equal(status, 200);
  }
}
const withConfig = () => ['--config', at('config.json')];

const stories = {
  async 'the first start makes a key, and says which'() {
    service = await startService(bin, place);
    people = await makePeople(service.address);
    log = readKey(readFileSync(at('data', 'audit.vkey'), 'utf8'));
    assert.equal(await stop(service), 0);
  },

  async 'with a witness and a second place it goes on'() {
    witness = await startWitness(at('witness'), at('data', 'audit.vkey'));
    witnessKeys.push(readKey(witness.vkey));
    writeFileSync(at('config.json'), JSON.stringify({
      audit: { require: 'db+sink', sink: `file:${at('second.jsonl')}`, witnesses: [{ key: witness.vkey, address: witness.address }], needed_witnesses: 1 },
    }));
    service = await startService(bin, place, 0, withConfig());
    const { Someone } = clientOf(service.address);
    const ada = await Someone.logsIn('ada', password);
    const owner = (await ada.does('POST', '/v1/users', { login: 'otto', name: 'Otto', roles: ['auditor'], password })).body.id;
    assert.ok(owner);
    const otto = await Someone.logsIn('otto', password);
    token = (await otto.does('POST', '/v1/tokens', { name: 'monitor', scopes: ['audit'] })).body.secret;
    people.ada = ada;
    people.otto = otto;
    people.nora = await Someone.logsIn('nora', password);
    for (const name of ['audit', 'log', 'checkpoint', 'sink']) assert.equal((await check(name)).ok, true, name);
    // What was published before there was a witness is seen until it has signed something.
    await until(async () => (await raw(service.address, '/audit/checkpoint', bearer(token))).body.includes(witness.vkey.split('+')[0]));
  },

  async 'an auditor reads the whole log over HTTP, and all of it fits'() {
    await askGate(600);
    const checkpoint = await reaches(600);
    const entries = await readLog(tile, checkpoint);
    assert.equal(entries.length, checkpoint.size);
    const actions = new Set(entries.map((entry) => JSON.parse(entry).action));
    for (const action of ['session.login', 'gate.query', 'token.create']) assert.ok(actions.has(action), action);
    const text = Buffer.concat(entries).toString();
    assert.ok(!text.includes('Otto') && !text.includes('otto'), 'no names are in the log');
  },

  async 'tiles have their types, stay as they are, and are there for published sizes only'() {
    const first = await raw(service.address, '/audit/checkpoint', bearer(token));
    assert.equal(first.headers['content-type'], 'text/plain; charset=utf-8');
    assert.match(first.headers['cache-control'], /max-age=[0-5]$/);
    const { size } = openCheckpoint(first.body.toString(), log, witnessKeys);
    const width = size % 256;
    const full = await raw(service.address, '/audit/tile/0/000', bearer(token));
    assert.equal(full.headers['content-type'], 'application/octet-stream');
    assert.match(full.headers['cache-control'], /immutable/);
    assert.equal(full.body.length, 8192);
    const again = await raw(service.address, '/audit/tile/0/000', { ...bearer(token), 'if-none-match': full.headers.etag });
    assert.equal(again.status, 304);
    const statuses = await Promise.all(Array.from({ length: 255 }, (_, i) => raw(service.address, `/audit/tile/0/000.p/${i + 1}`, bearer(token)).then(({ status }) => status)));
    assert.ok(statuses.filter((status) => status === 404).length > 200, 'most widths were never published');
    for (const [path, expected] of [[`tile/0/00${Math.floor(size / 256)}.p/${width}`, 200], ['tile/0/009', 404], ['tile/1/000.p/2', 200], ['tile/1/000', 404],
      ['tile/entries/001', 200], ['tile/entries/0', 404], ['tile/0/000.p/256', 404], ['tile/64/000', 404], ['tile/00/000', 404], ['tile/', 404]]) {
      assert.equal((await raw(service.address, `/audit/${path}`, bearer(token))).status, expected, path);
    }
  },

  async 'nobody but an auditor sees it'() {
    const nora = { cookie: people.nora.cookie, 'sec-fetch-site': 'same-origin' };
    for (const path of ['/audit/checkpoint', '/audit/tile/0/000', '/audit/tile/entries/000']) {
      assert.equal((await raw(service.address, path)).status, 401, path);
      assert.equal((await raw(service.address, path, bearer(people.secret))).status, 403, path);
      assert.equal((await raw(service.address, path, nora)).status, 403, path);
    }
    assert.equal((await raw(service.address, '/v1/audit', bearer(token))).status, 403, 'the token is for the tiles alone');
  },

  async 'reading the log makes it grow by an entry a minute, not more'() {
    const { items } = await people.otto.sees('/v1/audit?action=audit.read&limit=200');
    const minutes = Math.ceil((Date.now() - began) / 60_000);
    assert.ok(items.length >= 1 && items.length <= minutes, `${items.length} entries in ${minutes} minutes`);
  },

  async 'every entry is in the second place once, in order'() {
    const { size, root } = await published();
    const lines = readFileSync(at('second.jsonl'), 'utf8').split('\n').filter(Boolean);
    assert.ok(lines.length >= size);
    lines.forEach((line, i) => assert.equal(JSON.parse(line).seq, i));
    const leaves = lines.slice(0, size).map((line) => leafHash(/"entry":(.*)\}$/.exec(line)[1]));
    assert.equal(rootOf(leaves).toString('base64'), root);
  },

  async 'a proof convinces somebody who has the entry, the key and the proof alone'() {
    const made = formulary('audit', 'proof', '123', '--database', database, '--out', at('123.tlog-proof'), '--entry', at('123.json'));
    assert.equal(made.status, 0, made.stderr);
    const proof = readFileSync(at('123.tlog-proof'), 'utf8');
    const entry = readFileSync(at('123.json'));
    assert.equal(verifyProof(proof, entry, log, witnessKeys), 123);
    assert.throws(() => verifyProof(proof, Buffer.concat([entry, Buffer.from(' ')]), log));
    assert.equal(formulary('audit', 'proof', '99999999', '--database', database).status, 4, 'not there yet');
    assert.equal(formulary('audit', 'proof', '123', '--database', database, '--out', at('123.tlog-proof')).status, 2, 'nothing is overwritten');
  },

  async 'fsck recomputes all of it while the service runs'() {
    const checked = formulary('audit', 'fsck', database);
    assert.equal(checked.status, 0, checked.stdout + checked.stderr);
    assert.match(checked.stdout, /sound/);
    const { body } = await raw(service.address, '/audit/checkpoint', bearer(token));
    writeFileSync(at('printed'), body);
    assert.equal(formulary('audit', 'fsck', database, '--checkpoint', at('printed'), '--witness', witness.vkey).status, 0);
    writeFileSync(at('unsigned'), body.toString().replace(/\n\u2014 witness.*\n/, '\n'));
    assert.equal(formulary('audit', 'fsck', database, '--checkpoint', at('unsigned'), '--witness', witness.vkey).status, 3);
    const { sound, entries } = JSON.parse(formulary('--json', 'audit', 'fsck', database).stdout);
    assert.equal(sound, true);
    assert.ok(entries >= 600);
  },

  async 'an export of tiles is what HTTP gives'() {
    assert.equal(formulary('audit', 'export', database, '--tiles', at('tiles')).status, 0);
    const checkpoint = openCheckpoint(readFileSync(at('tiles', 'checkpoint'), 'utf8'), log, witnessKeys);
    await readLog(async (path) => readFileSync(at('tiles', path)), checkpoint);
    assert.deepEqual(readFileSync(at('tiles', 'tile/0/000')), await tile('tile/0/000'));
    const lines = formulary('audit', 'export', database, '--lines', '-').stdout.split('\n').filter(Boolean);
    assert.equal(JSON.parse(lines[7]).seq, 7);
    assert.ok(lines.length >= checkpoint.size);
  },

  async 'what a person typed can be erased, and every hash stays'() {
    const nora = people.nora;
    const use = { purpose: 'Notes.', users: 'Nurses', patient_group: '', data_classes: ['none'], clinical_role: 'none', devices_driven: '', sites: ['Ward 3'], jurisdictions: ['DE'] };
    const { id } = (await nora.does('POST', '/v1/submissions', { claim: { platform: 'web', identifier: 'https://tool.example', version: '1' }, intended_use: use })).body;
    await nora.changes(id, 'withdrawal', { reason: 'Call me, Nora, 555-0100.' });
    const of = async () => (await people.otto.sees(`/v1/audit?object=${id}&limit=200`)).items.map(({ text }) => text).join('');
    assert.match(await of(), /555-0100/);
    const before = await published();
    const erased = formulary('--login', 'ada', '--password-file', at('password'), 'audit', 'erase', 'nora');
    assert.equal(erased.status, 0, erased.stderr);
    assert.match(erased.stdout, /^[1-9]\d* texts/);
    assert.doesNotMatch(await of(), /555-0100/);
    const { items } = await people.otto.sees('/v1/audit?action=audit.erase');
    assert.equal(items.length, 1);
    await reaches(before.size + 3);
    await readLog(tile, await published());
    assert.equal(formulary('audit', 'fsck', database).status, 0);
    assert.ok(!readFileSync(at('second.jsonl')).includes('555-0100'));
  },

  async 'a database that was put back: read-only, and the alarm'() {
    assert.equal(await stop(service), 0);
    cpSync(at('data'), at('older'), { recursive: true });
    service = await startService(bin, place, 0, withConfig());
    await askGate(50);
    await reaches((await published()).size + 1);
    assert.equal(await stop(service), 0);
    copyFileSync(at('older', 'formulary.db'), database);
    for (const end of ['-wal', '-shm']) rmSync(database + end, { force: true });
    const fsck = formulary('audit', 'fsck', database);
    assert.equal(fsck.status, 3);
    assert.match(fsck.stdout, /older state/);

    service = await startService(bin, place, 0, withConfig());
    assert.equal(await isReady(), false);
    assert.equal((await check('log')).ok, false);
    assert.match((await check('log')).detail, /older state/);
    assert.equal((await raw(service.address, '/healthz')).status, 200);
    const tried = await raw(service.address, '/v1/sessions', { 'content-type': 'application/json' }, 'POST', JSON.stringify({ login: 'ada', password }));
    assert.equal(tried.status, 503);
    assert.equal(JSON.parse(tried.body).type, '/problems/read-only');
    assert.equal((await raw(service.address, `/v1/gate?sha256=${'0'.repeat(64)}`, bearer(people.secret))).status, 503);
    assert.equal((await raw(service.address, '/audit/checkpoint', bearer(token))).status, 200, 'whoever looks into it can read');
    assert.match(readFileSync(at('log'), 'utf8'), /"audit.broken"/);
    assert.equal(await stop(service), 3, 'and the exit code says so');
  },

  async 'the whole data folder and the second place put back: the witness remembers'() {
    rmSync(at('data'), { recursive: true });
    cpSync(at('older'), at('data'), { recursive: true });
    const config = JSON.parse(readFileSync(at('config.json'), 'utf8'));
    writeFileSync(at('config.json'), JSON.stringify({ audit: { ...config.audit, require: 'db', sink: '' } }));
    service = await startService(bin, place, 0, withConfig());
    await askGate(3);
    await until(async () => !(await check('log')).ok);
    assert.match((await check('log')).detail, /The witness witness.test\/security has a checkpoint/);
    assert.equal(await stop(service), 3);
  },

  'a configuration that demands what is not there is refused'() {
    for (const [audit, said] of [[{ require: 'db+sink' }, /audit\/sink/], [{ sink: 'mail:me' }, /audit\/sink/], [{ needed_witnesses: 1 }, /needed_witnesses/],
      [{ witnesses: [{ key: 'x', address: 'https://witness.test' }] }, /audit\/witnesses/], [{ origin: 'with blank' }, /name of a key/], [{ require: 'nothing' }, /db\+sink/]]) {
      writeFileSync(at('wrong.json'), JSON.stringify({ audit }));
      const asked = formulary('serve', '--data', at('unused'), '--port', '0', '--web', at('web'), '--config', at('wrong.json'));
      assert.notEqual(asked.status, 0);
      assert.match(asked.stderr, said);
    }
  },

  async 'a second place that cannot be written stops everything that it is demanded for'() {
    const elsewhere = at('elsewhere');
    writeFileSync(at('full.json'), JSON.stringify({ audit: { require: 'db+sink', sink: 'file:/dev/full' } }));
    service = await startService(bin, elsewhere, 0, ['--config', at('full.json')]);
    const tried = await raw(service.address, '/v1/setup', { 'content-type': 'application/json' }, 'POST', JSON.stringify({ code: setUpCode, login: 'ada', name: 'Ada', password }));
    assert.equal(tried.status, 503);
    assert.equal(JSON.parse(tried.body).type, '/problems/audit-unavailable');
    assert.equal(await isReady(), false);
    await stop(service);
    service = await startService(bin, elsewhere);
    const again = await raw(service.address, '/v1/setup', { 'content-type': 'application/json' }, 'POST', JSON.stringify({ code: setUpCode, login: 'ada', name: 'Ada', password }));
    assert.ok(again.status < 300, 'nothing of it had happened');
    await stop(service);
  },

  async 'the witness stops when it is told to, and what it knows stays'() {
    assert.equal(await stop(witness), 0);
    witness = await startWitness(at('witness'), at('data', 'audit.vkey'));
    assert.equal(witness.vkey.split('+')[0], 'witness.test/security');
    assert.equal(readKey(witness.vkey).id, witnessKeys[0].id, 'its key is the same');
    assert.equal(await stop(witness), 0);
  },
};

let failures = 0;
for (const [name, tell] of Object.entries(stories)) {
  try {
    await tell();
    console.log(`ok      ${name}`);
  } catch (problem) {
    failures += 1;
    console.error(`FAILED  ${name}\n${problem.stack}`);
    break; // each story goes on from the one before
  }
}
for (const one of [service, witness]) if (one && one.child.exitCode === null) one.child.kill('SIGKILL');
if (failures === 0) rmSync(place, { recursive: true, force: true });
else if (existsSync(at('log'))) console.error(readFileSync(at('log'), 'utf8').split('\n').filter((line) => !line.includes('"http"')).slice(-20).join('\n'));
process.exit(failures ? 1 : 0);
