// run.mjs: `script/run` as a newcomer starts it, on a registry of its own: it prints the address and the one-time code,
// answers there, and Ctrl-C stops it; started again it does the same. Everything it needs is installed and built here.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const place = mkdtempSync(join(tmpdir(), 'formulary-run-'));

async function startAndStop(expected) {
  const child = spawn(join(root, 'script/run'), { env: { ...process.env, DATA: join(place, 'data'), PORT: '0' }, stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (piece) => (said += piece));
  const ended = new Promise((done) => child.once('exit', (status, signal) => done({ status, signal })));
  const ready = new Promise((done) => child.stdout.on('data', () => /Ctrl-C stops it/.test(said) && done('ready')));
  assert.equal(await Promise.race([ready, ended]), 'ready', said);
  const [, address] = /ready at (http:\/\/127\.0\.0\.1:\d+)\n/.exec(said);
  assert.match(said, expected);
  assert.equal((await fetch(`${address}/healthz`)).status, 200);
  assert.match(await (await fetch(address)).text(), /<title>/);
  child.kill('SIGINT');
  assert.deepEqual(await ended, { status: 0, signal: null });
}

try {
  await startAndStop(/one-time code:\n +\S{24}\n/);
  await startAndStop(/one-time code/);  // nobody has used it yet: there is a new one
} finally {
  rmSync(place, { recursive: true, force: true });
}
