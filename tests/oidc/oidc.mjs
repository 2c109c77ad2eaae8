// oidc.mjs BIN: signing in with an identity provider, on the real service: one good way in, and every other way that must
// stay shut. Each lie of the provider, of a stranger or of a browser is one row; the audit log says which check caught it.
// BIN is the folder with the programs.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { chmodSync, readFileSync } from 'node:fs';
import { jwkOf, signToken } from '../support/identity_provider.mjs';
import { forgeries, keySets } from './forgeries.mjs';
import { claims, evil, lies, minutes } from './lies.mjs';
import { address, at, Browser, callbackOf, changed, code, exchange, password, provider, Someone, someAddress, start, stop, tearDown } from './stage.mjs';

let ada, axel, otto;
const people = {};

/** Which check caught the attempt that was denied since this was asked last; the log may take a moment. */
let seen = 0;
async function caught(action = 'session.sign_in') {
  for (let turn = 0; turn < 40; ++turn) {
    let page = await otto.sees(`/v1/audit?action=${action}&limit=200`);
    while (page.next) page = await otto.sees(`/v1/audit?action=${action}&limit=200&cursor=${encodeURIComponent(page.next)}`);
    const last = page.items.filter(({ entry }) => entry.outcome === 'denied').at(-1);
    if (last && last.sequence > seen) {
      seen = last.sequence;
      return last.entry.to ?? JSON.stringify(last.entry);
    }
    await new Promise((later) => setTimeout(later, 50));
  }
  return 'nothing';
}

async function asNora(twist, tell = () => undefined) {
  provider.person = { sub: 'account-of-nora', amr: ['pwd', 'mfa'], sid: 'session-1' };
  provider.twist = twist;
  const browser = new Browser();
  const answer = await browser.signIn();
  provider.twist = {};
  tell(answer);
  return { browser, answer };
}

const stories = {
  async 'without a secret of one\'s own the service does not start'() {
    chmodSync(at('secret'), 0o644);
    await assert.rejects(start(), /chmod 600/);
    chmodSync(at('secret'), 0o600);
  },

  async 'nobody is joined by a name or an address'() {
    for (const link_claim of ['email', 'preferred_username', 'upn']) await assert.rejects(start({ link_claim }), /link_claim.*people can change/, link_claim);
  },

  async 'people are linked by an administrator'() {
    await start();
    await new Someone().does('POST', '/v1/setup', { code, login: 'ada', name: 'Ada', password });
    ada = await Someone.logsIn('ada', password);
    const add = async (login, roles, domains = []) => (people[login] = await ada.makes({ login, name: login, roles, domains, password }, axel));
    await add('axel', ['administrator']);
    axel = await Someone.logsIn('axel', password);
    await add('nora', ['submitter']);
    await add('rita', ['reviewer'], ['security']);
    await add('otto', ['auditor']);
    otto = await Someone.logsIn('otto', password);
    const link = (person, body) => ada.agrees(axel, 'POST', `/v1/users/${person}/identity`, body);
    await link(people.nora, { subject: 'account-of-nora' });
    await link(people.rita, { external_id: 'object-of-rita' });
    assert.equal((await ada.sees(`/v1/users/${people.nora}/identity`)).subject, 'account-of-nora');
    assert.equal((await ada.sees(`/v1/users/${people.rita}/identity`)).external_id, 'object-of-rita');
    await assert.rejects(link(people.otto, { subject: 'account-of-nora' }), { status: 409 });
    await assert.rejects(link(people.nora, { subject: 'another' }), { status: 409 });
    await assert.rejects(link(people.axel, {}), { status: 422 });
    const { items } = await ada.sees('/v1/users');
    const own = items.find(({ login }) => login === 'ada').id;
    await assert.rejects(link(own, { subject: 'account-of-ada' }), { status: 403 });
  },

  async 'the question binds the answer to this browser'() {
    const browser = new Browser();
    await browser.begin('?return_to=%23%2Frequests');
    const question = new URL(browser.question).searchParams;
    assert.equal(question.get('response_type'), 'code');
    assert.equal(question.get('code_challenge_method'), 'S256');
    assert.equal(question.get('redirect_uri'), `${address}/auth/callback`);
    for (const name of ['state', 'nonce', 'code_challenge']) assert.ok(question.get(name).length >= 43, name);
    const again = new Browser();
    await again.begin();
    for (const name of ['state', 'nonce', 'code_challenge']) assert.notEqual(new URL(again.question).searchParams.get(name), question.get(name));
    assert.equal(browser.session, undefined);
  },

  async 'nora signs in, and comes to where she wanted to go'() {
    const browser = new Browser();
    const answer = await browser.signIn('?return_to=%23%2Frequests%3Fmine%3D1');
    assert.equal(answer.status, 303, JSON.stringify(answer.body));
    assert.equal(answer.headers.location, '/#/requests?mine=1');
    assert.equal(await browser.who(), 'nora');
    assert.ok(!browser.cookies.has('__Host-fmly_signin'), 'the cookie before log-in is gone');
    people.browser = browser;
  },

  async 'nobody is sent to another place'() {
    for (const place of ['https://evil.example', '//evil.example', '/\\evil.example', '#//evil\r\nset-cookie: a=b', 'javascript:alert(1)']) {
      const browser = new Browser();
      const { location } = (await browser.signIn(`?return_to=${encodeURIComponent(place)}`)).headers;
      assert.match(location, /^\/#\//, place);
    }
  },

  async 'all three algorithms are good'() {
    for (const [alg, kid] of [['RS256', 'rsa'], ['PS256', 'rsa'], ['ES256', 'ec']]) {
      const { browser } = await asNora({ header: (header) => Object.assign(header, { alg, kid }) });
      assert.equal(await browser.who(), 'nora', alg);
    }
  },

  async 'no lie gets anybody in'() {
    for (const [what, [twist, check]] of Object.entries({ ...lies, ...forgeries })) {
      const { browser, answer } = await asNora(twist);
      assert.ok(answer.status >= 400, `${what}: ${answer.status}`);
      assert.equal(answer.headers['content-type'], 'application/problem+json', what);
      assert.equal(browser.session, undefined, what);
      assert.equal(await caught(), check, what);
    }
  },

  async 'a browser is shown a page that says why'() {
    const browser = new Browser();
    const path = await browser.begin();
    provider.twist = claims((all) => (all.aud = 'mail'));
    const answer = await browser.get(changed(path, () => undefined), { accept: 'text/html,*/*' });
    provider.twist = {};
    assert.equal(answer.headers.location, '/#/login?refused=token');
    const { reasons } = (await browser.get('/v1/sign-in')).body;
    assert.ok(reasons.find(({ name }) => name === 'token').sentence.length > 20);
    await caught();
  },

  async 'an answer counts once, and in one browser'() {
    const browser = new Browser();
    const path = await browser.begin();
    const thief = new Browser();
    assert.equal((await thief.get(path)).status, 403, 'stolen, without any cookie');
    await thief.begin();
    assert.equal((await thief.get(path)).status, 403, 'stolen, with a cookie of their own');
    assert.equal(thief.session, undefined);
    assert.equal(await caught(), 'state.browser');
    assert.equal((await browser.get(path)).status, 403, 'and used up by that');
    assert.equal(browser.session, undefined);

    const second = new Browser();
    const once = await second.begin();
    const cookie = second.cookies.get('__Host-fmly_signin');
    assert.equal((await second.get(once)).status, 303);
    second.cookies.set('__Host-fmly_signin', cookie);
    second.cookies.delete('__Host-fmly_sid');
    assert.equal((await second.get(once)).status, 403, 'replayed');
    assert.equal(second.session, undefined);
  },

  async 'a code is worth nothing with another state, and none twice'() {
    const one = new Browser();
    const other = new Browser();
    const path = await one.begin();
    const code = new URL(path, address).searchParams.get('code');
    const mixed = changed(await other.begin(), (query) => query.set('code', code));
    assert.equal((await other.get(mixed)).status, 403);
    assert.equal(await caught(), 'refused.token_endpoint', 'the verifier is another');
    assert.equal((await one.get(path)).status, 403, 'the provider has used it up');
    assert.equal(await caught(), 'refused.token_endpoint');

    for (const [what, change] of [['state twice', (query) => query.append('state', 'x')], ['no state', (query) => query.delete('state')], ['another state', (query) => query.set('state', randomBytes(32).toString('hex').slice(0, 43))]]) {
      const browser = new Browser();
      const { status } = await browser.get(changed(await browser.begin(), change));
      assert.ok([400, 403].includes(status), what);
      assert.equal(browser.session, undefined, what);
    }
    for (const [what, change] of [['code twice', (query) => query.append('code', 'x')], ['no code', (query) => query.delete('code')], ['a huge code', (query) => query.set('code', 'x'.repeat(5000))]]) {
      const browser = new Browser();
      const answer = await browser.get(changed(await browser.begin(), change));
      assert.ok([400, 414, 431].includes(answer.status), what);
      assert.equal(browser.session, undefined, what);
    }
    const twice = new Browser();
    const named = changed(await twice.begin(), (query) => query.append('iss', 'https://evil.example'));
    assert.equal((await twice.get(named)).status, 400, 'two who answer');
  },

  async 'a provider that refuses'() {
    provider.person = null;
    const browser = new Browser();
    assert.equal((await browser.signIn()).status, 403);
    assert.equal(browser.session, undefined);
    provider.person = { sub: 'account-of-nora' };
  },

  async 'who is unknown is not let in, whatever they are called'() {
    for (const more of [{}, { email: 'nora@hospital.example', preferred_username: 'nora', name: 'Nora' }, { oid: 'object-of-nobody' }]) {
      provider.person = { sub: 'somebody-else', amr: ['mfa'], ...more };
      const browser = new Browser();
      assert.equal((await browser.signIn()).status, 403);
      assert.equal(browser.session, undefined);
    }
  },

  async 'a reviewer needs a second factor, and is joined by the claim at the first time'() {
    const rita = { sub: 'account-of-rita', oid: 'object-of-rita' };
    provider.person = { ...rita, amr: ['pwd'] };
    const browser = new Browser();
    assert.equal((await browser.signIn()).status, 403);
    assert.equal(await caught(), 'one_factor');
    provider.person = { ...rita, amr: ['pwd', 'mfa'] };
    assert.equal((await browser.signIn()).status, 303);
    assert.equal(await browser.who(), 'rita');
    assert.equal((await ada.sees(`/v1/users/${people.rita}/identity`)).subject, 'account-of-rita');
    provider.person = { ...rita, sub: 'account-of-a-thief', amr: ['mfa'] };
    assert.equal((await new Browser().signIn()).status, 403, 'the claim joins once');
  },

  async 'a leaver is out'() {
    const browser = new Browser();
    provider.person = { sub: 'account-of-rita', amr: ['mfa'] };
    await browser.signIn();
    const { body: rita, headers } = await ada.does('GET', `/v1/users/${people.rita}`);
    await ada.does('PATCH', `/v1/users/${people.rita}`, { disabled: true }, { 'if-match': headers.etag });
    assert.equal(rita.login, 'rita');
    assert.equal(await browser.who(), 401);
    assert.equal((await new Browser().signIn()).status, 403);
    assert.equal(await caught(), 'disabled');
    const again = (await ada.does('GET', `/v1/users/${people.rita}`)).headers.etag;
    await ada.agrees(axel, 'PATCH', `/v1/users/${people.rita}`, { disabled: false }, { 'if-match': again });
  },

  async 'looking again makes a new session, and none for somebody else'() {
    provider.person = { sub: 'account-of-rita', amr: ['mfa'], sid: 'session-of-rita' };
    const browser = new Browser();
    await browser.signIn();
    const before = browser.session;
    const answer = await browser.signIn('?again=silently&return_to=%23%2Fqueue');
    assert.equal(new URL(browser.question).searchParams.get('prompt'), 'none');
    assert.equal(answer.headers.location, '/#/queue');
    assert.notEqual(browser.session, before);
    assert.equal(await browser.who(), 'rita');
    const old = new Browser();
    old.cookies.set('__Host-fmly_sid', before);
    assert.equal(await old.who(), 401, 'the session before has ended');

    const path = await browser.begin('?again=silently');
    provider.twist = claims((all) => (all.sub = 'account-of-nora'));
    assert.equal((await browser.get(path)).status, 403);
    provider.twist = {};
    assert.equal(await caught(), 'other_person');
    assert.equal(await browser.who(), 401);

    await browser.signIn();
    provider.person = null;
    assert.equal((await browser.signIn('?again=silently')).status, 401);
    assert.equal(await browser.who(), 401, 'not signed in there: not signed in here');
  },

  async 'another site cannot end a session by asking silently'() {
    provider.person = { sub: 'account-of-nora' };
    const browser = new Browser();
    await browser.signIn();
    provider.person = null;
    const begun = await browser.get('/auth/login?again=silently', { 'sec-fetch-site': 'cross-site' });
    assert.equal(begun.headers.location, '/#/login', 'a link elsewhere begins nothing');
    assert.equal(await browser.who(), 'nora');
  },

  async 'the provider ends sessions'() {
    const send = (token, headers = {}) => exchange('POST', '/auth/backchannel-logout', { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': '', 'x-forwarded-for': someAddress(), ...headers }, `logout_token=${encodeURIComponent(token)}`);
    const enter = async (sid) => {
      provider.person = { sub: 'account-of-nora', amr: ['mfa'], sid };
      const browser = new Browser();
      assert.equal((await browser.signIn()).status, 303);
      return browser;
    };
    const [one, two] = [await enter('A'), await enter('B')];
    const bad = {
      'not signed by the provider': [provider.logoutToken({ sid: 'A' }, {}, evil), 'token.signature'],
      'not signed': [signToken({ alg: 'none', typ: 'logout+jwt' }, { sid: 'A' }, null), 'token.algorithm'],
      'an ID token': [provider.idToken({ nonce: 'n', person: { sub: 'account-of-nora' } }, 'a'), 'token.type'],
      'of no type': [provider.logoutToken({ sid: 'A' }, { typ: 'JWT' }), 'token.type'],
      'without the event': [provider.logoutToken({ sid: 'A', events: undefined }), 'token.event'],
      'with another event': [provider.logoutToken({ sid: 'A', events: { 'http://example.com/event': {} } }), 'token.event'],
      'with a nonce': [provider.logoutToken({ sid: 'A', nonce: 'n' }), 'token.nonce'],
      'for nobody': [provider.logoutToken(), 'token.target'],
      'without a name': [provider.logoutToken({ sid: 'A', jti: undefined }), 'token.token_id'],
      'for another client': [provider.logoutToken({ sid: 'A', aud: 'mail' }), 'token.audience'],
      'of another issuer': [provider.logoutToken({ sid: 'A', iss: 'https://evil.example' }), 'token.issuer'],
      'that is over': [provider.logoutToken({ sid: 'A', exp: minutes(-2) }), 'token.expiry'],
      'without an end': [provider.logoutToken({ sid: 'A', exp: undefined }), 'token.expiry'],
      'that is old': [provider.logoutToken({ sid: 'A', iat: minutes(-30) }), 'token.issued'],
      'without a time': [provider.logoutToken({ sid: 'A', iat: undefined }), 'token.issued'],
      'that is none': ['nonsense', 'token.malformed'],
    };
    for (const [what, [token, check]] of Object.entries(bad)) {
      const answer = await send(token);
      assert.equal(answer.status, 400, what);
      assert.equal(answer.headers['cache-control'], 'no-store');
      assert.equal(await caught('session.end_by_provider'), check, what);
    }
    assert.equal((await send('x'.repeat(70_000))).status, 413);
    assert.equal((await exchange('POST', '/auth/backchannel-logout', { 'content-type': 'application/json' }, '{}')).status, 415);
    assert.equal(await one.who(), 'nora', 'nothing of this ended anything');

    const token = provider.logoutToken({ sid: 'A' });
    assert.equal((await send(token)).status, 200);
    assert.equal(await one.who(), 401, 'the next request is denied');
    assert.equal(await two.who(), 'nora', 'another session of the same person goes on');
    assert.equal((await send(token)).status, 400, 'a token counts once');
    assert.equal(await caught('session.end_by_provider'), 'token.replayed');
    const three = await enter('C');
    assert.equal((await send(provider.logoutToken({ sub: 'account-of-nora' }))).status, 200);
    for (const browser of [two, three]) assert.equal(await browser.who(), 401, 'all sessions of the account');
    assert.equal((await send(provider.logoutToken({ sub: 'unknown' }))).status, 200, 'nothing to end is no mistake');

    const four = await enter('D');
    await stop();
    await start();
    assert.equal((await send(token)).status, 400, 'nor does it count after a restart');
    assert.equal(await four.who(), 'nora');
    await ada.agrees(axel, 'DELETE', `/v1/users/${people.nora}/identity`);
    assert.equal(await four.who(), 401, 'and unlinking ends sessions');
    await ada.agrees(axel, 'POST', `/v1/users/${people.nora}/identity`, { subject: 'account-of-nora' });
  },

  async 'bad logout tokens of a stranger do not make the log grow, and keep no good one out'() {
    const from = { 'x-forwarded-for': someAddress() };
    const send = (token) => exchange('POST', '/auth/backchannel-logout', { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': '', ...from }, `logout_token=${encodeURIComponent(token)}`);
    provider.person = { sub: 'account-of-nora', amr: ['mfa'], sid: 'E' };
    const browser = new Browser();
    assert.equal((await browser.signIn()).status, 303);
    const entries = async () => {
      let page = await otto.sees('/v1/audit?action=session.end_by_provider&limit=200');
      const all = [...page.items];
      while (page.next) all.push(...(page = await otto.sees(`/v1/audit?action=session.end_by_provider&limit=200&cursor=${encodeURIComponent(page.next)}`)).items);
      return all.filter(({ entry }) => entry.outcome === 'denied').length;
    };
    const before = await entries();
    for (let time = 0; time < 60; ++time) assert.equal((await send(provider.logoutToken({ sid: 'E' }, {}, evil))).status, 400);
    for (let turn = 0; turn < 40 && (await entries()) < before + 20; ++turn) await new Promise((later) => setTimeout(later, 50));
    assert.equal(await entries(), before + 20);
    await caught('session.end_by_provider');
    assert.equal(await browser.who(), 'nora');
    assert.equal((await send(provider.logoutToken({ sid: 'E' }))).status, 200);
    assert.equal(await browser.who(), 401);
  },

  async 'answers that somebody invents do not wear out the provider'() {
    const stranger = new Browser();
    provider.asked.length = 0;
    const statuses = [];
    for (let time = 0; time < 40; ++time) statuses.push((await stranger.get(changed(await stranger.begin(), (query) => query.set('code', 'invented')))).status);
    assert.deepEqual(statuses, [...Array(20).fill(403), ...Array(20).fill(429)]);
    assert.equal(provider.asked.filter((path) => path === '/token').length, 20);
    await caught();
    provider.person = { sub: 'account-of-nora', amr: ['mfa'], sid: 'F' };
    const elsewhere = new Browser();
    assert.equal((await elsewhere.signIn()).status, 303, 'others are let in');
  },

  async 'signing out leads to the provider'() {
    const browser = new Browser();
    provider.person = { sub: 'account-of-nora' };
    await browser.signIn();
    assert.equal((await browser.get('/v1/sign-in')).body.from_provider, true);
    const out = await browser.get('/auth/logout');
    assert.ok(out.headers.location.startsWith(`${provider.issuer}/logout?client_id=formulary&post_logout_redirect_uri=`));
    assert.equal(await browser.who(), 'nora', 'a link ends nothing');
  },

  async 'no code, token or secret is in the log'() {
    const log = readFileSync(at('log'), 'utf8');
    assert.ok(log.includes('/auth/callback'));
    for (const secret of ['code=', 'state=', 'eyJ', 'a-secret-of-the-client', 'logout_token']) assert.ok(!log.includes(secret), secret);
  },

  async 'a provider that cannot be reached holds up nobody else'() {
    await stop();
    provider.twist = { places: { '/.well-known/openid-configuration': (q, b, answer) => { answer.writeHead(200); setInterval(() => answer.destroyed || answer.write(' '), 100).unref(); } } };
    await start();
    const begun = Date.now();
    const waiting = Array.from({ length: 20 }, () => new Browser().get('/auth/login'));
    const health = await exchange('GET', '/healthz');
    assert.equal(health.status, 200);
    for (const answer of await Promise.all(waiting)) assert.equal(answer.status, 503);
    assert.ok(Date.now() - begun < 60_000, 'all are answered');
    assert.equal((await exchange('GET', '/v1/sign-in')).body.provider, 'Hospital Account');
    provider.twist = {};
  },

  async 'keys that cannot be had, or too many of them'() {
    for (const keys of [(q, b, answer) => answer.writeHead(500).end(), (q, b, answer) => answer.end(JSON.stringify({ keys: Array.from({ length: 1000 }, (_, i) => jwkOf(evil, `k${i}`)) })), (q, b, answer) => answer.end('['.repeat(100_000)), (q, b, answer) => answer.writeHead(302, { location: `${provider.issuer}/keys` }).end()]) {
      await stop();
      await start();
      const { browser } = await asNora({ places: { '/keys': keys } });
      assert.equal(browser.session, undefined);
      assert.equal(await caught(), 'unreachable.keys');
    }
  },

  async 'keys that are for something else, or are none'() {
    for (const [what, [keys, check]] of Object.entries(keySets)) {
      await stop();
      await start();
      const { browser } = await asNora({ places: { '/keys': (request, body, answer) => answer.end(JSON.stringify({ keys })) } });
      assert.equal(browser.session, undefined, what);
      assert.equal(await caught(), check, what);
    }
  },

  async 'a provider with another certificate, or of another name, is none'() {
    await stop();
    await start({ ca_file: '' });
    assert.equal((await new Browser().get('/auth/login')).status, 503);
    await stop();
    await start({ issuer: provider.issuer.replace('localhost', '127.0.0.1') });
    assert.equal((await new Browser().get('/auth/login')).status, 503);
  },

  async 'local passwords can be switched off'() {
    await stop();
    await start({ local: false });
    await assert.rejects(Someone.logsIn('nora', password), { status: 403 });
    assert.equal((await exchange('GET', '/v1/sign-in')).body.local, false);
    const { browser } = await asNora({});
    assert.equal(await browser.who(), 'nora');
  },

  async 'being signed in at the provider is no proof of who one is now'() {
    await stop();
    await start({ create_people: true }, 'strict');
    const makesToken = async (browser) => {
      const cookie = `__Host-fmly_sid=${browser.session}`;
      const { csrf } = (await exchange('GET', '/v1/sessions/current', { cookie })).body;
      return exchange('POST', '/v1/tokens', { cookie, 'x-formulary-csrf': csrf, 'content-type': 'application/json' }, JSON.stringify({ name: 'mine', scopes: ['read'] }));
    };
    const ines = (minutesAgo) => (provider.person = { sub: 'account-of-ines', preferred_username: 'ines', sid: 'session-of-ines', auth_time: minutes(-minutesAgo) });
    for (const query of ['', '?again=silently']) {
      ines(60);
      const browser = new Browser();
      await browser.signIn(query);
      assert.equal(await browser.who(), 'ines');
      const answer = await makesToken(browser);
      assert.equal(answer.body.type, '/problems/step-up', query);
    }
    const browser = new Browser();
    await browser.signIn();
    const before = browser.session;
    assert.equal((await browser.signIn('?again=to-prove')).status, 403, 'nobody was asked');
    assert.equal(browser.session, before, 'and nothing ended');
    assert.equal(await browser.who(), 'ines');
    ines(0);
    await browser.signIn('?again=to-prove');
    const question = new URL(browser.question).searchParams;
    assert.equal(question.get('prompt'), 'login');
    assert.equal(question.get('max_age'), '0');
    assert.notEqual(browser.session, before);
    assert.equal((await makesToken(browser)).status, 201);
  },

  async 'who is unknown can be let in as a submitter, by decision of the hospital'() {
    await stop();
    await start({ create_people: true });
    provider.person = { sub: 'account-of-newcomer', preferred_username: 'New.Comer', name: 'New Comer' };
    const browser = new Browser();
    assert.equal((await browser.signIn()).status, 303);
    assert.equal(await browser.who(), 'new.comer');
    provider.person = { sub: 'account-of-impostor', preferred_username: 'ada' };
    assert.equal((await new Browser().signIn()).status, 403, 'a login that exists is nobody else\'s');
  },

  async 'who is locked out by provisioning is out at once, and stays out'() {
    await stop();
    await start();
    const { id: idp } = (await ada.does('POST', '/v1/users', { login: 'idp', name: 'Provider', roles: ['script'] })).body;
    const { secret } = (await ada.agrees(axel, 'POST', '/v1/tokens', { name: 'provisioning', scopes: ['scim'], owner: idp })).body;
    const scim = async (method, path, body) => {
      const answer = await exchange(method, `/scim/v2${path}`, { authorization: `Bearer ${secret}`, 'content-type': 'application/scim+json' }, JSON.stringify(body));
      assert.ok(answer.status < 300, JSON.stringify(answer.body));
      return answer.body;
    };
    const { id } = await scim('POST', '/Users', { userName: 'lena@hospital.example', displayName: 'Lena', externalId: 'object-of-lena' });
    await ada.does('POST', '/v1/group-mappings', { group: 'Ward managers', roles: ['submitter'] });
    await scim('POST', '/Groups', { displayName: 'Ward managers', members: [{ value: id }] });
    provider.person = { sub: 'account-of-lena', oid: 'object-of-lena', sid: 'L' };
    const browser = new Browser();
    assert.equal((await browser.signIn()).status, 303);
    assert.equal(await browser.who(), 'lena@hospital.example');
    const { body: { csrf } } = await browser.get('/v1/sessions/current');
    const session = `__Host-fmly_sid=${browser.session}`;
    const token = await exchange('POST', '/v1/tokens', { cookie: session, 'x-formulary-csrf': csrf, 'content-type': 'application/json' }, JSON.stringify({ name: 'of lena', scopes: ['read'] }));
    assert.equal(token.status, 201, JSON.stringify(token.body));
    const byToken = () => exchange('GET', '/v1/tools', { authorization: `Bearer ${token.body.secret}` });
    assert.equal((await byToken()).status, 200);

    await scim('PATCH', `/Users/${id}`, { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: [{ op: 'Replace', path: 'active', value: 'False' }] });
    assert.equal((await exchange('GET', '/v1/sessions/current', { cookie: session })).status, 401, 'the next request is denied');
    assert.equal((await byToken()).status, 401, 'so is that of a token');
    const again = await new Browser().signIn();
    assert.equal(again.status, 403);
    assert.equal(await caught(), 'disabled');
    const silent = new Browser();
    silent.cookies.set('__Host-fmly_sid', browser.session);
    assert.ok((await silent.signIn('?again=silently')).status >= 400, 'nor does the old session bring anything back');
    await caught();

    await scim('PATCH', `/Users/${id}`, { Operations: [{ op: 'replace', value: { active: true } }] });
    assert.equal((await exchange('GET', '/v1/sessions/current', { cookie: session })).status, 401, 'what has ended stays ended');
    assert.equal((await byToken()).status, 401);
    const back = new Browser();
    assert.equal((await back.signIn()).status, 303);
    assert.equal(await back.who(), 'lena@hospital.example');
    await stop();
  },
};

try {
  for (const [name, story] of Object.entries(stories)) {
    process.stdout.write(`${name}\n`);
    await story();
  }
  process.stdout.write('all is well\n');
} finally {
  await tearDown();
}
