// How old a data set is, said so that nobody has to calculate, and the names by which several of a kind are kept apart.
import type { Dataset, DatasetImport } from '../api/types';
import type { SignedLabel } from './regulatory';
import { count } from './numbers';

export function ageText(dataset: Pick<Dataset, 'imported' | 'age_days' | 'source_date'>): string {
  if (!dataset.imported) return 'never imported';
  if (dataset.age_days === null) return 'of an unknown day';
  if (dataset.age_days === 0) return 'of today';
  return dataset.age_days < 0 ? 'dated in the future' : `${count(dataset.age_days, 'day')} old`;
}

export function freshness(dataset: Pick<Dataset, 'imported' | 'age_days' | 'stale' | 'limit_days'>): SignedLabel {
  if (!dataset.imported) return { text: 'No data', tone: 'plain', sign: 'question', hint: 'Claims that need it wait for a person.' };
  if (dataset.stale) return { text: 'Too old', tone: 'warn', sign: 'clock', hint: 'It confirms nothing until newer data are imported.' };
  const left = dataset.limit_days - (dataset.age_days ?? 0);
  if (left <= 7) return { text: 'Soon too old', tone: 'warn', sign: 'clock', hint: `In ${count(left, 'day')} it confirms nothing any more.` };
  return { text: 'Fresh', tone: 'good', sign: 'tick' };
}

/** What it means that a number is not among the records; of recalls, that a product is not. */
export function missingNumber(dataset: Pick<Dataset, 'kind' | 'imported' | 'stale' | 'complete'>): string {
  if (!dataset.imported) return '–';
  return dataset.complete && !dataset.stale ? 'does not exist' : 'proves nothing';
}

/** The authorities' sources that can be kept several times, each under a name. */
export function hasNames(dataset: Pick<Dataset, 'authority'> | undefined): boolean {
  return dataset?.authority === 'other';
}

/** `us-510k`, or `csv-recalls:au`. */
export function kindOf(id: string): string {
  return id.split(':')[0];
}

const names: Record<string, string> = {
  'us-510k': 'FDA 510(k) and De Novo decisions',
  'us-pma': 'FDA premarket approvals',
  'us-classification': 'FDA product classification',
  'us-registration': 'FDA registration and listing',
  'us-gudid': 'FDA Global UDI Database',
  'us-ai-devices': 'FDA list of AI-enabled devices',
  'us-recall': 'FDA recalls',
  'us-enforcement': 'FDA enforcement reports',
  'eu-devices': 'EUDAMED devices',
  'eu-certificates': 'EUDAMED certificates',
  'eu-actors': 'EUDAMED actors',
  'ca-licences': 'Health Canada medical device licences',
  'csv-authorizations': 'Authorizations of another authority',
  'csv-recalls': 'Recalls and field safety notices of another authority',
};
/** `FDA recalls` of `us-recall`; of several of a kind with the name that keeps them apart. */
export function datasetName(id: string): string {
  const [kind, name] = id.split(':');
  return `${names[kind] ?? kind}${name ? ` (${name})` : ''}`;
}

/** What the service says of an import, with the fields of the page instead of the options of the command line. */
export function importSentence(sentence: string): string {
  return sentence
    .replace(' (--source-date)', ' in the field “Published on”')
    .replace('as additions (--additions)', 'as “Only additions”')
    .replace('force it (--force)', 'tick “Import all the same”');
}

/** One line about what an import did. */
export function outcome(one: Pick<DatasetImport, 'state' | 'counts'>): string {
  const { counts } = one;
  if (one.state !== 'done') return '';
  const parts = [
    counts.new > 0 && `${count(counts.new, 'new record')}`,
    counts.changed > 0 && `${counts.changed.toLocaleString('en')} changed`,
    counts.removed > 0 && `${counts.removed.toLocaleString('en')} removed`,
    counts.rejected > 0 && `${count(counts.rejected, 'row')} not taken`,
  ].filter((part): part is string => Boolean(part));
  return parts.length > 0 ? parts.join(', ') : 'nothing changed';
}
