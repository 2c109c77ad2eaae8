// Addresses within the application: `#/requests/ID?tab=facts`. The part behind `#` never leaves the browser, so the
// service needs nothing but static files, and ids do not end up in logs of proxies.
import { useEffect, useState } from 'preact/hooks';

export interface Address {
  path: string;
  query: Record<string, string>;
}

export function parseAddress(hash: string): Address {
  const text = hash.replace(/^#/, '') || '/';
  const cut = text.indexOf('?');
  const path = cut < 0 ? text : text.slice(0, cut);
  const query = Object.fromEntries(new URLSearchParams(cut < 0 ? '' : text.slice(cut + 1)));
  return { path: path.startsWith('/') ? path : `/${path}`, query };
}

/** The parameters of `path` when it fits `pattern` (`/tools/:id`), else null. */
export function matchPath(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/').filter(Boolean);
  const given = path.split('/').filter(Boolean);
  if (wanted.length !== given.length) return null;
  const found: Record<string, string> = {};
  for (let i = 0; i < wanted.length; ++i) {
    if (!wanted[i].startsWith(':')) {
      if (wanted[i] !== given[i]) return null;
      continue;
    }
    try {
      found[wanted[i].slice(1)] = decodeURIComponent(given[i]);
    } catch {
      return null;
    }
  }
  return found;
}

export function linkTo(path: string, query: Record<string, string | undefined> = {}): string {
  const filled = Object.entries(query).filter((pair): pair is [string, string] => Boolean(pair[1]));
  const text = new URLSearchParams(filled).toString();
  return `#${path}${text ? `?${text}` : ''}`;
}

export function go(path: string, query: Record<string, string | undefined> = {}): void {
  location.hash = linkTo(path, query);
}

/** Changes the query of the present page without a step in the history: filters. */
export function replaceQuery(path: string, query: Record<string, string | undefined>): void {
  history.replaceState(null, '', linkTo(path, query));
  dispatchEvent(new HashChangeEvent('hashchange'));
}

export function useAddress(): Address {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const follow = () => setHash(location.hash);
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return parseAddress(hash);
}
