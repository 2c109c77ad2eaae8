// watch.mjs BIN: sources that the service looks at by itself: a folder, and addresses that answer, send elsewhere, send
// too much, break off, take too long, stand behind a proxy, or show a certificate. BIN is the folder with the programs.
import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clientOf, pause } from '../support/client.mjs';

const bin = process.argv[2];
const place = mkdtempSync(join(tmpdir(), 'formulary-watch-'));
const at = (name) => join(place, name);
const code = 'a-code-for-the-test';
const password = 'a-long-enough-password';
const dayAgo = (days) => new Date(Date.now() - days * 86400e3);
const dayOf = (date) => date.toISOString().slice(0, 10);

const notices = 'number,manufacturer,name,class,date,reason\nN-1,Acme,Pump Control,I,2026-01-02,Stops\n';
const asked = [];
const answers = {
  '/notices.csv'(answer) {
    answer.writeHead(200, { 'last-modified': dayAgo(3).toUTCString(), etag: '"one"', 'content-length': notices.length }).end(notices);
  },
  '/elsewhere.csv': (answer) => answer.writeHead(302, { location: '/notices.csv' }).end(),
  '/missing.csv': (answer) => answer.writeHead(404).end(),
  '/large.csv': (answer) => answer.writeHead(200).end(Buffer.alloc(3 << 20, 'x')),
  '/short.csv'(answer) {
    answer.writeHead(200, { 'content-length': 1000 });
    answer.write('number');
    setTimeout(() => answer.destroy(), 100);
  },
  '/slow.csv'(answer) {
    answer.writeHead(200);
    const drip = setInterval(() => answer.write('x'), 200);
    answer.on('close', () => clearInterval(drip));
  },
};
const handle = (request, answer) => {
  const { pathname } = new URL(request.url, 'http://127.0.0.1');
  asked.push(request.url);
  (answers[pathname] ?? answers['/missing.csv'])(answer);
};
const listening = (server) => new Promise((done) => server.listen(0, '127.0.0.1', () => done(server.address().port)));
const plain = createServer(handle);
const proxied = [];
const proxy = createServer((request, answer) => { proxied.push(request.url); answers['/notices.csv'](answer); });
execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', at('key.pem'), '-out', at('ca.pem'), '-days', '2',
  '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'], { stdio: 'ignore' });
const secure = createSecureServer({ key: readFileSync(at('key.pem')), cert: readFileSync(at('ca.pem')) }, handle);
const [port, proxyPort, securePort] = await Promise.all([plain, proxy, secure].map(listening));

mkdirSync(at('fda'));
mkdirSync(at('web'));
writeFileSync(at('web/index.html'), '<!doctype html><title>Formulary</title>');
writeFileSync(at('fda/pmn96cur.txt'), 'KNUMBER|APPLICANT|DATERECEIVED|DECISIONDATE|DECISION|PRODUCTCODE|DEVICENAME\nK250001|Alpha|01/05/2025|03/10/2025|SESE|QIH|Alpha Reader\n');
writeFileSync(at('fda/.hidden'), 'left alone');
utimesSync(at('fda/pmn96cur.txt'), dayAgo(2), dayAgo(2));

const address = (path) => `http://127.0.0.1:${port}${path}`;
const source = (name, more) => ({ kind: 'csv-recalls', name, dated_by: 'modified', ...more });
const watches = [
  { kind: 'us-510k', folder: at('fda'), dated_by: 'modified' },
  source('au', { address: address('/notices.csv?key=secret') }),
  source('undated', { address: address('/notices.csv'), dated_by: 'content' }),
  source('elsewhere', { address: address('/elsewhere.csv') }),
  source('missing', { address: address('/missing.csv') }),
  source('large', { address: address('/large.csv'), most_mib: 1 }),
  source('short', { address: address('/short.csv') }),
  source('slow', { address: address('/slow.csv'), seconds: 1 }),
  source('proxy', { address: address('/notices.csv'), proxy: `http://127.0.0.1:${proxyPort}` }),
  source('trusted', { address: `https://localhost:${securePort}/notices.csv`, ca_file: at('ca.pem') }),
  source('distrusted', { address: `https://localhost:${securePort}/notices.csv` }),
  { kind: 'us-pma', folder: at('nowhere') },
];

let service;
async function start() {
  writeFileSync(at('config.json'), JSON.stringify({ accounts: 'trial', data: at('data'), port: 0, web: at('web'), log: at('log'), watches }));
  const child = spawn(join(bin, 'formulary'), ['serve', '--config', at('config.json')], {
    stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, FORMULARY_SETUP_CODE: code },
  });
  const ended = new Promise((done) => child.once('exit', done));
  const url = await new Promise((done, failed) => {
    let said = '';
    child.stdout.on('data', (piece) => {
      said += piece;
      const found = /ready at (\S+)\n/.exec(said);
      if (found) done(found[1]);
    });
    ended.then(() => failed(new Error('the service did not start')));
  });
  service = { child, ended, url };
}
async function stop() {
  service.child.kill('SIGTERM');
  assert.equal(await service.ended, 0);
}
/** The data sets once every source was looked at and every import has ended. */
async function settled(someone) {
  for (let turn = 0; turn < 600; ++turn) {
    const { items } = await someone.sees('/v1/datasets?limit=200');
    const watched = items.filter(({ watch }) => watch);
    const waiting = watched.filter(({ watch, imported }) => !watch.tried || (!imported && !watch.problem));
    if (watched.length === watches.length && waiting.length === 0) return new Map(items.map((item) => [item.id, item]));
    await pause(100);
  }
  throw new Error('the sources were not looked at');
}

const stories = {
  async 'what is there is imported, and what is wrong is said'() {
    await start();
    const { Someone } = clientOf(service.url);
    await new Someone().does('POST', '/v1/setup', { code, login: 'ada', name: 'Ada', password });
    const ada = await Someone.logsIn('ada', password);
    await ada.does('POST', '/v1/users', { login: 'otto', name: 'Otto', roles: ['auditor'], password });
    const sets = await settled(ada);
    const folder = sets.get('us-510k');
    assert.equal(folder.rows, 1);
    assert.equal(folder.source_date, dayOf(dayAgo(2)));
    assert.equal(folder.watch.problem, '');
    const au = sets.get('csv-recalls:au');
    assert.equal(au.rows, 1);
    assert.equal(au.source_date, dayOf(dayAgo(3)));
    assert.equal(au.stale, false);
    assert.doesNotMatch(JSON.stringify(au), /secret/, 'what stands behind ? is nobody\'s business');
    assert.equal(sets.get('csv-recalls:undated').stale, true, 'the word of the server was not asked for');
    assert.equal(sets.get('csv-recalls:trusted').rows, 1);
    assert.equal(sets.get('csv-recalls:proxy').rows, 1);
    assert.deepEqual(proxied, [address('/notices.csv')]);
    const wrong = { elsewhere: /sends elsewhere \(302\)/, missing: /404/, large: /1 MiB/, short: /short\.csv/, slow: /slow\.csv/, distrusted: /cannot be fetched/ };
    for (const [name, sentence] of Object.entries(wrong)) {
      const set = sets.get(`csv-recalls:${name}`);
      assert.match(set.watch.problem, sentence);
      assert.equal(set.imported, null, name);
    }
    assert.match(sets.get('us-pma').watch.problem, /cannot be read/);
    const otto = await Someone.logsIn('otto', password);
    const { items } = await otto.sees('/v1/audit?action=dataset.watch&limit=200');
    assert.equal(items.length, 7);
    assert.ok(items.every(({ entry }) => entry.outcome === 'failure' && entry.actor.type === 'system'));
    await stop();
  },

  async 'what has not changed is not imported again, what has is'() {
    writeFileSync(at('fda/more.txt'), 'KNUMBER|APPLICANT|DATERECEIVED|DECISIONDATE|DECISION|PRODUCTCODE|DEVICENAME\nK250002|Beta|01/05/2025|03/10/2025|SESE|QIH|Beta Reader\n');
    utimesSync(at('fda/more.txt'), dayAgo(1), dayAgo(1));
    await start();
    const { Someone } = clientOf(service.url);
    const ada = await Someone.logsIn('ada', password);
    await settled(ada);
    for (let turn = 0; turn < 100 && (await ada.sees('/v1/datasets/us-510k')).rows < 2; ++turn) await pause(100);
    assert.equal((await ada.sees('/v1/datasets/us-510k')).rows, 2);
    assert.equal((await ada.sees('/v1/datasets/us-510k/imports')).items.length, 2);
    assert.equal((await ada.sees('/v1/datasets/csv-recalls:au/imports')).items.length, 1);
    await stop();
  },

  'a watch that cannot be as it is written is refused at the start: exit code 2'() {
    const wrong = [
      { kind: 'us-999k', folder: '/x' }, { kind: 'us-510k' }, { kind: 'us-510k', folder: '/x', address: 'https://a/' }, { folder: '/x' },
      { kind: 'us-510k', address: 'http://fda.example/' }, { kind: 'us-510k', address: 'ftp://fda.example/' },
      { kind: 'us-510k', folder: '/x', every_hours: 0 }, { kind: 'us-510k', folder: '/x', mode: 'half' }, { kind: 'us-510k', folder: '/x', often: true },
    ];
    for (const watch of wrong) {
      writeFileSync(at('wrong.json'), JSON.stringify({ data: at('unused'), port: 0, web: at('web'), watches: [watch] }));
      const { status, stderr } = spawnSync(join(bin, 'formulary'), ['serve', '--config', at('wrong.json')], { encoding: 'utf8' });
      assert.equal(status, 2, `${JSON.stringify(watch)}: ${stderr}`);
    }
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
    service?.child.kill('SIGKILL');
  }
}
if (!failed) rmSync(place, { recursive: true });
console.log(`${Object.keys(stories).length - failed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
