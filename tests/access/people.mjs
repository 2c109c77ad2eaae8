// Everybody who calls: people with a session, programs with a token, and whoever only pretends.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { changes } from './tables.mjs';
import { exchange, offset, onHost, pause } from './stage.mjs';

export const password = 'a-long-enough-password';
export const ownPassword = 'another-long-password';

let calls = 0;
/** An address of one's own for each call, so that what is counted by address is not in the way. */
export const someAddress = () => `10.${(++calls >> 16) & 255}.${(calls >> 8) & 255}.${calls & 255}`;

/** RFC 6238: the code that an authenticator app with this seed shows now. */
export function codeOf(seed, now = Date.now() + offset) {
  let bits = '';
  for (const letter of seed) bits += 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(now / 30_000)));
  const mac = createHmac('sha1', key).update(counter).digest();
  const at = mac[19] & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** A caller: what it sends to say who it is. `role` and `scopes` say what it should be let in to. */
export class Caller {
  constructor(name, more = {}) {
    Object.assign(this, { name, role: 'nobody', headers: {} }, more);
  }

  /** The answer, whatever it is. */
  async calls(method, path, body = undefined, headers = {}) {
    const json = body === undefined || Buffer.isBuffer(body) || typeof body === 'string' ? {} : { 'content-type': 'application/json' };
    const forged = changes({ method }) ? { 'sec-fetch-site': 'same-origin' } : {};
    const sent = json['content-type'] ? JSON.stringify(body) : body;
    const all = { ...forged, 'x-forwarded-for': someAddress(), ...this.headers, ...json, ...headers };
    for (const name of Object.keys(all)) if (all[name] === undefined) delete all[name];
    return exchange(method, path, all, sent);
  }

  /** The body of an answer that must be good. */
  async does(method, path, body = undefined, headers = {}) {
    const answer = await this.calls(method, path, body, headers);
    assert.ok(answer.status < 300, `${this.name}: ${method} ${path}: ${answer.status} ${answer.text}`);
    return answer.status === 202 && answer.body.proposer ? this.#agreed(answer.body) : answer.body;
  }

  /** What takes two administrators was only proposed: the second one looks at it and confirms it. Gives what came of it. */
  async #agreed({ id, digest }) {
    const { result, secret } = await this.second.does('POST', `/v1/proposals/${id}/confirmation`, { digest });
    return { id: result, secret, token: { id: result } };
  }
  sees(path) {
    return this.does('GET', path);
  }

  async logsIn(more = {}) {
    const answer = await new Caller(this.name).calls('POST', '/v1/sessions', { login: this.login, password: this.password ?? password, ...more });
    assert.equal(answer.status, 201, `${this.login}: ${answer.text}`);
    this.headers = { cookie: answer.headers['set-cookie'][0].split(';')[0], 'x-formulary-csrf': answer.body.csrf };
    this.session = answer.body.id;
    return this;
  }

  /** A change of a submission, or another thing that has a revision, as it is now. */
  async changesAt(path, what, body, method = 'POST') {
    const { headers: { etag } } = await this.calls('GET', path);
    return this.does(method, `${path}${what}`, body, { 'if-match': etag });
  }

  async uploads(file, { pieces = 1 } = {}) {
    const bytes = Buffer.isBuffer(file) ? file : readFileSync(file);
    const name = Buffer.from(Buffer.isBuffer(file) ? 'file.bin' : file.split('/').pop()).toString('base64');
    const tus = { 'tus-resumable': '1.0.0' };
    const made = await this.calls('POST', '/v1/uploads', Buffer.alloc(0), { ...tus, 'upload-length': bytes.length, 'upload-metadata': `filename ${name}` });
    assert.equal(made.status, 201, made.text);
    const id = made.headers.location.split('/').pop();
    if (pieces === 0) return id;
    const sent = await this.calls('PATCH', `/v1/uploads/${id}`, bytes, { ...tus, 'upload-offset': 0, 'content-type': 'application/offset+octet-stream' });
    assert.equal(sent.status, 204, sent.text);
    return id;
  }

  async until(path, fits) {
    for (let tries = 0; tries < 300; ++tries) {
      const found = await this.sees(path);
      if (fits(found)) return found;
      await pause(100);
    }
    throw new Error(`${path} stays as it is`);
  }
}

/** The only place where people are made. */
export async function makePerson(administrator, login, role, { department = undefined, domains = [] } = {}) {
  const script = role === 'script';
  const { id } = await administrator.does('POST', '/v1/users', {
    login, name: `${login} of the test`, roles: [role], domains: role === 'reviewer' ? domains : [], ...(department ? { department } : {}), ...(script ? {} : { password }),
  });
  return new Caller(login, { login, role, id, person: true, department });
}

export async function makeToken(owner, maker, name, scopes, more = {}) {
  const { secret, token } = await maker.does('POST', '/v1/tokens', { name, scopes, ...(maker === owner ? {} : { owner: owner.id }), ...more });
  return new Caller(name, { role: owner.role, id: owner.id, scopes, token: token.id, headers: { authorization: `Bearer ${secret}` } });
}

/** Emergency access: a code from the host opens a session, as often as one was used up. */
export async function breakGlass() {
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
