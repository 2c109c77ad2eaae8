// Forgeries beyond the lies of lies.mjs: tokens whose text, header, signature or claims are a little off. Each with the
// check that has to catch it, as the audit log names it. `raw` makes a token of texts as they are, so that what no JSON
// writer writes can be said too.
import { createHash, constants, sign } from 'node:crypto';
import { jwkOf, publicPem, signToken } from '../support/identity_provider.mjs';
import { claims, evil, minutes } from './lies.mjs';
import { provider } from './stage.mjs';

const encoded = (text) => Buffer.from(text).toString('base64url');
const signature = (text, key, more = { dsaEncoding: 'ieee-p1363' }) => sign('sha256', Buffer.from(text), { key, ...more }).toString('base64url');
const raw = (header, body, key = provider.keys.ec, more = undefined) => {
  const text = `${encoded(header)}.${encoded(body)}`;
  return `${text}.${signature(text, key, more)}`;
};
const head = (change = {}) => JSON.stringify({ alg: 'ES256', kid: 'ec', typ: 'JWT', ...change });
/** The token as it should be, changed as a text. */
const text = (change) => ({ token: (header, all) => change(signToken(header, all, provider.keys.ec)) });
const parts = (change) => text((token) => change(...token.split('.')).join('.'));
/** The header says this; signed with the key on P-256. */
const says = (change) => ({ token: (header, all) => raw(head(change), JSON.stringify(all)) });
/** The claims as text. */
const told = (change) => ({ token: (header, all) => raw(head(), change(JSON.stringify(all))) });
const with_member = (member) => told((body) => `{${member},${body.slice(1)}`);
const ps256 = (saltLength, hash = {}) => ({ token: (header, all) => raw(head({ alg: 'PS256', kid: 'rsa' }), JSON.stringify(all), provider.keys.rsa, { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength, ...hash }) });

export const forgeries = {
  ...Object.fromEntries(['NONE', 'nOnE', 'None', '', 'HS256', 'hs256', 'HS512', 'RS512', 'ES384', 'EdDSA', 'es256', 'RS1', 'ES256K', 'RSA-OAEP', 'ES256 '].map((alg) => [`says alg ${JSON.stringify(alg)}`, [says({ alg }), 'token.algorithm']])),
  'says no alg': [says({ alg: undefined }), 'token.algorithm'],
  'says alg null': [says({ alg: null }), 'token.algorithm'],
  'says alg in a list': [says({ alg: ['ES256'] }), 'token.algorithm'],
  'says alg twice': [{ token: (header, all) => raw('{"alg":"none","kid":"ec","typ":"JWT","alg":"ES256"}', JSON.stringify(all)) }, 'token.malformed'],
  'says alg once more, escaped': [{ token: (header, all) => raw('{"alg":"ES256","kid":"ec","\\u0061lg":"none"}', JSON.stringify(all)) }, 'token.malformed'],
  'signed with the certificate as a secret': [{ token: (header, all) => signToken({ ...header, alg: 'HS256', kid: 'ec' }, all, publicPem(provider.keys.ec)) }, 'token.algorithm'],
  'signed with the published key as a secret': [{ token: (header, all) => signToken({ ...header, alg: 'HS256', kid: 'ec' }, all, JSON.stringify(jwkOf(provider.keys.ec, 'ec'))) }, 'token.algorithm'],
  'RS256 with a key on P-256': [says({ alg: 'RS256' }), 'token.unknown_key'],
  'ES256 with an RSA key': [{ token: (header, all) => raw(head({ kid: 'rsa' }), JSON.stringify(all), provider.keys.rsa, {}) }, 'token.unknown_key'],
  'RS256 said, PS256 done': [{ token: (header, all) => raw(head({ alg: 'RS256', kid: 'rsa' }), JSON.stringify(all), provider.keys.rsa, { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }) }, 'token.signature'],
  'PS256 said, RS256 done': [{ token: (header, all) => raw(head({ alg: 'PS256', kid: 'rsa' }), JSON.stringify(all), provider.keys.rsa, {}) }, 'token.signature'],
  'PS256 without a salt': [ps256(0), 'token.signature'],
  'PS256 with a salt of 20': [ps256(20), 'token.signature'],
  'PS256 with the longest salt': [ps256(constants.RSA_PSS_SALTLEN_MAX_SIGN), 'token.signature'],
  'RS256 with SHA-1': [{ token: (header, all) => { const t = `${encoded(head({ alg: 'RS256', kid: 'rsa' }))}.${encoded(JSON.stringify(all))}`; return `${t}.${sign('sha1', Buffer.from(t), provider.keys.rsa).toString('base64url')}`; } }, 'token.signature'],
  'ES256 as DER': [{ token: (header, all) => raw(head(), JSON.stringify(all), provider.keys.ec, {}) }, 'token.signature'],
  'ES256, r and s zero': [parts((h, b) => [h, b, encoded(Buffer.alloc(64))]), 'token.signature'],
  'ES256, r zero': [parts((h, b, s) => [h, b, Buffer.concat([Buffer.alloc(32), Buffer.from(s, 'base64url').subarray(32)]).toString('base64url')]), 'token.signature'],
  'ES256, s zero': [parts((h, b, s) => [h, b, Buffer.concat([Buffer.from(s, 'base64url').subarray(0, 32), Buffer.alloc(32)]).toString('base64url')]), 'token.signature'],
  'ES256, r and s the order of the curve': [parts((h, b) => [h, b, Buffer.from('ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551'.repeat(2), 'hex').toString('base64url')]), 'token.signature'],
  'ES256, all ones': [parts((h, b) => [h, b, Buffer.alloc(64, 255).toString('base64url')]), 'token.signature'],
  'ES256, a byte more': [parts((h, b, s) => [h, b, Buffer.concat([Buffer.from(s, 'base64url'), Buffer.alloc(1)]).toString('base64url')]), 'token.signature'],
  'ES256, a zero before each half': [parts((h, b, s) => { const r = Buffer.from(s, 'base64url'); return [h, b, Buffer.concat([Buffer.alloc(1), r.subarray(0, 32), Buffer.alloc(1), r.subarray(32)]).toString('base64url')]; }), 'token.signature'],
  'ES256, half of it': [parts((h, b, s) => [h, b, Buffer.from(s, 'base64url').subarray(0, 32).toString('base64url')]), 'token.signature'],
  'ES256, a huge signature': [parts((h, b) => [h, b, 'A'.repeat(20_000)]), 'token.signature'],
  'no signature': [parts((h, b) => [h, b, '']), 'token.signature'],
  'no claims': [parts((h, b, s) => [h, '', s]), 'token.malformed'],
  'no header': [parts((h, b, s) => ['', b, s]), 'token.malformed'],
  'only dots': [text(() => '..'), 'token.malformed'],
  'four parts': [text((token) => `${token}.`), 'token.malformed'],
  'five parts, as if encrypted': [text((token) => `${token}.AAAA.AAAA`), 'token.malformed'],
  'encrypted': [{ token: () => `${encoded('{"alg":"RSA-OAEP","enc":"A256GCM"}')}.AAAA.AAAA.AAAA.AAAA` }, 'token.malformed'],
  'two parts': [parts((h, b) => [h, b]), 'token.malformed'],
  'a space behind': [text((token) => `${token} `), 'token.malformed'],
  'a line end behind': [text((token) => `${token}\n`), 'token.malformed'],
  'a space before': [text((token) => ` ${token}`), 'token.malformed'],
  'a space within': [parts((h, b, s) => [h, `${b.slice(0, 8)} ${b.slice(8)}`, s]), 'token.malformed'],
  'padded': [parts((h, b, s) => [h, b, `${s}==`]), 'token.malformed'],
  'padded header': [parts((h, b, s) => [`${h}=`, b, s]), 'token.malformed'],
  'standard base64': [{ token: (header, all) => signToken(header, { ...all, x: '>>>???' }, provider.keys.ec).split('.').map((part) => part.replaceAll('-', '+').replaceAll('_', '/')).map((part, i) => (i === 2 ? `${part.slice(0, -2)}+/` : part)).join('.') }, 'token.malformed'],
  'bits that nobody reads': [parts((h, b, s) => [h, b, s.slice(0, -1) + { A: 'B', Q: 'R', g: 'h', w: 'x' }[s.at(-1)]]), 'token.malformed'],
  'a zero byte behind': [text((token) => `${token}\0`), 'token.malformed'],
  'a token in a token': [{ token: (header, all) => raw(head({ cty: 'JWT' }), JSON.stringify(signToken(header, all, provider.keys.ec))) }, 'token.malformed'],
  'claims in a list': [told((body) => `[${body}]`), 'token.malformed'],
  'claims with something behind': [told((body) => `${body}x`), 'token.malformed'],
  'claims in no UTF-8': [{ token: (header, all) => { const t = `${encoded(head())}.${Buffer.concat([Buffer.from(JSON.stringify(all).slice(0, -1) + ',"name":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]).toString('base64url')}`; return `${t}.${signature(t, provider.keys.ec)}`; } }, 'token.malformed'],
  'claims with NaN': [with_member('"x":NaN'), 'token.malformed'],
  'claims with a comment': [told((body) => `/* */${body}`), 'token.malformed'],
  ...Object.fromEntries(['iss', 'aud', 'sub', 'exp', 'iat', 'nonce'].map((name) => [`${name} twice`, [with_member(`"${name}":"evil"`), 'token.malformed']])),
  'a name twice, deep within': [with_member('"x":{"y":[{"z":1,"z":2}]}'), 'token.malformed'],
  'an empty kid': [says({ kid: '' }), 'token.malformed'],
  'kid null': [says({ kid: null }), 'token.malformed'],
  'kid a number': [says({ kid: 1 }), 'token.malformed'],
  'kid a path': [says({ kid: '../../../../dev/null' }), 'token.unknown_key'],
  'kid of a database': [says({ kid: "ec' OR '1'='1" }), 'token.unknown_key'],
  'kid with a zero byte': [says({ kid: 'ec\0' }), 'token.unknown_key'],
  'kid in other letters': [says({ kid: 'EC' }), 'token.unknown_key'],
  'kid a web address': [says({ kid: `${'https://localhost:1'}/keys` }), 'token.unknown_key'],
  'crit, empty': [says({ crit: [] }), 'token.critical'],
  'crit null': [says({ crit: null }), 'token.critical'],
  'b64 false': [says({ b64: false }), 'token.critical'],
  'b64 true': [says({ b64: true }), 'token.critical'],
  'its own certificate': [{ token: (header, all) => raw(head({ x5c: ['MIIB'], 'x5t#S256': 'AAAA' }), JSON.stringify(all), evil) }, 'token.signature'],
  ...Object.fromEntries(['logout+jwt', 'at+jwt', 'application/at+jwt', 'dpop+jwt', 'secevent+jwt', 'JWE', 'jwt ', 'JOSE'].map((typ) => [`typ ${typ}`, [says({ typ }), 'token.type']])),
  'typ a number': [says({ typ: 1 }), 'token.malformed'],
  ...Object.fromEntries([
    ['aud empty', '', 'audience'], ['aud []', [], 'audience'], ['aud a number', 1, 'claims'], ['aud null', null, 'claims'], ['aud an object', { formulary: true }, 'claims'], ['aud nested', [['formulary']], 'claims'],
    ['aud among numbers', ['formulary', 1], 'claims'], ['aud in other letters', 'Formulary', 'audience'], ['aud with a space', 'formulary ', 'audience'], ['aud several in a text', 'formulary mail', 'audience'], ['aud twice, given to nobody', ['formulary', 'formulary'], 'authorized_party'],
    ['aud of a thousand', Array.from({ length: 1000 }, () => 'formulary'), 'claims'],
  ].map(([name, aud, check]) => [name, [claims((all) => (all.aud = aud)), `token.${check}`]])),
  'azp of another': [claims((all) => (all.azp = 'mail')), 'token.authorized_party'],
  'azp empty': [claims((all) => (all.azp = '')), 'token.authorized_party'],
  'azp a list': [claims((all) => (all.azp = ['formulary'])), 'token.claims'],
  ...Object.fromEntries([['a slash', (iss) => `${iss}/`], ['other letters', (iss) => iss.toUpperCase()], ['its host in other letters', (iss) => iss.replace('localhost', 'LOCALHOST')], ['http', (iss) => iss.replace('https', 'http')], ['a fragment', (iss) => `${iss}#x`], ['a user', (iss) => iss.replace('//', '//x@')]].map(([what, change]) => [`iss with ${what}`, [claims((all) => (all.iss = change(all.iss))), 'token.issuer']])),
  'iss missing': [claims((all) => delete all.iss), 'token.issuer'],
  'iss a list': [claims((all) => (all.iss = [all.iss])), 'token.claims'],
  'exp negative': [claims((all) => (all.exp = -1)), 'token.claims'],
  'exp huge': [claims((all) => (all.exp = 1e300)), 'token.claims'],
  'exp in milliseconds': [claims((all) => (all.exp = Date.now() * 1000)), 'token.claims'],
  'exp null': [claims((all) => (all.exp = null)), 'token.claims'],
  'exp true': [claims((all) => (all.exp = true)), 'token.claims'],
  'exp zero': [claims((all) => (all.exp = 0)), 'token.expiry'],
  'exp beyond all numbers': [told((body) => body.replace(/"exp":\d+/, '"exp":1e999')), 'token.malformed'],
  'exp a minute and a second ago': [claims((all) => (all.exp = minutes(-1) - 1)), 'token.expiry'],
  'iat a text': [claims((all) => (all.iat = String(all.iat))), 'token.claims'],
  'iat missing': [claims((all) => delete all.iat), 'token.issued'],
  'nbf a text': [claims((all) => (all.nbf = 'now')), 'token.claims'],
  'nonce a list': [claims((all) => (all.nonce = [all.nonce])), 'token.claims'],
  'nonce null': [claims((all) => (all.nonce = null)), 'token.claims'],
  'nonce empty': [claims((all) => (all.nonce = '')), 'token.nonce'],
  'nonce in other letters': [claims((all) => (all.nonce = all.nonce.toUpperCase())), 'token.nonce'],
  'at_hash empty': [claims((all) => (all.at_hash = '')), 'token.at_hash'],
  'at_hash null': [claims((all) => (all.at_hash = null)), 'token.claims'],
  'at_hash of the whole digest': [claims((all) => (all.at_hash = createHash('sha256').update('x').digest('base64url'))), 'token.at_hash'],
  'sub a number': [claims((all) => (all.sub = 1)), 'token.claims'],
  'sub empty': [claims((all) => (all.sub = '')), 'token.subject'],
  'sub of 300 letters': [claims((all) => (all.sub = 'n'.repeat(300))), 'token.subject'],
  'sub with a line end': [claims((all) => (all.sub += '\n')), 'token.subject'],
  'sub with a zero byte': [claims((all) => (all.sub += '\0')), 'token.subject'],
  'sub in other letters': [claims((all) => (all.sub = all.sub.toUpperCase())), 'no_person'],
  'sub with a space': [claims((all) => (all.sub += ' ')), 'no_person'],
  'auth_time of the future': [claims((all) => (all.auth_time = minutes(5))), 'token.auth_time'],
  'auth_time a text': [claims((all) => (all.auth_time = String(all.auth_time))), 'token.claims'],
  'amr a text': [claims((all) => (all.amr = 'mfa')), 'token.claims'],
};

/** Keys that the provider publishes in the place of its own, and what must come of a token that is good otherwise. */
export const keySets = {
  'for encryption': [[{ ...jwkOf(provider.keys.ec, 'ec'), use: 'enc' }], 'token.unknown_key'],
  'to sign, not to verify': [[{ ...jwkOf(provider.keys.ec, 'ec'), key_ops: ['sign'] }], 'token.unknown_key'],
  'two of one name': [[jwkOf(provider.keys.ec, 'ec'), jwkOf(evil, 'ec')], 'token.ambiguous_key'],
  'a secret': [[{ kty: 'oct', k: encoded('a-secret-of-the-client'), kid: 'ec', alg: 'HS256' }], 'token.unknown_key'],
  'for another algorithm': [[{ ...jwkOf(provider.keys.ec, 'ec'), alg: 'ES384' }], 'token.unknown_key'],
  'with a point that is not on the curve': [[{ ...jwkOf(provider.keys.ec, 'ec'), y: encoded(Buffer.alloc(32, 7)) }], 'token.unknown_key'],
  'at infinity': [[{ ...jwkOf(provider.keys.ec, 'ec'), x: encoded(Buffer.alloc(32)), y: encoded(Buffer.alloc(32)) }], 'token.unknown_key'],
  'on another curve': [[{ ...jwkOf(provider.keys.ec, 'ec'), crv: 'P-384' }], 'token.unknown_key'],
  'none': [[], 'token.unknown_key'],
};
