// The first heading of a page. It takes the focus when the page appears, so that screen readers and keyboards start
// there, and it names the window.
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { visible } from '../words/visible';

let first = true;

export function Heading(props: { title: string; children?: ComponentChildren; above?: ComponentChildren; aside?: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${visible(props.title)} – Formulary`;
  }, [props.title]);
  // With the page and not after it is painted: a key pressed at once already acts on the new page.
  useLayoutEffect(() => {
    // Not on the very first page: there the browser begins at the top, with the skip link.
    if (!first) heading.current?.focus({ preventScroll: true });
    if (!first) scrollTo(0, 0);
    first = false;
  }, []);
  return (
    <div class="page-head">
      <div>
        {props.above && <p class="above">{props.above}</p>}
        <h1 ref={heading} tabIndex={-1}>
          {props.children ?? props.title}
        </h1>
      </div>
      {props.aside && <div class="page-aside">{props.aside}</div>}
    </div>
  );
}
