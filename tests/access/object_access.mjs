// object_access.mjs BIN: the things of one person and one department, tried by their ids by everybody else, against
// tests/service/api/objects.matrix. Every cell has a thing of its own and a request that fits it in every other way; what
// is refused changes nothing.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { claimOf, harmlessUse, makePeople, makeThings, scopesOf } from './hospital.mjs';
import { Caller, makePerson, makeToken, password } from './people.mjs';
import { at, Database, start, stop, tearDown } from './stage.mjs';
import { rowsOf } from './tables.mjs';

const problems = [];
let cells = 0, count = 0;
const fresh = (name) => `${name}-${++count}`;
const ownRequests = ['submitter', 'script'];  // who can have one
const tus = { 'tus-resumable': '1.0.0' };

/** Where each thing comes from, who owns it, and how each action asks for it. */
function kindsOf(people, things, script) {
  const { a, b, ada } = people;
  const use = { intended_use: { ...harmlessUse, purpose: 'Another purpose.' } };
  const dossier = { device: { device_name: 'Something' }, claims: [] };
  const draftsWords = { claim: claimOf('a-draft'), intended_use: harmlessUse, draft: true };
  const request = (by, body) => async () => (await by.does('POST', '/v1/submissions', { claim: claimOf(fresh('a-tool')), intended_use: harmlessUse, ...body })).id;
  const paper = (by, submission) => async () => (await by.changesAt(`/v1/submissions/${await submission()}`, '/documents', { ...things.paper, upload: await by.uploads(Buffer.from(fresh('paper'))) })).id;

  // A change says which state it saw: the owner looks, so that nobody is refused for that.
  const onSubmission = (by) => {
    const change = (what, body, method = 'POST') => (id) => ({ method, path: `/v1/submissions/${id}${what}`, body, seenBy: by, seen: `/v1/submissions/${id}` });
    return {
      read: (id) => ({ path: `/v1/submissions/${id}` }), documents: (id) => ({ path: `/v1/submissions/${id}/documents` }), report: (id) => ({ path: `/v1/submissions/${id}/report` }),
      answer: change('/answers', use, 'PUT'), dossier: change('/dossier', dossier, 'PUT'), hand_in: change('/documents', things.paper), asset_links: change('/asset-links', { host: 'tool.example', statements: [] }),
      withdraw: change('/withdrawal', { reason: 'Not needed.' }), ask: change('/questions', { question: 'Why?' }), review: change('/reviews', { domain: 'security', opinion: 'support', comment: 'Fine.' }),
      reject: change('/decisions', { outcome: 'reject', reason: 'No.' }), approve: change('/decisions', { outcome: 'approve', reason: 'Yes.' }),
    };
  };
  let unfinished;
  async function unfinishedUpload() {  // one at a time: there is a limit
    if (unfinished) await a.submitter.calls('DELETE', `/v1/uploads/${unfinished}`, undefined, tus);
    return (unfinished = await a.submitter.uploads(Buffer.from('13 bytes long'), { pieces: 0 }));
  }
  const onDocument = (by) => {
    const change = (method, what, body) => (id) => ({ method, path: `/v1/documents/${id}${what}`, body, seenBy: by, seen: `/v1/documents/${id}` });
    return {
      read: (id) => ({ path: `/v1/documents/${id}` }), download: (id) => ({ path: `/v1/documents/${id}/file` }),
      correct: change('PUT', '', { fields: things.paper.fields }), judge: change('POST', '/opinions', { accepted: true, reason: 'Read.' }),
    };
  };
  const upload = (method, headers = {}, body = undefined) => (id) => ({ method, path: `/v1/uploads/${id}`, headers: { ...tus, ...headers }, body });
  const person = (method, what, body) => (id) => ({ method, path: `/v1/users/${id}${what}`, body, ...(method === 'PATCH' ? { seenBy: ada, seen: `/v1/users/${id}` } : {}) });
  const read = (path) => (id) => ({ path: `${path}${id}` });
  const tokenActions = {
    issue: (owner, caller) => ({ method: 'POST', path: '/v1/tokens', body: { name: 'made', scopes: ['read'], ...(caller.id === owner ? {} : { owner }) } }),
    revoke: (id) => ({ method: 'DELETE', path: `/v1/tokens/${id}` }),
  };
  return {
    submission: { owner: a.submitter, make: request(a.submitter), ...onSubmission(a.submitter) },
    script_submission: { owner: script.a, make: request(script.a), ...onSubmission(script.a) },
    draft: { owner: a.submitter, make: request(a.submitter, draftsWords), ...onSubmission(a.submitter) },
    document: { owner: a.submitter, make: paper(a.submitter, request(a.submitter)), ...onDocument(a.submitter) },
    draft_document: { owner: a.submitter, make: paper(a.submitter, request(a.submitter, draftsWords)), ...onDocument(a.submitter) },
    upload: {
      owner: a.submitter, make: unfinishedUpload,
      offset: upload('HEAD'), read: upload('GET'), terminate: upload('DELETE'),
      append: upload('PATCH', { 'upload-offset': 0, 'content-type': 'application/offset+octet-stream' }, Buffer.from('12')),
    },
    whole_upload: {
      owner: a.submitter, make: () => a.submitter.uploads(Buffer.from(fresh('a whole file'))),
      submit: (id) => ({ method: 'POST', path: '/v1/submissions', body: { upload: id, intended_use: harmlessUse, draft: true } }),
      import: (id) => ({ method: 'POST', path: '/v1/datasets', body: { kind: 'csv-recalls', name: 'others', uploads: [id], source_date: '2026-01-01' } }),
      // A request of the caller's own, or one that is in review: only the file is somebody else's.
      hand_in: async (id, caller) => {
        const submission = await request(ownRequests.includes(caller.role) ? caller : b.submitter)();
        return { method: 'POST', path: `/v1/submissions/${submission}/documents`, body: { ...things.paper, upload: id }, seenBy: ada, seen: `/v1/submissions/${submission}` };
      },
      replace: async (id, caller) => {
        const by = ownRequests.includes(caller.role) ? caller : b.submitter;
        const path = `/v1/submissions/${await request(by, draftsWords)()}`;
        return { method: 'PUT', path: `${path}/answers`, body: { ...use, upload: id }, seenBy: by, seen: path };
      },
      correct: async (id, caller) => {
        const by = ownRequests.includes(caller.role) ? caller : b.submitter;
        const path = `/v1/documents/${await paper(by, request(by))()}`;
        return { method: 'PUT', path, body: { fields: things.paper.fields, upload: id }, seenBy: ada, seen: path };
      },
    },
    version: { owner: a.submitter, make: () => things.approved.version_id, report: (id) => ({ path: `/v1/versions/${id}/report` }), findings: (id) => ({ path: `/v1/versions/${id}/findings` }), sbom: (id) => ({ path: `/v1/versions/${id}/sbom` }) },
    approval: { owner: a.submitter, make: () => things.approved.approval, read: read('/v1/approvals/') },
    session: {
      owner: a.submitter, make: async (action) => (action === 'list' ? a.submitter.id : (await new Caller('again', { login: a.submitter.login }).logsIn()).session),
      list: read('/v1/sessions?person='), end: (id) => ({ method: 'DELETE', path: `/v1/sessions/${id}` }),
    },
    token: { owner: a.submitter, make: async (action) => (action === 'issue' ? a.submitter.id : (await makeToken(a.submitter, a.submitter, 'a token', ['read'])).token), ...tokenActions },
    script_token: { owner: ada, make: async (action) => (action === 'issue' ? a.script.id : (await makeToken(a.script, ada, 'a token', ['read'])).token), ...tokenActions },
    person: {
      // The owner is the person; what would end their session is done to somebody new.
      owner: a.submitter, make: async (action, owner, caller) => (caller === owner ? owner.id : (await makePerson(ada, fresh('somebody'), 'submitter')).id),
      read: person('GET', ''), change: person('PATCH', '', { name: 'Renamed' }), password: person('POST', '/password', { current: password, password: 'a-new-and-long-password' }),
      second_factor: person('DELETE', '/second-factor'), identity: person('GET', '/identity'), erase: person('POST', '/erasures'),
    },
    match: { owner: a.submitter, make: () => things.match.id, read: read('/v1/recall-matches/'), acknowledge: (id) => ({ method: 'POST', path: `/v1/recall-matches/${id}/acknowledgements`, body: {} }) },
    import: { owner: ada, make: () => things.import.id, read: read('/v1/imports/'), rejections: (id) => ({ path: `/v1/imports/${id}/rejections` }) },
    mapping: { owner: ada, make: async () => (await ada.does('POST', '/v1/group-mappings', { group: fresh('Group'), roles: ['submitter'] })).id, remove: (id) => ({ method: 'DELETE', path: `/v1/group-mappings/${id}` }) },
    proposal: {
      owner: ada,
      make: async () => {
        const { status, body } = await ada.calls('POST', '/v1/users', { login: fresh('proposed'), name: 'Proposed', roles: ['reviewer'], domains: ['privacy'], password });
        assert.equal(status, 202);
        things.digest = body.digest;
        return body.id;
      },
      read: read('/v1/proposals/'), confirm: (id) => ({ method: 'POST', path: `/v1/proposals/${id}/confirmation`, body: { digest: things.digest } }),
      reject: (id) => ({ method: 'POST', path: `/v1/proposals/${id}/rejection`, body: { reason: 'No.' } }), withdraw: (id) => ({ method: 'POST', path: `/v1/proposals/${id}/withdrawal`, body: { reason: 'A mistake.' } }),
    },
    conflict: {
      owner: a.reviewer, make: async () => (await a.reviewer.does('POST', '/v1/conflicts', { subject: 'vendor', vendor: fresh('Vendor'), reason: 'I own shares.' })).id,
      end: (id) => ({ method: 'POST', path: `/v1/conflicts/${id}/end`, body: { reason: 'Sold.' } }),
    },
    alarm: { owner: ada, make: () => things.newAlarm(), acknowledge: (id) => ({ method: 'POST', path: `/v1/identity-alarms/${id}/acknowledgement` }) },
  };
}

function outcome(status) {
  if (status < 300) return 'y';
  return { 403: '-', 404: '0', 409: 'c', 412: 'c', 422: 'c' }[status] ?? String(status);
}

const columns = ['owner', 'colleague', 'submitter', 'reviewer', 'approver', 'auditor', 'administrator', 'script'];

try {
  await start();
  const database = new Database();
  const people = await makePeople();
  const { a, b, ada } = people;
  const things = await makeThings(people);
  const script = { a: await makeToken(a.script, ada, 'of department a', scopesOf.script), b: await makeToken(b.script, ada, 'of department b', scopesOf.script) };
  const colleagues = {
    submitter: await (await makePerson(ada, 'colleague', 'submitter', { department: a.submitter.department })).logsIn(),
    reviewer: b.reviewer, administrator: a.administrator, script: script.b,
  };
  const drafted = { upload: await a.submitter.uploads(join(at('samples'), 'roster-4.0.apk')), intended_use: harmlessUse, draft: true };
  await a.submitter.does('POST', '/v1/submissions', drafted);
  things.newAlarm = async () => {
    await things.provider.calls('PATCH', `/scim/v2/Users/${things.user.id}`, { Operations: [{ op: 'replace', path: 'active', value: fresh('perhaps') }] });
    return (await ada.sees('/v1/identity-alarms')).items.find(({ acknowledged }) => !acknowledged).id;
  };
  const kinds = kindsOf(people, things, script);

  for (const [thing, action, ...row] of rowsOf('tests/service/api/objects.matrix')) {
    const kind = kinds[thing];
    assert.ok(kind?.[action], `no request for ${thing} ${action}`);
    assert.equal(row.length, columns.length, `${thing} ${action}`);
    for (const [column, wanted] of row.entries()) {
      const { owner } = kind;
      const caller = [owner, colleagues[owner.role], b.submitter, b.reviewer, b.approver, b.auditor, b.administrator, script.b][column];
      const id = await kind.make(action, owner, caller);
      const { method = 'GET', path, body, headers = {}, seenBy, seen } = await kind[action](id, caller);
      const match = seenBy ? { 'if-match': (await seenBy.calls('GET', seen)).headers.etag } : {};
      const before = await database.contents();
      const answer = await caller.calls(method, path, body, { ...match, ...headers });
      ++cells;
      const said = `${thing} ${action} by ${columns[column]} (${caller.name})`;
      if (outcome(answer.status) !== wanted) problems.push(`${said}: ${answer.status} instead of ${wanted}: ${answer.text.slice(0, 200)}`);
      const changed = ['-', '0', 'c'].includes(outcome(answer.status)) ? await database.changedSince(before) : [];
      if (changed.length) problems.push(`${said}: was refused and changed ${changed}`);
      if (thing === 'person' && caller === owner && answer.status < 300 && method !== 'GET') {
        await ada.does('POST', `/v1/users/${owner.id}/password`, { password });
        await owner.logsIn();
      }
    }
  }

  // Lists show of others what a look at one thing would.
  for (const other of [colleagues.submitter, b.submitter, b.reviewer, b.approver, b.auditor, script.b]) {
    const listed = (await other.sees('/v1/submissions?limit=100')).items;
    if (listed.some(({ state }) => state === 'draft')) problems.push(`${other.name} sees drafts in the list`);
    const drafts = (await other.sees('/v1/submissions?mine=true&state=draft')).items;
    if (drafts.some(({ submitter }) => submitter.id !== other.id)) problems.push(`${other.name} sees drafts of others as their own`);
    if (other.scopes) continue;
    const tokens = (await other.sees('/v1/tokens?limit=100')).items;
    if (tokens.some(({ owner }) => owner.id !== other.id)) problems.push(`${other.name} sees tokens of others in the list`);
    const tools = (await other.sees('/v1/tools?limit=100')).items;
    if (tools.some(({ identifier }) => /draft|roster/.test(identifier))) problems.push(`${other.name} sees the tools of drafts: ${tools.map(({ identifier }) => identifier)}`);
  }
  database.end();
  await stop();
} finally {
  for (const problem of problems) console.log(problem);
  console.log(`${cells} cells, ${problems.length} problems`);
  await tearDown();
}
assert.equal(problems.length, 0);
process.exit(0);
