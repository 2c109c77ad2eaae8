// The ways to the service: `plain` on loopback, `tls` of its own, `proxy` through nginx as docs/nginx.conf has it. All
// start the real service, and nginx, on a place of their own.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Wire } from './wire.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
export const setUpCode = 'a-code-for-the-first';
const nginx = '/usr/sbin/nginx';
const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** Looks again until `there` says so, ten seconds long; the assertion that follows tells what is wrong. */
export async function until(there) {
  for (let i = 0; i < 200 && !there(); ++i) await pause(50);
}

export function freePort() {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

export function makeCertificate(folder, name = 'localhost', kind = ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256']) {
  const files = { certificate: join(folder, `${name}.pem`), key: join(folder, `${name}.key`) };
  execFileSync('openssl', ['req', '-x509', '-newkey', ...kind, '-nodes', '-days', '2', '-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name},IP:127.0.0.1`, '-keyout', files.key, '-out', files.certificate], { stdio: 'ignore' });
  return files;
}

/** nginx as it ships, with this place's ports and files; nothing when another program took the port meanwhile. */
async function tryNginx(place, servicePort, { certificate, key }) {
  const port = await freePort();
  const openPort = await freePort(); // without TLS
  const shipped = readFileSync(join(root, 'docs/nginx.conf'), 'utf8');
  const site = shipped
    .replace('127.0.0.1:8080', `127.0.0.1:${servicePort}`)
    .replace(/listen 80;\s+listen \[::\]:80;/, `listen 127.0.0.1:${openPort};`)
    .replace(/listen 443 ssl;\s+listen \[::\]:443 ssl;/, `listen 127.0.0.1:${port} ssl;`)
    .replace('/etc/ssl/certs/formulary.pem', certificate)
    .replace('/etc/ssl/private/formulary.key', key);
  assert.ok(!/\b443\b|\b80\b|etc\/ssl/.test(site), 'docs/nginx.conf is not as this test expects it');
  mkdirSync(join(place, 'nginx'), { recursive: true });
  writeFileSync(join(place, 'site.conf'), site);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((one) => `  ${one}_temp_path ${place}/nginx/${one};\n`).join('');
  writeFileSync(join(place, 'nginx.conf'), `daemon off;\nmaster_process off;\npid ${place}/nginx/pid;\nerror_log ${place}/nginx/error.log warn;\nworker_rlimit_nofile 16384;\nevents { worker_connections 4096; }\nhttp {\n  log_format passed_on "$upstream_addr";\n  access_log ${place}/nginx/passed_on passed_on;\n${temporary}  include ${place}/site.conf;\n}\n`);
  const child = spawn(nginx, ['-p', place, '-c', join(place, 'nginx.conf')], { stdio: ['ignore', 'ignore', 'ignore'] });
  process.on('exit', () => child.kill('SIGKILL'));
  const ended = new Promise((done) => child.once('exit', (status, signal) => done({ status, signal })));
  for (let i = 0; i < 200 && child.exitCode === null; ++i) {
    const open = await new Promise((done) => {
      const socket = connect(port, '127.0.0.1', () => { socket.destroy(); done(true); }).on('error', () => done(false));
    });
    if (open && child.exitCode === null) return { port, openPort, child, ended };
    await pause(50);
  }
  child.kill('SIGKILL');
  return undefined;
}

async function startNginx(place, servicePort) {
  assert.ok(existsSync(nginx), 'nginx is not installed: script/setup test');
  const files = makeCertificate(place, 'proxy');
  for (let i = 0; i < 5; ++i) {
    const running = await tryNginx(place, servicePort, files);
    if (running) return running;
  }
  throw new Error(`nginx does not listen: ${readFileSync(join(place, 'nginx/error.log'), 'utf8')}`);
}

/**
 * Starts what the way needs. `limits` and `descriptors` are the service's. Gives `open()` for a new wire, `certificate`,
 * `log()` (the service's, as objects), `child` and `ended` of the service, and `end()`, which checks that it ends well.
 */
export async function begin(way, bin, { limits = {}, descriptors, tls = {} } = {}) {
  const place = mkdtempSync(join(tmpdir(), `formulary-${way}-`));
  mkdirSync(join(place, 'web'), { recursive: true });
  writeFileSync(join(place, 'web/index.html'), '<!doctype html><title>Formulary</title>');
  const own = way === 'tls' ? makeCertificate(place) : undefined;
  const config = {
    accounts: 'trial', data: join(place, 'data'), port: 0, web: join(place, 'web'), log: join(place, 'log'), limits, ...(own ? { tls: { ...own, ...tls } } : {}),
    ...(way === 'proxy' ? { proxies: { trusted: ['127.0.0.1'] } } : {}),
  };
  writeFileSync(join(place, 'config.json'), JSON.stringify(config));
  const command = [join(bin, 'formulary'), 'serve', '--config', join(place, 'config.json')];
  const [program, ...rest] = descriptors ? ['/bin/sh', '-c', `ulimit -n ${descriptors}; exec "$@"`, 'sh', ...command] : command;
  const child = spawn(program, rest, { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, FORMULARY_SETUP_CODE: setUpCode } });
  process.on('exit', () => child.kill('SIGKILL'));
  const ended = new Promise((done) => child.once('exit', (status, signal) => done({ status, signal })));
  const address = await new Promise((done, failed) => {
    let said = '';
    child.stdout.on('data', (piece) => {
      said += piece;
      const found = /ready at (\S+)\n/.exec(said);
      if (found) done(found[1]);
    });
    ended.then(({ status }) => failed(new Error(`the service ended with ${status}`)));
  });
  const servicePort = Number(new URL(address).port);
  const proxy = way === 'proxy' ? await startNginx(place, servicePort) : undefined;
  const port = proxy?.port ?? servicePort;
  const options = { host: '127.0.0.1', port, ...(way === 'plain' ? {} : { tls: { servername: 'localhost' } }) };
  return {
    place, child, ended, port, openPort: proxy?.openPort, certificate: own,
    /** `tls` adds to the options of TLS; null: none is spoken. */
    open: ({ tls = {}, ...more } = {}) => Wire.open({ ...options, ...more, tls: options.tls && tls ? { ...options.tls, ...tls } : undefined }),
    /** How many requests nginx has passed on, in its own count. */
    passedOn: () => readFileSync(join(place, 'nginx/passed_on'), 'utf8').split('\n').filter((line) => line && line !== '-').length,
    /** A request's line is written when its answer is on its way: who looks for the last ones waits `until` they are there. */
    log: () => readFileSync(join(place, 'log'), 'utf8').split('\n').slice(0, -1).map((line) => JSON.parse(line)),
    async end() {
      try {
        if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
        const slow = new Promise((done) => setTimeout(done, 40_000, 'it does not end').unref());
        assert.deepEqual(await Promise.race([ended, slow]), { status: 0, signal: null });
      } finally {
        child.kill('SIGKILL');
        if (proxy) {
          proxy.child.kill('SIGKILL');
          await proxy.ended;
        }
        rmSync(place, { recursive: true, force: true });
      }
    },
  };
}
