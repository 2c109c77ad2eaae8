// gate.mjs BIN PLACE: prints RATIO GATE EMPTY: requests per second of the gate and of the empty handler, medians of
// interleaved runs of wrk with 32 connections, and their quotient.
import { execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { approveSample, makePeople, startService } from '../support/service.mjs';

const [bin, place] = process.argv.slice(2);
const rounds = 5;

function requestsPerSecond(url, headers = []) {
  const text = execFileSync('wrk', ['-t1', '-c32', '-d3s', ...headers.flatMap((header) => ['-H', header]), url], { encoding: 'utf8' });
  if (/Non-2xx/.test(text)) throw new Error(`${url}: not every answer was a yes\n${text}`);
  return Number(/Requests\/sec:\s*([\d.]+)/.exec(text)[1]);
}
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

const service = await startService(bin, place);
const empty = spawn(join(bin, 'bench-empty-handler'), ['stock'], { stdio: ['pipe', 'pipe', 'inherit'] });
try {
  const port = await new Promise((done, failed) => {
    empty.stdout.once('data', (said) => done(Number(said)));
    empty.once('exit', () => failed(new Error('the empty handler ended')));
  });
  const people = await makePeople(service.address);
  const { query } = await approveSample(bin, place, people);
  const gate = [];
  const handler = [];
  for (let round = 0; round < rounds; ++round) {
    gate.push(requestsPerSecond(service.address + query, [`Authorization: Bearer ${people.secret}`]));
    handler.push(requestsPerSecond(`http://127.0.0.1:${port}/`));
  }
  const [a, b] = [median(gate), median(handler)];
  console.log(`${(a / b).toFixed(3)} ${Math.round(a)} ${Math.round(b)}`);
} finally {
  service.child.kill('SIGTERM');
  empty.stdin.end();
  empty.kill('SIGTERM');
}
process.exit(0);
