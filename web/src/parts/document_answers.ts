// A document's fields while they are typed.
import type { FieldTrouble } from '../api/trouble';
import type { DocumentKind } from '../api/types';

export type FieldAnswers = Record<string, string>;

export function filled(kind: DocumentKind, answers: FieldAnswers): FieldAnswers {
  return Object.fromEntries(kind.fields.map((field) => [field.name, (answers[field.name] ?? '').trim()]).filter(([, value]) => value !== ''));
}

/** What must be said, unless a file may say it. `file`: its name, or empty where there is none. */
export function fieldMistakes(kind: DocumentKind, answers: FieldAnswers, file: string): FieldTrouble[] {
  const forPeople = /\.(pdf|docx?|odt|xlsx?|ods|png|jpe?g|tiff?|zip|html?)$/i.test(file);
  const because = isRead(kind) && forPeople ? 'The registry cannot read such a file. Say this' : 'Say this';
  return kind.fields
    .filter((field) => field.needed && !(file && isRead(kind) && !forPeople) && !answers[field.name]?.trim())
    .map((field) => ({ pointer: `/fields/${field.name}`, detail: `${because}: ${field.text}.` }));
}

/** The registry reads the files of these kinds and fills in what they say. */
export function isRead(kind: Pick<DocumentKind, 'id'>): boolean {
  return kind.id === 'mds2' || kind.id === 'sbom';
}
