// limits_stand.mjs ROOT: the limits that docs/SECURITY.md tells are those of the program: each row repeats the words of the
// source, and its number is the one that stands there.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { codeIn, tablesIn } from './tables.mjs';

const root = process.argv[2];
/** A file, or those of a folder: a constant may move within its room. */
const sourcesAt = (place) => (statSync(place).isDirectory() ? readdirSync(place).map((name) => join(place, name)).filter((path) => statSync(path).isFile()) : [place]).map((path) => readFileSync(path, 'utf8'));
const table = tablesIn(readFileSync(join(root, 'docs/SECURITY.md'), 'utf8')).find(({ heading }) => heading === 'Limits');
assert.ok(table.rows.length >= 25, 'the table of limits is short');
for (const row of table.rows) {
  const [place, words] = codeIn(row['Stands in']);
  assert.ok(sourcesAt(join(root, place)).some((source) => source.includes(words)), `${row.What}: "${words}" is not in ${place}`);
  const numbers = (text) => text.replaceAll(/[,'](?=\d{3})/g, '').match(/\d+/g) ?? [];
  const [said] = numbers(row['At most']);
  const spelled = words === 'json_limit = 1024 * 1024' ? ['1'] : numbers(words);
  assert.ok(spelled.includes(said), `${row.What}: ${said} is told, "${words}" stands in ${place}`);
}
console.log(`${table.rows.length} limits are as they are told`);
