// hospital.mjs ADDRESS SAMPLES FILLED PID: waits until the service at ADDRESS answers, then fills it over its public
// interface with a hospital that one can click through: departments, people of every role, and requests in every state.
// SAMPLES is the program that builds and signs the packages. When all is done, the logins are printed and written to
// FILLED. The one-time code comes from the environment. PID is the service: when it is gone, nothing is waited for.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { clientOf, pause } from '../support/client.mjs';
import { describeDosage, describeEcho, describeInfusion, describePulse, importAuthorities, importRecalls } from './regulators.mjs';

const [address, samplesProgram, filled, service] = process.argv.slice(2);
const password = 'formulary-demo';
const { exchange, Someone } = clientOf(address);

async function untilReady() {
  for (;;) {
    try {
      if ((await exchange('GET', '/healthz')).status === 200) return;
    } catch {
      process.kill(Number(service), 0); // throws when the service is gone
    }
    await pause(200);
  }
}

const ward = {
  purpose: 'Nurses write their shift notes at the bedside instead of on paper.',
  users: 'About forty nurses of ward 3',
  patient_group: 'Adults after heart surgery',
  data_classes: ['phi', 'staff'],
  clinical_role: 'informs',
  devices_driven: '',
  sites: ['Main building, ward 3'],
  jurisdictions: ['DE'],
};
const bothPlaces = { sites: ['Main building, ward 3', 'Partner clinic in Boston'], jurisdictions: ['DE', 'US'] };
const office = {
  purpose: 'Planning of shifts and holidays.',
  users: 'Ward managers',
  patient_group: '',
  data_classes: ['staff'],
  clinical_role: 'administrative',
  devices_driven: '',
  sites: ['All buildings'],
  jurisdictions: ['DE'],
};
const torch = { ...office, purpose: 'A light for looking at pupils during the night round.', data_classes: ['none'], clinical_role: 'none' };

const people = [
  ['axel', 'Axel Baumann', ['administrator'], [], 'Information technology'],
  ['nora', 'Nora Weiss', ['submitter'], [], 'Cardiology ward 3'],
  ['samir', 'Samir Haddad', ['submitter'], [], 'Emergency department'],
  ['rita', 'Rita Kowalski', ['reviewer'], ['security'], 'Information technology'],
  ['paul', 'Paul Okafor', ['reviewer'], ['privacy'], 'Data protection office'],
  ['clara', 'Clara Lindqvist', ['reviewer'], ['clinical', 'regulatory'], 'Clinical safety'],
  ['anna', 'Anna Moretti', ['approver'], [], 'Procurement'],
  ['otto', 'Otto Brandt', ['auditor'], [], 'Internal audit'],
];

async function review(people, id, opinion = 'support', comments = {}) {
  const byDomain = { security: people.rita, privacy: people.paul, clinical: people.clara, regulatory: people.clara };
  const { required_domains: domains } = await people.rita.sees(`/v1/submissions/${id}`);
  for (const domain of domains.length ? domains : ['security']) {
    await byDomain[domain].changes(id, 'reviews', {
      domain, opinion, comment: comments[domain] ?? `Looked at the facts and findings for ${domain}; nothing speaks against this use.`,
    });
  }
}

async function decide(anna, id, outcome, reason, conditions = []) {
  const submission = await anna.sees(`/v1/submissions/${id}`);
  const failing = submission.assessment.verdict === 'fail';
  const expires = submission.max_expires;
  const waivers = failing && outcome !== 'reject'
    ? submission.assessment.findings.filter((finding) => ['block', 'high'].includes(finding.severity))
        .map(({ rule, subject }) => ({ rule, subject, expires, reason: 'Sample vendor; the tablets of the ward are managed and have no other apps.' }))
    : [];
  const body = outcome === 'reject' ? { outcome, reason } : { outcome, reason, conditions, waivers, expires };
  await anna.changes(id, 'decisions', body);
}

async function fill() {
  await untilReady();
  const first = new Someone();
  await first.does('POST', '/v1/setup', { code: process.env.FORMULARY_SETUP_CODE, login: 'ada', name: 'Ada Schneider', password });
  const ada = await Someone.logsIn('ada', password);
  const departments = {};
  for (const name of new Set(people.map((person) => person[4]))) {
    departments[name] = (await ada.does('POST', '/v1/departments', { name })).body.id;
  }
  let second;
  for (const [login, name, roles, domains, department] of people) {
    await ada.makes({ login, name, roles, domains, password, department: departments[department] }, second);
    if (!second && roles.includes('administrator')) second = await Someone.logsIn(login, password);
  }
  await ada.does('POST', '/v1/users', { login: 'procurement', name: 'Procurement system', roles: ['script'], domains: [] });
  const by = {};
  for (const login of ['nora', 'samir', 'rita', 'paul', 'clara', 'anna']) by[login] = await Someone.logsIn(login, password);

  const folder = mkdtempSync(join(tmpdir(), 'formulary-samples-'));
  execFileSync(samplesProgram, [folder], { stdio: 'ignore' });
  const sample = (name) => join(folder, name);
  await importAuthorities(ada, folder);

  const older = await by.nora.submits(sample('ward-1.0.apk'), ward);
  await review(by, older);
  await decide(by.anna, older, 'approve', 'Well made, and the ward needs it.');
  const newer = await by.nora.submits(sample('ward-1.1.apk'), ward);
  await review(by, newer);
  await decide(by.anna, newer, 'approve_with_conditions', 'The new location permission is not needed on the ward.', [
    'Location access is switched off in the device management.',
  ]);
  const debug = await by.samir.submits(sample('triage-debug-2.0.apk'), { ...ward, purpose: 'First assessment of patients on arrival.', patient_group: 'Emergency patients', clinical_role: 'drives_or_diagnoses' });
  await review(by, debug, 'object', {
    security: 'This is a developer build: anybody with a cable can read its data.',
    privacy: 'It sends patient data over connections that are not encrypted.',
  });
  await decide(by.anna, debug, 'reject', 'Ask the vendor for the release build, which is not debuggable and encrypts its traffic.');
  const flashlight = await by.samir.submits(sample('flashlight-3.2.apk'), torch);
  await by.paul.changes(flashlight, 'questions', { question: 'Why does a light need contacts, messages and location?' });
  const pulse = await by.samir.submits(sample('pulse-2.3.apk'), { ...ward, purpose: 'Patients with heart failure measure at home; the outpatient clinic sees the values.', users: 'Patients and two nurses of the outpatient clinic', patient_group: 'Adults with heart failure' });
  await describePulse(by, pulse);
  await by.paul.changes(pulse, 'reviews', {
    domain: 'privacy', opinion: 'object', comment: 'Heart rates reach an advertising network, and one server gets them unencrypted.',
  });
  await by.nora.submits(sample('roster-4.0.apk'), office);
  await by.samir.submits(sample('twofaced-1.0.apk'), office);
  const dosage = await by.nora.submits(sample('dosage-0.9.apk'), { ...ward, purpose: 'Calculates doses of heparin.', clinical_role: 'drives_or_diagnoses', ...bothPlaces });
  await describeDosage(by, dosage);
  const echo = await by.nora.submits(sample('echo-3.1.apk'), { ...ward, purpose: 'Cardiologists look at ultrasound pictures of the heart at the bedside.', users: 'Twelve cardiologists', ...bothPlaces });
  await describeEcho(by, echo, folder);
  await review(by, echo);
  await decide(by.anna, echo, 'approve', 'Permitted in both places, and its papers are in order.');
  const infusion = await by.samir.submits(sample('infusion-2.4.apk'), { ...ward, purpose: 'Nurses see the rates of all pumps of a room.', patient_group: 'Emergency patients' });
  await describeInfusion(by, infusion);
  await review(by, infusion);
  await decide(by.anna, infusion, 'approve', 'It saves the nurses many ways.');
  await by.nora.submits(sample('visits-1.4.apk'), { ...office, purpose: 'Relatives see when they may visit, and open the pages of the hospital in it.' });
  const rounds = await by.nora.submits(sample('rounds-2.0.apks'), { ...ward, purpose: 'Doctors and nurses follow the same list during the morning round.' });
  await review(by, rounds);
  await by.samir.submits(sample('rounds-2.1-mixed.apks'), { ...ward, purpose: 'The same list of rounds, as somebody found it on the internet.' });
  await by.samir.submits(sample('meals-1.2.aab'), { ...office, purpose: 'Orders of meals for patients who may eat everything.', data_classes: ['none'] });
  await by.nora.does('POST', '/v1/submissions', {
    claim: { platform: 'web', identifier: 'https://rehab.example', version: '2026' },
    intended_use: { ...office, purpose: 'Exercises that patients do at home after discharge.', data_classes: ['phi'] },
  });
  await importRecalls(ada, folder);
  rmSync(folder, { recursive: true });
}

try {
  await fill();
  const told = (beginning) => [
    '',
    `${beginning} Everybody's password is: ${password}`,
    ...[['ada', 'Ada Schneider', ['administrator']], ...people].map(([login, name, roles, domains]) =>
      `  ${login.padEnd(6)} ${name.padEnd(16)} ${roles.join(', ')}${domains?.length ? ` (${domains.join(', ')})` : ''}`),
    '',
  ].join('\n');
  writeFileSync(filled, told('The demo hospital, as it was left.')); // shown at later starts, at whatever address
  console.log(told(`The hospital is ready at ${address}.`));
} catch (problem) {
  console.error(`The hospital could not be filled: ${problem.message}\nStop the service, remove ${dirname(filled)}, and start again.`);
  process.exitCode = 1;
}
