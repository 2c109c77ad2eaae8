// gate.mjs BIN PLACE: prints RATIO GATE EMPTY: requests per second of the gate and of the empty handler, medians of
// interleaved runs of wrk with 32 connections, and their quotient.
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { clientOf } from '../support/client.mjs';

const [bin, place] = process.argv.slice(2);
const rounds = 5;
const password = 'a-long-enough-password';
const code = 'a-code-for-the-bench';

function starts(program, options, expected, env = {}) {
  const child = spawn(join(bin, program), options, { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, ...env } });
  const said = new Promise((done, failed) => {
    let text = '';
    child.stdout.on('data', (piece) => {
      text += piece;
      const found = expected.exec(text);
      if (found) done(found[1]);
    });
    child.once('exit', () => failed(new Error(`${program} ended`)));
  });
  return { child, said };
}

async function approve(address) {
  const { Someone } = clientOf(address);
  await new Someone().does('POST', '/v1/setup', { code, login: 'ada', name: 'Ada', password });
  const ada = await Someone.logsIn('ada', password);
  const add = async (login, roles, domains = []) => (await ada.does('POST', '/v1/users', { login, name: login, roles, domains, ...(roles[0] === 'script' ? {} : { password }) })).body.id;
  await add('axel', ['administrator']);
  await add('nora', ['submitter']);
  await add('rita', ['reviewer'], ['security', 'privacy', 'clinical', 'regulatory']);
  await add('anna', ['approver']);
  const owner = await add('till', ['script']);
  const { secret } = (await ada.does('POST', '/v1/tokens', { name: 'bench', scopes: ['gate'], owner })).body;
  const samples = join(place, 'samples');
  execFileSync(join(bin, 'formulary-samples'), [samples], { stdio: 'ignore' });
  const file = join(samples, 'ward-1.0.apk');
  const [nora, rita, anna] = await Promise.all(['nora', 'rita', 'anna'].map((login) => Someone.logsIn(login, password)));
  const id = await nora.submits(file, { purpose: 'Bench.', users: 'Nobody', patient_group: '', data_classes: ['none'], clinical_role: 'none', devices_driven: '', sites: ['Here'], jurisdictions: ['DE'] });
  const { required_domains: domains } = await rita.sees(`/v1/submissions/${id}`);
  for (const domain of domains) await rita.changes(id, 'reviews', { domain, opinion: 'support', comment: 'Fine.' });
  const { max_expires: expires } = await anna.sees(`/v1/submissions/${id}`);
  await anna.changes(id, 'decisions', { outcome: 'approve', reason: 'Needed.', expires });
  const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex');
  return { secret, path: `/v1/gate?sha256=${sha256}` };
}

function requestsPerSecond(url, headers = []) {
  const text = execFileSync('wrk', ['-t1', '-c32', '-d3s', ...headers.flatMap((header) => ['-H', header]), url], { encoding: 'utf8' });
  if (/Non-2xx/.test(text)) throw new Error(`${url}: not every answer was a yes\n${text}`);
  return Number(/Requests\/sec:\s*([\d.]+)/.exec(text)[1]);
}
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

mkdirSync(join(place, 'web'), { recursive: true });
writeFileSync(join(place, 'web/index.html'), '<!doctype html><title>Formulary</title>');
const service = starts('formulary', ['serve', '--data', join(place, 'data'), '--port', '0', '--web', join(place, 'web'), '--log', '/dev/null'], /ready at (\S+)\n/, { FORMULARY_SETUP_CODE: code });
const empty = starts('bench-empty-handler', ['stock'], /(\d+)\n/);
try {
  const address = await service.said;
  const { secret, path } = await approve(address);
  const port = await empty.said;
  const gate = [];
  const handler = [];
  for (let round = 0; round < rounds; ++round) {
    gate.push(requestsPerSecond(address + path, [`Authorization: Bearer ${secret}`]));
    handler.push(requestsPerSecond(`http://127.0.0.1:${port}/`));
  }
  const [a, b] = [median(gate), median(handler)];
  console.log(`${(a / b).toFixed(3)} ${Math.round(a)} ${Math.round(b)}`);
} finally {
  service.child.kill('SIGTERM');
  empty.child.stdin.end();
  empty.child.kill('SIGTERM');
}
process.exit(0);
