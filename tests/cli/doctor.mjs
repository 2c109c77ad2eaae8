// doctor.mjs BIN: `formulary doctor` on installations that are well and not, and a service whose scanner has lost its
// wall: nothing is scanned, and it says so. BIN is the folder with the programs.
import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clientOf, pause } from '../support/client.mjs';
import { harmlessUse, makePeople, password, setUpCode } from '../support/service.mjs';

const bin = process.argv[2];
const place = mkdtempSync(join(tmpdir(), 'formulary-doctor-'));
const at = (name) => join(place, name);
const wallMissing = join(bin, 'formulary-scan-no-wall');
mkdirSync(at('web'));
writeFileSync(at('web/index.html'), '<!doctype html><title>Formulary</title>');
execFileSync(join(bin, 'formulary-samples'), [at('samples')], { stdio: 'ignore' });

/** Writes a configuration on the folder `data`, with `more` in it. Gives its path. */
function configuration(more = {}, name = 'config.json') {
  writeFileSync(at(name), JSON.stringify({ data: at('data'), port: 0, web: at('web'), log: at('log'), ...more }));
  return at(name);
}

/** Runs the doctor. `of(name)`: what it found about one thing. */
function doctor(config, ...options) {
  const { status, stdout, stderr } = spawnSync(join(bin, 'formulary'), ['--json', 'doctor', '--config', config, ...options], { encoding: 'utf8', timeout: 120_000 });
  const found = status === 2 ? { checks: [] } : JSON.parse(stdout);
  return { status, stderr, health: found.health, checks: found.checks, of: (name) => found.checks.find((check) => check.name === name) };
}

/** Runs the service with a configuration while `act` does something with its address, then stops it. */
async function served(config, act) {
  const child = spawn(join(bin, 'formulary'), ['serve', '--trial', '--config', config], { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, FORMULARY_SETUP_CODE: setUpCode } });
  const ended = new Promise((done) => child.once('exit', (status) => done(status)));
  try {
    const address = await new Promise((done, failed) => {
      let said = '';
      child.stdout.on('data', (piece) => {
        said += piece;
        const ready = /ready at (\S+)\n/.exec(said);
        if (ready) done(ready[1]);
      });
      ended.then((status) => failed(new Error(`the service ended with ${status}`)));
    });
    await act(address, child);
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}
const readiness = async (address) => {
  const answer = await fetch(`${address}/readyz`);
  const { checks } = await answer.json();
  return { status: answer.status, wall: checks.find(({ name }) => name === 'wall') };
};

let waiting;  // a submission that was made while nothing could be scanned
const stories = {
  'before the first start there is nothing to be wrong'() {
    const found = doctor(configuration());
    assert.equal(found.status, 0, JSON.stringify(found.checks));
    assert.equal(found.of('data').health, 'advice');
    assert.match(found.of('audit').sentence, /new/);
    assert.equal(existsSync(at('data')), false, 'to look makes nothing');
  },

  'every canary is a line, and each of them was stopped'() {
    const found = doctor(configuration());
    const wall = found.checks.filter(({ name }) => name.startsWith('wall/'));
    assert.ok(wall.length > 50, `${wall.length}`);
    assert.deepEqual(wall.filter(({ health }) => health !== 'good'), []);
    assert.equal(found.of('kernel/seccomp').health, 'good');
    const { stdout } = spawnSync(join(bin, 'formulary'), ['doctor', '--config', configuration()], { encoding: 'utf8' });
    assert.match(stdout, /^good +wall\/ptrace +It tried to trace another process: ended by SIGSYS\.$/m);
    assert.match(stdout, /, 0 wrong, 0 breached\n$/);
  },

  'a scanner without its wall is noticed: exit code 3'() {
    const found = doctor(configuration(), '--scanner', wallMissing);
    assert.equal(found.status, 3);
    assert.equal(found.health, 'breached');
    assert.equal(found.of('wall/open').health, 'breached');
  },

  async 'a service whose scanner has no wall scans nothing, and says so'() {
    await served(configuration({ scanner: wallMissing }), async (address) => {
      const { status, wall } = await readiness(address);
      assert.equal(status, 503);
      assert.match(wall.detail, /formulary doctor/);
      assert.match(readFileSync(at('log'), 'utf8'), /"event":"wall.breached","trial":"socket"/);
      await makePeople(address);
      const { Someone } = clientOf(address);
      const nora = await Someone.logsIn('nora', password);
      const sent = spawn(join(bin, 'formulary'), ['--url', address, '--login', 'nora', '--password-file', at('password'), 'submit', join(at('samples'), 'ward-1.0.apk'), '--use', at('use.json')], { stdio: 'ignore' });
      try {
        for (let turn = 0; !waiting && turn < 100; ++turn) {
          waiting = (await nora.sees('/v1/submissions')).items[0]?.id;
          await pause(200);
        }
        await pause(1500);
        assert.equal((await nora.sees(`/v1/submissions/${waiting}`)).state, 'submitted');
      } finally {
        sent.kill();
      }
    });
  },

  async 'what has waited is scanned as soon as the service was started with a wall'() {
    await served(configuration(), async (address) => {
      assert.equal((await readiness(address)).wall.ok, true);
      const { Someone } = clientOf(address);
      const nora = await Someone.logsIn('nora', password);
      let state = 'submitted';
      for (let turn = 0; ['submitted', 'scanning'].includes(state) && turn < 100; ++turn, await pause(200)) state = (await nora.sees(`/v1/submissions/${waiting}`)).state;
      assert.equal(state, 'in_review');
    });
  },

  async 'for development the wall may be optional; the doctor objects'() {
    const config = configuration({ scanner: wallMissing, wall: 'optional' });
    await served(config, async (address) => {
      const { status, wall } = await readiness(address);
      assert.deepEqual([status, wall.ok], [200, true]);
    });
    assert.match(readFileSync(at('log'), 'utf8'), /wall.optional/);
    assert.match(doctor(config).of('configuration').sentence, /development/);
  },

  async 'it looks at a registry in use and leaves it as it is'() {
    await served(configuration(), async () => {
      const before = statSync(at('data/formulary.db')).mtimeMs;
      const found = doctor(configuration());
      assert.equal(found.status, 0, JSON.stringify(found.checks.filter(({ health }) => health === 'wrong')));
      assert.equal(found.of('data').health, 'good');
      assert.match(found.of('keys').sentence, /^0 officers .* formulary keys add-recovery$/);
    assert.equal(found.of('certificate').health, 'good');
    assert.match(found.of('administrators').sentence, /^2 /);
      assert.match(found.of('audit').sentence, /^\d+ entries and \d+ checkpoints fit together; root [0-9a-f]{64}/);
      assert.match(found.of('datasets').sentence, /imported/);
      assert.equal(statSync(at('data/formulary.db')).mtimeMs, before);
    });
  },

  'an audit log that somebody changed is a breach: exit code 3'() {
    rmSync(at('changed'), { recursive: true, force: true });
    mkdirSync(at('changed'), { mode: 0o700 });
    for (const file of ['formulary.db', 'formulary.db-wal']) if (existsSync(at(`data/${file}`))) copyFileSync(at(`data/${file}`), at(`changed/${file}`));
    execFileSync('sqlite3', [at('changed/formulary.db'), dropTriggers() + "UPDATE audit_entry SET entry = CAST(replace(entry, 'success', 'denied') AS BLOB) WHERE seq = 1;"]);
    const found = doctor(configuration(), '--data', at('changed'));
    assert.equal(found.status, 3);
    assert.match(found.of('audit').sentence, /Audit entry 1 /);
  },

  'permissions, programs, places: what is wrong says what to do'() {
    chmodSync(at('data'), 0o755);
    const open = doctor(configuration());
    chmodSync(at('data'), 0o700);
    assert.equal(open.status, 1);
    assert.match(open.of('data').sentence, /chmod go= /);

    chmodSync(at('data/keys'), 0o644);
    const readable = doctor(configuration());
    chmodSync(at('data/keys'), 0o600);
    assert.equal(readable.of('keys').health, 'wrong');

    const tls = doctor(configuration({ tls: { certificate: at('password') } }, 'tls.json'));
    assert.equal(tls.of('certificate').health, 'wrong');

    const missing = doctor(configuration({ scanner: at('nowhere'), web: at('samples'), watches: [{ kind: 'us-510k', folder: at('nowhere') }] }));
    assert.equal(missing.status, 3, 'without a scanner there is no wall');
    assert.match(missing.of('scanner').sentence, /missing/);
    assert.deepEqual(missing.checks.filter(({ name }) => name === 'configuration').map(({ health }) => health), ['wrong', 'wrong']);

    const others = configuration({}, 'others.json');
    chmodSync(others, 0o666);
    assert.match(doctor(others).of('configuration').sentence, /chmod go-w/);
  },

  'a configuration that cannot be read is exit code 2'() {
    for (const wrong of [{ wall: 'perhaps' }, { time_zone: 'Mars/Olympus' }]) {
      const found = doctor(configuration(wrong, 'wrong.json'));
      assert.equal(found.status, 2);
      assert.notEqual(found.stderr, '');
    }
  },
};

/** Whoever can write to the file can do away with the triggers. */
function dropTriggers() {
  const list = execFileSync('sqlite3', [at('changed/formulary.db'), "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_entry'"], { encoding: 'utf8' });
  return list.split('\n').filter(Boolean).map((name) => `DROP TRIGGER ${name};`).join('');
}

writeFileSync(at('password'), `${password}\n`, { mode: 0o600 });
writeFileSync(at('use.json'), JSON.stringify(harmlessUse));
let failed = 0;
for (const [name, tell] of Object.entries(stories)) {
  try {
    await tell();
    console.log(`ok   ${name}`);
  } catch (problem) {
    failed += 1;
    console.log(`FAIL ${name}\n${problem.stack}`);
  }
}
if (!failed) rmSync(place, { recursive: true });
console.log(`${Object.keys(stories).length - failed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
