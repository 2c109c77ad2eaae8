// One raw connection: sends exactly the bytes it is given and keeps all that comes back. Every wire has a mark of its
// own, which its requests carry and its answers repeat; an answer with a foreign mark is somebody else's.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';

const marks = /mk[0-9a-f]{16}/g;

/** The answers in a stream of bytes, and what is left over. A body is as long as Content-Length says. */
export function answersIn(bytes) {
  const answers = [];
  let rest = bytes;
  for (;;) {
    const end = rest.indexOf('\r\n\r\n');
    if (end < 0) break;
    const [line, ...fields] = rest.subarray(0, end).toString('latin1').split('\r\n');
    const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(line)?.[1]);
    assert.ok(status, `not a status line: ${line.slice(0, 80)}`);
    const headers = Object.fromEntries(fields.map((field) => [field.slice(0, field.indexOf(':')).toLowerCase(), field.slice(field.indexOf(':') + 1).trim()]));
    const size = status === 100 || status === 204 || status === 304 ? 0 : Number(headers['content-length'] ?? NaN);
    assert.ok(size >= 0, `an answer without a length: ${line}`);
    if (rest.length < end + 4 + size) break;
    answers.push({ status, headers, body: rest.subarray(end + 4, end + 4 + size).toString('latin1') });
    rest = rest.subarray(end + 4 + size);
  }
  return { answers, rest };
}

export class Wire {
  mark = `mk${randomBytes(8).toString('hex')}`;
  ended = false;   // the other side has said that this is all
  broken = false;  // reset, or an alert
  #pieces = [];
  #size = 0;
  #wakers = new Set();

  /** `options` are those of net.connect, or with `tls` of tls.connect. Resolves when the connection stands. */
  static open({ patience = 10_000, ...options }) {
    const wire = new Wire();
    return new Promise((done, failed) => {
      const ready = () => done(wire);
      const all = { allowHalfOpen: true, noDelay: true, ...options };
      wire.tcp = options.tls ? connect(all).on('error', failed) : connect(all, ready);
      wire.socket = options.tls ? connectTls({ socket: wire.tcp, allowHalfOpen: true, rejectUnauthorized: false, ...options.tls }, ready) : wire.tcp;
      wire.socket.setTimeout(patience, () => failed(new Error('nobody took the connection')));
      wire.socket.on('data', (piece) => {
        wire.#pieces.push(piece);
        wire.#size += piece.length;
        wire.#wake();
      });
      wire.socket.on('end', () => { wire.ended = true; wire.#wake(); });
      wire.socket.on('error', (problem) => { wire.broken = true; wire.#wake(); failed(problem); });
      wire.socket.on('close', () => { wire.ended = true; wire.#wake(); });
    });
  }

  #wake() {
    for (const waker of this.#wakers) waker();
  }

  get received() {
    if (this.#pieces.length > 1) this.#pieces = [Buffer.concat(this.#pieces)];
    return this.#pieces[0] ?? Buffer.alloc(0);
  }
  get size() {
    return this.#size;
  }

  send(bytes) {
    if (!this.socket.destroyed && !this.socket.writableEnded) this.socket.write(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes);
    return this;
  }
  async trickle(bytes, between = 0) {
    const all = typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes;
    for (let i = 0; i < all.length && !this.ended; ++i) {
      this.send(all.subarray(i, i + 1));
      await new Promise((done) => (between ? setTimeout(done, between) : setImmediate(done)));
    }
    return this;
  }
  endSending() {
    this.socket.end();
    return this;
  }
  abort() {
    this.tcp.resetAndDestroy();
    this.socket.destroy();
  }

  /** Whether `condition` comes true within `patience`. */
  until(condition, patience) {
    if (condition()) return Promise.resolve(true);
    return new Promise((done) => {
      const finish = (outcome) => { this.#wakers.delete(look); clearTimeout(timer); done(outcome); };
      const look = () => condition() && finish(true);
      const timer = setTimeout(() => finish(condition()), patience);
      this.#wakers.add(look);
    });
  }
  isClosed(patience = 10_000) {
    return this.until(() => this.ended, patience);
  }
  /** When something has come and nothing more for a while. */
  async isQuiet(while_ = 500, patience = 3_000) {
    await this.until(() => this.ended || this.size > 0, patience);
    for (let seen = -1; !this.ended && seen !== this.size; ) {
      seen = this.size;
      await this.until(() => this.ended, while_);
    }
  }
  async answers(count, patience = 10_000) {
    await this.until(() => this.ended || answersIn(this.received).answers.length >= count, patience);
    return answersIn(this.received).answers;
  }
  /** Everything until the other side ends; the marks in it must be this wire's. */
  async all(patience = 10_000) {
    assert.ok(await this.isClosed(patience), `the connection stays open; so far: ${this.received.subarray(0, 200)}`);
    this.checkMarks();
    return answersIn(this.received);
  }
  checkMarks() {
    for (const mark of this.received.toString('latin1').match(marks) ?? []) assert.equal(mark, this.mark, 'an answer for somebody else');
  }
  /** Asks and waits: the answer to a request that repeats this wire's mark. */
  async ask(patience = 10_000) {
    const before = answersIn(this.received).answers.length;
    this.send(asking(this.mark));
    const answer = (await this.answers(before + 1, patience))[before];
    assert.ok(answer, 'no answer');
    assert.ok(isFor(answer, this.mark), `not this client's answer: ${answer.status} ${answer.body.slice(0, 300)}`);
    return answer;
  }
}

/** A harmless request whose answer (400, no such parameter) repeats the mark. */
export const asking = (mark, fields = '') => `GET /healthz?${mark}=1 HTTP/1.1\r\nHost: localhost\r\n${fields}\r\n`;
export const isFor = (answer, mark) => answer.status === 400 && answer.body.includes(`"/${mark}"`);
