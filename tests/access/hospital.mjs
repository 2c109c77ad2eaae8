// A hospital with people of every role in two departments, and one of each thing that has an id. Everything here belongs
// to the first department, `a`, unless it says otherwise.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Caller, codeOf, makePerson, makeToken, ownPassword, password } from './people.mjs';
import { at, bin, day, offset, setUpCode } from './stage.mjs';

export const roles = ['submitter', 'reviewer', 'approver', 'auditor', 'administrator'];
export const scopesOf = {
  submitter: ['gate', 'read', 'submit'], reviewer: ['gate', 'read', 'review'], approver: ['gate', 'read'],
  auditor: ['gate', 'read', 'audit'], administrator: ['gate', 'read', 'submit', 'administer', 'metrics'], script: ['gate', 'read', 'submit', 'scim'],
};
const domains = ['security', 'privacy', 'clinical', 'regulatory'];

export const harmlessUse = {
  purpose: 'Planning of shifts.', users: 'Ward managers', patient_group: '', data_classes: ['none'], clinical_role: 'none',
  devices_driven: '', sites: ['All'], jurisdictions: ['DE'],
};
/** The day that was so many days ago. */
const daysAgo = (days) => new Date(Date.now() + offset - days * day).toISOString().slice(0, 10);
export const claimOf = (name) => ({ platform: 'web', identifier: `https://${name}.example`, version: '1' });

/** The first administrator, departments, and everybody else: people by department and role. */
export async function makePeople() {
  await new Caller('first').does('POST', '/v1/setup', { code: setUpCode, login: 'ada', name: 'Ada of the test', password });
  const ada = await new Caller('ada', { login: 'ada', role: 'administrator', person: true }).logsIn();
  ada.second = await (await makePerson(ada, 'axel', 'administrator')).logsIn();
  const people = { ada, a: {}, b: {} };
  for (const [letter, name] of [['a', 'Cardiology'], ['b', 'Radiology']]) {
    const { id: department } = await ada.does('POST', '/v1/departments', { name });
    for (const role of roles) people[letter][role] = await (await makePerson(ada, `${role}-${letter}`, role, { department, domains })).logsIn();
    people[letter].script = await makePerson(ada, `script-${letter}`, 'script', { department });
  }
  return people;
}

/** People whose accounts are complete, also by strict rules: a password of their own, and a second factor. */
export async function makeFinished(ada) {
  const finished = [];
  for (const role of roles) {
    const person = await (await makePerson(ada, `finished-${role}`, role, { domains })).logsIn();
    await person.does('POST', `/v1/users/${person.id}/password`, { current: password, password: ownPassword });
    person.password = ownPassword;
    await person.logsIn();
    const { secret } = await person.does('POST', '/v1/account/second-factor');
    await person.does('POST', '/v1/account/second-factor/activation', { code: codeOf(secret) });
    person.seed = secret;
    finished.push(person);
  }
  return finished;
}

/** The path that names each thing, by the beginning of the endpoints' paths. */
export async function makeThings({ ada, a, b }) {
  const samples = at('samples');
  execFileSync(join(bin, 'formulary-samples'), [samples], { stdio: 'ignore' });
  const submitted = async (who, file, use = {}) => {
    const { id } = await who.does('POST', '/v1/submissions', { upload: await who.uploads(join(samples, file)), intended_use: { ...harmlessUse, ...use } });
    return who.until(`/v1/submissions/${id}`, ({ state }) => !['submitted', 'scanning'].includes(state));
  };
  const approved = async (who, file) => {
    const { id, required_domains: wanted } = await submitted(who, file);
    const path = `/v1/submissions/${id}`;
    for (const domain of wanted) await a.reviewer.changesAt(path, '/reviews', { domain, opinion: 'support', comment: 'Fine.' });
    const { max_expires: expires } = await a.approver.sees(path);
    return a.approver.changesAt(path, '/decisions', { outcome: 'approve', reason: 'Needed.', expires });
  };

  const done = await approved(a.submitter, 'ward-1.0.apk');
  const pump = await submitted(a.submitter, 'infusion-2.4.apk');
  await a.submitter.changesAt(`/v1/submissions/${pump.id}`, '/dossier', { device: { device_name: 'Infusion Companion', manufacturer: 'Example Pumps Ltd', model: 'PCX-2400' }, claims: [] }, 'PUT');
  const open = await a.submitter.does('POST', '/v1/submissions', { claim: claimOf('open'), intended_use: harmlessUse });
  const draft = await a.submitter.does('POST', '/v1/submissions', { claim: claimOf('draft'), intended_use: harmlessUse, draft: true });
  const paper = { kind: 'dpia', fields: { approved_by: 'Somebody', approved_date: daysAgo(40), review_due: daysAgo(-300) } };
  const document = await a.submitter.changesAt(`/v1/submissions/${open.id}`, '/documents', { ...paper, upload: await a.submitter.uploads(Buffer.from('a paper')) });
  const draftDocument = await a.submitter.changesAt(`/v1/submissions/${draft.id}`, '/documents', { ...paper, upload: await a.submitter.uploads(Buffer.from('a draft of a paper')) });

  mkdirSync(at('lists'), { recursive: true });
  writeFileSync(at('lists/recalls.csv'), `number,manufacturer,name,class,status,date,affected,reason,udi\nEX-1,Example Pumps Ltd,Infusion Companion,II,Ongoing,${daysAgo(3)},Version 2.4,It may stop.,\n`);
  const asked = await ada.does('POST', '/v1/datasets', { kind: 'csv-recalls', name: 'notices', uploads: [await ada.uploads(at('lists/recalls.csv'))], source_date: daysAgo(2) });
  await ada.until(`/v1/imports/${asked.id}`, ({ state }) => ['done', 'refused', 'failed'].includes(state));
  const { items: [dataset] } = await ada.sees('/v1/datasets').then(({ items }) => ({ items: items.filter(({ kind }) => kind === 'csv-recalls') }));
  const { items: [match] } = await ada.until('/v1/recall-matches', ({ items }) => items.length > 0);

  const idp = await makePerson(ada, 'idp', 'script');
  const provider = await makeToken(idp, ada, 'provisioning', ['scim']);
  const user = await provider.does('POST', '/scim/v2/Users', { userName: 'nora@hospital.example', displayName: 'Nora' });
  const group = await provider.does('POST', '/scim/v2/Groups', { displayName: 'Reviewers' });
  await provider.calls('PATCH', `/scim/v2/Users/${user.id}`, { Operations: [{ op: 'replace', path: 'active', value: 'perhaps' }] });
  const { items: [alarm] } = await ada.sees('/v1/identity-alarms');
  const mapping = await ada.does('POST', '/v1/group-mappings', { group: 'Ward managers', roles: ['submitter'] });

  const spare = await makePerson(ada, 'spare', 'submitter', { department: a.submitter.department });
  const spareSession = await new Caller('spare', { login: 'spare' }).logsIn();
  const spareToken = await makeToken(a.submitter, a.submitter, 'of the submitter', ['read']);

  return {
    approved: done, open, draft, pump, document, draftDocument, dataset, import: asked, match, user, group, alarm, mapping, spare, spareToken, provider, paper,
    upload: await a.submitter.uploads(Buffer.from('not sent yet'), { pieces: 0 }),
    ids: [
      ['/v1/sessions/', spareSession.session], ['/v1/users/', spare.id], ['/v1/tokens/', spareToken.token], ['/v1/group-mappings/', mapping.id],
      ['/v1/identity-alarms/', alarm.id], ['/scim/v2/ResourceTypes/', 'User'], ['/scim/v2/Schemas/', 'urn:ietf:params:scim:schemas:core:2.0:User'],
      ['/scim/v2/Users/', user.id], ['/scim/v2/Groups/', group.id], ['/v1/submissions/', open.id], ['/v1/documents/', document.id],
      ['/v1/tools/', done.tool.id], ['/v1/versions/', done.version_id], ['/v1/approvals/', done.approval], ['/v1/recall-matches/', match.id],
      ['/v1/datasets/', dataset.id], ['/v1/imports/', asked.id], ['/audit/tile/', '0/000'],
    ],
  };
}

/** Callers whose credentials are no good any more, or never were; the tokens' days are over when the service runs two days later. */
export async function makeStrangers({ ada, a }) {
  const token = (name, more = {}) => makeToken(a.script, ada, name, scopesOf.script, more);
  const revoked = await token('a revoked token');
  await ada.does('DELETE', `/v1/tokens/${revoked.token}`);
  const leaver = await (await makePerson(ada, 'leaver', 'administrator')).logsIn();
  const leaversToken = await makeToken(leaver, leaver, "a leaver's token", scopesOf.administrator);
  await ada.changesAt(`/v1/users/${leaver.id}`, '', { disabled: true }, 'PATCH');
  const ended = await new Caller('a session that was ended', { login: 'administrator-a' }).logsIn();
  await ended.does('DELETE', '/v1/sessions/current');
  const old = await new Caller('a session of two days ago', { login: 'reviewer-b' }).logsIn();
  leaver.name = "a leaver's session";
  return [
    revoked, leaver, leaversToken, ended, old,
    await token('an expired token', { days: 1 }),
    await token('a token outside its network', { networks: ['192.0.2.0/24'] }),
    new Caller('a token of nobody', { headers: { authorization: `Bearer fmly_${'0'.repeat(49)}` } }),
    new Caller('a session of nobody', { headers: { cookie: `__Host-fmly_sid=${'A'.repeat(43)}`, 'x-formulary-csrf': 'A'.repeat(43) } }),
  ];
}
