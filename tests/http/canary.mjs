// Ordinary clients who work while others attack: two people, each with a session on a connection that stays open, and a
// stranger who connects anew each time. Everybody must get their own answer, and get it in time.
import assert from 'node:assert/strict';
import { answersIn, asking, isFor } from './wire.mjs';
import { setUpCode } from './ways.mjs';

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
const patience = 8_000;  // far from what it takes; what does not answer by then does not answer
const password = 'a-long-enough-password';

/** One request on a wire, as a program of a person sends it, and its answer. */
export async function exchange(wire, method, path, fields, body = '') {
  const before = answersIn(wire.received).answers.length;
  const length = method === 'GET' ? '' : `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n`;
  wire.send(`${method} ${path} HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: none\r\n${length}${fields}\r\n${body}`);
  const answer = (await wire.answers(before + 1, patience))[before];
  assert.ok(answer, `${method} ${path}: no answer in ${patience} ms (closed: ${wire.ended})`);
  return answer;
}

export class Canary {
  asked = 0;
  slowest = 0;
  #stopping = false;
  #running = [];

  static async start(place) {
    const canary = new Canary();
    canary.place = place;
    const first = await place.open();
    await exchange(first, 'POST', '/v1/setup', '', JSON.stringify({ code: setUpCode, login: 'ada', name: 'Ada', password }));
    const ada = await canary.logIn('ada');
    await exchange(ada.wire, 'POST', '/v1/users', ada.fields, JSON.stringify({ login: 'nora', name: 'Nora', roles: ['submitter'], domains: [], password }));
    const nora = await canary.logIn('nora');
    first.endSending();
    canary.#running = [canary.#keepAsking(ada), canary.#keepAsking(nora), canary.#keepComing()];
    canary.failure = null;
    for (const one of canary.#running) one.catch((problem) => (canary.failure ??= problem));
    return canary;
  }

  async logIn(login) {
    const wire = await this.place.open();
    const answer = await exchange(wire, 'POST', '/v1/sessions', '', JSON.stringify({ login, password }));
    assert.equal(answer.status, 201, answer.body);
    const cookie = answer.headers['set-cookie'].split(';')[0];
    return { login, wire, fields: `Cookie: ${cookie}\r\nX-Formulary-CSRF: ${JSON.parse(answer.body).csrf}\r\n`, cookie };
  }

  async #timed(what) {
    const begin = Date.now();
    await what();
    this.slowest = Math.max(this.slowest, Date.now() - begin);
    ++this.asked;
    await pause(250);
  }
  async #keepAsking(person) {
    while (!this.#stopping) {
      await this.#timed(async () => {
        const answer = await this.#look(person);
        assert.equal(answer.status, 200, `${person.login}: ${answer.body}`);
        assert.equal(JSON.parse(answer.body).person.login, person.login, 'the answer is for somebody else');
      });
    }
    person.wire.endSending();
  }
  /** In a crowd a newcomer, too, may have to make room, and tries again. */
  async #come() {
    const end = Date.now() + patience;
    for (;;) {
      const wire = await this.place.open({ patience }).catch(() => null);
      if (wire) return wire;
      assert.ok(Date.now() < end, 'a newcomer is not let in');
      await pause(20);
    }
  }
  /** On the connection that stays open, or a new one where it was closed while it was idle, as a browser does. */
  async #look(person) {
    const end = Date.now() + patience;
    for (;;) {
      if (person.wire.ended) person.wire = await this.#come();
      const before = answersIn(person.wire.received).answers.length;
      person.wire.send(`GET /v1/sessions/current HTTP/1.1\r\nHost: localhost\r\nCookie: ${person.cookie}\r\n\r\n`);
      const answer = (await person.wire.answers(before + 1, patience))[before];
      if (answer) return answer;
      assert.ok(person.wire.ended && Date.now() < end, `${person.login}: no answer in ${patience} ms`);
    }
  }
  async #keepComing() {
    while (!this.#stopping) {
      await this.#timed(async () => {
        const end = Date.now() + patience;
        for (;;) {
          const wire = await this.#come();
          wire.send(asking(wire.mark));
          const [answer] = await wire.answers(1, patience);
          wire.abort();
          if (answer) return assert.ok(isFor(answer, wire.mark), `the answer is for somebody else: ${answer.body}`);
          assert.ok(Date.now() < end, 'a newcomer is not served');
        }
      });
    }
  }

  /** Throws what any of them met. */
  async stop() {
    this.#stopping = true;
    await Promise.all(this.#running);
    assert.ok(this.asked > 0);
    return `${this.asked} answers to others, the slowest after ${this.slowest} ms`;
  }
}
