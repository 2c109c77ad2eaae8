// The real service on a folder of its own, for one run of the browser tests.
import { spawn, execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const firstThatExists = (...paths) => paths.find((path) => existsSync(path));

/** Where the programs are: FORMULARY_BIN, or the release build, or the one for development. */
export const programs = process.env.FORMULARY_BIN ?? firstThatExists(...['release', 'dev'].map((kind) => join(root, 'build', kind, 'bin')).filter((bin) => existsSync(join(bin, 'formulary'))));
const web = process.env.FORMULARY_WEB ?? firstThatExists(join(programs ?? root, '../share/formulary/web'), join(root, 'web/dist'));

export const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** What is missing to run at all; empty when everything is there. */
export function missing() {
  if (!programs || !existsSync(join(programs, 'formulary'))) return 'the program formulary is not built';
  if (!existsSync(join(programs, 'formulary-samples'))) return 'the program formulary-samples is not built';
  if (!web) return 'the web application is not built (npm run build in web/)';
  if (!existsSync(join(root, 'web/node_modules/playwright-core'))) return 'npm ci was not run in web/';
  if (!existsSync(chromium)) return `there is no browser at ${chromium} (CHROMIUM names another)`;
  return '';
}

export const setUpCode = 'one-time-code-for-tests';

const freePort = () =>
  new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });

/**
 * `configure` gives what more the configuration is to say, from the folder and the address of the service; `accounts` is
 * what local accounts demand, as in the configuration.
 */
export async function startService(configure, accounts = 'trial') {
  const folder = mkdtempSync(join(tmpdir(), 'formulary-web-'));
  const samples = join(folder, 'samples');
  execFileSync(join(programs, 'formulary-samples'), [samples], { stdio: 'ignore' });
  const log = join(folder, 'service.log');
  const options = ['serve', '--data', join(folder, 'data'), '--port', '0', '--web', web, '--log', log, ...(accounts === 'trial' ? ['--trial'] : [])];
  if (configure) {
    options[4] = String(await freePort());
    writeFileSync(join(folder, 'config.json'), JSON.stringify(await configure(folder, `http://127.0.0.1:${options[4]}`)));
    options.push('--config', join(folder, 'config.json'));
  }
  const child = spawn(join(programs, 'formulary'), options, {
    env: { ...process.env, FORMULARY_SETUP_CODE: setUpCode },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((done) => child.once('exit', done));
  const address = await new Promise((ready, failed) => {
    let said = '';
    child.stdout.on('data', (text) => {
      said += text;
      const found = /ready at (http:\S+)/.exec(said);
      if (found) ready(found[1]);
    });
    child.once('exit', (code) => failed(new Error(`the service ended with ${code}: ${said}${existsSync(log) ? readFileSync(log, 'utf8') : ''}`)));
  });
  return {
    address,
    folder,
    sample: (name) => join(samples, name),
    async stop() {
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
