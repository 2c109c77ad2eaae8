// mass_assignment.mjs BIN: members that a body must not have. What the registry shows of a thing, and what would be worth
// having, is added to each body that the OpenAPI document describes, at every level of it: refused by name where the schema
// is closed, passed over where it is open, and never taken over.
import assert from 'node:assert/strict';
import { makePeople, makeThings, scopesOf } from './hospital.mjs';
import { breakGlass, makeToken } from './people.mjs';
import { requestFor } from './requests.mjs';
import { Samples } from './samples.mjs';
import { Database, exchange, start, stop, tearDown } from './stage.mjs';
import { changes, endpoints, isFor, matrix, takes } from './tables.mjs';

const problems = [];
let attempts = 0;
const worthHaving = ['id', 'roles', 'role', 'state', 'submitter', 'person', 'owner', 'decided_by', 'department', 'revision', 'created', 'disabled', 'verdict', 'secret', 'digest', '__proto__'];

/** What the answer to this endpoint shows. */
function shownBy(samples, endpoint) {
  const { responses } = samples.operation(endpoint);
  const good = Object.entries(responses).find(([status]) => /^2/.test(status))?.[1];
  const schema = samples.resolved(good?.content?.['application/json']?.schema);
  return Object.keys(schema?.properties ?? {});
}

/** Every object within `value`, with its schema and JSON Pointer. */
function* objectsIn(samples, given, value, pointer = '') {
  const schema = samples.resolved(given);
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) yield* objectsIn(samples, schema.items, item, `${pointer}/${i}`);
  } else if (value && typeof value === 'object') {
    yield { schema, value, pointer };
    for (const [name, member] of Object.entries(value)) {
      if (schema.properties?.[name]) yield* objectsIn(samples, schema.properties[name], member, `${pointer}/${name}`);
    }
  }
}

const closed = (schema) => schema.additionalProperties === false;

async function send(endpoint, caller, place, text) {
  const { path, headers } = requestFor(endpoint, caller, place, true);
  ++attempts;
  return caller.calls(endpoint.method, path, text, { ...headers, 'content-type': 'application/json' });
}

async function tryMembers(endpoint, caller, place) {
  const { samples } = place;
  const schema = samples.schema(endpoint);
  const whole = samples.body(endpoint, 'whole');
  const places = [...objectsIn(samples, schema, whole)].filter((one) => closed(one.schema));
  if (closed(schema) !== true) problems.push(`${endpoint.identifier}: its body is open to members that nobody knows`);
  for (const { schema: inner, value, pointer } of places) {
    const names = new Set([...worthHaving, ...(pointer === '' ? shownBy(samples, endpoint) : [])].filter((name) => !(name in (inner.properties ?? {}))));
    for (const name of names) {
      Object.defineProperty(value, name, { value: 'taken over', enumerable: true, configurable: true });
      const answer = await send(endpoint, caller, place, JSON.stringify(whole));
      delete value[name];
      const pointers = (answer.body?.errors ?? []).map((error) => error.pointer);
      if (answer.status !== 422 || !pointers.includes(`${pointer}/${name}`)) {
        problems.push(`${endpoint.identifier} with ${pointer}/${name}: ${answer.status} ${answer.text.slice(0, 200)}`);
      }
    }
    // A member that is there twice would be one thing to a proxy and another to the registry.
    const [name] = Object.keys(value);
    if (name === undefined || pointer !== '') continue;
    const twice = `{${JSON.stringify(name)}: ${JSON.stringify(value[name])}, ${JSON.stringify(whole).slice(1)}`;
    const answer = await send(endpoint, caller, place, twice);
    if (answer.status !== 400) problems.push(`${endpoint.identifier} with ${name} twice: ${answer.status} ${answer.text.slice(0, 200)}`);
  }
}

/** SCIM passes over what it does not know (RFC 7644, section 3.3): so nothing of it may count. */
async function tryProvider(things, ada) {
  const { provider } = things;
  const greedy = {
    id: '00000000-0000-7000-8000-000000000001', meta: { created: '2001-01-01T00:00:00Z', version: 'W/"99"' }, login: 'root', disabled: false, department: 'x', revision: 99,
    roles: [{ value: 'administrator', primary: true }], groups: [{ value: things.group.id }], entitlements: [{ value: 'administrator' }], domains: ['security'], password: 'a-password-of-the-provider',
  };
  const before = await ada.sees(`/v1/users/${things.user.id}`);
  const check = async (id, what) => {
    const person = await ada.sees(`/v1/users/${id}`);
    if (id === greedy.id) problems.push(`${what}: took over the id`);
    if (person.roles.length || person.domains.length || person.department || person.login === 'root') problems.push(`${what}: ${JSON.stringify(person)}`);
  };
  assert.deepEqual(before.roles, []);
  const made = await provider.does('POST', '/scim/v2/Users', { userName: 'greedy@hospital.example', ...greedy });
  await check(made.id, 'POST /scim/v2/Users');
  await provider.does('PUT', `/scim/v2/Users/${made.id}`, { userName: 'greedy@hospital.example', ...greedy });
  await check(made.id, 'PUT /scim/v2/Users');
  for (const [name, value] of Object.entries(greedy)) {
    for (const operation of [{ op: 'add', path: name, value }, { op: 'replace', value: { [name]: value } }]) {
      ++attempts;
      await provider.calls('PATCH', `/scim/v2/Users/${made.id}`, { Operations: [operation] });
      await check(made.id, `PATCH /scim/v2/Users ${JSON.stringify(operation)}`);
    }
  }
  const login = await exchange('POST', '/v1/sessions', { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' }, JSON.stringify({ login: 'greedy@hospital.example', password: greedy.password }));
  if (login.status !== 401) problems.push(`the provider set a password: ${login.status}`);
  const group = await provider.does('POST', '/scim/v2/Groups', { displayName: 'Greedy', id: greedy.id, roles: ['administrator'], mapped: true });
  if (group.id === greedy.id) problems.push('POST /scim/v2/Groups: took over the id');
  attempts += 4;
}

try {
  await start();
  const database = new Database();
  const people = await makePeople();
  const things = await makeThings(people);
  const script = await makeToken(people.a.script, people.ada, 'of a script', scopesOf.script);
  const place = { samples: new Samples((await exchange('GET', '/openapi.json')).body), things, people };
  const emergency = await breakGlass();
  for (const endpoint of endpoints) {
    const role = ['administrator', 'submitter', 'reviewer', 'approver', 'auditor'].find((one) => matrix.get(endpoint.identifier)[one]);
    const caller = role ? people.a[role] : isFor(endpoint, 'emergency') ? emergency : script;
    const scim = endpoint.path.startsWith('/scim/');
    const before = await database.contents();
    if (takes(endpoint, 'json') && !scim) await tryMembers(endpoint, caller, place);
    if (changes(endpoint) && !takes(endpoint, 'json') && !takes(endpoint, 'bytes') && !takes(endpoint, 'form')) {
      const answer = await send(endpoint, caller, place, '{"id": "taken over"}');
      if (answer.status !== 413) problems.push(`${endpoint.identifier} takes a body: ${answer.status} ${answer.text.slice(0, 200)}`);
    }
    if (!scim && !takes(endpoint, 'foreign_query') && endpoint.method !== 'OPTIONS') {
      const { path, headers, body } = requestFor(endpoint, caller, place, true);
      ++attempts;
      const answer = await caller.calls(endpoint.method, `${path}?role=administrator`, body, headers);
      if (answer.status !== 400) problems.push(`${endpoint.identifier} with a parameter that nobody knows: ${answer.status} ${answer.text.slice(0, 200)}`);
    }
    const changed = await database.changedSince(before);
    if (changed.length) problems.push(`${endpoint.identifier}: something was taken over: ${changed}`);
  }
  await tryProvider(things, people.ada);
  database.end();
  await stop();
} finally {
  for (const problem of problems) console.log(problem);
  console.log(`${attempts} attempts, ${problems.length} problems`);
  await tearDown();
}
assert.equal(problems.length, 0);
process.exit(0);
