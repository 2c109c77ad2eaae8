// import.mjs BIN PLACE FILE: imports the GUDID release FILE by the command, as an administrator does. Prints SECONDS MIB
// AGAIN: from the command to its end, the most memory that the service held meanwhile beyond what it held before (without
// the pages of files), and the seconds of the same import once more.
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makePeople, password, startService } from '../support/service.mjs';

const [bin, place, file] = process.argv.slice(2);
const held = (pid) => Number(/RssAnon:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;

const service = await startService(bin, place);
try {
  await makePeople(service.address);
  writeFileSync(join(place, 'password'), `${password}\n`, { mode: 0o600 });
  let peak = 0;
  const watch = setInterval(() => { peak = Math.max(peak, held(service.child.pid)); }, 5);
  const times = [];
  for (let turn = 0; turn < 2; ++turn) {
    const begun = Date.now();
    const command = spawn(join(bin, 'formulary'), ['--json', '--login', 'ada', '--password-file', join(place, 'password'), 'import', 'us-gudid', file, '--source-date', '2016-08-25'], {
      env: { PATH: process.env.PATH, FORMULARY_URL: service.address }, stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    command.stdout.on('data', (piece) => { said += piece; });
    const status = await new Promise((done) => command.once('close', done));
    if (status !== 0) throw new Error(`the import ended with ${status}: ${said}`);
    const { counts } = JSON.parse(said);
    if (counts.read !== 50000) throw new Error(`the release has 50,000 devices, not ${counts.read}`);
    times.push((Date.now() - begun) / 1000);
  }
  clearInterval(watch);
  console.log(`${times[0].toFixed(1)} ${peak.toFixed(0)} ${times[1].toFixed(1)}`);
} finally {
  service.child.kill('SIGTERM');
}
process.exit(0);
