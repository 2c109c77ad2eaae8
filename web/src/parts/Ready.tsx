// Shows what was fetched, or that it is on its way, or why it did not come and what to do now.
import type { ComponentChildren } from 'preact';
import type { Loaded } from '../api/load';
import type { Trouble } from '../api/trouble';
import { linkTo } from '../router';
import { Heading } from './Heading';
import { Notice } from './Notice';

export function Loading({ what = 'Loading' }: { what?: string }) {
  return (
    <p class="loading" role="status">
      <span class="spinner" aria-hidden="true" /> {what}…
    </p>
  );
}

/** Asking again does not help where the service says that there is nothing, or that one may not see it. */
const isFinal = (trouble: Trouble) => trouble.status === 403 || trouble.status === 404;
const titleOf = (trouble: Trouble) => (trouble.status === 404 ? 'This is not here' : trouble.status === 403 ? 'This is not for you' : 'This could not be loaded');

export function Failed({ trouble, retry }: { trouble: Trouble; retry?: () => void }) {
  return (
    <Notice tone="bad" title={titleOf(trouble)} live>
      <p>{trouble.detail}</p>
      {trouble.requestId && <p class="quiet">If you ask for help, name this number: {trouble.requestId}</p>}
      {isFinal(trouble) && (
        <p>
          <a href={linkTo('/')}>Go to the start page</a>
        </p>
      )}
      {retry && !isFinal(trouble) && (
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

/** For what fills a whole page, with its heading: where it does not come, the page has a heading all the same. */
export function ReadyPage<T>({ from, children }: { from: Loaded<T>; children: (value: T) => ComponentChildren }) {
  return (
    <>
      {from.value === null && from.trouble && <Heading title={titleOf(from.trouble)} />}
      <Ready from={from}>{children}</Ready>
    </>
  );
}
