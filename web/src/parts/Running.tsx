// An import that waits or is running, in one line: how far it is, and the way to its page.
import type { Dataset } from '../api/types';
import { linkTo } from '../router';
import { count } from '../words/numbers';
import { importPhases, importStates } from '../words/regulatory';

type Open = NonNullable<Dataset['open_import']>;

/** `37`, while the files are read; null before and after. */
export function percentRead(progress: Open['progress']): number | null {
  if (!progress || progress.phase !== 'reading' || progress.bytes_total <= 0) return null;
  return Math.min(100, Math.floor((progress.bytes_read / progress.bytes_total) * 100));
}

export function Running({ one }: { one: Open }) {
  const percent = percentRead(one.progress);
  return (
    <span class="under">
      <a href={linkTo(`/imports/${one.id}`)}>Import {one.number}</a>: {one.progress ? importPhases[one.progress.phase] : importStates[one.state].text}
      {percent !== null && `, ${percent} % read`}
      {one.progress && one.progress.records > 0 && `, ${count(one.progress.records, 'record')} so far`}
    </span>
  );
}
