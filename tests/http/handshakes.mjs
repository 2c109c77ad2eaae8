// handshakes.mjs BIN: the TLS of the service as OpenSSL's own client sees it: versions, ciphers, protocols, tickets,
// early data, junk in SNI, client certificates, a certificate that is replaced while it serves.
import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Canary, exchange } from './canary.mjs';
import { begin, makeCertificate } from './ways.mjs';

const [bin] = process.argv.slice(2);
const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
const request = 'GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n';

const place = await begin('tls', bin);
const canary = await Canary.start(place);

/** What `openssl s_client` says after sending `input`. */
function peer(options = [], input = request) {
  const { stdout, stderr, status } = spawnSync('openssl', ['s_client', '-connect', `127.0.0.1:${place.port}`, '-ign_eof', ...options], { input, timeout: 20_000, encoding: 'latin1' });
  return { text: stdout + stderr, status };
}
const isServed = ({ text }) => /HTTP\/1\.1 200 /.test(text);

// Versions and ciphers.
const weak = ['-cipher', 'ALL:@SECLEVEL=0'];
assert.ok(!isServed(peer(['-tls1', ...weak])) && !isServed(peer(['-tls1_1', ...weak])));
assert.match(peer(['-tls1_2']).text, /Protocol\s*: TLSv1\.2[^]*HTTP\/1\.1 200 /);
assert.match(peer(['-tls1_3']).text, /New, TLSv1\.3, Cipher is TLS_/);
for (const cipher of ['AES128-GCM-SHA256', 'ECDHE-ECDSA-AES128-SHA', 'ECDHE-ECDSA-AES256-SHA384', 'NULL-SHA', 'ADH-AES128-SHA256']) {
  assert.ok(!isServed(peer(['-tls1_2', '-cipher', `${cipher}:@SECLEVEL=0`])), cipher);
}
assert.match(peer(['-tls1_2', '-cipher', 'ECDHE-ECDSA-CHACHA20-POLY1305']).text, /CHACHA20[^]*HTTP\/1\.1 200 /);
assert.match(peer(['-tls1_2']).text, /Compression: NONE/);

// Protocols.
assert.match(peer(['-alpn', 'h2,http/1.1']).text, /ALPN protocol: http\/1\.1/);
assert.ok(!isServed(peer(['-alpn', 'h2'])));
assert.match(peer(['-alpn', 'h2']).text, /no application protocol/);

// Resumption, early data.
const session = join(place.place, 'session');
for (const version of ['-tls1_2', '-tls1_3']) {
  assert.ok(isServed(peer([version, '-sess_out', session])));
  assert.match(peer([version, '-sess_in', session]).text, /Reused, TLSv1\.[23][^]*HTTP\/1\.1 200 /);
}
const early = join(place.place, 'early');
writeFileSync(early, request);
assert.doesNotMatch(peer(['-tls1_3', '-sess_in', session, '-early_data', early]).text, /Early data was accepted/);

// Names in SNI: any name is served, since there is one certificate; one that is no name is refused.
for (const name of ['-noservername', `-servername=${'a'.repeat(63)}.${'b'.repeat(63)}`, '-servername=..', '-servername=%00', `-servername=${'x'.repeat(250)}`]) {
  const said = peer(name.split('='));
  assert.ok(isServed(said) || /alert/.test(said.text), `${name}: ${said.text.slice(-300)}`);
}
assert.ok(isServed(peer(['-servername', 'somebody.else.example'])));

// A client that says goodbye is told goodbye; what it reads ends in order.
assert.doesNotMatch(peer().text, /unexpected eof/);

// The certificate is replaced: by the change of its files alone, and by SIGHUP. What is open stays open.
const subject = (said) => /subject=.*CN = (\S+)/.exec(said.text)?.[1];
const open = await place.open();
await open.ask();
const replace = (files) => {
  copyFileSync(files.certificate, place.certificate.certificate);
  copyFileSync(files.key, place.certificate.key);
};
assert.equal(subject(peer()), 'localhost');
replace(makeCertificate(place.place, 'second'));
for (let i = 0; i < 60 && subject(peer()) !== 'second'; ++i) await pause(500);
assert.equal(subject(peer()), 'second', 'its files have changed');
replace(makeCertificate(place.place, 'third', ['rsa:2048']));
place.child.kill('SIGHUP');
for (let i = 0; i < 20 && subject(peer()) !== 'third'; ++i) await pause(100);
assert.equal(subject(peer()), 'third', 'SIGHUP');
assert.ok(isServed(peer(['-tls1_2'])), 'with a key of RSA');
const refused = (why) => place.log().filter((line) => line.event === 'certificate.kept').some((line) => why.test(line.problem));
for (const [spoil, why] of [
  [() => writeFileSync(place.certificate.certificate, 'junk'), /cannot be used/],
  [() => copyFileSync(join(place.place, 'second.pem'), place.certificate.certificate), /does not belong/],
  [() => { replace({ certificate: join(place.place, 'second.pem'), key: join(place.place, 'second.key') }); chmodSync(place.certificate.key, 0o644); }, /chmod o=/],
]) {
  spoil();
  place.child.kill('SIGHUP');
  for (let i = 0; i < 50 && !refused(why); ++i) await pause(100);
  assert.ok(refused(why), String(why));
  assert.equal(subject(peer()), 'third', 'a broken certificate changes nothing');
}
chmodSync(place.certificate.key, 0o600);
await open.ask();
open.endSending();
const said = await canary.stop();
await place.end();

// Scripts show a certificate: their token alone is not enough, nor is it with the certificate of somebody else.
const scripts = await scriptsShowCertificates();

// A first try: no network without TLS, but a certificate is made on request, and its fingerprint is told.
await firstTry();

console.log(`OpenSSL's client: as it should be; ${said}; ${scripts}`);
process.exit(0);

async function firstTry() {
  const folder = mkdtempSync(join(tmpdir(), 'formulary-first-'));
  const serve = ['serve', '--data', join(folder, 'data'), '--port', '0', '--web', folder, '--log', join(folder, 'log'), '--host', '0.0.0.0'];
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Formulary</title>');
  const refused = spawnSync(join(bin, 'formulary'), serve, { encoding: 'utf8' });
  assert.equal(refused.status, 2);
  assert.match(refused.stderr, /loopback addresses only.*--certificate FILE --key FILE.*--self-signed.*proxy/s);
  const child = spawn(join(bin, 'formulary'), [...serve, '--self-signed'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((done) => child.once('exit', done));
  let told = '';
  await new Promise((done, failed) => {
    child.stdout.on('data', (piece) => /Ctrl-C/.test((told += piece)) && done());
    ended.then(() => failed(new Error('it ended')));
  });
  const port = /ready at https:\/\/\S+:(\d+)\n/.exec(told)[1];
  const file = join(folder, 'data/tls/certificate.pem');
  const fingerprint = execFileSync('openssl', ['x509', '-in', file, '-noout', '-fingerprint', '-sha256'], { encoding: 'utf8' }).split('=')[1].trim();
  assert.ok(told.includes(fingerprint), told);
  const peer = spawnSync('openssl', ['s_client', '-connect', `127.0.0.1:${port}`, '-CAfile', file, '-verify_hostname', 'localhost', '-verify_return_error', '-ign_eof'], { input: request, encoding: 'latin1', timeout: 20_000 });
  assert.match(peer.stdout, /Verify return code: 0 \(ok\)[^]*HTTP\/1\.1 200 /);
  assert.match(peer.stdout, /strict-transport-security: max-age=31536000/);
  child.kill('SIGHUP');  // there are no files to read again: it stops, as it does when a terminal is closed
  assert.equal(await ended, 0);
  rmSync(folder, { recursive: true });
}

async function scriptsShowCertificates() {
  const folder = mkdtempSync(join(tmpdir(), 'formulary-clients-'));
  const authority = makeCertificate(folder, 'authority');
  const issue = (name) => {
    const files = { certificate: join(folder, `${name}.pem`), key: join(folder, `${name}.key`) };
    const wish = execFileSync('openssl', ['req', '-new', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', `/CN=${name}`, '-keyout', files.key], { stdio: ['ignore', 'pipe', 'ignore'] });
    execFileSync('openssl', ['x509', '-req', '-days', '2', '-CA', authority.certificate, '-CAkey', authority.key, '-CAcreateserial', '-out', files.certificate], { input: wish, stdio: ['pipe', 'ignore', 'ignore'] });
    return files;
  };
  const shown = ({ certificate, key }) => ({ tls: { cert: readFileSync(certificate), key: readFileSync(key) } });
  const [desk, other] = [issue('order-desk'), issue('other-desk')];
  const place = await begin('tls', bin, { tls: { client_authorities: authority.certificate } });
  const others = await Canary.start(place);
  const { wire, fields } = await others.logIn('ada');
  const owner = JSON.parse((await exchange(wire, 'POST', '/v1/users', fields, JSON.stringify({ login: 'order-desk', name: 'Orders', roles: ['script'], domains: [] }))).body).id;
  const { secret } = JSON.parse((await exchange(wire, 'POST', '/v1/tokens', fields, JSON.stringify({ name: 'orders', scopes: ['gate'], owner }))).body);
  wire.endSending();
  const gate = `/v1/gate?sha256=${'0'.repeat(64)}`;
  const ask = async (options) => {
    const script = await place.open(options);
    const answer = await exchange(script, 'GET', gate, `Authorization: Bearer ${secret}\r\n`);
    script.endSending();
    return answer;
  };
  assert.equal((await ask(shown(desk))).status, 200);
  for (const options of [{}, shown(other)]) {
    const answer = await ask(options);
    assert.equal(answer.status, 401);
    assert.match(answer.body, /client certificate whose common name is the script's login/);
  }
  await assert.rejects(ask(shown(makeCertificate(folder, 'stranger'))), 'a certificate of another authority');

  // The command line shows it, too.
  const token = join(folder, 'token');
  writeFileSync(token, secret, { mode: 0o600 });
  const command = (...more) => spawnSync(join(bin, 'formulary'), ['--url', `https://localhost:${place.port}`, '--ca-file', place.certificate.certificate, '--token-file', token, ...more, 'gate', '--sha256', '0'.repeat(64)], { encoding: 'utf8' });
  assert.equal(command('--client-certificate', desk.certificate, '--client-key', desk.key).status, 4, 'unknown: an answer');
  assert.equal(command().status, 1, 'refused');
  const said = await others.stop();
  const denied = execFileSync('sqlite3', [join(place.place, 'data/formulary.db'), "select count(*) from audit_entry where cast(entry as text) like '%access.denied%'"], { encoding: 'utf8' });
  assert.ok(Number(denied) >= 3, 'each attempt is accounted for');
  await place.end();
  rmSync(folder, { recursive: true });
  return `scripts show certificates; ${said}`;
}
