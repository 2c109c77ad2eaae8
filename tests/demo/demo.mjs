// demo.mjs BIN: the hospital of `script/run --demo`, filled into a fresh registry. Everything that its departments ask for
// was examined whole, kinds of files and states that people are to click through are all there, no page about regulators
// is empty, and the logins work.
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
  await lookAtRegulators(rita, byFile, password, address);
}

/** Every page about regulators shows something: the lists behind it are not empty, and what was promised is in them. */
async function lookAtRegulators(rita, byFile, password, address) {
  const { items: datasets } = await rita.sees('/v1/datasets?limit=200');
  const age = (id) => datasets.filter((one) => one.id === id).map((one) => one.stale);
  assert.deepEqual(age('us-510k'), [false]);
  assert.deepEqual(age('us-ai-devices'), [true], 'one data set is too old');
  for (const id of ['us-510k', 'us-classification', 'us-ai-devices', 'us-enforcement', 'eu-certificates', 'csv-authorizations:au', 'csv-recalls:notices']) {
    const path = `/v1/datasets/${encodeURIComponent(id)}`;
    assert.ok((await rita.sees(`${path}/records`)).items.length > 0, `${id} has records`);
    const [last] = (await rita.sees(`${path}/imports`)).items;
    assert.deepEqual([last.state, last.counts.rejected, last.counts.remarked], ['done', 0, 0], id);
  }

  const claims = async (file) => (await rita.sees(`/v1/submissions/${byFile[file].id}`)).dossier.claims.map((one) => [one.number, one.standing.state, one.standing.source]);
  assert.deepEqual(await claims('echo-3.1.apk'), [['K259001', 'valid', 'FDA 510(k) and De Novo decisions'], ['9999:EX-702145', 'valid', 'reviewer']]);
  assert.equal((await claims('dosage-0.9.apk'))[0][1], 'refused', 'the number of another product');
  assert.equal((await claims('pulse-2.3.apk'))[0][1], 'refused', 'a registration is no permission');
  assert.ok((await rita.sees(`/v1/tools/${byFile['echo-3.1.apk'].tool.id}/authorizations`)).items.length > 0);

  const papers = (await rita.sees(`/v1/submissions/${byFile['echo-3.1.apk'].id}/documents`)).items;
  assert.deepEqual(papers.map((one) => [one.kind, one.standing.state, one.opinion?.accepted]).sort(),
    [['iso27001', 'expiring', true], ['mds2', 'valid', true], ['sbom', 'valid', true]]);
  const ending = (await rita.sees('/v1/calendar')).items.find((one) => one.what === 'document');
  assert.deepEqual([ending.title, ending.notice], ['ISO/IEC 27001 certificate', 30]);

  const { items: [match] } = await rita.sees('/v1/recall-matches');
  assert.deepEqual([match.state, match.action, match.recall.number], ['open', 'suspend', 'FSN-2026-014']);
  const samir = await clientOf(address).Someone.logsIn('samir', password);
  const duties = async (someone) => (await someone.sees('/v1/notices')).items.filter((one) => one.mine).map((one) => one.duty);
  assert.deepEqual(await duties(rita), ['decide']);
  assert.deepEqual(await duties(samir), ['acknowledge']);

  const gate = async (file, place) => rita.sees(`/v1/gate?sha256=${byFile[file].artifact.sha256}&jurisdiction=${place}`);
  const allowed = await gate('echo-3.1.apk', 'US');
  assert.equal(allowed.verdict, 'allowed_with_conditions');
  assert.ok(allowed.reasons.some((one) => one.record === 'K259001'));
  const denied = await gate('infusion-2.4.apk', 'DE');
  assert.equal(denied.verdict, 'denied');
  assert.ok(denied.reasons.some((one) => one.sentence.includes('FSN-2026-014')));
}

const service = await startService(bin, place);
try {
  await look(service.address);
} finally {
  service.child.kill('SIGTERM');
  await service.ended;
  rmSync(place, { recursive: true, force: true });
}
