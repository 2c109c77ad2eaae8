// The real service in a folder of its own, and the shortest way to an approval in it, for tests and measurements.
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clientOf } from './client.mjs';

export const password = 'a-long-enough-password';
export const setUpCode = 'a-code-for-the-first';

/** Starts `bin`/formulary on `place`/data; `port` 0: any; `more`: further options. Gives its address and process, and `ended`, which resolves when it has ended. */
export async function startService(bin, place, port = 0, more = []) {
  mkdirSync(join(place, 'web'), { recursive: true });
  writeFileSync(join(place, 'web/index.html'), '<!doctype html><title>Formulary</title>');
  const options = ['serve', '--trial', '--data', join(place, 'data'), '--port', String(port), '--web', join(place, 'web'), '--log', join(place, 'log'), ...more];
  const child = spawn(join(bin, 'formulary'), options, { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, FORMULARY_SETUP_CODE: setUpCode } });
  const ended = new Promise((done) => child.once('exit', (status, signal) => done({ status, signal })));
  const address = await new Promise((done, failed) => {
    let said = '';
    child.stdout.on('data', (piece) => {
      said += piece;
      const found = /ready at (\S+)\n/.exec(said);
      if (found) done(found[1]);
    });
    ended.then(({ status }) => failed(new Error(`the service ended with ${status}`)));
  });
  return { address, child, ended, port: Number(new URL(address).port) };
}

/** Administrators, one person of each role, and a token with the scope `gate`. Everybody's password is `password`. */
export async function makePeople(address) {
  const { Someone } = clientOf(address);
  await new Someone().does('POST', '/v1/setup', { code: setUpCode, login: 'ada', name: 'Ada', password });
  const ada = await Someone.logsIn('ada', password);
  let axel;
  const add = (login, roles, domains = []) => ada.makes({ login, name: login, roles, domains, ...(roles[0] === 'script' ? {} : { password }) }, axel);
  await add('axel', ['administrator']);
  axel = await Someone.logsIn('axel', password);
  await add('nora', ['submitter']);
  await add('rita', ['reviewer'], ['security', 'privacy', 'clinical', 'regulatory']);
  await add('anna', ['approver']);
  const owner = await add('till', ['script']);
  const { secret } = (await ada.does('POST', '/v1/tokens', { name: 'orders', scopes: ['gate'], owner })).body;
  const [nora, rita, anna] = await Promise.all(['nora', 'rita', 'anna'].map((login) => Someone.logsIn(login, password)));
  return { ada, nora, rita, anna, secret };
}

export const harmlessUse = {
  purpose: 'Planning of shifts.', users: 'Ward managers', patient_group: '', data_classes: ['none'], clinical_role: 'none',
  devices_driven: '', sites: ['All'], jurisdictions: ['DE'],
};

/** Has a sample package asked for, reviewed and approved. Gives the path that asks the gate about it, and the approval's submission. */
export async function approveSample(bin, place, { nora, rita, anna }) {
  const samples = join(place, 'samples');
  execFileSync(join(bin, 'formulary-samples'), [samples], { stdio: 'ignore' });
  const file = join(samples, 'ward-1.0.apk');
  const id = await nora.submits(file, harmlessUse);
  const { required_domains: domains } = await rita.sees(`/v1/submissions/${id}`);
  for (const domain of domains) await rita.changes(id, 'reviews', { domain, opinion: 'support', comment: 'Fine.' });
  const { max_expires: expires } = await anna.sees(`/v1/submissions/${id}`);
  await anna.changes(id, 'decisions', { outcome: 'approve', reason: 'Needed.', expires });
  const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex');
  return { file, submission: id, query: `/v1/gate?sha256=${sha256}` };
}
