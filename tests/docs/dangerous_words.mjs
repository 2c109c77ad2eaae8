// dangerous_words.mjs ROOT: what must not be in the sources at all, with the requirement of OWASP ASVS 5.0 that it is about.
// Comments count too: a word that is explained away today is used tomorrow.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

const root = process.argv[2];

// `except`: where the word stands for a reason, which is given.
const rules = [
  { about: '1.2.5', in: ['service', 'scanners'], word: /(?<![\w.:])(?:(?:std)?::)?(?:system|popen|execl|execlp|execle|execv|execvp|execvpe|fork|vfork)\((?!\))/, except: { 'service/cli/scan.cpp': 'becomes the scanner, without a shell' } },
  { about: '1.4.1', in: ['service', 'scanners'], word: /\b(?:strcpy|strcat|sprintf|vsprintf|gets|alloca|strtok)\(/ },
  { about: '1.2.9', in: ['service', 'scanners'], word: /std::w?regex|<regex>|\bregcomp\(/ },
  { about: '1.2.9', in: ['web/src'], word: /new RegExp\(|\bRegExp\(/ },
  { about: '1.3.10', in: ['service', 'scanners'], word: /fmt::runtime|vformat|(?<!sn)printf\((?!"|stderr, ")/ },
  { about: '1.3.2', in: ['web/src'], word: /\beval\(|new Function\(|set(?:Timeout|Interval)\(\s*['"`]/ },
  { about: '3.2.2', in: ['web/src'], word: /innerHTML|outerHTML|insertAdjacentHTML|document\.write|srcdoc|createContextualFragment/ },
  { about: '3.4.2', in: ['service'], word: /access-control-allow/i },
  { about: '3.5.5', in: ['web/src'], word: /postMessage|['"]message['"]/ },
  { about: '14.3.3', in: ['web/src'], word: /document\.cookie|indexedDB/ },
  { about: '15.3.6', in: ['web/src'], word: /__proto__|Object\.assign\(\s*Object\.prototype|\.prototype\[/ },
  { about: '11.3.1', in: ['service', 'scanners'], word: /EVP_\w+_ecb\b|EVP_rc4|EVP_des|EVP_bf|EVP_PKEY_(?:en|de)crypt_init/ },
  { about: '11.4.1', in: ['service'], word: /EVP_md5|EVP_sha1\b|"MD5"/, except: { 'service/io/crypto/system_world.cpp': 'HMAC-SHA-1 of one-time codes (RFC 6238), and the checksum of a piece (tus)', 'service/domain/rules/code_crypto.cpp': 'judges what a package uses', 'service/domain/rules/key.cpp': 'judges how a package is signed' } },
  { about: '11.5.1', in: ['service', 'scanners'], word: /\b(?:std::)?(?:rand|srand)\(|mt19937|minstd_rand/, except: { 'service/io/http/request_id.cpp': 'the number of a request is no secret' } },
  { about: '11.5.1', in: ['web/src'], word: /Math\.random/ },
];

function* filesUnder(folder) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* filesUnder(path);
    else if (/\.(?:cpp|hpp|ts|tsx)$/.test(name)) yield path;
  }
}

const found = [];
const used = new Set();
let count = 0;
for (const { about, in: folders, word, except = {} } of rules) {
  for (const folder of folders) {
    for (const path of filesUnder(join(root, folder))) {
      const file = relative(root, path);
      count += 1;
      readFileSync(path, 'utf8').split('\n').forEach((line, i) => {
        if (!word.test(line)) return;
        if (except[file]) used.add(`${about} ${file}`);
        else found.push(`${file}:${i + 1} (ASVS ${about}): ${line.trim()}`);
      });
    }
  }
}
assert.deepEqual(found, [], found.join('\n'));
for (const { about, except = {} } of rules) for (const file of Object.keys(except)) assert.ok(used.has(`${about} ${file}`), `${file} needs no exception for ASVS ${about} any more`);

// The rules themselves: each finds what it is about.
const caught = ['::system("ls")', 'std::system(command)', 'popen(command, "r")', 'execvp(name, words)', 'std::regex word', 'x.innerHTML = text', 'eval(text)', 'EVP_md5()', 'std::mt19937 dice', 'printf(text)', 'sprintf(out, text)', 'new RegExp(text)', 'access-control-allow-origin'];
for (const line of caught) assert.ok(rules.some(({ word }) => word.test(line)), `no rule finds: ${line}`);
for (const line of ['domain::Actor::system()', 'Actor::system(), submission', 'fmt::print("x")', 'snprintf(out, 5, "x")', 'random_device device']) assert.ok(rules.every(({ word }) => !word.test(line)), `a rule finds: ${line}`);
console.log(`${rules.length} rules hold in ${count} looks at files`);
