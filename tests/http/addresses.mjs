// addresses.mjs BIN: whom requests are accounted to, in the log, the audit and the limits: the peer, or the client that
// a trusted proxy names; never whom a client names itself.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { begin, until } from './ways.mjs';
import { answersIn } from './wire.mjs';

const [bin] = process.argv.slice(2);
let names = 0;

/** A log-in that fails; the status of its answer. */
async function guess(place, from, lies = '') {
  const wire = await place.open({ localAddress: from });
  const body = JSON.stringify({ login: `nobody-${names++}`, password: 'a-long-enough-password' });
  wire.send(`POST /v1/sessions HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n${lies}Content-Length: ${body.length}\r\n\r\n${body}`);
  await wire.isClosed();
  wire.abort();
  return answersIn(wire.received).answers[0].status;
}
async function guesses(place, from, count, lie = () => '') {
  const statuses = [];
  for (let i = 0; i < count; ++i) statuses.push(await guess(place, from, lie(i)));
  return statuses;
}
const lies = (i) => `X-Forwarded-For: 203.0.113.${i}\r\nForwarded: for=203.0.113.${i}\r\nX-Real-IP: 203.0.113.${i}\r\n`;
const logged = (place) => new Set(place.log().filter((line) => line.path === '/v1/sessions').map((line) => line.remote));
const audited = (place) => new Set(execFileSync('sqlite3', [join(place.place, 'data/formulary.db'), "select cast(entry as text) from audit_entry where cast(entry as text) like '%session%'"], { encoding: 'utf8' }).split('\n').filter(Boolean).map((line) => JSON.parse(line).src.ip));

// Nobody is trusted: inventing addresses does not help to guess on.
{
  const place = await begin('plain', bin);
  const statuses = await guesses(place, '127.0.0.1', 26, lies);
  assert.equal(statuses[0], 401);
  assert.equal(statuses.at(-1), 429, statuses.join(' '));
  await until(() => logged(place).size > 0);
  assert.deepEqual(logged(place), new Set(['127.0.0.1']));
  await place.end();
}
// Through nginx: each client has its own count, whatever it writes.
{
  const place = await begin('proxy', bin);
  const statuses = await guesses(place, '127.0.0.9', 26, lies);
  assert.equal(statuses.at(-1), 429, statuses.join(' '));
  assert.equal(await guess(place, '127.0.0.10', 'X-Forwarded-For: 127.0.0.9\r\n'), 401, 'another client is not slowed down');
  await until(() => logged(place).size > 1);
  assert.deepEqual(logged(place), new Set(['127.0.0.9', '127.0.0.10']));
  const seen = audited(place);
  assert.ok(seen.has('127.0.0.9') && seen.size <= 2 && [...seen].every((one) => /^127\.0\.0\.(9|10)$/.test(one)), [...seen].join(' '));
  await place.end();
}
console.log('every request is accounted to whom it came from');
process.exit(0);
