// full_disk.mjs BIN: the service while nothing can be written, and afterwards. Linux's limit on the size of files stands
// for the full disk: it is set and lifted from outside while the service runs, and every write then fails.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clientOf, pause } from '../support/client.mjs';
import { approveSample, harmlessUse, makePeople, startService } from '../support/service.mjs';

const bin = process.argv[2];
const place = mkdtempSync(join(tmpdir(), 'formulary-full-'));
const service = await startService(bin, place);
const { exchange, Someone } = clientOf(service.address);
const limit = (bytes) => execFileSync('prlimit', ['--pid', String(service.child.pid), `--fsize=${bytes}:unlimited`]);
const refusal = async (asked) => {
  try {
    await asked;
  } catch (problem) {
    return problem;
  }
  throw new assert.AssertionError({ message: 'it was not refused' });
};
async function until(what, most = 10_000) {
  for (const end = Date.now() + most; Date.now() < end; await pause(50)) {
    if (await what()) return;
  }
  assert.fail(`${what} within ${most} ms`);
}

try {
  const people = await makePeople(service.address);
  const { nora, ada, secret } = people;
  const approved = await approveSample(bin, place, people);
  const ask = () => exchange('GET', approved.query, { authorization: `Bearer ${secret}` });
  assert.equal((await ask()).body.verdict, 'allowed');
  const before = await nora.sees('/v1/submissions');

  console.log('The disk is full.');
  limit(1);
  const claimOf = (id) => ({ intended_use: harmlessUse, claim: { platform: 'android', identifier: id, version: '1' } });
  const change = await refusal(nora.does('POST', '/v1/submissions', claimOf('org.example.lost')));
  assert.equal(change.status, 503, change.message);
  await until(async () => (await ask()).status === 503);
  const { body } = await ask();
  assert.match(body.type, /audit-unavailable$/);
  assert.equal(body.verdict, undefined, 'there is no yes that nobody can account for');
  const upload = await refusal(nora.uploads(approved.file));
  assert.match(upload.message, /507|503/);
  const ready = await exchange('GET', '/readyz');
  assert.equal(ready.status, 503);
  assert.equal((await exchange('GET', '/healthz')).status, 200, 'it lives');
  assert.deepEqual(await nora.sees('/v1/submissions'), before, 'what was acknowledged can be read');

  console.log('There is room again.');
  limit('unlimited');
  await until(async () => (await ask()).status === 200);
  assert.equal((await ask()).body.verdict, 'allowed');
  assert.equal((await exchange('GET', '/readyz')).status, 200);
  assert.deepEqual(await nora.sees('/v1/submissions'), before, 'what was refused did not happen');
  const { body: made } = await nora.does('POST', '/v1/submissions', claimOf('org.example.found'));
  assert.ok(made.id);
  await ada.does('POST', '/v1/users', { login: 'otto', name: 'Otto', roles: ['auditor'], domains: [], password: 'a-long-enough-password' });
  const otto = await Someone.logsIn('otto', 'a-long-enough-password');
  const { items } = await otto.sees('/v1/audit?action=audit.resume');
  assert.ok(items.length >= 1, 'the log says that there was an outage');

  service.child.kill('SIGTERM');
  assert.deepEqual(await service.ended, { status: 0, signal: null });
  const again = await startService(bin, place);  // recomputes the audit log, and would not start if it were broken
  again.child.kill('SIGTERM');
  await again.ended;
  console.log('Nothing is lost.');
} finally {
  service.child.kill('SIGKILL');
  rmSync(place, { recursive: true, force: true });
}
