// Hooks that fetch what a page shows: one thing, or a list page by page. The old content stays on screen while the new
// one is on its way, and a request whose page was left is dropped.
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { asTrouble, type Trouble } from './trouble';
import type { Page } from './types';

export interface Loaded<T> {
  value: T | null;
  trouble: Trouble | null;
  busy: boolean;
  reload: () => void;
}

export function useLoad<T>(load: (signal: AbortSignal) => Promise<T>, inputs: readonly unknown[]): Loaded<T> {
  const [state, setState] = useState<{ value: T | null; trouble: Trouble | null; busy: boolean }>({
    value: null,
    trouble: null,
    busy: true,
  });
  const [round, setRound] = useState(0);
  const key = JSON.stringify(inputs);
  const shown = useRef(key);
  useEffect(() => {
    const leave = new AbortController();
    const kept = shown.current === key;
    shown.current = key;
    setState((old) => ({ value: kept ? old.value : null, trouble: null, busy: true }));
    load(leave.signal).then(
      (value) => !leave.signal.aborted && setState({ value, trouble: null, busy: false }),
      (thrown) =>
        !leave.signal.aborted && setState((old) => ({ value: old.value, trouble: asTrouble(thrown), busy: false })),
    );
    return () => leave.abort();
  }, [key, round]);
  const reload = useCallback(() => setRound((count) => count + 1), []);
  return { ...state, reload };
}

export interface Listed<T> {
  items: T[] | null;
  trouble: Trouble | null;
  busy: boolean;
  /** Fetches what follows; undefined at the end. */
  more?: () => void;
  reload: () => void;
}

export function useList<T>(
  load: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<T>>,
  inputs: readonly unknown[],
): Listed<T> {
  const first = useLoad((signal) => load(undefined, signal), inputs);
  const [rest, setRest] = useState<{ after: Page<T> | null; items: T[]; next: string | null }>({
    after: null,
    items: [],
    next: null,
  });
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const same = rest.after !== null && rest.after === first.value;
  const next = same ? rest.next : (first.value?.next ?? null);
  const more = async () => {
    const start = first.value;
    if (!start || !next) return;
    setBusy(true);
    setTrouble(null);
    try {
      const page = await load(next, new AbortController().signal);
      setRest({ after: start, items: [...(same ? rest.items : []), ...page.items], next: page.next });
    } catch (thrown) {
      setTrouble(asTrouble(thrown));
    }
    setBusy(false);
  };
  return {
    items: first.value ? [...first.value.items, ...(same ? rest.items : [])] : null,
    trouble: first.trouble ?? trouble,
    busy: first.busy || busy,
    more: next ? () => void more() : undefined,
    reload: first.reload,
  };
}
