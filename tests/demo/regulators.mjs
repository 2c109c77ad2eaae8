// The regulators' half of the demonstration's hospital: what authorities publish, a tool with a permission that their data
// confirm, one with a number that belongs to another product, one with a registration alone, documents of which one ends
// soon, and a recall that nobody has decided about.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pause } from '../support/client.mjs';

const data = fileURLToPath(new URL('data', import.meta.url));

/** The day `days` from today. */
export const dayFromNow = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** The file `name` of `data`, with its days filled in, in `folder`. */
function prepared(name, folder) {
  const file = join(folder, name);
  writeFileSync(file, readFileSync(join(data, name), 'utf8').replace(/\{day:(-?\d+)\}/g, (_, days) => dayFromNow(Number(days))));
  return file;
}

async function imports(ada, folder, kind, file, published, name = undefined) {
  const upload = await ada.uploads(prepared(file, folder));
  const asked = await ada.does('POST', '/v1/datasets', { kind, name, uploads: [upload], source_date: published });
  for (;;) {
    const found = await ada.sees(`/v1/imports/${asked.body.id}`);
    if (found.state === 'done') return;
    if (found.state === 'refused' || found.state === 'failed') throw new Error(`${file}: ${found.sentence}`);
    await pause(200);
  }
}

/** All but the list of recalls, which comes when the tools are approved. */
export async function importAuthorities(ada, folder) {
  await imports(ada, folder, 'us-510k', 'fda-510k.csv', dayFromNow(-5));
  await imports(ada, folder, 'us-classification', 'fda-foiclass.txt', dayFromNow(-5));
  await imports(ada, folder, 'us-ai-devices', 'fda-ai-devices.csv', '2025-09-29');
  await imports(ada, folder, 'us-enforcement', 'fda-enforcement.csv', dayFromNow(-2));
  await imports(ada, folder, 'eu-certificates', 'eu-certificates.csv', dayFromNow(-12));
  await imports(ada, folder, 'csv-authorizations', 'authorizations.csv', dayFromNow(-20), 'au');
}

/** What the department says of its tool; `claims` are places with the kind of number and the number. */
async function says(someone, id, device, claims, answers = {}) {
  await someone.changes(id, 'dossier', {
    device,
    claims: claims.map(([jurisdiction, scheme, number, more = {}]) => ({ jurisdiction, basis: 'authorization', scheme, number, ...more })),
    answers: Object.entries(answers).map(([question, chosen]) => ({ question, chosen: [chosen].flat() })),
  }, 'PUT');
}

async function handsIn(someone, id, kind, fields, file = undefined) {
  const body = { kind, fields, ...(file ? { upload: await someone.uploads(file) } : {}) };
  return someone.changes(id, 'documents', body);
}

async function accepts(reviewer, { id, revision }, reason) {
  await reviewer.does('POST', `/v1/documents/${id}/opinions`, { accepted: true, reason }, { 'if-match': `"${revision}"` });
}

/** A viewer of ultrasound pictures: its 510(k) is in FDA's data, its CE certificate was looked up by a person. */
export async function describeEcho(by, id, folder) {
  await says(by.nora, id, { device_name: 'Echo Viewer', manufacturer: 'Example Heart Inc.', model: '3.1' }, [
    ['US', 'us-510k', 'K259001', { product_code: 'QYE', device_class: '2' }],
    ['EU', 'eu-mdr-cert', '9999:EX-702145', { legislation: 'MDR', expires: '2029-03-11' }],
  ], {
    medical_purpose: ['diagnosis'], intended_users: ['hcp'], function: 'recommendation_options', acts_on_data: 'yes', individual_patient: 'yes',
    signal_input: 'yes', significance: 'inform', situation: 'serious',
  });
  const { dossier } = await by.clara.sees(`/v1/submissions/${id}`);
  const european = dossier.claims.find((one) => one.jurisdiction === 'EU');
  await by.clara.changes(id, 'claim-opinions', {
    claim: european.id, accepted: true, valid_until: dayFromNow(28),
    reason: 'The certificate and the declaration of conformity name this viewer and version 3.1; I have read both.',
  });
  const form = await handsIn(by.nora, id, 'mds2', { software_version: '3.1' }, prepared('mds2.csv', folder));
  await accepts(by.rita, form, 'Read. What is open is covered by the tablets of the ward.');
  const parts = await handsIn(by.nora, id, 'sbom', {}, prepared('sbom.json', folder));
  await accepts(by.rita, parts, 'Both parts are current.');
  const certificate = await handsIn(by.nora, id, 'iso27001', {
    certificate_no: 'IS 650441', standard_edition: '2022', scope: 'Development and operation of Echo Viewer', cert_body: 'Example Certification',
    issued: dayFromNow(20 - 3 * 365), expires: dayFromNow(20), last_surveillance: dayFromNow(-200),
  });
  await accepts(by.rita, certificate, 'In date. The vendor says that the next audit is booked.');
}

/** A companion of infusion pumps, about which a recall will come. */
export async function describeInfusion(by, id) {
  await says(by.samir, id, { device_name: 'Infusion Companion', manufacturer: 'Example Pumps Ltd', model: 'PCX-2400' }, []);
}

/** The number that the vendor of the dose calculator gave belongs to another product. */
export async function describeDosage(by, id) {
  await says(by.nora, id, { device_name: 'Dosage', manufacturer: 'Old Vendor Inc' }, [['US', 'us-510k', 'K259001']], {
    medical_purpose: ['treatment'], function: 'controls_device_or_dose',
  });
}

/** A company's registration instead of a permission, and an assessment that waits for a reviewer. */
export async function describePulse(by, id) {
  await says(by.samir, id, { device_name: 'Pulse at Home', manufacturer: 'Handy Tools Ltd' }, [['EU', 'eu-srn', 'DE-MF-000099999']]);
  await handsIn(by.samir, id, 'dpia', { approved_by: 'Data protection office', approved_date: dayFromNow(-40), review_due: dayFromNow(75) });
}

/** The recall arrives; it is left for the reviewers to decide about. */
export async function importRecalls(ada, folder) {
  await imports(ada, folder, 'csv-recalls', 'recalls.csv', dayFromNow(-1), 'notices');
  while ((await ada.sees('/v1/recall-matches')).items.length === 0) await pause(200);
}
