// Keyboard shortcuts: one table that the dialog lists and the handler obeys. They are single letters, so they can be
// switched off, rest while somebody types, and never shadow the browser's own.
import { linkTo } from '../router';

export interface Shortcut {
  keys: string;
  text: string;
  run: () => void;
}

const to = (path: string) => () => {
  location.hash = linkTo(path);
};

function focusFirst(selector: string): void {
  document.querySelector<HTMLElement>(selector)?.focus();
}

/** Moves the focus to the next or previous row's link in the table on the page. */
export function moveRow(step: 1 | -1): void {
  const links = Array.from(document.querySelectorAll<HTMLElement>('main tbody tr')).flatMap((row) => {
    const link = row.querySelector<HTMLElement>('a, button');
    return link ? [link] : [];
  });
  if (links.length === 0) return;
  const at = links.findIndex((link) => link.closest('tr')?.contains(document.activeElement));
  links[at < 0 ? (step === 1 ? 0 : links.length - 1) : Math.min(Math.max(at + step, 0), links.length - 1)].focus();
}

export const shortcuts: Shortcut[] = [
  { keys: '?', text: 'Show this list', run: () => dispatchEvent(new Event('formulary:keys')) },
  { keys: 'g h', text: 'Go to the start page', run: to('/') },
  { keys: 'g r', text: 'Go to the requests', run: to('/requests') },
  { keys: 'g t', text: 'Go to the tools', run: to('/tools') },
  { keys: 'g c', text: 'Go to the gate check', run: to('/gate') },
  { keys: 'g w', text: 'Go to the recalls', run: to('/recalls') },
  { keys: 'g e', text: 'Go to the calendar of what ends', run: to('/calendar') },
  { keys: 'g d', text: 'Go to the data sets', run: to('/datasets') },
  { keys: 'n', text: 'Ask for a tool', run: to('/submit') },
  { keys: '/', text: 'Go to the filter of the page', run: () => focusFirst('main [data-filter] input') },
  { keys: 'j', text: 'Next row', run: () => moveRow(1) },
  { keys: 'k', text: 'Previous row', run: () => moveRow(-1) },
  { keys: 'p', text: 'Print the page', run: () => print() },
];

const stored = 'formulary.keys';
export function shortcutsOn(): boolean {
  return localStorage.getItem(stored) !== 'off';
}
export function switchShortcuts(on: boolean): void {
  localStorage.setItem(stored, on ? 'on' : 'off');
}

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

/** Feeds one key at a time; gives the shortcut that is complete, remembering the beginning of two-letter ones. */
export function keyReader(table: readonly Shortcut[]): (key: string, at: number) => Shortcut | undefined {
  let begun = '';
  let begunAt = 0;
  return (key, at) => {
    const pair = begun && at - begunAt < 1500 ? table.find((one) => one.keys === `${begun} ${key}`) : undefined;
    begun = key;
    begunAt = at;
    if (pair) begun = '';
    return pair ?? table.find((one) => one.keys === key);
  };
}

export function listenForKeys(): () => void {
  const read = keyReader(shortcuts);
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1 || event.repeat) return;
    if (typing(event.target) || document.querySelector('dialog[open]') || !shortcutsOn()) return;
    const found = read(event.key, event.timeStamp);
    if (!found) return;
    event.preventDefault();
    found.run();
  };
  addEventListener('keydown', onKey);
  return () => removeEventListener('keydown', onKey);
}
