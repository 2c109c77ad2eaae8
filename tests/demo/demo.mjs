// demo.mjs BIN: the hospital of `script/run --demo`, filled into a fresh registry. Everything that its departments ask for
// was examined whole, kinds of files and states that people are to click through are all there, and the logins work.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { clientOf } from '../support/client.mjs';
import { setUpCode, startService } from '../support/service.mjs';

const [bin] = process.argv.slice(2);
const hospital = fileURLToPath(new URL('hospital.mjs', import.meta.url));
const place = mkdtempSync(join(tmpdir(), 'formulary-demo-'));

/** file: format, verdict, what must be among the findings. */
const expected = {
  'ward-1.1.apk': ['apk', 'attention', ''],
  'pulse-2.3.apk': ['apk', 'fail', 'AND-MAN-014'],
  'visits-1.4.apk': ['apk', 'pass', 'AND-MAN-011b'],
  'twofaced-1.0.apk': ['apk', 'fail', 'AND-ZIP-002a'],
  'rounds-2.0.apks': ['apk-set', 'attention', ''],
  'rounds-2.1-mixed.apks': ['apk-set', 'fail', 'AND-MAN-023b'],
  'meals-1.2.aab': ['aab', 'pass', 'AND-AAB-001'],
};
const states = ['approved', 'approved_with_conditions', 'in_review', 'needs_info', 'rejected'];

async function look(address) {
  const filled = join(place, 'filled');
  const environment = { ...process.env, FORMULARY_SETUP_CODE: setUpCode };
  const { stdout } = await promisify(execFile)(process.execPath, [hospital, address, join(bin, 'formulary-samples'), filled, String(process.pid)], { env: environment });
  assert.match(stdout, /The hospital is ready at/);
  const [, password] = /password is: (\S+)/.exec(readFileSync(filled, 'utf8'));

  const rita = await clientOf(address).Someone.logsIn('rita', password);
  const { items } = await rita.sees('/v1/submissions?limit=200');
  const byFile = {};
  for (const { id, title } of items) {
    const submission = await rita.sees(`/v1/submissions/${id}`);
    if (!submission.artifact) continue;
    assert.equal(submission.scan.complete, true, `${title}: ${submission.scan.reason}`);
    byFile[submission.artifact.file_name] = submission;
  }
  for (const [file, [format, verdict, rule]] of Object.entries(expected)) {
    const { id, assessment } = byFile[file];
    assert.equal((await rita.sees(`/v1/submissions/${id}/report`)).format, format, file);
    assert.equal(assessment.verdict, verdict, file);
    if (rule) assert.ok(assessment.findings.some((one) => one.rule === rule), `${file}: no ${rule}`);
  }
  assert.deepEqual([...new Set(items.map((one) => one.state))].sort(), states);
}

const service = await startService(bin, place);
try {
  await look(service.address);
} finally {
  service.child.kill('SIGTERM');
  await service.ended;
  rmSync(place, { recursive: true, force: true });
}
