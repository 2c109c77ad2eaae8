// table.mjs WAY BIN: every row of cases.mjs against the real service, whole and byte by byte, while others work.
import assert from 'node:assert/strict';
import { Canary } from './canary.mjs';
import { cases } from './cases.mjs';
import { begin, until } from './ways.mjs';
import { isFor } from './wire.mjs';

const [way, bin] = process.argv.slice(2);
const trickled = 400;  // bytes; longer rows are sent whole only
const at_a_time = 8;

const problems = [];

// nginx repairs some things and refuses others in its own words, and what follows on a connection is then a request of
// its own to it. So here every answer must be a refusal, or one that repeats this client's own mark; and that nothing was
// smuggled past nginx shows in the count below.
function checkBehindProxy(got) {
  assert.ok(got.length > 0, 'no answer');
  for (const one of got) assert.ok(one === 'own' || one === 'next' || (one >= 400 && one !== 500 && one < 600), `unexpected: ${got}`);
}

async function run(place, row, how) {
  const wire = await place.open();
  try {
    const bytes = row.bytes(wire.mark);
    await (how === 'whole' ? wire.send(bytes) : wire.trickle(bytes));
    if (way === 'proxy') await wire.isQuiet();  // to nginx a client that ends its side early has left
    wire.endSending();
    const { answers, rest } = await wire.all();
    const got = answers.map((answer) => (isFor(answer, wire.mark) ? 'own' : isFor(answer, `smuggled_${wire.mark}`) ? 'next' : answer.status));
    if (way === 'proxy' && row.bare) return;
    if (way === 'proxy') checkBehindProxy(got);
    else assert.deepEqual(got, row.direct);
    assert.equal(rest.length, 0, `more than answers: ${rest.subarray(0, 100)}`);
  } catch (problem) {
    problems.push(`${row.name} (${how}): ${problem.message.replaceAll('\n', ' ')}`);
  } finally {
    wire.abort();
  }
}

const place = await begin(way, bin);
const canary = await Canary.start(place);
const jobs = cases.flatMap((row) => [[row, 'whole'], ...(row.bytes('mk0123456789abcdef').length <= trickled ? [[row, 'byte by byte']] : [])]);
const count = jobs.length;
await Promise.all(Array.from({ length: at_a_time }, async () => {
  for (let job = jobs.shift(); job; job = jobs.shift()) await run(place, ...job);
}));
const said = await canary.stop();
if (way === 'proxy') {
  // Every request that the service has read is one that nginx has sent.
  const read = place.log().filter((line) => line.event === 'http').length;
  await until(() => place.passedOn() >= read);
  const sent = place.passedOn();
  assert.ok(read > cases.length / 2 && read <= sent, `the service has read ${read} requests, nginx has sent ${sent}`);
}
const failed = place.log().filter((line) => line.event === 'request.failed' || (line.event === 'http' && line.status === '500'));
await place.end();
assert.deepEqual(problems, []);
assert.deepEqual(failed, [], 'something failed inside');
console.log(`${way}: ${count} attempts of ${cases.length} kinds refused or served as they should be; ${said}`);
process.exit(0);
