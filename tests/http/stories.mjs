// stories.mjs WAY BIN STORY: clients that take more than their share of time, connections, descriptors or patience,
// against the real service. In each, others are served all the while, and nobody gets an answer that is not theirs.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { Canary } from './canary.mjs';
import { begin, until } from './ways.mjs';
import { answersIn, asking, isFor } from './wire.mjs';

const [way, bin, wanted] = process.argv.slice(2);
const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
const host = 'Host: localhost\r\n';
const quick = { handshake_seconds: 2, head_seconds: 2, idle_seconds: 3, body_seconds: 2, write_seconds: 3 };

/** `count` wires, a few at a time; each begins as soon as it stands. Those that nobody takes are left out. */
async function openMany(place, count, begin_with = () => {}) {
  const wires = [];
  let next = 0;
  await Promise.all(Array.from({ length: 64 }, async () => {
    while (next < count) {
      const i = next++;
      const wire = await place.open({ patience: 30_000 }).catch(() => null);
      if (wire) begin_with(wires[i] = wire, i);
    }
  }));
  return wires.filter(Boolean);
}

const stories = {
  /** Heads and bodies that come byte by byte, and answers that nobody takes. nginx has its own, longer times. */
  async slow() {
    const place = await begin(way, bin, { limits: quick });
    const canary = await Canary.start(place);
    const dripping = [];
    const drip = setInterval(() => dripping.forEach((wire) => wire.drip && !wire.ended && wire.send(wire.drip)), 200);
    const wires = await openMany(place, 240, (wire, i) => {
      dripping.push(wire);
      if (i % 3 === 0) wire.send('GET /healthz HTTP/1.1\r\nX: ').drip = 'a';
      if (i % 3 === 1) wire.send(`POST /v1/sessions HTTP/1.1\r\n${host}Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n`).drip = ' ';
      if (i % 12 === 2) {  // the others of this third say nothing at all
        wire.socket.pause();  // takes nothing of what it asks for
        wire.send(`GET /openapi.json HTTP/1.1\r\n${host}\r\n`.repeat(60));
      }
    });
    assert.equal(wires.length, 240);
        for (const [i, wire] of wires.entries()) {
      if (i % 12 === 2) continue;
      if (way === 'proxy' && i % 3 !== 1) continue;  // nginx waits longer for heads than this service does
      const answers = await wire.answers(1, 30_000);
      if (way !== 'proxy') assert.ok(await wire.isClosed(20_000), `slow client ${i} is still there`);
      if (i % 3 === 2) assert.equal(wire.size, 0, 'an idle client is told something');
      else assert.ok(answers.length === 1 && answers[0].status === 408, `slow client ${i}: ${wire.received.subarray(0, 60)}`);
    }
    clearInterval(drip);
    if (way !== 'proxy') {
      const cut = () => place.log().filter((line) => line.note === 'the answer was not taken in time').length;
      for (let i = 0; i < 100 && cut() < 20; ++i) await pause(200);
      assert.ok(cut() >= 20, `${cut()} of 20 were cut`);
    }
    const said = await canary.stop();
    wires.forEach((wire) => wire.abort());
    await place.end();
    return said;
  },

  /** Ten thousand who connect and wait. At the limit the longest idle are closed; others are served. */
  async idle() {
    const count = 10_000;
    const descriptors = Number(execFileSync('/bin/sh', ['-c', 'ulimit -Hn'], { encoding: 'utf8' }));
    if (descriptors < count + 200) return `SKIPPED: a process may have ${descriptors} descriptors here, ${count + 200} are needed`;
    const place = await begin(way, bin, { limits: { idle_seconds: 600, handshake_seconds: 600, connections: 2000 } });
    const canary = await Canary.start(place);
    // Over TLS one in ten shakes hands; the others stop before, which costs a client less and us the same place.
    const half = { tls: null };
    const wires = [];
    let next = 0;
    await Promise.all(Array.from({ length: 64 }, async () => {
      while (next < count) {
        const whole = next++ % 10 === 0;
        wires.push(await place.open(whole ? {} : half).catch(() => null));
      }
    }));
    const taken = wires.filter(Boolean);
    assert.ok(taken.length >= count * 0.95, `${taken.length} of ${count} connected`);
    await pause(1000);
    const open = taken.filter((wire) => !wire.ended).length;
    assert.ok(open <= (way === 'proxy' ? 4096 : 2000), `${open} are open`);
    const fresh = await openMany(place, 20);
    assert.equal(fresh.length, 20);
    for (const wire of fresh) await wire.ask();
    const said = await canary.stop();
    for (const wire of taken) {
      wire.checkMarks();
      wire.abort();
    }
    fresh.forEach((wire) => wire.abort());
    await place.end();
    return `${taken.length} connected, ${open} stayed open; ${said}`;
  },

  /** Pipelines of many clients at once: in order, and never mixed. */
  async pipelines() {
    const place = await begin(way, bin);
    const canary = await Canary.start(place);
    await Promise.all(Array.from({ length: 60 }, async (_, i) => {
      const wire = await place.open({ patience: 30_000 });
      const count = 50;
      const numbered = Array.from({ length: count }, (_, k) => asking(`${wire.mark}`, '').replace('=1', `=1&q${k}=1`));
      if (i % 3 === 0) wire.send(numbered.join(''));
      else if (i % 3 === 1) for (const one of numbered) { wire.send(one); await pause(1); }
      else await wire.trickle(numbered.slice(0, 10).join(''));
      const answers = await wire.answers(i % 3 === 2 ? 10 : count, 60_000);
      assert.equal(answers.length, i % 3 === 2 ? 10 : count);
      for (const answer of answers) assert.ok(isFor(answer, wire.mark), answer.body.slice(0, 200));
      wire.checkMarks();
      wire.endSending();
    }));
    // In order: each answer has another length of path, so its place shows.
    const ordered = await place.open();
    const paths = Array.from({ length: 30 }, (_, k) => `/nothing-${k}`);
    ordered.send(paths.map((path) => `HEAD ${path} HTTP/1.1\r\n${host}If-None-Match: x\r\n\r\n`).join('').replaceAll('HEAD', 'GET'));
    const ids = (await ordered.answers(30)).map((answer) => answer.headers['x-request-id']);
    const nothing = () => place.log().filter((line) => line.path?.startsWith('/nothing-'));
    await until(() => nothing().length >= paths.length);
    const logged = nothing();
    assert.deepEqual(ids, paths.map((path) => logged.find((line) => line.path === path)?.id));
    ordered.endSending();
    const said = await canary.stop();
    await place.end();
    return said;
  },

  /** Clients that leave at any moment, in any way. */
  async aborts() {
    const place = await begin(way, bin, { limits: { connections: 200 } });
    const canary = await Canary.start(place);
    let seed = 20_261_127;
    const chance = (most) => (seed = (seed * 48_271) % 2_147_483_647) % most;
    const [least, most] = [Date.now() + 8_000, Date.now() + 60_000];
    let whole = 0;
    await Promise.all(Array.from({ length: 24 }, async () => {
      while (Date.now() < least || (whole <= 50 && Date.now() < most)) {
        const wire = await place.open().catch(() => null);
        if (!wire) continue;
        const requests = [
          asking(wire.mark), asking(wire.mark).repeat(3), `GET /openapi.json HTTP/1.1\r\n${host}\r\n`.repeat(3),
          `POST /v1/sessions?${wire.mark}=1 HTTP/1.1\r\n${host}Content-Type: application/json\r\nContent-Length: 70000\r\n\r\n${'x'.repeat(70_000)}`,
          `POST /v1/sessions?${wire.mark}=1 HTTP/1.1\r\n${host}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n0\r\n\r\n`,
        ];
        const bytes = requests[chance(requests.length)];
        wire.send(bytes.slice(0, 1 + chance(bytes.length)));
        await pause(chance(20));
        if (chance(4) === 0) wire.endSending();
        await pause(chance(10));
        for (const answer of answersIn(wire.received).answers) whole += isFor(answer, wire.mark);
        wire.checkMarks();
        wire.abort();
      }
    }));
    assert.ok(whole > 50, `${whole} answers`);
    const said = await canary.stop();
    await place.end();
    return `${whole} answers in between; ${said}`;
  },

  /** A service that has hardly any descriptors, and far more clients than that. */
  async descriptors() {
    const place = await begin(way, bin, { descriptors: 190 });
    const canary = await Canary.start(place);
    for (let round = 0; round < 3; ++round) {
      const wires = await openMany(place, 400);
      await pause(300);
      const fresh = await openMany(place, 5);
      for (const wire of fresh) await wire.ask();
      for (const wire of [...wires, ...fresh]) {
        wire.checkMarks();
        wire.abort();
      }
    }
    const said = await canary.stop();
    await place.end();
    return said;
  },

  /** SIGTERM while many ask: what has begun comes whole, and the service ends. */
  async stop() {
    for (let round = 0; round < 3; ++round) {
      const place = await begin(way, bin);
      let answered = 0;
      let stopping = false;
      const clients = Array.from({ length: 30 }, async (_, i) => {
        while (!stopping) {
          const wire = await place.open().catch(() => null);
          if (!wire) { await pause(5); continue; }
          const big = i % 3 === 0;
          for (let k = 0; k < 20 && !wire.ended; ++k) {
            wire.send(big ? `GET /openapi.json HTTP/1.1\r\n${host}\r\n` : asking(wire.mark));
            const before = answersIn(wire.received).answers.length;
            await wire.answers(before + 1, 30_000);
            answered += answersIn(wire.received).answers.length - before;
          }
          if (way !== 'proxy') assert.equal(answersIn(wire.received).rest.length, 0, 'an answer was cut');
          wire.checkMarks();
          wire.abort();
        }
      });
      const idle = await openMany(place, 50);
      await pause(700 + 300 * round);
      place.child.kill('SIGTERM');
      const slow = pause(30_000).then(() => 'it does not end');
      assert.deepEqual(await Promise.race([place.ended, slow]), { status: 0, signal: null });
      stopping = true;
      await Promise.all(clients);
      if (way !== 'proxy') for (const wire of idle) assert.ok(await wire.isClosed());
      idle.forEach((wire) => wire.abort());
      assert.ok(answered > 50, `${answered} answers`);
      await place.end();
    }
    return 'three times';
  },
};

assert.ok(stories[wanted], `there is no story ${wanted}`);
console.log(`${way}, ${wanted}: ${await stories[wanted]()}`);
process.exit(0);
