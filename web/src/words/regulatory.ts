// Words about regulators: what a claim is worth, what was compared, what kinds of numbers there are, and how an import
// went. The words of the API have their lines here, so that no code word reaches a reader.
import type { Basis, CheckState, DeviceStatus, DocumentState, ImportPhase, ImportState, Legislation, RecordKind, SchemeKind, Standing } from '../api/types';
import type { Label } from './labels';

/** The drawing beside a word: the meaning never hangs on the colour. */
export type Sign = 'tick' | 'cross' | 'question' | 'clock';
export interface SignedLabel extends Label {
  sign: Sign;
}

export const standings: Record<Standing, SignedLabel> = {
  valid: { text: 'Holds', tone: 'good', sign: 'tick', hint: 'It is on record and counts at the gate.' },
  stale: { text: 'Data too old', tone: 'warn', sign: 'clock', hint: 'The authority’s data are missing or older than they may be. Until newer ones are imported, or a reviewer looks, it does not count.' },
  open: { text: 'A person must look', tone: 'ask', sign: 'question', hint: 'The data leave a doubt. It does not count until a reviewer of regulatory affairs accepts it.' },
  refused: { text: 'Does not hold', tone: 'bad', sign: 'cross', hint: 'The authority’s data or a reviewer say otherwise.' },
};

export const checkStates: Record<CheckState, SignedLabel> = {
  confirmed: { text: 'Fits', tone: 'good', sign: 'tick' },
  contradicted: { text: 'Does not fit', tone: 'bad', sign: 'cross' },
  not_found: { text: 'Not found', tone: 'warn', sign: 'question' },
  needs_person: { text: 'A person must look', tone: 'ask', sign: 'question' },
};

/** How the judgement as a whole is told in a time line. */
export const judgements: Record<CheckState, string> = {
  confirmed: 'Confirmed by the authority’s data',
  contradicted: 'Contradicted by the authority’s data',
  not_found: 'Not found in the authority’s data',
  needs_person: 'Compared: a person must look',
};

const compared: Record<string, string> = {
  number: 'Number',
  place: 'Place',
  decision: 'Decision',
  holder: 'Manufacturer',
  product_code: 'Product code',
  class: 'Class',
  name: 'Name of the device',
  device: 'UDI',
  version: 'Version',
  date: 'Date',
  data: 'Data of the authority',
  scheme: 'Kind of number',
  rationale: 'The reason given',
};
export function comparedText(what: string): string {
  return compared[what] ?? what.replace(/_/g, ' ');
}

export const bases: Record<Basis, { text: string; hint: string }> = {
  authorization: { text: 'An authority permitted it', hint: 'there is a number: a clearance, a certificate, a licence' },
  not_a_device: { text: 'It is not a medical device there', hint: 'for this use; a reviewer judges the reason' },
  enforcement_discretion: { text: 'It is one, but the authority does not enforce its rules for it', hint: 'the authority says so in a published document' },
};

/** `warning`: why a number of this kind never answers the question. */
export const schemeKinds: Record<SchemeKind, { text: string; warning: string }> = {
  authorization: { text: 'Permission to market one product', warning: '' },
  company: {
    text: 'Registration of a company',
    warning: 'A registration is not an approval: it only says who the company is. It never opens the gate.',
  },
  listing: {
    text: 'Entry in a list',
    warning: 'A listing is not an approval: anybody in business puts products there. It never opens the gate.',
  },
  product: {
    text: 'Number of a product',
    warning: 'It says which product it is, not that it is permitted. It never opens the gate.',
  },
  opinion: {
    text: 'Opinion of an authority',
    warning: 'An opinion supports a reason, but permits nothing. It never opens the gate.',
  },
  notice: {
    text: 'Recall or notice',
    warning: 'A recall speaks about a product; it permits nothing. It never opens the gate.',
  },
};
export const schemeKindOrder: SchemeKind[] = ['authorization', 'company', 'listing', 'product', 'opinion'];

/** How long a number counts, where the tables say `None; …` of one that has no end. */
export function expiryText(expiry: string): string {
  return expiry.replace(/^None\b/, 'without an end');
}

export const legislations: Record<Legislation, string> = {
  none: 'Not said',
  MDR: 'MDR: Regulation (EU) 2017/745',
  IVDR: 'IVDR: Regulation (EU) 2017/746, laboratory tests',
  MDD: 'MDD: Directive 93/42/EEC, certificate',
  AIMDD: 'AIMDD: Directive 90/385/EEC, implants',
  IVDD: 'IVDD: Directive 98/79/EC, laboratory tests, certificate',
  'MDD declaration': 'MDD: the maker’s own declaration (class I)',
  'IVDD declaration': 'IVDD: the maker’s own declaration',
};

export const importStates: Record<ImportState, SignedLabel> = {
  queued: { text: 'Waits', tone: 'note', sign: 'clock', hint: 'It begins when the import before it has ended.' },
  running: { text: 'Under way', tone: 'note', sign: 'clock' },
  done: { text: 'Done', tone: 'good', sign: 'tick' },
  refused: { text: 'Refused', tone: 'warn', sign: 'cross', hint: 'Nothing was changed.' },
  failed: { text: 'Failed', tone: 'bad', sign: 'cross', hint: 'Nothing was changed.' },
};

export const importPhases: Record<ImportPhase, string> = {
  reading: 'Reading the files',
  comparing: 'Comparing with what is in force',
  merging: 'Putting the new data into force',
  following: 'Looking at what follows from them',
};

export const importModes = {
  whole: { text: 'The whole publication', hint: 'records that are not in these files are removed' },
  additions: { text: 'Only additions', hint: 'nothing is removed' },
} as const;

export const recordKinds: Record<RecordKind, string> = {
  authorization: 'Authorization',
  device: 'Device',
  classification: 'Classification',
  company: 'Company',
  listing: 'Listing',
  recall: 'Recall',
};

export const deviceStatuses: Record<DeviceStatus, SignedLabel> = {
  unknown: { text: 'Cannot be told', tone: 'ask', sign: 'question' },
  not_a_device: { text: 'Probably no medical device', tone: 'plain', sign: 'tick' },
  enforcement_discretion: { text: 'A device whose rules are not enforced', tone: 'note', sign: 'clock' },
  device: { text: 'A medical device', tone: 'warn', sign: 'tick' },
  authorized: { text: 'A device with a permission', tone: 'good', sign: 'tick' },
};

export const documentStates: Record<DocumentState, SignedLabel> = {
  valid: { text: 'In date', tone: 'good', sign: 'tick' },
  expiring: { text: 'Ends soon', tone: 'warn', sign: 'clock' },
  missing: { text: 'Missing', tone: 'bad', sign: 'cross' },
  insufficient: { text: 'Not enough', tone: 'bad', sign: 'cross' },
  superseded: { text: 'Replaced', tone: 'plain', sign: 'clock' },
  expired: { text: 'Ended', tone: 'bad', sign: 'cross' },
};

/** To what a document is bound: when it must be handed in again. */
export const documentBounds = {
  freely: 'It counts for every version.',
  version: 'It counts for the version that it names, and no other.',
  major_version: 'It counts for versions with the same first number.',
  intended_use: 'It counts for the use that was described when it was handed in.',
} as const;
