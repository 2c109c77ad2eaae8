// Holds what the stories recorded against the OpenAPI document: every answer against the schema of its operation and
// status, every accepted request body against the operation's. And the tables against each other: each line of
// endpoints.def has a fragment that says the same and a story that got a success from it, and there is no fragment
// beyond.
//   node validate.mjs REPOSITORY OPENAPI.JSON FOLDER-OF-RECORDS
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join, resolve } from 'node:path';

const [repository, openapiFile, records] = process.argv.slice(2).map((one) => resolve(one));
const modules = join(repository, 'tests', 'node_modules');
if (!existsSync(join(modules, 'ajv'))) {
  console.log('skipped: ajv is not installed; run `npm ci` in tests/');
  process.exit(77);
}
const require = createRequire(join(repository, 'tests', 'package.json'));
const Ajv2020 = require('ajv/dist/2020').default;
const addFormats = require('ajv-formats').default;

const openapi = JSON.parse(readFileSync(openapiFile, 'utf8'));
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema(openapi, 'openapi');

const faults = [];
const fault = (text) => faults.push(text);

// -- the table, the fragments, the document ----------------------------------------------------------------------------
const table = new Map();
for (const line of readFileSync(join(repository, 'service/api/endpoints.def'), 'utf8').split('\n')) {
  const fits = /^ENDPOINT\((\w+), *(\w+), *"([^"]+)", *([^,]+?), *(\w+), *([^)]+?)\)$/.exec(line);
  if (fits) {
    const [, identifier, method, path, who, scope, takes] = fits;
    table.set(identifier, { method: method.toLowerCase(), path, who, scope, takes: takes.split(' | ') });
  } else if (line.startsWith('ENDPOINT(')) fault(`endpoints.def: cannot be read: ${line}`);
}
for (const file of readdirSync(join(repository, 'schemas/api'))) {
  const identifier = basename(file, '.json');
  if (identifier !== 'base' && !table.has(identifier)) fault(`schemas/api/${file}: no such line in endpoints.def`);
}
const pointer = (...parts) => parts.map((part) => '/' + String(part).replace(/~/g, '~0').replace(/\//g, '~1')).join('');
const compiled = new Map();
function schemaAt(place) {
  if (!compiled.has(place)) {
    compiled.set(place, ajv.compile({ $ref: 'openapi#' + place.split('/').map(encodeURIComponent).join('/') }));
  }
  return compiled.get(place);
}
const operations = new Map();
for (const [path, methods] of Object.entries(openapi.paths)) {
  for (const [method, operation] of Object.entries(methods)) {
    operations.set(operation.operationId, { operation, place: pointer('paths', path, method) });
    const line = table.get(operation.operationId);
    if (!line) {
      fault(`${operation.operationId}: in the document, but not in endpoints.def`);
      continue;
    }
    const scopes = operation.security.flatMap((one) => one.token ?? []);
    if (operation['x-who'] !== line.who) fault(`${operation.operationId}: x-who is not that of endpoints.def`);
    if ((operation.security.length === 0) !== (line.who === 'anyone')) fault(`${operation.operationId}: security`);
    if ((scopes[0] ?? 'none') !== line.scope) fault(`${operation.operationId}: the scope is not that of endpoints.def`);
    const headers = (operation.parameters ?? []).filter((one) => one.in === 'header').map((one) => one.name);
    const needs = (header, word) => {
      if (headers.includes(header) !== line.takes.includes(word)) fault(`${operation.operationId}: ${header}`);
    };
    needs('If-Match', 'if_match');
    needs('Idempotency-Key', 'once');
    if (('requestBody' in operation) !== (['json', 'bytes', 'form'].some((what) => line.takes.includes(what)))) {
      fault(`${operation.operationId}: requestBody`);
    }
    for (const status of Object.keys(operation.responses)) {
      for (const type of Object.keys(operation.responses[status].content ?? {})) {
        schemaAt(pointer('paths', path, method, 'responses', status, 'content', type, 'schema'));
      }
    }
  }
}
for (const identifier of table.keys()) if (!operations.has(identifier)) fault(`${identifier}: no fragment`);

// -- what was recorded -------------------------------------------------------------------------------------------------
const succeeded = new Set();
const lists = [];
const seen = { answers: 0, bodies: 0, requests: 0 };
const explain = (check) => check.errors.map((one) => `${one.instancePath || '/'} ${one.message}`).join('; ');
const bodiless = new Set([204, 304]);
const secure = ['content-security-policy', 'x-content-type-options', 'referrer-policy', 'cache-control'];
for (const file of readdirSync(records).filter((name) => name.endsWith('.jsonl'))) {
  for (const line of readFileSync(join(records, file), 'utf8').split('\n').filter(Boolean)) {
    const record = JSON.parse(line);
    const where = `${record.where} ${record.method} ${record.operation || '(no operation)'} ${record.status}`;
    seen.answers += 1;
    for (const header of secure) if (!record.headers.includes(header)) fault(`${where}: without ${header}`);
    if (!record.operation) {
      const problem = record.type === 'application/problem+json';
      if (problem && !schemaAt('/components/schemas/Problem')(record.body)) fault(`${where}: not a Problem`);
      if (!problem && record.status >= 400) fault(`${where}: an error that is no problem`);
      continue;
    }
    const { operation, place } = operations.get(record.operation);
    const key = String(record.status) in operation.responses ? String(record.status) : 'default';
    if (key === 'default' && record.status < 400) {
      fault(`${where}: this status is not in the document`);
      continue;
    }
    if (record.status < 400) succeeded.add(record.operation);
    for (const name of Object.keys(operation.responses[key].headers ?? {})) {
      const optional = ['link', 'upload-expires', 'set-cookie'].includes(name.toLowerCase());
      if (!optional && !record.headers.includes(name.toLowerCase())) fault(`${where}: without the header ${name}`);
    }
    const content = operation.responses[key].content;
    if (bodiless.has(record.status) || !content) {
      if (record.body !== null) fault(`${where}: a body where there should be none`);
    } else if (record.type in content) {
      const check = schemaAt(place + pointer('responses', key, 'content', record.type, 'schema'));
      seen.bodies += 1;
      if (!check(record.body)) fault(`${where}: ${explain(check)}`);
      if (record.operation === 'get_sbom' && record.status === 200) lists.push({ where, body: record.body });
    } else fault(`${where}: content type ${record.type || 'missing'} is not in the document`);
    if (record.request !== null && record.status < 300 && operation.requestBody?.content['application/json']) {
      const check = schemaAt(place + pointer('requestBody', 'content', 'application/json', 'schema'));
      seen.requests += 1;
      if (!check(record.request)) fault(`${where}: accepted what the document forbids: ${explain(check)}`);
    }
  }
}

// -- component lists against CycloneDX's own schema, where the shared corpus is ----------------------------------------
const shared = process.env.FORMULARY_SHARED ?? join(repository, '..', 'shared');
const cyclonedx = join(shared, 'corpus/sbom/cyclonedx/schema');
if (existsSync(join(cyclonedx, 'bom-1.6.schema.json'))) {
  const Ajv = require('ajv').default;
  const strict = new Ajv({ strict: false, allErrors: true });
  addFormats(strict);
  strict.addFormat('iri-reference', true);
  strict.addFormat('idn-email', true);
  const read = (name) => JSON.parse(readFileSync(join(cyclonedx, name), 'utf8'));
  for (const name of ['spdx.schema.json', 'jsf-0.82.schema.json']) strict.addSchema(read(name), name);
  const check = strict.compile(read('bom-1.6.schema.json'));
  for (const { where, body } of lists) if (!check(body)) fault(`${where}: not CycloneDX: ${explain(check)}`);
} else {
  console.log('skipped: CycloneDX schema; set FORMULARY_SHARED');
}

for (const identifier of table.keys()) {
  if (!succeeded.has(identifier)) fault(`${identifier}: no story gets a success from it`);
}

for (const text of faults.slice(0, 100)) console.error(text);
console.log(
  `${table.size} endpoints, ${seen.answers} answers, ${seen.bodies} bodies and ${seen.requests} requests checked, ` +
    `${faults.length} faults`,
);
process.exit(faults.length === 0 && seen.answers > 0 ? 0 : 1);
