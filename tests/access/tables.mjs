// What the house's own tables say, read as data: which endpoints there are, what each takes, and who may reach it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const source = fileURLToPath(new URL('../..', import.meta.url));
const lines = (file) => readFileSync(join(source, file), 'utf8').split('\n');

/** service/api/endpoints.def: {identifier, method, path, who, scope, takes}; `scope` is null where any token will do. */
export const endpoints = lines('service/api/endpoints.def').flatMap((line) => {
  const [, inside] = /^ENDPOINT\((.*)\)/.exec(line) ?? [];
  if (!inside) return [];
  const [identifier, method, path, who, scope, takes] = inside.split(',').map((part) => part.trim());
  const words = (text) => text.split('|').map((word) => word.trim());
  return [{ identifier, method, path: path.slice(1, -1), who: words(who), scope: scope === 'none' ? null : scope, takes: words(takes) }];
});

export const isFor = (endpoint, who) => endpoint.who.includes(who);
export const takes = (endpoint, what) => endpoint.takes.includes(what);
export const changes = ({ method }) => !['GET', 'HEAD', 'OPTIONS'].includes(method);
export const hasId = ({ path }) => path.includes('{');

const columns = ['nobody', 'submitter', 'reviewer', 'approver', 'auditor', 'administrator', 'script'];

/** tests/service/api/access.matrix: identifier → {nobody, submitter, ... script}, true where they are answered. */
export const matrix = new Map(lines('tests/service/api/access.matrix').filter((line) => line && !line.startsWith('#')).map((line) => {
  const [identifier, ...cells] = line.trim().split(/\s+/);
  return [identifier, Object.fromEntries(columns.map((column, i) => [column, cells[i] === 'y']))];
}));

/** tests/service/api/emergency.list: what emergency access may reach. */
export const emergency = new Set(lines('tests/service/api/emergency.list').filter((line) => line && !line.startsWith('#')));

/** A table of words in columns; lines that begin with `#` say what is in it. */
export const rowsOf = (file) => lines(file).filter((line) => line.trim() && !line.startsWith('#')).map((line) => line.trim().split(/\s+/));
