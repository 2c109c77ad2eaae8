// endpoint_matrix.mjs BIN: every endpoint of the running service, called by everybody who could call it. The outcome has to
// be what access.matrix says for the role, and endpoints.def for scopes, proofs and unfinished accounts. Whoever is kept
// out leaves one entry in the audit log and changes nothing.
import assert from 'node:assert/strict';
import { makeFinished, makePeople, makeStrangers, makeThings, roles, scopesOf } from './hospital.mjs';
import { Caller, codeOf, makeToken } from './people.mjs';
import { requestFor } from './requests.mjs';
import { Samples } from './samples.mjs';
import { Database, day, exchange, hour, minute, onHost, start, stop, tearDown } from './stage.mjs';
import { changes, emergency, endpoints, isFor, matrix, takes } from './tables.mjs';

const problems = [];
const complain = (text) => problems.push(text);
let calls = 0, keptOut = 0;

/** What must come of it: 0 where the caller is let in, or the status of the refusal. */
function expected(endpoint, caller) {
  if (isFor(endpoint, 'anyone')) return caller.forged === 'elsewhere' && changes(endpoint) ? 403 : 0;
  if (caller.stranger || !caller.headers.cookie && !caller.headers.authorization) return 401;
  if (caller.forged && changes(endpoint)) return 403;
  if (caller.emergency) return emergency.has(endpoint.identifier) ? 0 : 403;
  if (!matrix.get(endpoint.identifier)[caller.role]) return 403;
  if (caller.scopes && endpoint.scope && !caller.scopes.includes(endpoint.scope)) return 403;
  if (caller.due && !takes(endpoint, 'unfinished')) return 403;
  if (takes(endpoint, 'step_up') && (caller.stale || (caller.scopes && caller.role !== 'script'))) return 403;
  return 0;
}

/** Emergency access: a code from the host opens a session, as often as one was used up. */
async function breakGlass() {
  const caller = new Caller('emergency access', { emergency: true });
  caller.renew = async () => {
    const { code } = onHost(['break-glass', '--reason', '-'], 'The ward cannot wait.');
    const { headers, body } = await new Caller('nobody').calls('POST', '/v1/break-glass', { code, name: 'Dr. Night' });
    caller.headers = { cookie: headers['set-cookie'][0].split(';')[0], 'x-formulary-csrf': body.csrf };
    caller.id = body.person.id;
  };
  await caller.renew();
  return caller;
}

/** Somebody who has a person's session, but not all that a page of the registry sends with it. */
function fake(name, person, lacks, forged = 'here') {
  const caller = new Caller(name, { role: person.role, id: person.id, forged, renew: () => person.logsIn() });
  Object.defineProperty(caller, 'headers', { get: () => ({ ...person.headers, ...lacks() }) });
  return caller;
}

async function call(endpoint, method, caller, place, wanted) {
  const { path, headers, body } = requestFor(endpoint, caller, place, wanted !== 0);
  const answer = await caller.calls(method, path, body, headers);
  ++calls;
  const { status } = answer;
  const got = status === 401 || status === 403 ? status : 0;
  if (got !== wanted || status >= 500) {
    complain(`${endpoint.identifier} (${method} ${path}) by ${caller.name}: ${status} instead of ${wanted || 'let in'}: ${answer.text.slice(0, 200)}`);
  }
  return answer;
}

/** Those who must stay outside: nothing changes, and each who said who they are is in the log. */
async function keepOut(endpoint, methods, callers, place, database) {
  const before = await database.contents(), size = await database.logSize();
  const entries = new Map();
  await Promise.all(callers.map(async (caller) => {
    for (const method of methods) {
      await call(endpoint, method, caller, place, expected(endpoint, caller));
      ++keptOut;
      const actor = caller.stranger ? '' : caller.id;
      const asked = !isFor(endpoint, 'anyone') && (caller.headers.cookie || caller.headers.authorization);
      if (asked) entries.set(actor, (entries.get(actor) ?? 0) + 1);
    }
  }));
  const wanted = [...entries.values()].reduce((sum, count) => sum + count, 0);
  for (const { object, actor } of await database.entriesSince(size, 'access.denied', wanted)) {
    if (object !== endpoint.identifier) complain(`${endpoint.identifier}: a denied entry about ${object}`);
    entries.set(actor, (entries.get(actor) ?? 0) - 1);
  }
  for (const [actor, missing] of entries) {
    if (missing !== 0) complain(`${endpoint.identifier}: ${missing} denied entries too few for ${actor || 'strangers'}`);
  }
  const changed = await database.changedSince(before);
  if (changed.length) complain(`${endpoint.identifier}: callers who were kept out changed ${changed}`);
}

async function callAll(callers, place, database) {
  for (const endpoint of endpoints) {
    const own = endpoints.some(({ path, method }) => path === endpoint.path && method === 'HEAD');
    const methods = endpoint.method === 'GET' && !own ? ['GET', 'HEAD'] : [endpoint.method];
    const out = callers.filter((caller) => expected(endpoint, caller) !== 0);
    await keepOut(endpoint, methods, out, place, database);
    const usesUp = changes(endpoint) && /sessions|account|password/.test(endpoint.path);
    for (const caller of callers.filter((one) => expected(endpoint, one) === 0)) {
      if (usesUp && caller.stale) continue;  // an old proof cannot be made anew
      const statuses = [];
      for (const method of methods) statuses.push((await call(endpoint, method, caller, place, 0)).status);
      if (new Set(statuses).size > 1) complain(`${endpoint.identifier} by ${caller.name}: GET ${statuses[0]}, HEAD ${statuses[1]}`);
      if (usesUp && caller.renew) await caller.renew();
    }
  }
}

/** The document and both tables name the same endpoints. */
function compareTables(openapi) {
  const named = new Set(Object.entries(openapi.paths).flatMap(([path, methods]) => Object.entries(methods).filter(([, one]) => one.operationId).map(([method, one]) => `${one.operationId} ${method.toUpperCase()} ${path}`)));
  const table = new Set(endpoints.map(({ identifier, method, path }) => `${identifier} ${method} ${path}`));
  for (const one of named) if (!table.has(one)) complain(`in the OpenAPI document but not in endpoints.def: ${one}`);
  for (const one of table) if (!named.has(one)) complain(`in endpoints.def but not in the OpenAPI document: ${one}`);
  const names = new Set(endpoints.map(({ identifier }) => identifier));
  for (const name of matrix.keys()) if (!names.has(name)) complain(`in access.matrix but not in endpoints.def: ${name}`);
  for (const name of names) if (!matrix.has(name)) complain(`in endpoints.def but not in access.matrix: ${name}`);
}

/** Methods that a path does not have are refused by name, whoever asks; OPTIONS tells them and does nothing. */
async function tryMethods(callers, place, database) {
  const paths = new Map();
  for (const endpoint of endpoints) {
    const methods = paths.get(endpoint.path) ?? new Set(['OPTIONS']);
    methods.add(endpoint.method);
    if (endpoint.method === 'GET') methods.add('HEAD');
    paths.set(endpoint.path, methods);
  }
  const before = await database.contents(), size = await database.logSize();
  for (const [template, methods] of paths) {
    const allowed = [...methods].sort().join(', ');
    const { path } = requestFor(endpoints.find((one) => one.path === template), callers[0], place, true);
    for (const caller of callers) {
      for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND', 'TRACE', 'OPTIONS']) {
        if (methods.has(method) && method !== 'OPTIONS') continue;
        const answer = await caller.calls(method, path);
        ++calls;
        const wanted = method === 'OPTIONS' ? 204 : 405;
        if (answer.status !== wanted) complain(`${method} ${path} by ${caller.name}: ${answer.status} instead of ${wanted}`);
        else if (answer.headers.allow !== allowed && !['TRACE', 'PROPFIND'].includes(method)) complain(`${method} ${path}: Allow: ${answer.headers.allow} instead of ${allowed}`);
      }
      // Only uploads take the method from a header; nothing else is deleted by a form.
      if (methods.has('POST') || template === '/v1/uploads/{id}') continue;
      const answer = await caller.calls('POST', path, undefined, { 'x-http-method-override': 'DELETE' });
      if (answer.status !== 405) complain(`POST ${path} with another method in a header: ${answer.status}`);
    }
  }
  const changed = await database.changedSince(before);
  if (changed.length) complain(`methods that do not exist changed ${changed}`);
  return await database.logSize() - size;
}

try {
  // Two days ago the hospital was made; by now the tokens of one day are over.
  await start({ earlier: 2 * day });
  const people = await makePeople();
  const things = await makeThings(people);
  const strangers = (await makeStrangers(people)).map((stranger) => Object.assign(stranger, { stranger: true, role: 'nobody' }));
  const finished = await makeFinished(people.ada);
  const tokens = [];
  for (const role of [...roles, 'script']) {
    for (const scopes of [scopesOf[role], ...(role === 'script' ? scopesOf[role].map((one) => [one]) : [])]) {
      const owner = people.a[role], maker = role === 'script' ? people.ada : owner;
      const token = await makeToken(owner, maker, `a ${role}'s token for ${scopes}`, scopes);
      tokens.push(token);
    }
  }

  await start({ earlier: 4 * hour });
  let database = new Database();
  const persons = [people.a, people.b].flatMap((department) => roles.map((role) => department[role]));
  for (const person of persons) {
    person.renew = () => person.logsIn();
    await person.renew();
  }
  const forged = ['reviewer', 'administrator'].flatMap((role) => [
    fake(`another site in the browser of a ${role}`, people.a[role], () => ({ 'sec-fetch-site': 'cross-site' }), 'elsewhere'),
    fake(`a ${role} with another's mark`, people.a[role], () => ({ 'x-formulary-csrf': people.b[role].headers['x-formulary-csrf'] })),
    fake(`a ${role} who does not say from where`, people.a[role], () => ({ 'sec-fetch-site': undefined })),
  ]);
  const place = { samples: new Samples((await exchange('GET', '/openapi.json')).body), things, people };
  compareTables(place.samples.openapi);
  await callAll([new Caller('nobody'), ...strangers, ...persons, ...tokens, ...forged, await breakGlass()], place, database);
  await tryMethods([new Caller('nobody'), people.a.administrator], place, database);
  database.end();

  // By strict rules: whose account is not complete, and whose proof is seven minutes old.
  await start({ accounts: 'strict', earlier: 7 * minute });
  for (const person of persons) await person.logsIn();
  for (const person of finished) await person.logsIn({ code: codeOf(person.seed) });
  await start({ accounts: 'strict' });
  database = new Database();
  for (const person of persons) Object.assign(person, { due: true, name: `${person.name}, whose account is not complete` });
  for (const person of finished) Object.assign(person, { stale: true, name: `${person.name}, whose proof is old` });
  await callAll([...persons, ...finished], place, database);
  database.end();
  await stop();
} finally {
  for (const problem of problems) console.log(problem);
  console.log(`${calls} calls, ${keptOut} kept out, ${problems.length} problems`);
  await tearDown();
}
assert.deepEqual(problems.length, 0);
process.exit(0);
