// plain_at_the_proxy.mjs BIN: what the shipped nginx does with HTTP in the clear. People's pages are sent to https; programs are
// refused and told why, so that a token that was sent in the open does not go unnoticed; nothing reaches the service.
import assert from 'node:assert/strict';
import { begin } from './ways.mjs';
import { Wire, answersIn } from './wire.mjs';

const place = await begin('proxy', process.argv[2]);

async function answer(path, fields = '', method = 'GET') {
  const wire = await Wire.open({ host: '127.0.0.1', port: place.openPort });
  wire.send(`${method} ${path} HTTP/1.1\r\nHost: formulary.hospital.example\r\nConnection: close\r\n${fields}\r\n`);
  await wire.isClosed();
  wire.abort();
  return answersIn(wire.received).answers[0];
}

for (const path of ['/', '/index.html', '/auth/login', '/v1x']) {
  const { status, headers } = await answer(path);
  assert.equal(status, 308, path);
  assert.equal(headers.location, `https://formulary.hospital.example${path}`);
}
for (const [path, method] of [['/v1/gate?sha256=00', 'GET'], ['/v1/sessions', 'POST'], ['/v1', 'GET'], ['/scim/v2/Users', 'GET'], ['/audit/checkpoint', 'GET']]) {
  const { status, headers, body } = await answer(path, 'Authorization: Bearer fmly_x\r\nContent-Length: 0\r\n', method);
  assert.equal(status, 403, path);
  assert.equal(headers.location, undefined, path);
  assert.match(JSON.parse(body).detail, /replace the token/, path);
}
assert.equal(place.passedOn(), 0, 'nothing reaches the service');

const wire = await place.open();
wire.send('GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
await wire.isClosed();
wire.abort();
assert.equal(answersIn(wire.received).answers[0].headers['strict-transport-security'], 'max-age=31536000; includeSubDomains');
await place.end();
console.log('nothing is sent on from HTTP to HTTPS but pages');
process.exit(0);
