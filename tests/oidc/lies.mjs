// Every lie that a provider's answer can tell, and the check that has to catch it, as the audit log names it.
import { jwkOf, newKey, publicPem, signToken } from '../support/identity_provider.mjs';
import { address, provider } from './stage.mjs';

/** Seconds since 1970, `count` minutes from now. */
export const minutes = (count) => provider.seconds() + count * 60;
/** A provider that says something else in its ID token. */
export const claims = (change) => ({ claims: change });
export const evil = newKey('ec');
const evilRsa = newKey('rsa');

// What the provider's token says or is, and the check that has to catch it.
export const lies = {
  'not signed': [{ token: (header, all) => signToken({ ...header, alg: 'none' }, all, null) }, 'token.algorithm'],
  'signed with the public key as a secret': [{ token: (header, all) => signToken({ ...header, alg: 'HS256', kid: 'rsa' }, all, publicPem(provider.keys.rsa)) }, 'token.algorithm'],
  'signed with the client secret': [{ token: (header, all) => signToken({ ...header, alg: 'HS256' }, all, 'a-secret-of-the-client') }, 'token.algorithm'],
  'RS256 said, a key on P-256 named': [{ token: (header, all) => signToken({ ...header, alg: 'RS256', kid: 'ec' }, all, provider.keys.rsa) }, 'token.unknown_key'],
  'signed by a stranger': [{ token: (header, all) => signToken(header, all, evil) }, 'token.signature'],
  'signed by a stranger, RSA': [{ token: (header, all) => signToken({ ...header, alg: 'PS256', kid: 'rsa' }, all, evilRsa) }, 'token.signature'],
  'signed by a key of another name': [{ token: (header, all) => signToken({ ...header, kid: 'stranger' }, all, evil) }, 'token.unknown_key'],
  'brings its own key': [{ token: (header, all) => signToken({ ...header, jwk: jwkOf(evil, 'ec') }, all, evil) }, 'token.signature'],
  'names keys elsewhere': [{ token: (header, all) => signToken({ ...header, jku: `${address}/keys`, x5u: `${address}/x` }, all, evil) }, 'token.signature'],
  'has something critical': [{ header: (header) => (header.crit = ['exp']) }, 'token.critical'],
  'is an access token': [{ header: (header) => (header.typ = 'at+jwt') }, 'token.type'],
  'is a logout token': [{ token: () => provider.logoutToken({ sub: 'account-of-nora' }) }, 'token.type'],
  'has events': [claims((all) => (all.events = {})), 'token.event'],
  'is of another issuer': [claims((all) => (all.iss = `${provider.issuer}/`)), 'token.issuer'],
  'is for another': [claims((all) => (all.aud = 'mail')), 'token.audience'],
  'is for several, given to nobody': [claims((all) => (all.aud = ['formulary', 'mail'])), 'token.authorized_party'],
  'is for several, given to another': [claims((all) => Object.assign(all, { aud: ['formulary', 'mail'], azp: 'mail' })), 'token.authorized_party'],
  'is about nobody': [claims((all) => delete all.sub), 'token.subject'],
  'is over': [claims((all) => (all.exp = minutes(-2))), 'token.expiry'],
  'has no end': [claims((all) => delete all.exp), 'token.expiry'],
  'is not yet': [claims((all) => (all.nbf = minutes(3))), 'token.not_before'],
  'is of the future': [claims((all) => (all.iat = minutes(3))), 'token.issued'],
  'is old': [claims((all) => (all.iat = minutes(-30))), 'token.issued'],
  'has another nonce': [claims((all) => (all.nonce = 'another')), 'token.nonce'],
  'has no nonce': [claims((all) => delete all.nonce), 'token.nonce'],
  'saw the person yesterday': [claims((all) => (all.auth_time = minutes(-60 * 24))), 'token.auth_time'],
  'does not say when it saw the person': [claims((all) => delete all.auth_time), 'token.auth_time'],
  'belongs to another access token': [claims((all) => (all.at_hash = 'AAAAAAAAAAAAAAAAAAAAAA')), 'token.at_hash'],
  'has a text for a time': [claims((all) => (all.exp = '9999999999')), 'token.claims'],
  'is huge': [claims((all) => (all.groups = 'g'.repeat(60_000))), 'token.malformed'],
  'is deep': [claims((all) => (all.deep = JSON.parse('['.repeat(500) + ']'.repeat(500)))), 'token.malformed'],
  'is no token': [{ token: () => 'nonsense' }, 'token.malformed'],
  'came from a token endpoint that sends elsewhere': [{ places: { '/token': (q, b, answer) => answer.writeHead(307, { location: `${provider.issuer}/other` }).end() } }, 'unreachable.token_endpoint'],
  'came from a token endpoint without end': [{ places: { '/token': (q, b, answer) => { answer.writeHead(200); answer.end('x'.repeat(3 << 20)); } } }, 'unreachable.token_endpoint'],
  'came from a token endpoint that takes its time': [{ places: { '/token': (q, b, answer) => { answer.writeHead(200); const drip = setInterval(() => answer.write(' '), 100); answer.on('close', () => clearInterval(drip)); } } }, 'unreachable.token_endpoint'],
  'came from a token endpoint that hangs up': [{ places: { '/token': (q, b, answer) => answer.destroy() } }, 'unreachable.token_endpoint'],
  'comes in the name of another provider': [{ iss: 'https://evil.example' }, 'issuer.iss'],
  'does not say who answers': [{ iss: undefined }, 'issuer.iss_missing'],
};
