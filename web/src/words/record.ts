// The record of an authority beside what was claimed: which of its fields speaks of what. Records keep the names that
// their authority gave them (FDA's files and openFDA, GUDID, EUDAMED, Health Canada, the project's own CSV).
import type { Authorization, DeviceIdentity } from '../api/types';

export interface RecordField {
  name: string;
  value: string;
}
export interface Pair {
  what: string;
  claimed: string;
  /** In the record; empty where it does not speak of it. */
  found: RecordField[];
}

const longest = 400;

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'object') return JSON.stringify(value);
  return String(value);
}

/** The fields of a record that hold something, nested ones by their path; nothing where it is no JSON object. */
export function fieldsOf(content: string): RecordField[] {
  let record: unknown;
  try {
    record = JSON.parse(content);
  } catch {
    return [];
  }
  const found: RecordField[] = [];
  const walk = (value: unknown, name: string) => {
    if (found.length >= longest) return;
    if (Array.isArray(value) && value.every((one) => typeof one !== 'object')) {
      if (value.length > 0) found.push({ name, value: value.map(textOf).join(', ') });
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, one] of Object.entries(value)) walk(one, name ? `${name} / ${key}` : key);
    } else if (textOf(value) !== '') {
      found.push({ name, value: textOf(value) });
    }
  };
  walk(record, '');
  return found;
}

/** Names as they are compared: without case, spaces and underscores. */
const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '');

const speakers: Record<string, string[]> = {
  number: ['knumber', 'pmanumber', 'supplementnumber', 'number', 'submissionnumber', 'certificatenumber', 'originallicenceno', 'denovonumber', 'registrationnumber', 'artgid', 'licencenumber'],
  holder: ['applicant', 'company', 'companyname', 'holder', 'mfname', 'manufacturer', 'manufacturername', 'actorname', 'sponsor', 'recallingfirm'],
  name: ['devicename', 'device', 'tradename', 'brandname', 'name', 'licencename', 'genericname'],
  productCode: ['productcode', 'primaryproductcode', 'nomenclaturecode'],
  deviceClass: ['deviceclass', 'riskclass', 'riskclassid', 'class', 'applriskclass'],
  udi: ['primarydi', 'udidi', 'deviceid', 'di'],
  model: ['versionmodelnumber', 'devicemodel', 'model'],
  catalogue: ['catalognumber', 'reference', 'catalogue'],
  expires: ['expirydate', 'enddate', 'expires'],
};

/** Claim and record row by row, and what else the record says. */
export function besideRecord(claim: Authorization, device: DeviceIdentity, content: string): { pairs: Pair[]; rest: RecordField[] } {
  const fields = fieldsOf(content);
  const used = new Set<RecordField>();
  const pair = (what: string, claimed: string, speaker: string): Pair => {
    const found = fields.filter((field) => !used.has(field) && speakers[speaker].includes(plain(field.name.split(' / ').pop() ?? '')));
    for (const field of found) used.add(field);
    return { what, claimed, found };
  };
  const pairs = [
    pair('Number', claim.number, 'number'),
    pair('Manufacturer', device.manufacturer, 'holder'),
    pair('Name of the device', device.device_name, 'name'),
    pair('Product code', claim.product_code, 'productCode'),
    pair('Class', claim.device_class, 'deviceClass'),
    pair('UDI-DI', device.udi_di, 'udi'),
    pair('Model or version', device.model, 'model'),
    pair('Catalogue number', device.catalogue, 'catalogue'),
    pair('Printed end', claim.expires ?? '', 'expires'),
  ].filter((one) => one.claimed || one.found.length > 0);
  return { pairs, rest: fields.filter((field) => !used.has(field)) };
}

/** `decision_date` and `DECISIONDATE` as words, as far as they can be told apart. */
export function fieldText(name: string): string {
  const words = name.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/_/g, ' ').trim();
  return words === words.toUpperCase() ? words : words.charAt(0).toUpperCase() + words.slice(1).toLowerCase();
}
