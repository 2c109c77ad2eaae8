// recall_reaction.mjs BIN PLACE: prints GATE NOTICES: seconds from the end of an import of recalls until the gate says
// "denied" for a tool that one of them names, and until the department has its notice.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clientOf, pause } from '../support/client.mjs';
import { harmlessUse, makePeople, password, startService } from '../support/service.mjs';

const [bin, place] = process.argv.slice(2);
const tools = 2000;
const recalls = 9000;
const udi = '00718175003305';

function csv() {
  const lines = ['number,manufacturer,name,class,status,date,affected,reason,udi'];
  for (let i = 0; i < recalls - 1; ++i) {
    lines.push(`AB-${i},"Maker ${i % 700}, Inc.",Device ${i} Monitor ${i % 90},${['I', 'II', 'III'][i % 3]},Ongoing,2026-02-${10 + (i % 18)},"Software versions 1.${i % 9} to 2.${i % 7}, lot ${i}","It may stop in mode ${i % 31} when the battery is low.",`);
  }
  lines.push(`AB-${recalls},"Example Medical, Inc.",Ward Companion,I,Ongoing,2026-02-20,All versions,It may dose too much.,${udi}`);
  return `${lines.join('\n')}\n`;
}

const service = await startService(bin, place);
try {
  const { Someone } = clientOf(service.address);
  const { ada, rita, anna } = await makePeople(service.address);
  const department = (await ada.does('POST', '/v1/departments', { name: 'Cardiology' })).body.id;
  await ada.does('POST', '/v1/users', { login: 'max', name: 'Max', roles: ['submitter'], department, password });
  const max = await Someone.logsIn('max', password);
  for (let i = 0; i < tools; ++i) {
    const claim = { platform: 'web', identifier: `https://tool-${i}.example`, version: `1.${i % 20}` };
    await max.does('POST', '/v1/submissions', { claim, intended_use: harmlessUse });
  }

  mkdirSync(join(place, 'samples'), { recursive: true });
  execFileSync(join(bin, 'formulary-samples'), [join(place, 'samples')], { stdio: 'ignore' });
  const file = join(place, 'samples', 'ward-1.0.apk');
  const id = await max.submits(file, harmlessUse);
  await max.changes(id, 'dossier', { device: { device_name: 'Ward Companion', manufacturer: 'Example Medical, Inc.', udi_di: udi }, claims: [] }, 'PUT');
  const { required_domains: domains } = await rita.sees(`/v1/submissions/${id}`);
  for (const domain of domains) await rita.changes(id, 'reviews', { domain, opinion: 'support', comment: 'Fine.' });
  const { max_expires: expires } = await anna.sees(`/v1/submissions/${id}`);
  await anna.changes(id, 'decisions', { outcome: 'approve', reason: 'Needed.', expires });
  const gate = `/v1/gate?sha256=${createHash('sha256').update(readFileSync(file)).digest('hex')}`;
  const before = (await max.sees(gate)).verdict;
  if (!before.startsWith('allowed')) throw new Error(`the gate says ${before} before there is a recall`);

  writeFileSync(join(place, 'recalls.csv'), csv());
  const upload = await ada.uploads(join(place, 'recalls.csv'));
  const asked = await ada.does('POST', '/v1/datasets', { kind: 'csv-recalls', name: 'bench', uploads: [upload], source_date: new Date().toISOString().slice(0, 10) });
  const begun = Date.now();
  let denied = 0;
  let told = 0;
  while (!denied || !told) {
    if (Date.now() - begun > 300_000) throw new Error('nothing followed in five minutes');
    if (!denied && (await max.sees(gate)).verdict === 'denied') denied = Date.now();
    if (!told && (await max.sees('/v1/notices')).items.some((one) => one.duty === 'acknowledge' && one.mine)) told = Date.now();
    await pause(50);
  }
  const { state, finished, counts } = await ada.sees(`/v1/imports/${asked.body.id}`);
  if (state !== 'done' || counts.new !== recalls) throw new Error(`the import is ${state} with ${counts.new} records`);
  const since = (at) => Math.max(0, (at - Date.parse(finished)) / 1000).toFixed(2);
  console.log(`${since(denied)} ${since(told)}`);
} finally {
  service.child.kill('SIGTERM');
}
process.exit(0);
