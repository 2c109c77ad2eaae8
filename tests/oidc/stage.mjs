// What the stories of signing in need: a provider, the service with its configuration, and browsers that keep cookies.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clientOf } from '../support/client.mjs';
import { signInConfig, startProvider } from '../support/identity_provider.mjs';

const bin = process.argv[2];
const place = mkdtempSync(join(tmpdir(), 'formulary-oidc-'));
export const at = (name) => join(place, name);
export const code = 'a-code-for-the-test';
export const password = 'a-long-enough-password';

const freePort = () => new Promise((done) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => done(port));
  });
});

mkdirSync(at('web'));
writeFileSync(at('web/index.html'), '<!doctype html><title>Formulary</title>');
writeFileSync(at('secret'), 'a-secret-of-the-client\n');
chmodSync(at('secret'), 0o600);
export const provider = await startProvider(place);
export const address = `http://127.0.0.1:${await freePort()}`;

let service;
export async function start(more = {}, accounts = 'trial') {
  const sign_in = signInConfig(provider, at('secret'), address, { link_claim: 'oid', seconds: 2, ...more });
  writeFileSync(at('config.json'), JSON.stringify({ accounts, data: at('data'), port: Number(new URL(address).port), web: at('web'), log: at('log'), proxies: { trusted: ['127.0.0.1'] }, sign_in }));
  const child = spawn(join(bin, 'formulary'), ['serve', '--config', at('config.json')], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, FORMULARY_SETUP_CODE: code } });
  let said = '';
  const ended = new Promise((done) => child.once('exit', done));
  child.stderr.on('data', (piece) => (said += piece));
  await new Promise((done, failed) => {
    child.stdout.on('data', (piece) => (said += piece) && /ready at/.test(said) && done());
    ended.then((status) => failed(new Error(`the service ended with ${status}: ${said}`)));
  });
  service = { child, ended };
}
export async function stop() {
  service.child.kill('SIGTERM');
  assert.equal(await service.ended, 0);
}

export const { exchange, Someone } = clientOf(address);

let places = 0;
/** An address that nobody else has: what strangers are refused is counted by address. */
export const someAddress = () => `10.0.${++places >> 8}.${places & 255}`;

/** A browser: it keeps cookies, and goes where it is told only when we say so. */
export class Browser {
  cookies = new Map();
  from = someAddress();
  async get(path, headers = {}) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await exchange('GET', path, { 'x-forwarded-for': this.from, ...(cookie ? { cookie } : {}), ...headers });
    for (const line of answer.headers['set-cookie'] ?? []) {
      assert.match(line, /^__Host-[a-z_]+=[^;]*; Path=\/; Secure; HttpOnly; SameSite=Lax/);
      const [name, value] = line.split(';')[0].split('=');
      if (value) this.cookies.set(name, value);
      else this.cookies.delete(name);
    }
    return answer;
  }
  /** Begins, and gives the provider's answer as the path that it would open here. */
  async begin(query = '') {
    const begun = await this.get(`/auth/login${query}`);
    assert.equal(begun.status, 303, JSON.stringify(begun.body));
    this.question = begun.headers.location;
    return callbackOf(provider.authorize(this.question));
  }
  async signIn(query = '') {
    return this.get(await this.begin(query));
  }
  get session() {
    return this.cookies.get('__Host-fmly_sid');
  }
  async who() {
    const answer = await this.get('/v1/sessions/current');
    return answer.status === 200 ? answer.body.person.login : answer.status;
  }
}
export const callbackOf = (href) => href.slice(new URL(href).origin.length);
export const changed = (path, change) => {
  const url = new URL(path, address);
  change(url.searchParams);
  return url.pathname + url.search;
};

/** Whatever happened: nothing is left. */
export async function tearDown() {
  service?.child.kill('SIGKILL');
  await provider.stop();
  rmSync(place, { recursive: true, force: true });
}
