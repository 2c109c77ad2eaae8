// import.mjs BIN [KILLS [SEED]]: one edition of a data set after the other is imported, and the service is killed with
// SIGKILL at a random moment of each import. After each restart:
//   - the data set is the old edition as a whole or the new one as a whole, never something in between;
//   - nothing that was on its way is left in the folder;
//   - the import is done again by itself and ends well, and the audit log fits together.
// BIN is the folder with formulary.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pause } from '../support/client.mjs';
import { makePeople, startService } from '../support/service.mjs';

const [bin, kills = '8', seedText = String(Date.now() % 1e9)] = process.argv.slice(2);
const rows = 20000;
let seed = Number(seedText) >>> 0;
const random = () => {  // mulberry32: the same seed gives the same moments
  seed = (seed + 0x6d2b79f5) >>> 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};
const place = mkdtempSync(join(tmpdir(), 'formulary-import-kill-'));
const data = join(place, 'data');

/** FDA's pmn*.txt: every row of an edition names it as the applicant. */
function writeEdition(edition) {
  const lines = ['KNUMBER|APPLICANT|CONTACT|STREET1|STREET2|CITY|STATE|COUNTRY_CODE|ZIP|POSTAL_CODE|DATERECEIVED|DECISIONDATE|DECISION|REVIEWADVISECOMM|PRODUCTCODE|STATEORSUMM|CLASSADVISECOMM|SSPINDICATOR|TYPE|THIRDPARTY|EXPEDITEDREVIEW|DEVICENAME'];
  for (let i = 0; i < rows; ++i) {
    const number = `K25${String(i).padStart(4, '0').slice(-4)}`;
    const name = i < 10000 ? number : `K24${String(i - 10000).padStart(4, '0')}`;
    lines.push(`${name}|Edition ${edition}|Jo|1 Main||Boston|MA|US|02110||01/05/2024|03/10/2024|SESE|RA|QIH|Summary|RA||Traditional|N||Device ${i}`);
  }
  const file = join(place, `pmn${edition}.txt`);
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}

function check(condition, sentence) {
  if (!condition) throw new Error(sentence);
}

/** The one edition that all looked-at records are of; 0: no data set. */
async function editionInForce(ada) {
  const dataset = await ada.sees('/v1/datasets/us-510k');
  if (!dataset.imported) return 0;
  check(dataset.rows === rows, `the data set has ${dataset.rows} rows`);
  const editions = new Set();
  for (const number of ['K240000', 'K249999', 'K250000', 'K255555', 'K259999']) {
    const { items } = await ada.sees(`/v1/datasets/us-510k/records?number=${number}`);
    check(items.length === 1, `${number}: ${items.length} records`);
    editions.add(items[0].holder);
  }
  check(editions.size === 1, `a mixture: ${[...editions]}`);
  return Number([...editions][0].split(' ')[1]);
}
async function endOf(ada, id) {
  for (;;) {
    const found = await ada.sees(`/v1/imports/${id}`);
    if (!['queued', 'running'].includes(found.state)) return found;
    await pause(50);
  }
}

const unexpected = () => readdirSync(data).filter((name) => !/^(formulary\.db|blobs$|keys|audit\.)/.test(name));

let service;
async function main() {
  service = await startService(bin, place);
  const { ada } = await makePeople(service.address);
  const caught = { reading: 0, comparing: 0, merging: 0, between: 0 };
  let length = 1000;  // of an undisturbed import, in milliseconds
  for (let edition = 1; edition <= Number(kills); ++edition) {
    const upload = await ada.uploads(writeEdition(edition));
    const begun = Date.now();
    const { body } = await ada.does('POST', '/v1/datasets', { kind: 'us-510k', uploads: [upload], source_date: '2026-01-12' });
    // Every other one as soon as its files are being read, which takes a moment only.
    let at = body;
    if (edition % 2 === 1) while (at.state === 'queued') at = await ada.sees(`/v1/imports/${body.id}`);
    else await pause(random() * length);
    at = await ada.sees(`/v1/imports/${body.id}`);
    caught[at.progress?.phase ?? 'between'] += 1;
    service.child.kill('SIGKILL');
    const { signal } = await service.ended;
    check(signal === 'SIGKILL', `the service ended by itself before it was killed (kill ${edition})`);
    service = await startService(bin, place, service.port);
    // The import that goes on has a stage again, which keeps its name for a moment.
    const before = unexpected();
    await pause(before.length > 0 ? 200 : 0);
    const left = unexpected().filter((name) => before.includes(name));
    check(left.length === 0, `left in the folder: ${left}`);
    const now = await editionInForce(ada);
    check(now === edition || now === edition - 1, `edition ${now} is in force while ${edition} is imported`);
    const restarted = Date.now();
    const end = await endOf(ada, body.id);
    check(end.state === 'done', `edition ${edition}: ${end.state}, ${end.sentence}`);
    check(end.counts.new + end.counts.changed === rows, `edition ${edition}: ${JSON.stringify(end.counts)}`);
    check(await editionInForce(ada) === edition, `edition ${edition} is done, and is not in force`);
    length = at.state === 'done' ? Date.now() - begun : Math.max(Date.now() - restarted, 200);
  }
  service.child.kill('SIGTERM');
  const { status } = await service.ended;
  check(status === 0, `SIGTERM ended the service with ${status}`);
  console.log(`${kills} kills during imports (${JSON.stringify(caught)}): each data set was whole, each import came to its end.`);
  check(caught.reading > 0, 'no import was killed while it read: this test proves nothing');
}

try {
  await main();
  rmSync(place, { recursive: true });
} catch (problem) {
  service?.child.kill('SIGKILL');
  console.error(`${problem.message} (seed ${seedText}; what is left lies in ${place})`);
  process.exit(1);
}
