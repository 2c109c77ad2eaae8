// cli.mjs BIN: the command line against the real service, as procurement and administrators use it: exit codes, JSON,
// secrets in files only. BIN is the folder with the programs.
import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clientOf } from '../support/client.mjs';

const bin = process.argv[2];
const place = mkdtempSync(join(tmpdir(), 'formulary-cli-'));
const at = (name) => join(place, name);
const password = 'a-long-enough-password';
const code = 'a-code-for-the-test';

mkdirSync(at('web'));
writeFileSync(at('web/index.html'), '<!doctype html><title>Formulary</title>');
writeFileSync(at('password'), `${password}\n`, { mode: 0o600 });
execFileSync(join(bin, 'formulary-samples'), [at('samples')], { stdio: 'ignore' });
const sample = (name) => join(at('samples'), name);

const service = spawn(join(bin, 'formulary'), ['serve', '--trial', '--data', at('data'), '--port', '0', '--web', at('web'), '--log', at('log')], {
  stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, FORMULARY_SETUP_CODE: code },
});
const ended = new Promise((done) => service.once('exit', done));
const address = await new Promise((done, failed) => {
  let said = '';
  service.stdout.on('data', (piece) => {
    said += piece;
    const found = /ready at (\S+)\n/.exec(said);
    if (found) done(found[1]);
  });
  service.once('exit', () => failed(new Error('the service did not start')));
});

function formulary(...options) {
  const env = { PATH: process.env.PATH, FORMULARY_URL: address };
  const { status, stdout, stderr } = spawnSync(join(bin, 'formulary'), options, { env, encoding: 'utf8', timeout: 60_000 });
  return { status, stdout, stderr, json: () => JSON.parse(stdout) };
}
/** The same, while this process goes on: what it runs under `command` sees `env` as well. */
async function meanwhile(command, options, env = {}) {
  const child = spawn(command, options, { env: { PATH: process.env.PATH, FORMULARY_URL: address, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => { said += piece; });
  const status = await new Promise((done) => child.once('close', done));
  return { status, said };
}
/** A way to the service that breaks in the first piece of an upload, and is closed for `pause` milliseconds then. */
async function brokenWay(pause) {
  let broken = false;
  const way = createServer((client) => {
    const onward = connect(new URL(address).port, '127.0.0.1');
    for (const end of [client, onward]) end.on('error', () => { client.destroy(); onward.destroy(); });
    client.on('data', (piece) => {
      if (broken || !piece.includes('PATCH ')) return;
      broken = true;
      way.close();
      client.destroy();
      onward.destroy();
      setTimeout(() => way.listen(port, '127.0.0.1'), pause);
    });
    client.pipe(onward).pipe(client);
  });
  await new Promise((done) => way.listen(0, '127.0.0.1', done));
  const { port } = way.address();
  return { url: `http://127.0.0.1:${port}`, broke: () => broken, close: () => way.close() };
}
const user = (...options) => formulary('user', '--data', at('data'), ...options);
const as = (login, ...options) => formulary('--login', login, '--password-file', at('password'), ...options);

const stories = {
  'without credentials it says what to give'() {
    const asked = formulary('gate', '--id', 'org.example.ward', '--version', '1.0');
    assert.equal(asked.status, 2);
    assert.match(asked.stderr, /--token-file/);
  },

  async 'an administrator makes people and a token in a file that only they can read'() {
    const { Someone } = clientOf(address);
    await new Someone().does('POST', '/v1/setup', { code, login: 'ada', name: 'Ada', password });
    const add = (login, ...roles) => user('create', login, '--name', login, '--new-password-file', at('password'), ...roles);
    assert.equal(add('axel', '--role', 'administrator').status, 0);
    assert.equal(add('nora', '--role', 'submitter', '--department', 'Ward 3').status, 0);
    assert.equal(add('rita', '--role', 'reviewer', '--domain', 'security', '--domain', 'privacy').status, 0);
    assert.equal(add('anna', '--role', 'approver').status, 0);
    assert.equal(add('both', '--role', 'approver', '--role', 'administrator').status, 1, 'these two exclude each other');
    assert.equal(user('create', 'till', '--name', 'Till', '--role', 'script').status, 0);
    assert.equal(as('ada', 'token', 'create', 'orders', '--scope', 'gate', '--network', '127.0.0.0/8', '--owner', 'till', '--out', at('token')).status, 0);
    assert.equal(statSync(at('token')).mode & 0o777, 0o600);
    assert.match(readFileSync(at('token'), 'utf8'), /^fmly_[0-9A-Za-z]{49}\n$/);
    assert.equal(formulary('--json', 'user', '--data', at('data'), 'list').stdout.trim().split('\n').length, 6);
    assert.equal(formulary('user', '--data', at('nowhere'), 'list').status, 2);
    writeFileSync(at('breached'), `${password}\n`);
    writeFileSync(at('config.json'), JSON.stringify({ data: at('data'), breached_passwords: at('breached') }));
    const known = formulary('user', '--config', at('config.json'), 'create', 'mallory', '--name', 'Mallory', '--role', 'submitter', '--new-password-file', at('password'));
    assert.equal(known.status, 1);
    assert.match(known.stderr, /thieves/);
    assert.equal(as('ada', 'token', 'create', 'again', '--scope', 'gate', '--owner', 'till', '--out', at('token')).status, 2, 'the file is there');
    assert.equal(as('ada', 'token', 'create', 'wrong', '--scope', 'king', '--owner', 'till', '--out', at('no-token')).status, 1);
    assert.equal(existsSync(at('no-token')), false);
    assert.deepEqual(as('ada', '--json', 'token', 'list').json().map(({ name }) => name), ['orders'], 'no token without a place for its secret');
  },

  async 'what waits for a second administrator is listed, shown and confirmed on the machine'() {
    const { Someone } = clientOf(address);
    const ada = await Someone.logsIn('ada', password);
    const asked = (await ada.does('POST', '/v1/users', { login: 'anton', name: 'Anton', roles: ['approver'], password })).body;
    assert.equal(asked.state, 'open');
    const listed = user('confirm');
    assert.equal(listed.status, 0, listed.stderr);
    assert.match(listed.stdout, new RegExp(`${asked.id}[^]*proposed by Ada \\(ada\\)[^]*roles +nothing -> approver`));
    assert.equal(user('confirm', asked.id).status, 1, 'without an answer nothing is confirmed');
    assert.equal(user('confirm', '--yes', '00000000-0000-7000-8000-000000000000').status, 1);
    assert.equal(formulary('--json', 'user', '--data', at('data'), 'confirm', '--yes', asked.id).json().state, 'confirmed');
    assert.equal(user('confirm', '--yes', asked.id).status, 1, 'once');
    assert.equal((await ada.sees(`/v1/proposals/${asked.id}`)).ground, 'host');
    await Someone.logsIn('anton', password);
  },

  async 'emergency access: a code that is printed here and nowhere else opens one session'() {
    const glass = (...options) => formulary('--json', 'break-glass', '--data', at('data'), ...options);
    writeFileSync(at('why'), 'The ward cannot wait.\n');
    writeFileSync(at('nothing'), ' \n');
    assert.equal(formulary('break-glass', '--data', at('nowhere'), '--reason', at('why')).status, 2);
    assert.equal(glass('--reason', at('no-such-file')).status, 2);
    assert.equal(glass('--reason', at('nothing')).status, 2);
    assert.notEqual(glass().status, 0, 'without a reason there is none');
    const made = glass('--reason', at('why'));
    assert.equal(made.status, 0, made.stderr);
    const { code, until } = made.json();
    assert.ok(Date.parse(until) - Date.now() <= 15 * 60_000);
    for (const file of readdirSync(at('data')).filter((name) => name.startsWith('formulary.db'))) {
      assert.ok(!readFileSync(join(at('data'), file)).includes(code), `${file} holds the code`);
    }
    const open = (given) => fetch(`${address}/v1/break-glass`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ code: given, name: 'Dr. Night' }) });
    assert.equal((await open(`${code}x`)).status, 401);
    const opened = await open(code);
    assert.equal(opened.status, 201);
    const cookie = opened.headers.get('set-cookie').split(';')[0];
    const status = async (path) => (await fetch(`${address}${path}`, { headers: { cookie } })).status;
    assert.equal(await status('/v1/tools'), 200);
    assert.equal(await status('/v1/audit'), 403);
    assert.equal(await status('/v1/tokens'), 403);
    assert.equal((await open(code)).status, 401, 'it works once');
    const { emergency, csrf } = await (await fetch(`${address}/v1/sessions/current`, { headers: { cookie } })).json();
    const ended = await fetch(`${address}/v1/break-glass/${emergency.id}/end`, { method: 'POST', headers: { cookie, origin: address, 'x-formulary-csrf': csrf } });
    assert.equal(ended.status, 204);
    assert.equal(await status('/v1/tools'), 401);
  },

  'a secret file that others may read is refused'() {
    writeFileSync(at('open'), `${password}\n`, { mode: 0o644 });
    const asked = formulary('--login', 'ada', '--password-file', at('open'), 'token', 'list');
    assert.equal(asked.status, 2);
    assert.match(asked.stderr, /chmod 600/);
  },

  'what nobody asked for is unknown: exit code 4'() {
    assert.equal(formulary('--token-file', at('token'), 'gate', sample('ward-1.0.apk')).status, 4);
  },

  async 'submit sends the package and shows the first answer; status shows it again'() {
    const use = { purpose: 'Notes of the shift.', users: 'Nurses', patient_group: '', data_classes: ['none'], clinical_role: 'none', devices_driven: '', sites: ['Ward 3'], jurisdictions: ['DE'] };
    writeFileSync(at('use.json'), JSON.stringify(use));
    const sent = as('nora', '--json', 'submit', sample('ward-1.0.apk'), '--use', at('use.json'));
    assert.equal(sent.status, 0, sent.stderr);
    const submission = sent.json();
    assert.equal(submission.state, 'in_review');
    assert.equal(as('nora', 'status', submission.id).status, 0);
    assert.match(as('nora', 'status', submission.id).stdout, /in review/);
    assert.equal(formulary('--token-file', at('token'), 'gate', sample('ward-1.0.apk')).status, 1, 'hold while it waits');

    const { Someone } = clientOf(address);
    const rita = await Someone.logsIn('rita', password);
    for (const domain of submission.required_domains) await rita.changes(submission.id, 'reviews', { domain, opinion: 'support', comment: 'Fine.' });
    const anna = await Someone.logsIn('anna', password);
    await anna.changes(submission.id, 'decisions', { outcome: 'approve', reason: 'Needed.', expires: submission.max_expires });
    const by = { file: [sample('ward-1.0.apk')], name: ['--id', 'org.example.ward', '--version', '1.0'] };
    for (const [how, options] of Object.entries(by)) {
      const asked = formulary('--token-file', at('token'), '--json', 'gate', ...options);
      assert.equal(asked.status, 0, `${how}: ${asked.stdout}${asked.stderr}`);
      assert.match(asked.json().verdict, /^allowed/);
    }
    const capitals = createHash('sha256').update(readFileSync(sample('ward-1.0.apk'))).digest('hex').toUpperCase().replace(/..(?=.)/g, '$&:');
    assert.equal(formulary('--token-file', at('token'), 'gate', '--sha256', capitals).status, 0, 'as keytool writes it');
    const wrong = formulary('--token-file', at('token'), 'gate', '--sha256', 'ff');
    assert.equal(wrong.status, 2, 'a mistake in the question is no answer');
    assert.match(wrong.stderr, /64 lower-case/);
    const other = 'f'.repeat(64);
    const another = formulary('--token-file', at('token'), 'gate', ...by.name, '--signer', other);
    assert.equal(another.status, 1, 'another signer');
    assert.doesNotMatch(another.stdout, /^ +until /m, 'what may not be bought has no end');
    assert.match(formulary('--token-file', at('token'), 'gate', ...by.name).stdout, /^ +until +\d{4}-/m);
  },

  async 'an upload goes on after the way to the service broke and came back'() {
    const way = await brokenWay(2500);
    const options = ['--login', 'nora', '--password-file', at('password'), 'submit', sample('ward-1.1.apk'), '--use', at('use.json')];
    const { status, said } = await meanwhile(join(bin, 'formulary'), options, { FORMULARY_URL: way.url });
    way.close();
    assert.equal(way.broke(), true);
    assert.equal(status, 0, said);
    assert.match(said, /Ward Notes 1.1/);
  },

  async 'who watches sees how far it is; who does not gets the result alone'() {
    const options = ['--login', 'nora', '--password-file', at('password'), 'submit', sample('roster-4.0.apk'), '--use', at('use.json')];
    const words = [join(bin, 'formulary'), ...options].map((word) => `'${word}'`).join(' ');
    const watched = await meanwhile('script', ['-qec', words, '/dev/null']);
    assert.match(watched.said, /sent \d+ of \d+ MiB/);
    const alone = formulary(...options);
    assert.equal(alone.stderr, '');
    assert.match(alone.stdout, /^Request \d+: Roster/);
  },

  'an administrator imports what an authority publishes; what is refused says why'() {
    const row = (number, holder) => `${number}|${holder}|01/05/2025|03/10/2025|SESE|QIH|Reader`;
    const header = 'KNUMBER|APPLICANT|DATERECEIVED|DECISIONDATE|DECISION|PRODUCTCODE|DEVICENAME';
    writeFileSync(at('pmn.txt'), [header, row('K250001', 'Alpha'), row('K250002', '\u001b[31mBeta'), row('X', 'Nobody')].join('\n'));
    const file = ['import', 'us-510k', at('pmn.txt')];
    assert.equal(as('nora', ...file).status, 1, 'only an administrator');
    const refused = as('ada', ...file);
    assert.equal(refused.status, 1);
    assert.match(refused.stdout, /1 of 3 rows were rejected/);
    const forced = as('ada', ...file, '--force', '--source-date', '2026-01-12');
    assert.equal(forced.status, 0, forced.stderr);
    assert.match(forced.stdout, /2 new, 0 changed/);
    assert.match(forced.stderr, /pmn\.txt:4: /);
    assert.match(as('ada', 'datasets').stdout, /us-510k +2 +\d+ days old, too old: confirms nothing +FDA 510\(k\)/);
    const again = as('ada', '--json', ...file, '--force', '--source-date', '2026-01-12').json();
    assert.deepEqual([again.state, again.counts.unchanged, again.counts.new], ['done', 2, 0]);
    const older = as('ada', ...file, '--additions', '--source-date', '2025-01-12');
    assert.equal(older.status, 1);
    assert.match(older.stdout, /--force/);
    const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
    assert.equal(as('ada', ...file, '--force', '--source-date', yesterday).status, 0);
    assert.match(as('ada', 'datasets').stdout, /us-510k +2 +[12] days? old +FDA 510\(k\)/);
    const notices = as('ada', 'import', 'csv-recalls', at('pmn.txt'), '--name', 'Not A Name');
    assert.equal(notices.status, 1);
    assert.match(notices.stderr, /small letters/);
    assert.equal(as('ada', 'import', 'us-510k', at('missing.txt')).status, 2);
    assert.equal(as('ada', 'import', 'us-510k').status, 2);
    execFileSync('mkfifo', [at('pipe')]);
    for (const none of [at('pipe'), '/dev/zero', place]) {
      const asked = as('ada', 'import', 'us-510k', none);
      assert.equal(asked.status, 2, `${none}: a pipe is not waited for, a device not read without end`);
      assert.match(asked.stderr, /cannot be read/);
    }
  },

  'a token does only what its scope says'() {
    assert.equal(formulary('--token-file', at('token'), 'token', 'list').status, 1);
  },

  'a leaver is out at once'() {
    assert.equal(user('disable', 'till').status, 0);
    assert.equal(formulary('--token-file', at('token'), 'gate', sample('ward-1.0.apk')).status, 1);
    assert.equal(as('ada', 'reassess').status, 0);
  },

  'scan works without a service'() {
    const scanned = formulary('scan', sample('triage-debug-2.0.apk'));
    assert.equal(scanned.status, 0);
    assert.match(scanned.stdout, /AND-MAN/);
    assert.equal(formulary('--json', 'scan', sample('ward-1.0.apk')).json().format, 'apk');
    writeFileSync(at('short.apk'), readFileSync(sample('ward-1.0.apk')));
    truncateSync(at('short.apk'), 900);
    assert.equal(formulary('scan', at('short.apk')).status, 6);
    assert.equal(formulary('scan', at('missing.apk')).status, 2);
  },

  'serve says what is wrong with its options: exit code 2'() {
    for (const wrong of [['--time-zone', 'Mars/Olympus'], ['--web', at('nowhere')], ['--host', '0.0.0.0'], ['--config', at('missing.json')]]) {
      const web = wrong.includes('--web') ? [] : ['--web', at('web')];
      const asked = formulary('serve', '--data', at('unused'), '--port', '0', ...web, ...wrong);
      assert.equal(asked.status, 2, `${wrong}: ${asked.stderr}`);
      assert.doesNotMatch(asked.stderr, /--help/, 'the option itself is known');
    }
  },

  'an address in the open is refused, and a service that is not there is exit code 5'() {
    assert.equal(formulary('--url', 'http://hospital.example', '--login', 'ada', 'token', 'list').status, 2);
    assert.equal(as('ada', '--url', 'http://127.0.0.1:9', 'token', 'list').status, 5);
  },
};

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
service.kill('SIGTERM');
const status = await ended;
if (status !== 0) { failed += 1; console.log(`FAIL the service ended with ${status}`); }
if (!failed && existsSync(place)) rmSync(place, { recursive: true });
console.log(`${Object.keys(stories).length - failed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
