// Shows what was fetched, or that it is on its way, or why it did not come.
import type { ComponentChildren } from 'preact';
import type { Loaded } from '../api/load';
import type { Trouble } from '../api/trouble';
import { Notice } from './Notice';

export function Loading({ what = 'Loading' }: { what?: string }) {
  return (
    <p class="loading" role="status">
      <span class="spinner" aria-hidden="true" /> {what}…
    </p>
  );
}

export function Failed({ trouble, retry }: { trouble: Trouble; retry?: () => void }) {
  return (
    <Notice tone="bad" title="This could not be loaded" live>
      <p>{trouble.detail}</p>
      {trouble.requestId && <p class="quiet">If you ask for help, name this number: {trouble.requestId}</p>}
      {retry && (
        <button type="button" class="button" onClick={retry}>
          Try again
        </button>
      )}
    </Notice>
  );
}

export function Ready<T>({ from, children }: { from: Loaded<T>; children: (value: T) => ComponentChildren }) {
  return (
    <>
      {from.trouble && <Failed trouble={from.trouble} retry={from.reload} />}
      {from.value !== null ? children(from.value) : !from.trouble && <Loading />}
    </>
  );
}
