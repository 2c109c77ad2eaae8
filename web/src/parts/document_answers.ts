// A document's fields while they are typed.
import type { FieldTrouble } from '../api/trouble';
import type { DocumentKind } from '../api/types';

export type FieldAnswers = Record<string, string>;

export function filled(kind: DocumentKind, answers: FieldAnswers): FieldAnswers {
  return Object.fromEntries(kind.fields.map((field) => [field.name, (answers[field.name] ?? '').trim()]).filter(([, value]) => value !== ''));
}

/** What must be said, unless a file may say it. */
export function fieldMistakes(kind: DocumentKind, answers: FieldAnswers, hasFile: boolean): FieldTrouble[] {
  return kind.fields
    .filter((field) => field.needed && !(hasFile && isRead(kind)) && !answers[field.name]?.trim())
    .map((field) => ({ pointer: `/fields/${field.name}`, detail: `Say this: ${field.text}.` }));
}

/** The registry reads the files of these kinds and fills in what they say. */
export function isRead(kind: Pick<DocumentKind, 'id'>): boolean {
  return kind.id === 'mds2' || kind.id === 'sbom';
}
