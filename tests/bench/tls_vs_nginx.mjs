// tls_vs_nginx.mjs BIN PLACE: prints RATIO OURS NGINX of requests, of resumed connections and of whole handshakes per
// second: medians of interleaved runs, and their quotients. wrk with 32 connections measures the first two (with
// `Connection: close` it connects anew for each request, with its ticket), two of OpenSSL's s_time the third.
import { execFile, execFileSync, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, makeCertificate } from '../http/ways.mjs';

const [bin, place] = process.argv.slice(2);
const rounds = 5;
const { certificate, key } = makeCertificate(place);
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

function perSecond(port, headers) {
  const text = execFileSync('wrk', ['-t1', '-c32', '-d3s', ...headers.flatMap((header) => ['-H', header]), `https://127.0.0.1:${port}/`], { encoding: 'utf8' });
  if (/Non-2xx/.test(text)) throw new Error(text);
  return Number(/Requests\/sec:\s*([\d.]+)/.exec(text)[1]);
}

async function handshakesPerSecond(port) {
  const seconds = 3;
  const one = () => new Promise((done, failed) => execFile('openssl', ['s_time', '-new', '-connect', `127.0.0.1:${port}`, '-time', String(seconds)], (problem, text) => {
    const found = /(\d+) connections in \d+ real seconds/.exec(text);
    return found ? done(Number(found[1]) / seconds) : failed(problem ?? new Error(text));
  }));
  const [a, b] = await Promise.all([one(), one()]);
  return a + b;
}

const ours = spawn(join(bin, 'bench-empty-handler'), ['tls', certificate, key], { stdio: ['pipe', 'pipe', 'inherit'] });
const port = Number(await new Promise((done, failed) => {
  ours.stdout.once('data', done);
  ours.once('exit', () => failed(new Error('the empty handler ended')));
}));
const nginxPort = await freePort();
const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((one) => `${one}_temp_path ${place}/${one};`).join(' ');
writeFileSync(join(place, 'nginx.conf'), `daemon off; worker_processes 2; pid ${place}/nginx.pid; error_log ${place}/nginx.log; events {} http { access_log off; ${temporary} keepalive_requests 1000000; server { listen 127.0.0.1:${nginxPort} ssl; ssl_certificate ${certificate}; ssl_certificate_key ${key}; ssl_protocols TLSv1.2 TLSv1.3; location / { return 200; } } }`);
const nginx = spawn('/usr/sbin/nginx', ['-p', place, '-c', join(place, 'nginx.conf')], { stdio: 'ignore' });
try {
  await new Promise((done) => setTimeout(done, 1000));
  const figures = [];
  for (const measure of [(at) => perSecond(at, []), (at) => perSecond(at, ['Connection: close']), handshakesPerSecond]) {
    const [a, b] = [[], []];
    for (let round = 0; round < rounds; ++round) {
      a.push(await measure(port));
      b.push(await measure(nginxPort));
    }
    figures.push((median(a) / median(b)).toFixed(3), Math.round(median(a)), Math.round(median(b)));
  }
  console.log(figures.join(' '));
} finally {
  ours.stdin.end();
  ours.kill('SIGTERM');
  nginx.kill('SIGTERM');
}
process.exit(0);
