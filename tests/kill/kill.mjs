// kill.mjs BIN [KILLS [SEED]]: people upload, submit, review and decide without pause, and the service is killed with
// SIGKILL at random moments. After each restart:
//   - nothing that was acknowledged is lost: uploads, submissions, reviews, decisions;
//   - every state of every submission and approval is what its audit entries say, step by step;
//   - the database is intact, and the audit log fits together with what was signed of it (the service recomputes it at
//     each start, and would be read-only);
//   - the second place of the audit log, which is demanded, has every entry once and in order.
// BIN is the folder with formulary, formulary-scan and formulary-samples.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clientOf, pause } from '../support/client.mjs';

const [bin, kills = '40', seedText = String(Date.now() % 1e9)] = process.argv.slice(2);
const password = 'killed-and-restarted';
const code = 'a-code-for-the-test';
let seed = Number(seedText) >>> 0;
const random = () => {  // mulberry32: the same seed gives the same moments
  seed = (seed + 0x6d2b79f5) >>> 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};

const place = mkdtempSync(join(tmpdir(), 'formulary-kill-'));
const use = {
  purpose: 'Planning of shifts.', users: 'Ward managers', patient_group: '', data_classes: ['none'], clinical_role: 'none',
  devices_driven: '', sites: ['All'], jurisdictions: ['DE'],
};

let port = 0;
const running = new Set();
async function start() {
  const child = spawn(join(bin, 'formulary'), ['serve', '--trial', '--data', join(place, 'data'), '--port', String(port), '--log', join(place, 'log'), '--web', join(place, 'web'), '--config', join(place, 'config.json')], {
    stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, FORMULARY_SETUP_CODE: code },
  });
  running.add(child);
  const ended = new Promise((done) => child.once('exit', (status, signal) => { running.delete(child); done({ status, signal }); }));
  const ready = new Promise((done) => {
    let said = '';
    child.stdout.on('data', (piece) => {
      said += piece;
      const found = /ready at (http:\/\/127\.0\.0\.1:(\d+))\n/.exec(said);
      if (found) done(found);
    });
  });
  const first = await Promise.race([ready, ended]);
  if (!Array.isArray(first)) throw new Error(`the service did not start: ${JSON.stringify(first)}`);
  port = Number(first[2]);
  return { child, ended, address: first[1] };
}

// What the service has said yes to.
const acknowledged = { uploads: new Set(), submissions: new Map(), reviews: new Map(), decisions: new Map() };
let stopped = false;
const isLost = (problem) => problem.status === undefined;  // no answer: killed in between, nothing was promised

async function keeps(doing) {
  while (!stopped) {
    try {
      await doing();
    } catch (problem) {
      if (isLost(problem)) return;
      if (problem.status !== 409 && problem.status !== 412) throw problem;
    }
  }
}

const submitting = (nora, files) => async () => {
  const upload = await nora.uploads(files[Math.floor(random() * files.length)], 4096);
  acknowledged.uploads.add(upload);
  const { body } = await nora.does('POST', '/v1/submissions', { upload, intended_use: use });
  acknowledged.submissions.set(body.id, body.state);
};

const reviewing = (rita) => async () => {
  const { items } = await rita.sees('/v1/submissions?state=in_review&limit=20');
  for (const { id } of items) {
    const submission = await rita.sees(`/v1/submissions/${id}`);
    if (submission.reviews.some((review) => review.stands)) continue;
    const domain = submission.required_domains[0] ?? 'security';
    const { reviews } = await rita.changes(id, 'reviews', { domain, opinion: 'support', comment: 'Looked at it.' });
    acknowledged.reviews.set(reviews.at(-1).id, id);
    if (stopped) return;
  }
  await pause(20);
};

const deciding = (anna) => async () => {
  const { items } = await anna.sees('/v1/submissions?state=in_review&limit=20');
  for (const { id } of items) {
    const submission = await anna.sees(`/v1/submissions/${id}`);
    if (!submission.reviews.some((review) => review.stands)) continue;
    const good = submission.obstacles.length === 0;
    const body = good ? { outcome: 'approve', reason: 'Good.', expires: submission.max_expires } : { outcome: 'reject', reason: 'Not good.' };
    const { decision } = await anna.changes(id, 'decisions', body);
    acknowledged.decisions.set(decision.id, id);
    if (stopped) return;
  }
  await pause(20);
};

function check(condition, sentence) {
  if (!condition) throw new Error(sentence);
}

// A test that hangs says where.
function within(promise, sentence, seconds = 60) {
  let timer;
  const late = new Promise((_, failed) => { timer = setTimeout(() => failed(new Error(sentence)), seconds * 1000); });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

async function verify(otto, nora) {
  for (const id of acknowledged.uploads) {
    const upload = await nora.sees(`/v1/uploads/${id}`);
    check(upload.sha256, `upload ${id} was acknowledged whole, and is not`);
  }
  const states = new Map();
  // A submission whose own acknowledgement was lost may still have got a review that was acknowledged.
  const { submissions, reviews, decisions } = acknowledged;
  for (const id of new Set([...submissions.keys(), ...reviews.values(), ...decisions.values()])) {
    const submission = await otto.sees(`/v1/submissions/${id}`);
    states.set(id, submission);
    check(submission.state !== 'draft', `submission ${id} was acknowledged as sent, and is a draft`);
  }
  for (const [review, id] of acknowledged.reviews) {
    check(states.get(id).reviews.some((kept) => kept.id === review), `review ${review} of ${id} was acknowledged, and is lost`);
  }
  for (const [decision, id] of acknowledged.decisions) {
    check(states.get(id).decision?.id === decision, `decision ${decision} on ${id} was acknowledged, and is lost`);
  }

  // Each object's entries form one unbroken chain that ends where the object stands.
  const said = new Map();
  let cursor = '';
  do {
    const page = await otto.sees(`/v1/audit?limit=200${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
    for (const { entry } of page.items) {
      if (!['submission', 'approval'].includes(entry.object?.type) || !entry.to || entry.action === 'gate.query') continue;
      const before = said.get(entry.object.id);
      check((entry.from ?? '') === (before ?? ''), `${entry.object.id}: ${entry.action} starts at "${entry.from}", but the entries before end at "${before}"`);
      said.set(entry.object.id, entry.to);
    }
    cursor = page.next;
  } while (cursor);
  let list = '/v1/submissions?limit=200';
  for (;;) {
    const page = await otto.sees(list);
    for (const { id, state } of page.items) check(said.get(id) === state, `submission ${id} is ${state}, but the audit says ${said.get(id)}`);
    if (!page.next) break;
    list = `/v1/submissions?limit=200&cursor=${encodeURIComponent(page.next)}`;
  }
}

async function main() {
  execFileSync('mkdir', ['-p', join(place, 'web'), join(place, 'data')]);
  execFileSync('sh', ['-c', `echo '<!doctype html><title>Formulary</title>' > ${join(place, 'web', 'index.html')}`]);
  const samples = join(place, 'samples');
  execFileSync(join(bin, 'formulary-samples'), [samples], { stdio: 'ignore' });
  const files = ['ward-1.0.apk', 'ward-1.1.apk', 'flashlight-3.2.apk', 'twofaced-1.0.apk'].map((name) => join(samples, name));

  writeFileSync(join(place, 'config.json'), JSON.stringify({ audit: { require: 'db+sink', sink: `file:${join(place, 'second.jsonl')}` } }));

  let service = await start();
  const { Someone } = clientOf(service.address);
  const first = new Someone();
  await first.does('POST', '/v1/setup', { code, login: 'ada', name: 'Ada', password });
  const ada = await Someone.logsIn('ada', password);
  const people = { axel: ['administrator'], nora: ['submitter'], rita: ['reviewer'], anna: ['approver'], otto: ['auditor'] };
  const by = {};
  for (const [login, roles] of Object.entries(people)) {
    const domains = login === 'rita' ? ['security', 'privacy', 'clinical', 'regulatory'] : [];
    await ada.makes({ login, name: login, roles, domains, password }, by.axel);
    by[login] = await Someone.logsIn(login, password);
  }

  for (let kill = 1; kill <= Number(kills); ++kill) {
    stopped = false;
    const work = [
      keeps(submitting(by.nora, files)), keeps(submitting(by.nora, files)), keeps(reviewing(by.rita)), keeps(deciding(by.anna)),
    ];
    await pause(20 + random() * 980);
    service.child.kill('SIGKILL');
    stopped = true;
    await within(Promise.all(work), 'the load did not end after the kill');
    const { signal } = await service.ended;
    check(signal === 'SIGKILL', `the service ended by itself before it was killed (kill ${kill})`);
    service = await within(start(), `no restart after kill ${kill}`);
    if (kill % 10 === 0 || kill === Number(kills)) await verify(by.otto, by.nora);
  }
  service.child.kill('SIGTERM');
  const { status } = await service.ended;
  check(status === 0, `SIGTERM ended the service with ${status}`);
  const integrity = execFileSync('sqlite3', [join(place, 'data', 'formulary.db'), 'PRAGMA integrity_check'], { encoding: 'utf8' }).trim();
  check(integrity === 'ok', `the database is damaged: ${integrity}`);
  const database = join(place, 'data', 'formulary.db');
  execFileSync(join(bin, 'formulary'), ['audit', 'fsck', database], { stdio: 'ignore' });
  const exported = execFileSync(join(bin, 'formulary'), ['audit', 'export', database, '--lines', '-'], { encoding: 'utf8', maxBuffer: 1 << 30 });
  const second = readFileSync(join(place, 'second.jsonl'), 'utf8').replace(/,"group":\d+/g, '');
  check(second === exported, 'the second place of the audit log is not what the log is');
  const { uploads, submissions, reviews, decisions } = acknowledged;
  console.log(`${kills} kills: ${uploads.size} uploads, ${submissions.size} submissions, ${reviews.size} reviews and ${decisions.size} decisions acknowledged, none lost.`);
  check(decisions.size > 0, 'the load never reached a decision: this test proves nothing');
}

try {
  await main();
  rmSync(place, { recursive: true });
} catch (problem) {
  for (const child of running) child.kill('SIGKILL');
  console.error(`${problem.message} (seed ${seedText}; what is left lies in ${place})`);
  process.exit(1);
}
