// The real service with a configuration of its own, at whatever time of day a test needs; what it answers, as it came; and
// what its database holds, read by SQLite's own program.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const bin = process.argv[2];
export const setUpCode = 'a-code-for-the-first';
export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;
export const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

const place = mkdtempSync(join(tmpdir(), 'formulary-access-'));
export const at = (name) => join(place, name);
mkdirSync(at('web'));
writeFileSync(at('web/index.html'), '<!doctype html><title>Formulary</title>');

// Debian's libfaketime moves the wall clock of a process, so that a token that has expired really has.
const otherClock = '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1';
const clockOf = (earlier) => (earlier ? { LD_PRELOAD: otherClock, FAKETIME: `-${Math.round(earlier / 1000)}s`, FAKETIME_DONT_FAKE_MONOTONIC: '1', DONT_FAKE_MONOTONIC: '1', NO_FAKE_STAT: '1' } : {});
let agent, service;
export let offset = 0;  // of the service's clock

/** Starts the service, or starts it again: on the same data, `earlier` milliseconds ago. */
export async function start({ accounts = 'trial', earlier = 0, more = {} } = {}) {
  await stop();
  const config = { accounts, data: at('data'), port: 0, web: at('web'), log: at('log'), proxies: { trusted: ['127.0.0.1'] }, limits: { requests_a_minute: 0, gate_a_second: 0 }, ...more };
  writeFileSync(at('config.json'), JSON.stringify(config));
  if (earlier) assert.ok(existsSync(otherClock), 'libfaketime is missing: script/setup test');
  const child = spawn(join(bin, 'formulary'), ['serve', '--config', at('config.json')], { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, FORMULARY_SETUP_CODE: setUpCode, ...clockOf(earlier) } });
  const ended = new Promise((done) => child.once('exit', done));
  const address = await new Promise((done, failed) => {
    let said = '';
    child.stdout.on('data', (piece) => {
      said += piece;
      const found = /ready at (\S+)\n/.exec(said);
      if (found) done(found[1]);
    });
    ended.then((status) => failed(new Error(`the service ended with ${status}`)));
  });
  agent = new Agent({ keepAlive: true });
  offset = -earlier;
  service = { child, ended, address };
  return address;
}

/** A command on the host, at the service's time: what it prints as JSON. */
export const onHost = (command, input) =>
  JSON.parse(execFileSync(join(bin, 'formulary'), ['--json', ...command, '--data', at('data')], { input, env: { ...process.env, ...clockOf(-offset) } }));

export async function stop() {
  if (!service) return;
  const { child, ended } = service;
  service = undefined;
  agent.destroy();
  child.kill('SIGTERM');
  assert.equal(await ended, 0);
}

export async function tearDown() {
  service?.child.kill('SIGKILL');
  await service?.ended;
  rmSync(place, { recursive: true, force: true });
}

export const address = () => service.address;

/** One request: {status, headers, text}, and `body` where it is JSON. */
export function exchange(method, path, headers = {}, body = undefined) {
  const { pathname } = new URL(path, service.address);
  return new Promise((done, failed) => {
    const request = httpRequest(service.address + path, { method, agent, headers: { ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }), ...headers } }, (answer) => {
      const pieces = [];
      answer.on('data', (piece) => pieces.push(piece));
      answer.on('error', failed);
      answer.on('end', () => {
        const text = Buffer.concat(pieces).toString();
        const json = /json/.test(answer.headers['content-type'] ?? '') && text && !pathname.endsWith('/file');
        done({ status: answer.statusCode, headers: answer.headers, text, body: json ? JSON.parse(text) : undefined });
      });
    });
    request.on('error', failed);
    request.end(body);
  });
}

// -- the database --------------------------------------------------------------------------------------------------------

// What is written while nothing of the registry changes: the log itself and the seals, when somebody was last
// seen, which is counted, and what the service does by itself.
const besides = /^audit_|^change_counter$|^recall_due$|^table_seal$/;
const seen = { session: ['last_seen'], token: ['last_used'] };

export class Database {
  #asked = [];
  #said = '';

  constructor() {
    this.program = spawn('sqlite3', ['-readonly', '-json', at('data/formulary.db')], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.program.stdout.setEncoding('utf8').on('data', (piece) => {
      this.#said += piece;
      for (let end = this.#said.indexOf('\nend of answer\n'); end >= 0; end = this.#said.indexOf('\nend of answer\n')) {
        const text = this.#said.slice(0, end);
        this.#said = this.#said.slice(end + '\nend of answer\n'.length);
        this.#asked.shift()(text.trim() ? JSON.parse(text) : []);
      }
    });
  }

  ask(sql) {
    return new Promise((done) => {
      this.#asked.push(done);
      this.program.stdin.write(`${sql};\n.print "\\nend of answer"\n`);
    });
  }

  /** Every table with a digest of all that is in it. */
  async contents() {
    if (!this.digests) {
      const columns = await this.ask("SELECT m.name AS 'table', c.name AS 'column' FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' ORDER BY 1, c.cid");
      const tables = new Map();
      for (const { table, column } of columns) {
        if (besides.test(table)) continue;
        const all = tables.get(table) ?? [];
        if (!seen[table]?.includes(column)) all.push(`"${column}"`);
        tables.set(table, all);
      }
      this.digests = [...tables].map(([table, all]) => `SELECT '${table}' AS 'table', hex(sha3_query('SELECT ${all} FROM "${table}" ORDER BY ${all}')) AS digest`).join(' UNION ALL ');
    }
    return new Map((await this.ask(this.digests)).map(({ table, digest }) => [table, digest]));
  }

  /** Which tables are not as they were in `before`. */
  async changedSince(before) {
    return [...await this.contents()].filter(([table, digest]) => before.get(table) !== digest).map(([table]) => table);
  }

  async logSize() {
    return (await this.ask('SELECT count(*) AS size FROM audit_entry'))[0].size;
  }

  /** The entries since `size`, once there are `wanted` of `action`: they are written a moment after the answer. */
  async entriesSince(size, action, wanted) {
    const sql = `SELECT json_extract(entry, '$.object.type') AS object, actor_id AS actor FROM audit_entry WHERE seq >= ${size} AND action = '${action}'`;
    for (let tries = 0; ; ++tries) {
      const entries = await this.ask(sql);
      if (entries.length >= wanted || tries === 40) return entries;
      await pause(25);
    }
  }

  end() {
    this.program.stdin.end();
  }
}
