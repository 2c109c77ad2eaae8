// Printing: whatever is folded on screen is open on paper, and folded again afterwards.
import { options } from 'preact';
import { useEffect, useState } from 'preact/hooks';

let opened: HTMLDetailsElement[] = [];

export function openForPaper(): void {
  opened = Array.from(document.querySelectorAll<HTMLDetailsElement>('main details:not([open])'));
  for (const details of opened) details.open = true;
}
export function foldAgain(): void {
  for (const details of opened) details.open = false;
  opened = [];
}

export function preparePaper(): void {
  addEventListener('beforeprint', openForPaper);
  addEventListener('afterprint', foldAgain);
}

/** True while the page is printed; the change is drawn at once, because the browser does not wait. */
export function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const turn = (value: boolean) => () => {
      const usual = options.debounceRendering;
      options.debounceRendering = (draw) => draw();
      setPrinting(value);
      options.debounceRendering = usual;
    };
    const on = turn(true);
    const off = turn(false);
    addEventListener('beforeprint', on);
    addEventListener('afterprint', off);
    return () => {
      removeEventListener('beforeprint', on);
      removeEventListener('afterprint', off);
    };
  }, []);
  return printing;
}
