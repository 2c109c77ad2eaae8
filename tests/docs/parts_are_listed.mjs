// parts_are_listed.mjs ROOT: docs/SECURITY.md lists every part that is not ours: what script/setup installs to build and run,
// and what the application in the browser is made with.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tablesIn } from './tables.mjs';

const root = process.argv[2];
const read = (file) => readFileSync(join(root, file), 'utf8');
const [, installed] = /^run='([^']+)'/m.exec(read('script/setup'));
const wanted = [...installed.trim().split(/\s+/), ...Object.keys(JSON.parse(read('web/package.json')).dependencies)];
const table = tablesIn(read('docs/SECURITY.md')).find(({ heading }) => heading === 'What it is built on');
const listed = table.rows.flatMap(({ Part }) => Part.split(', '));
assert.deepEqual([...listed].sort(), [...wanted].sort());

const packages = Object.entries(JSON.parse(read('web/package-lock.json')).packages).filter(([name]) => name !== '');
for (const [name, { integrity, link }] of packages) assert.ok(link || /^sha512-/.test(integrity), `${name} has no digest in the lock file`);
console.log(`${listed.length} parts are listed, and ${packages.length} packages have their digest`);
