// What a table of assurance may name: a file or folder of the repository, a section of a document, a test. Tests are found
// in their sources and in the lists of CMake, so that nothing has to be built for it.
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { anchorsIn } from './tables.mjs';

function* filesUnder(folder) {
  for (const name of readdirSync(folder)) {
    if (name === 'node_modules' || name === 'build') continue;
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* filesUnder(path);
    else yield path;
  }
}

/** A name in a list of CMake, once for each word of the loops around it: `hostile_${way}` with `foreach(way IN ITEMS plain tls)`. */
function spelledOut(name, list) {
  const variable = /\$\{(\w+)\}/.exec(name)?.[1];
  if (!variable) return [name];
  const words = new RegExp(`foreach\\(${variable} IN ITEMS ([^)]*)\\)`).exec(list)?.[1].trim().split(/\s+/) ?? [];
  return words.flatMap((word) => spelledOut(name.replace(`\${${variable}}`, word), list));
}

export class References {
  constructor(root) {
    this.root = root;
    this.suites = new Set(); // Suite.Name
    this.tests = new Set(); // names of add_test
    const cases = join(root, 'tests/scanners/cases');
    for (const file of filesUnder(join(root, 'tests'))) {
      if (file.endsWith('.cpp')) {
        const source = readFileSync(file, 'utf8');
        for (const [, suite, name] of source.matchAll(/^TEST(?:_F|_P)?\(\s*(\w+),\s*(\w+)\)/gm)) this.suites.add(`${suite}.${name}`);
      } else if (file.endsWith('CMakeLists.txt')) {
        const list = readFileSync(file, 'utf8');
        for (const [, name] of list.matchAll(/add_test\(\s*NAME\s+(\S+)/g)) for (const one of spelledOut(name, list)) this.tests.add(one);
      } else if (file.startsWith(cases)) {
        this.suites.add(`Case.${file.slice(cases.length + 1, -'.case'.length).replaceAll('-', '_')}`); // cases_test makes a test of each
      }
    }
  }

  /** `*` in the last part stands for anything. */
  isPath(text) {
    if (!/^[\w./*-]+$/.test(text) || text.startsWith('/') || text.includes('..')) return false;
    if (!text.includes('*')) return existsSync(join(this.root, text));
    const [, folder, name] = /^(.*\/)([^/]+)$/.exec(text) ?? [];
    const fits = new RegExp(`^${name?.replaceAll('.', '\\.').replaceAll('*', '.*')}$`);
    return folder !== undefined && !folder.includes('*') && existsSync(join(this.root, folder)) && readdirSync(join(this.root, folder)).some((one) => fits.test(one));
  }
  isSection(text) {
    const [file, anchor] = text.split('#');
    return anchor !== undefined && this.isPath(file) && anchorsIn(readFileSync(join(this.root, file), 'utf8')).has(anchor);
  }
  isControl(text) {
    return this.isPath(text) || this.isSection(text);
  }
  /** `Suite.*` means all tests of a suite. */
  isTest(text) {
    const underTests = /^(tests|web\/test)\//.test(text) && this.isPath(text);
    const wholeSuite = /^\w+\.\*$/.test(text) && [...this.suites].some((one) => one.startsWith(text.slice(0, -1)));
    return underTests || wholeSuite || this.suites.has(text) || this.tests.has(text);
  }
}
