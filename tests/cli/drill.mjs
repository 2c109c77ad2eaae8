// drill.mjs BIN: the recovery drill, and the rotation of keys, against the real service. A registry with an approved
// package is backed up while it runs; an officer opens the backup with Debian's age; a new machine is made of it and
// answers the gate as the old one did. What is damaged, missing or killed half-way leaves nothing half.
import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { approveSample, harmlessUse, makePeople, password, startService } from '../support/service.mjs';
import { clientOf } from '../support/client.mjs';

const bin = process.argv[2];
const place = mkdtempSync(join(tmpdir(), 'formulary-drill-'));
const at = (...names) => join(place, ...names);
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

function formulary(...options) {
  const { status, stdout, stderr } = spawnSync(join(bin, 'formulary'), options, { env: { PATH: process.env.PATH }, encoding: 'utf8' });
  return { status, stdout, stderr, json: () => JSON.parse(stdout) };
}
function officer(name) {
  execFileSync('age-keygen', ['-o', at(name)], { stdio: 'ignore' });
  return execFileSync('age-keygen', ['-y', at(name)], { encoding: 'utf8' }).trim();
}
const files = (folder) => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.path, entry.name));
const blobsIn = (folder) => files(folder).filter((file) => file.endsWith('.age'));
async function ask(address, query, secret) {
  const answer = await fetch(address + query, { headers: { Authorization: `Bearer ${secret}` } });
  const { at: _, as_of, next_check, ...said } = await answer.json();
  return { status: answer.status, said };
}
async function refused(code, pattern, ...options) {
  const asked = formulary(...options);
  assert.equal(asked.status, code, asked.stderr + asked.stdout);
  assert.match(asked.stderr, pattern);
}

const running = [];
async function start(folder) {
  const started = await startService(bin, folder);
  running.push(started.child);
  return started;
}
let service;
let people;
let approved;
let answer;

const stories = {
  'keys are made for the service and two officers'() {
    const made = formulary('--json', 'keys', 'init', '--data', at('data'), '--recovery', officer('anna'), '--recovery', officer('bert'));
    assert.equal(made.status, 0, made.stderr);
    assert.equal(made.json().recovery.length, 2);
    assert.match(made.json().service, /^age1/);
    assert.equal(statSync(at('data/keys')).mode & 0o777, 0o600);
    assert.equal(formulary('keys', 'init', '--data', at('data')).status, 2, 'there are keys already');
    assert.equal(formulary('keys', 'show', '--data', at('data')).stdout.includes('AGE-SECRET'), false);
  },

  async 'what people hand in is encrypted on the disk'() {
    service = await start(place);
    people = await makePeople(service.address);
    approved = await approveSample(bin, place, people);
    answer = await ask(service.address, approved.query, people.secret);
    assert.equal(answer.status, 200);
    const stored = blobsIn(at('data/blobs/sha256'));
    assert.ok(stored.length > 0);
    for (const file of stored) assert.ok(readFileSync(file).subarray(0, 22).equals(Buffer.from('age-encryption.org/v1\n')));
    assert.equal(files(at('data/blobs')).length, stored.length, 'and nothing else lies there');
    const content = execFileSync('age', ['-d', '-i', at('anna'), stored.find((file) => file.includes(sha256(readFileSync(approved.file))))]);
    assert.equal(sha256(content), sha256(readFileSync(approved.file)));
  },

  'a backup is made while the service runs, and a second one copies only what is new'() {
    const made = formulary('--json', 'backup', at('monday.age'), '--data', at('data'), '--blobs', at('kept'));
    assert.equal(made.status, 0, made.stderr);
    assert.equal(made.json().stored_files, blobsIn(at('data/blobs/sha256')).length);
    const times = blobsIn(at('kept')).map((file) => statSync(file).ctimeMs);
    assert.equal(formulary('backup', at('tuesday.age'), '--data', at('data'), '--blobs', at('kept')).status, 0);
    assert.deepEqual(blobsIn(at('kept')).map((file) => statSync(file).ctimeMs), times);
    assert.equal(existsSync(at('data/backup.part')), false, 'no copy in the clear is left');
  },

  'each officer opens it with age, and finds a database that is whole'() {
    for (const name of ['anna', 'bert']) {
      execFileSync('age', ['-d', '-i', at(name), '-o', at('r.db'), at('monday.age')]);
      const sqlite = (text) => execFileSync('sqlite3', [at('r.db'), text], { encoding: 'utf8' }).trim();
      assert.equal(sqlite('PRAGMA integrity_check'), 'ok');
      assert.ok(Number(sqlite('SELECT count(*) FROM audit_entry')) > 10);
      for (const line of sqlite('SELECT sha256, size FROM backup_blob').split('\n')) {
        const [hash, size] = line.split('|');
        const content = execFileSync('age', ['-d', '-i', at(name), blobsIn(at('kept')).find((file) => file.includes(hash))]);
        assert.equal(sha256(content), hash);
        assert.equal(content.length, Number(size));
      }
      rmSync(at('r.db'));
    }
  },

  'nobody else does'() {
    officer('eve');
    assert.notEqual(spawnSync('age', ['-d', '-i', at('eve'), '-o', at('r.db'), at('monday.age')]).status, 0);
    const tried = formulary('restore', at('monday.age'), '--blobs', at('kept'), '--data', at('eves'), '--identity', at('eve'));
    assert.equal(tried.status, 3, tried.stderr);
    assert.equal(existsSync(at('eves')), false);
    assert.equal(existsSync(at('eves.part')), false);
  },

  async 'what is damaged, cut off or missing restores nothing'() {
    const bytes = readFileSync(at('monday.age'));
    const restore = (file, blobs) => ['restore', file, '--blobs', blobs, '--data', at('new/data'), '--identity', at('anna')];
    mkdirSync(at('new'));
    const nothing = () => assert.deepEqual(readdirSync(at('new')), []);
    for (const place of [30, 500, 70000, bytes.length - 1]) {
      const changed = Buffer.from(bytes);
      changed[place] ^= 1;
      writeFileSync(at('bad.age'), changed);
      await refused(3, /Nothing was restored|no age file/, ...restore(at('bad.age'), at('kept')));
      nothing();
      writeFileSync(at('bad.age'), bytes.subarray(0, place));
      await refused(3, /Nothing was restored/, ...restore(at('bad.age'), at('kept')));
      nothing();
    }
    await refused(2, /is not there/, ...restore(at('none.age'), at('kept')));
    cpSync(at('kept'), at('lacking'), { recursive: true });
    rmSync(blobsIn(at('lacking'))[0]);
    await refused(3, /missing.*Nothing was restored/, ...restore(at('monday.age'), at('lacking')));
    nothing();
    cpSync(at('kept'), at('damaged'), { recursive: true });
    const file = blobsIn(at('damaged'))[0];
    chmodSync(file, 0o600);
    truncateSync(file, statSync(file).size - 1);
    await refused(3, /Nothing was restored/, ...restore(at('monday.age'), at('damaged')));
    nothing();
    await refused(2, /not empty/, 'restore', at('monday.age'), '--blobs', at('kept'), '--data', at('data'), '--identity', at('anna'));
    assert.equal((await ask(service.address, approved.query, people.secret)).status, 200, 'and the registry that is there goes on');
  },

  // For whom backups are encrypted is no secret: whoever knows it can make one of a registry that never was.
  async 'a backup of another registry, made for the same officers, is not taken for ours'() {
    const anna = execFileSync('age-keygen', ['-y', at('anna')], { encoding: 'utf8' }).trim();
    assert.equal(formulary('keys', 'init', '--data', at('forger/data'), '--recovery', anna, '--recovery', anna).status, 0);
    const forger = await start(at('forger'));
    await makePeople(forger.address);
    forger.child.kill('SIGTERM');
    assert.equal((await forger.ended).status, 0);
    assert.equal(formulary('backup', at('forged.age'), '--blobs', at('forged'), '--data', at('forger/data')).status, 0);
    const restore = (file, key) => ['restore', at(file), '--blobs', at('kept'), '--data', at('checked/data'), '--identity', at('anna'), '--log-key', key];
    mkdirSync(at('checked'));
    await refused(3, /another key.*Nothing was restored/, ...restore('forged.age', at('data/audit.vkey')));
    assert.deepEqual(readdirSync(at('checked')), []);
    const ours = formulary(...restore('monday.age', readFileSync(at('data/audit.vkey'), 'utf8').trim()));
    assert.equal(ours.status, 0, ours.stderr);
  },

  async 'an officer makes a new machine of it, which answers the gate the same once two administrators agree'() {
    const restored = formulary('--json', 'restore', at('monday.age'), '--blobs', at('kept'), '--data', at('new/data'), '--identity', at('anna'));
    assert.equal(restored.status, 0, restored.stderr);
    assert.equal(statSync(at('new/data/keys')).mode & 0o777, 0o600);
    const keys = formulary('--json', 'keys', 'show', '--data', at('new/data')).json();
    const old = formulary('--json', 'keys', 'show', '--data', at('data')).json();
    assert.notEqual(keys.service, old.service, 'with a key of its own');
    assert.deepEqual(keys.recovery.sort(), old.recovery.sort(), 'and the same officers');
    const field = (file) => /^field 1 .*$/m.exec(readFileSync(file, 'utf8'))[0];
    assert.equal(field(at('new/data/keys')), field(at('data/keys')), 'single secrets in the database can be read');
    const other = await start(at('new'));
    const { said } = await ask(other.address, approved.query, people.secret);
    assert.equal(said.verdict, 'unknown', 'no yes of an old backup before two administrators have looked at it');
    assert.equal(said.reasons[0].record, 'restore');
    const [ada, axel] = await Promise.all(['ada', 'axel'].map((login) => clientOf(other.address).Someone.logsIn(login, password)));
    await ada.agrees(axel, 'POST', '/v1/restoration/acceptance');
    assert.deepEqual(await ask(other.address, approved.query, people.secret), answer);
    const rita = await clientOf(other.address).Someone.logsIn('rita', password);
    assert.equal((await rita.sees(`/v1/submissions/${approved.submission}`)).state, 'approved');
    const nora = await clientOf(other.address).Someone.logsIn('nora', password);
    const again = await nora.submits(join(place, 'samples', 'flashlight-3.2.apk'), harmlessUse);
    assert.ok(again, 'and works on');
    other.child.kill('SIGTERM');
    assert.equal((await other.ended).status, 0);
    const check = execFileSync('sqlite3', [at('new/data/formulary.db'), "SELECT count(*) FROM audit_entry WHERE action = 'registry.restore'"], { encoding: 'utf8' });
    assert.equal(check.trim(), '1', 'the log says that it was restored');
  },

  'with the keys of the installation no officer is needed'() {
    writeFileSync(at('keys-copy'), readFileSync(at('data/keys')), { mode: 0o600 });
    const restored = formulary('restore', at('tuesday.age'), '--blobs', at('kept'), '--data', at('third'), '--keys', at('keys-copy'));
    assert.equal(restored.status, 0, restored.stderr);
    assert.equal(existsSync(at('third/keys')), false, 'they stay where they are');
  },

  async 'killed at any moment, a backup and a restore leave nothing half'() {
    let whole = 0;
    for (let round = 0; round < 16; ++round) {
      const backup = spawn(join(bin, 'formulary'), ['backup', at('killed.age'), '--data', at('data'), '--blobs', at('kept-killed')], { stdio: 'ignore' });
      await pause(round * 12);
      backup.kill('SIGKILL');
      if (existsSync(at('killed.age'))) {
        ++whole;
        execFileSync('age', ['-d', '-i', at('bert'), '-o', at('k.db'), at('killed.age')]);
        assert.equal(execFileSync('sqlite3', [at('k.db'), 'PRAGMA integrity_check'], { encoding: 'utf8' }).trim(), 'ok');
        rmSync(at('k.db'));
        rmSync(at('killed.age'));
      }
    }
    await pause(300);
    assert.equal(formulary('backup', at('killed.age'), '--data', at('data'), '--blobs', at('kept-killed')).status, 0, 'after all of them one works');
    assert.equal(existsSync(at('data/backup.part')), false);
    for (let round = 0; round < 16; ++round) {
      const restore = spawn(join(bin, 'formulary'), ['restore', at('killed.age'), '--blobs', at('kept-killed'), '--data', at('k'), '--identity', at('anna')], { stdio: 'ignore' });
      const ended = new Promise((done) => restore.once('exit', done));
      await pause(round * 12);
      restore.kill('SIGKILL');
      await ended;
      if (existsSync(at('k'))) {
        ++whole;
        assert.ok(existsSync(at('k/formulary.db')) && blobsIn(at('k/blobs')).length === blobsIn(at('kept-killed')).length);
        rmSync(at('k'), { recursive: true });
      }
    }
    const restored = formulary('restore', at('killed.age'), '--blobs', at('kept-killed'), '--data', at('k'), '--identity', at('anna'));
    assert.equal(restored.status, 0, restored.stderr);
    assert.equal(existsSync(at('k.part')), false);
  },

  async 'keys are rotated while the service runs, and the old one is destroyed'() {
    const before = formulary('--json', 'keys', 'show', '--data', at('data')).json();
    const old = /^service (AGE-SECRET-KEY-\S+)/m.exec(readFileSync(at('data/keys'), 'utf8'))[1];
    assert.equal(formulary('keys', 'rotate', '--data', at('data')).status, 0);
    const during = formulary('--json', 'keys', 'show', '--data', at('data')).json();
    assert.notEqual(during.service, before.service);
    assert.deepEqual(during.old, [before.service]);
    await people.nora.submits(join(place, 'samples', 'flashlight-3.2.apk'), harmlessUse);
    const rewrapped = formulary('--json', 'keys', 'rewrap', '--progress', '--data', at('data'));
    assert.equal(rewrapped.status, 0, rewrapped.stderr);
    assert.match(rewrapped.stderr, /\d+ of \d+ files/);
    assert.deepEqual(rewrapped.json().destroyed, [before.service]);
    assert.equal(readFileSync(at('data/keys'), 'utf8').includes(old), false);
    writeFileSync(at('old-key'), `${old}\n`);
    for (const file of blobsIn(at('data/blobs/sha256'))) {
      assert.notEqual(spawnSync('age', ['-d', '-i', at('old-key'), '-o', '/dev/null', file]).status, 0, 'the old key opens nothing');
      execFileSync('age', ['-d', '-i', at('bert'), '-o', '/dev/null', file]);
    }
    const actions = execFileSync('sqlite3', [at('data/formulary.db'), "SELECT action FROM audit_entry WHERE action LIKE 'key.%' ORDER BY seq"], { encoding: 'utf8' }).trim().split('\n');
    assert.deepEqual(actions, ['key.replace', 'key.use', 'key.rewrap', 'key.destroy']);
    assert.deepEqual(await ask(service.address, approved.query, people.secret), answer);
  },

  async 'a registry without its keys does not start, and makes no others'() {
    service.child.kill('SIGTERM');
    assert.equal((await service.ended).status, 0);
    const keys = readFileSync(at('data/keys'));
    rmSync(at('data/keys'));
    const serve = ['serve', '--data', at('data'), '--port', '0', '--web', at('web'), '--log', at('log')];
    await refused(3, /Put it back/, ...serve);
    assert.equal(existsSync(at('data/keys')), false);
    cpSync(at('new/data/keys'), at('data/keys'));
    await refused(3, /do not open the stored files/, ...serve);
    writeFileSync(at('data/keys'), keys, { mode: 0o600 });
    chmodSync(at('data/keys'), 0o640);
    await refused(3, /chmod 600/, ...serve);
    chmodSync(at('data/keys'), 0o600);
    mkdirSync(at('credentials'));
    writeFileSync(at('credentials/formulary-keys'), keys, { mode: 0o400 });
    rmSync(at('data/keys'));
    process.env.CREDENTIALS_DIRECTORY = at('credentials');
    service = await start(place);
    assert.deepEqual(await ask(service.address, approved.query, people.secret), answer, 'with the keys as a systemd credential');
    service.child.kill('SIGTERM');
    assert.equal((await service.ended).status, 0);
  },
};

try {
  for (const [name, story] of Object.entries(stories)) {
    try {
      await story();
    } catch (problem) {
      problem.message = `${name}: ${problem.message}`;
      throw problem;
    }
    console.log(`ok ${name}`);
  }
  rmSync(place, { recursive: true, force: true });
} catch (problem) {
  console.error(problem.stack);
  console.error(`What is left lies in ${place}.`);
  for (const child of running) child.kill('SIGKILL');
  process.exit(1);
}
process.exit(0);
