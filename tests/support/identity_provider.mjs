// A small identity provider for tests: OpenID Connect over TLS with a certificate of its own. It does what a provider
// should, unless `twist` tells it to do something else: one lie at a time.
import { execFileSync } from 'node:child_process';
import { constants, createHash, createHmac, createPublicKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { join } from 'node:path';

const base64url = (value) => Buffer.from(typeof value === 'string' || Buffer.isBuffer(value) ? value : JSON.stringify(value)).toString('base64url');
const fingerprint = (text) => createHash('sha256').update(text).digest();

export const newKey = (kind = 'ec') =>
  kind === 'ec' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey : generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
export const jwkOf = (key, kid) => ({ ...createPublicKey(key).export({ format: 'jwk' }), kid, use: 'sig' });
export const publicPem = (key) => createPublicKey(key).export({ type: 'spki', format: 'pem' });

/** A signed token; `alg` says how, and the header says it too unless `header` says otherwise. */
export function signToken(header, claims, key, alg = header.alg) {
  const text = `${base64url(header)}.${base64url(claims)}`;
  const padding = alg === 'PS256' ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 } : { dsaEncoding: 'ieee-p1363' };
  if (alg === 'none') return `${text}.`;
  if (alg === 'HS256') return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`;
  return `${text}.${sign('sha256', Buffer.from(text), { key, ...padding }).toString('base64url')}`;
}

export async function startProvider(place, { clientId = 'formulary', secret = 'a-secret-of-the-client' } = {}) {
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', join(place, 'provider-key.pem'),
    '-out', join(place, 'provider-ca.pem'), '-days', '2', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'], { stdio: 'ignore' });
  const keys = { ec: newKey('ec'), rsa: newKey('rsa') };
  const codes = new Map();
  const provider = {
    keys,
    clientId,
    ca: join(place, 'provider-ca.pem'),
    /** Who is signed in there; null: nobody. */
    person: { sub: 'account-of-nora', amr: ['pwd', 'mfa'], sid: 'session-1' },
    /** What it does otherwise: functions on claims, header, whole token, answers; see their uses below. */
    twist: {},
    asked: [],
    seconds: () => Math.floor(Date.now() / 1000),

    /** What the browser gets back for an authorization address: the address that it is sent to. */
    authorize(address) {
      const query = new URL(address).searchParams;
      const answer = new URL(query.get('redirect_uri'));
      const give = (name, value) => value !== undefined && answer.searchParams.set(name, value);
      give('state', query.get('state'));
      give('iss', 'iss' in provider.twist ? provider.twist.iss : provider.issuer);
      give('session_state', 'of no interest');
      if (provider.person) {
        const code = randomBytes(16).toString('hex');
        codes.set(code, { nonce: query.get('nonce'), challenge: query.get('code_challenge'), redirect: query.get('redirect_uri'), person: provider.person });
        give('code', code);
      } else {
        give('error', query.get('prompt') === 'none' ? 'login_required' : 'access_denied');
      }
      return answer.href;
    },

    idToken({ nonce, person }, accessToken) {
      const { twist } = provider;
      const now = provider.seconds();
      const claims = { iss: provider.issuer, aud: clientId, exp: now + 300, iat: now, auth_time: now - 30, nonce, at_hash: fingerprint(accessToken).subarray(0, 16).toString('base64url'), ...person };
      const header = { alg: 'ES256', kid: 'ec', typ: 'JWT' };
      twist.claims?.(claims);
      twist.header?.(header);
      return twist.token ? twist.token(header, claims) : signToken(header, claims, header.alg === 'ES256' ? keys.ec : keys.rsa);
    },

    /** A logout token as the provider makes it. */
    logoutToken(more = {}, header = {}, key = keys.ec) {
      const now = provider.seconds();
      const claims = { iss: provider.issuer, aud: clientId, iat: now, exp: now + 120, jti: randomBytes(8).toString('hex'), events: { 'http://schemas.openid.net/event/backchannel-logout': {} }, ...more };
      for (const [name, value] of Object.entries(claims)) if (value === undefined) delete claims[name];
      return signToken({ alg: 'ES256', kid: 'ec', typ: 'logout+jwt', ...header }, claims, key);
    },
  };

  const json = (answer, status, body) => answer.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  function token(request, body, answer) {
    const form = new URLSearchParams(body);
    const code = codes.get(form.get('code'));
    const basic = `Basic ${Buffer.from(`${clientId}:${encodeURIComponent(secret)}`).toString('base64')}`;
    if (request.headers.authorization !== basic) return json(answer, 401, { error: 'invalid_client' });
    codes.delete(form.get('code'));
    const fits = code && fingerprint(form.get('code_verifier') ?? '').toString('base64url') === code.challenge && form.get('redirect_uri') === code.redirect;
    if (!fits) return json(answer, 400, { error: 'invalid_grant' });
    const accessToken = randomBytes(24).toString('base64url');
    json(answer, 200, { access_token: accessToken, token_type: 'Bearer', expires_in: 300, id_token: provider.idToken(code, accessToken) });
  }
  const places = {
    '/.well-known/openid-configuration': (request, body, answer) => json(answer, 200, {
      issuer: provider.issuer, authorization_endpoint: `${provider.issuer}/authorize`, token_endpoint: `${provider.issuer}/token`, jwks_uri: `${provider.issuer}/keys`,
      end_session_endpoint: `${provider.issuer}/logout`, authorization_response_iss_parameter_supported: true, response_types_supported: ['code'],
    }),
    '/keys': (request, body, answer) => json(answer, 200, { keys: [jwkOf(keys.ec, 'ec'), jwkOf(keys.rsa, 'rsa')] }),
    '/authorize': (request, body, answer) => answer.writeHead(302, { location: provider.authorize(new URL(request.url, provider.issuer).href) }).end(),
    '/token': token,
    '/logout': (request, body, answer) => answer.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Signed out</title><h1>Signed out at the provider</h1>'),
  };
  const server = createServer({ key: readFileSync(join(place, 'provider-key.pem')), cert: readFileSync(provider.ca) }, (request, answer) => {
    const { pathname } = new URL(request.url, provider.issuer);
    provider.asked.push(pathname);
    let body = '';
    request.on('data', (piece) => (body += piece));
    request.on('end', () => {
      const place = provider.twist.places?.[pathname] ?? places[pathname];
      if (place) place(request, body, answer);
      else answer.writeHead(404).end();
    });
  });
  const port = await new Promise((done) => server.listen(0, '127.0.0.1', () => done(server.address().port)));
  provider.issuer = `https://localhost:${port}`;
  provider.stop = () => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  };
  return provider;
}

/** What the configuration of the service needs to know, with the secret in a file. */
export function signInConfig(provider, secretFile, address, more = {}) {
  return { name: 'Hospital Account', issuer: provider.issuer, client_id: provider.clientId, client_secret_file: secretFile, address, ca_file: provider.ca, ...more };
}
