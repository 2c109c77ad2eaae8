// The request with which an endpoint is called: one that would succeed, or fail only for what it is about.
import { password } from './people.mjs';
import { changes, isFor, takes } from './tables.mjs';

const nobodysId = '00000000-0000-7000-8000-000000000000';

/** What no schema can say: whose things an endpoint is about, and what fits there. By identifier: what it has otherwise. */
const special = {
  log_in: () => ({ body: { login: 'spare', password } }),
  confirm_session: () => ({ body: { password } }),
  activate_second_factor: () => ({ body: { code: '' } }),  // a wrong code is refused
  set_password: (caller, place, { path }, real) => (real ? { path, body: { password } } : { path: `/v1/users/${caller.id}/password`, body: { current: password, password } }),
};

function idOf(endpoint, caller, { things }) {
  if (endpoint.path.startsWith('/v1/uploads/')) return things.upload;
  return things.ids.find(([beginning]) => endpoint.path.startsWith(beginning))?.[1] ?? nobodysId;
}

/** `real`: about a thing that is there, for who must be kept out; else a change is about a thing that nobody has. */
export function requestFor(endpoint, caller, place, real) {
  const id = real || !changes(endpoint) ? idOf(endpoint, caller, place) : nobodysId;
  const headers = {};
  if (takes(endpoint, 'if_match')) headers['if-match'] = '"999"';
  if (endpoint.path.startsWith('/v1/uploads')) headers['tus-resumable'] = '1.0.0';
  // A door for anybody asks for a secret, and refuses a wrong one: none is given.
  let body = isFor(endpoint, 'anyone') && takes(endpoint, 'json') ? {} : place.samples.body(endpoint);
  if (takes(endpoint, 'bytes')) body = Buffer.alloc(0);
  if (takes(endpoint, 'form')) {
    headers['content-type'] = 'application/x-www-form-urlencoded';
    body = 'logout_token=x';
  }
  const made = { path: endpoint.path.replace(/\{[a-z]+\}/, () => (endpoint.path.endsWith('{rest}') ? id : encodeURIComponent(id))), body, headers };
  return { ...made, ...special[endpoint.identifier]?.(caller, place, made, real) };
}
