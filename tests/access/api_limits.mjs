// api_limits.mjs BIN: nothing is without a bound: pages, bodies, nesting, requests, and what strangers can have written into
// the audit log.
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { makePeople, makeThings } from './hospital.mjs';
import { breakGlass, makeToken } from './people.mjs';
import { requestFor } from './requests.mjs';
import { Samples } from './samples.mjs';
import { address, Database, exchange, start, stop, tearDown } from './stage.mjs';
import { endpoints, isFor, matrix, takes } from './tables.mjs';

const problems = [];
let attempts = 0;
const check = (fits, what, answer) => {
  ++attempts;
  if (!fits) problems.push(`${what}: ${answer.status} ${answer.text?.slice(0, 200) ?? ''}`);
};

const stories = {
  async 'a page has a bound, and says what it is'({ place, people }) {
    for (const endpoint of endpoints) {
      const parameters = place.samples.operation(endpoint).parameters ?? [];
      const limit = parameters.map((one) => place.samples.resolved(one)).find(({ name }) => name === 'limit');
      if (!limit || endpoint.path.startsWith('/scim/')) continue;
      const role = ['administrator', 'auditor'].find((one) => matrix.get(endpoint.identifier)[one]);
      const { path } = requestFor(endpoint, people.a[role], place, true);
      for (const wrong of ['0', '-1', '1000000000', '99999999999999999999', 'x', '', '1.5', '+1', '1e3', '0x10', ' 1']) {
        const answer = await people.a[role].calls('GET', `${path}?limit=${encodeURIComponent(wrong)}`);
        check(answer.status === 422 || answer.status === 400, `${endpoint.identifier} limit=${wrong}`, answer);
      }
      for (const wrong of ['x', '%00', 'MTo', 'MQ']) {
        const answer = await people.a[role].calls('GET', `${path}?cursor=${wrong}`);
        check(answer.status === 422 || answer.status === 400, `${endpoint.identifier} cursor=${wrong.slice(0, 20)}`, answer);
      }
      // A list for a spreadsheet may be longer than a page.
      for (const [most, more] of [[200, ''], ...(limit.schema.maximum > 200 ? [[limit.schema.maximum, '&format=csv']] : [])]) {
        const good = await people.a[role].calls('GET', `${path}?limit=${most}${more}`);
        check(good.status === 200 && (more || good.body.items.length <= most), `${endpoint.identifier} limit=${most}${more}`, good);
        const bad = await people.a[role].calls('GET', `${path}?limit=${most + 1}${more}`);
        check(bad.status === 400, `${endpoint.identifier} limit=${most + 1}${more}`, bad);
      }
      const one = await people.a[role].calls('GET', `${path}?limit=1`);
      check(one.status === 200 && one.body.items.length <= 1, `${endpoint.identifier} limit=1`, one);
    }
  },

  async 'an identity provider gets a page as well, whatever it asks for (RFC 7644, section 3.4.2.4)'({ things }) {
    for (const path of ['/scim/v2/Users', '/scim/v2/Groups']) {
      for (const query of ['count=-1', 'count=0', 'startIndex=0', 'startIndex=-5', 'count=1000000000']) {
        const answer = await things.provider.calls('GET', `${path}?${query}`);
        check(answer.status === 200 && answer.body.itemsPerPage <= 200 && answer.body.startIndex >= 1, `${path}?${query}`, answer);
      }
      for (const query of ['count=x', 'startIndex=99999999999999999999', `filter=${encodeURIComponent('userName eq "a" and '.repeat(500))}`]) {
        const answer = await things.provider.calls('GET', `${path}?${query}`);
        check(answer.status === 400 || answer.status === 414, `${path}?${query.slice(0, 40)}`, answer);
      }
    }
  },

  async 'a body has a bound, which is looked at before the body'({ place, people }) {
    const most = (endpoint) => (takes(endpoint, 'bytes') ? 8 << 20 : takes(endpoint, 'form') ? 64 << 10 : takes(endpoint, 'json') ? 1 << 20 : 0);
    for (const endpoint of endpoints.filter(({ method }) => ['POST', 'PUT', 'PATCH', 'DELETE'].includes(method))) {
      const { path } = requestFor(endpoint, people.a.administrator, place, true);
      const answer = await announced(endpoint.method, path, most(endpoint) + 1);
      check(answer.status === 413, `${endpoint.identifier} with ${most(endpoint) + 1} bytes`, answer);
    }
  },

  async 'a body is not deeper than anybody needs'({ place, people, things }) {
    const deep = (depth) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
    const emergency = await breakGlass();
    for (const endpoint of endpoints.filter((one) => takes(one, 'json'))) {
      const role = ['administrator', 'submitter', 'reviewer', 'approver'].find((one) => matrix.get(endpoint.identifier)[one]);
      const caller = role ? people.a[role] : isFor(endpoint, 'emergency') ? emergency : things.provider;
      const { path, headers } = requestFor(endpoint, caller, place, true);
      for (const body of [deep(100), deep(100_000), '['.repeat(500_000)]) {
        const answer = await caller.calls(endpoint.method, path, body, { ...headers, 'content-type': 'application/json' });
        check(answer.status === 400, `${endpoint.identifier} with ${body.length} bytes of depth`, answer);
      }
    }
  },

  async 'strangers do not make the log grow'({ database, people }) {
    const ways = [
      ['a token of nobody', 'GET', '/v1/tools', { authorization: `Bearer fmly_${'0'.repeat(49)}` }, 401],
      ['a session of nobody', 'POST', '/v1/departments', { cookie: `__Host-fmly_sid=${'A'.repeat(43)}`, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' }, 401],
    ];
    for (const [i, [who, method, path, headers, status]] of ways.entries()) {
      const size = await database.logSize();
      const from = { 'x-forwarded-for': `198.51.100.${i + 1}` };
      for (let time = 0; time < 100; ++time) {
        const answer = await exchange(method, path, { ...headers, ...from }, method === 'POST' ? '{}' : undefined);
        check(answer.status === status, who, answer);
      }
      const entries = await database.entriesSince(size, 'access.denied', 21);
      if (entries.length !== 20) problems.push(`${who}: 100 attempts have ${entries.length} entries`);
      // Others from elsewhere, and whoever is known, have theirs.
      await exchange(method, path, { ...headers, 'x-forwarded-for': '203.0.113.9' }, method === 'POST' ? '{}' : undefined);
      await people.a.submitter.calls('GET', '/v1/users', undefined, from);
      const more = await database.entriesSince(size, 'access.denied', 22);
      if (more.length !== 22) problems.push(`${who}: ${more.length} entries instead of 22`);
    }
    await stop();  // what was only counted is written down at the latest now
    const sums = await database.ask("SELECT json_extract(entry, '$.src.ip') AS ip, json_extract(entry, '$.to') AS sum FROM audit_entry WHERE action = 'access.denied_often' ORDER BY ip");
    assert.deepEqual(sums, ways.map((_, i) => ({ ip: `198.51.100.${i + 1}`, sum: '80 more' })));
  },

  async 'a session and a token ask only so often'({ people, things }) {
    await start({ accounts: 'strict', more: { limits: { requests_a_minute: 30, gate_a_second: 5 } } });
    for (const [who, path, most] of [[people.a.submitter, '/v1/sessions/current', 30], [things.gate, '/v1/gate?platform=android&id=a.b&version=1', 5]]) {
      const answers = [];
      for (let time = 0; time < 200; ++time) answers.push(await who.calls('GET', path));
      const refused = answers.filter(({ status }) => status === 429);
      const good = answers.filter(({ status }) => status === 200).length;
      check(refused.length + good === 200 && refused.length > 0, path, answers.find(({ status }) => status !== 200));
      check(good <= most * 20 && refused.every(({ headers }) => Number(headers['retry-after']) >= 1 && headers.ratelimit), `${path}: ${good} good`, refused[0] ?? answers[0]);
    }
  },
};

/** Says how long the body will be, and sends none of it. */
function announced(method, path, length) {
  return new Promise((done, failed) => {
    const { port } = new URL(address());
    const socket = connect(Number(port), '127.0.0.1', () => {
      socket.write(`${method} ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`);
    });
    let text = '';
    socket.on('data', (piece) => (text += piece));
    socket.on('end', () => { socket.end(); done({ status: Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1]), text }); });
    socket.on('error', failed);
    socket.setTimeout(10_000, () => { socket.destroy(); done({ status: 0, text: 'no answer' }); });
  });
}

try {
  await start();
  const people = await makePeople();
  const things = await makeThings(people);
  things.gate = await makeToken(people.a.script, people.ada, 'gate', ['gate']);
  const world = { people, things, database: new Database(), place: { samples: new Samples((await exchange('GET', '/openapi.json')).body), things, people } };
  for (const [name, story] of Object.entries(stories)) {
    console.log(name);
    await story(world);
  }
  world.database.end();
  await stop();
} finally {
  for (const problem of problems) console.log(problem);
  console.log(`${attempts} attempts, ${problems.length} problems`);
  await tearDown();
}
assert.equal(problems.length, 0);
process.exit(0);
