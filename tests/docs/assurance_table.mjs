// assurance_table.mjs ROOT: the tables that say which test fails when a promise breaks, held to their word. Every control
// and every test that they name exists; the table of ASVS has each requirement of levels 1 and 2 once, with one of four
// statuses; so do those of promises and of laws, as far as they can.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { References } from './references.mjs';
import { codeIn, tablesIn } from './tables.mjs';

const root = process.argv[2];
const read = (file) => readFileSync(join(root, file), 'utf8');
const references = new References(root);
const wrong = [];

// OWASP ASVS 5.0.0, requirements of level 1 and of level 2 in each chapter. Of level 3 those that a promise is about.
const requirements = [[8, 19], [4, 7], [8, 11], [2, 8], [4, 5], [13, 22], [6, 12], [4, 3], [4, 3], [5, 24], [3, 11], [3, 6], [1, 12], [2, 7], [3, 10], [0, 16], [0, 7]];
const ofLevel3 = ['5.2.4', '5.2.5', '5.3.3', '7.5.3', '8.3.2'];
const statuses = ['met', 'partly', 'not met', 'does not apply'];

/** A row has a control and a test, all of which exist. Words of a control may quote other things than files. */
function check(where, row) {
  const quoted = codeIn(row.Control);
  const controls = quoted.filter((one) => /[/#]/.test(one) && !/[ :?]|^\/|\/$/.test(one));
  const tests = codeIn(row.Test);
  if (controls.length === 0) wrong.push(`${where}: no control`);
  if (tests.length === 0) wrong.push(`${where}: no test`);
  for (const one of controls) if (!references.isControl(one)) wrong.push(`${where}: there is no ${one}`);
  for (const one of tests) if (!references.isTest(one)) wrong.push(`${where}: there is no test ${one}`);
}

function checkAsvs() {
  const counted = new Map();
  const seen = new Set();
  const [summary, ...chapters] = tablesIn(read('docs/ASVS.md'));
  for (const { heading, rows } of chapters) {
    for (const row of rows) {
      const number = row['No.'];
      const where = `ASVS ${number}`;
      if (!/^\d+\.\d+\.\d+$/.test(number) || !heading.startsWith(`V${number.split('.')[0]} `)) wrong.push(`${where} stands under "${heading}"`);
      if (seen.has(number)) wrong.push(`${where} is there twice`);
      seen.add(number);
      if (!statuses.includes(row.Status)) wrong.push(`${where}: "${row.Status}" is no status`);
      for (const column of ['Asks', 'How, or what is missing']) if (row[column].length < 2) wrong.push(`${where}: "${column}" is empty`);
      if (row.Status === 'met' || row.Status === 'partly') check(where, row);
      else if (row.Test !== '' || row.Control !== '') wrong.push(`${where}: what is not there has neither control nor test`);
      if (row.Level === '3') {
        if (!ofLevel3.includes(number)) wrong.push(`${where} is of level 3, and no promise is about it`);
      } else {
        const key = `${number.split('.')[0]}/${row.Level}`;
        counted.set(key, (counted.get(key) ?? 0) + 1);
      }
    }
  }
  requirements.forEach(([one, two], i) => {
    assert.equal(counted.get(`${i + 1}/1`) ?? 0, one, `ASVS V${i + 1}, level 1`);
    assert.equal(counted.get(`${i + 1}/2`) ?? 0, two, `ASVS V${i + 1}, level 2`);
  });
  for (const number of ofLevel3) assert.ok(seen.has(number), `ASVS ${number}`);
  const all = chapters.flatMap(({ rows }) => rows);
  for (const { Status, Requirements } of summary.rows) assert.equal(Number(Requirements), all.filter((row) => row.Status === Status).length, Status);
  return seen.size;
}

/** Tables with controls and tests in other documents; `key` names what may not be there twice. */
function checkOthers() {
  const tables = tablesIn(read('docs/ASSURANCE.md'));
  for (const { heading, columns } of tables) if (!columns.includes('Control') || !columns.includes('Test')) wrong.push(`${heading}: a table without the columns Control and Test`);
  assert.ok(tables.some(({ columns, rows }) => columns.includes('Promise') && rows.length >= 45), 'the table of promises is gone');
  assert.ok(tables.some(({ columns }) => columns.includes('Clause')), 'the table of the HIPAA Security Rule is gone');
  let count = 0;
  for (const { heading, columns, rows } of tables.filter(({ columns }) => columns.includes('Test'))) {
    const seen = new Set();
    for (const row of rows) {
      const name = row[columns[0]];
      if (seen.has(name)) wrong.push(`${heading}: "${name}" is there twice`);
      seen.add(name);
      if (columns.includes('Clause')) {
        if (!/^164\.3\d\d(\(\w+\))+$/.test(name)) wrong.push(`${heading}: "${name}" is no clause`);
        if (!['required', 'addressable'].includes(row.Kind)) wrong.push(`${heading}: ${name} is neither required nor addressable`);
      }
      if (row.Test === 'the hospital') continue; // said so in words of its own
      check(`${heading}: ${name}`, row);
      count += 1;
    }
  }
  return count;
}

/** The check itself: what does not exist is noticed. */
function checkTheCheck() {
  for (const one of ['Suite.ThatIsNot', 'tests/stories/not_there.story', 'no_such_test', 'docs/ASVS.md', '../etc/passwd', 'tests/stories/not_there*.story', '*']) assert.ok(!references.isTest(one), one);
  for (const one of ['service/not_there.cpp', 'docs/SECURITY.md#not-there', '/etc/passwd']) assert.ok(!references.isControl(one), one);
  for (const one of ['Access.IsAsTheMatrixSays', 'tests/stories/leaver.story', 'hostile_table_tls', 'Case.symbolic_link', 'FieldCipher.*', 'tests/stories/scim_*.story']) assert.ok(references.isTest(one), one);
}

checkTheCheck();
const asvs = checkAsvs();
const others = checkOthers();
assert.deepEqual(wrong, [], wrong.join('\n'));
console.log(`${asvs} requirements of ASVS and ${others} other rows name what exists`);
