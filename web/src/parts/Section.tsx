// A part of a page with its heading; and details that open on demand and are always open on paper.
import type { ComponentChildren } from 'preact';

export function Section(props: {
  title: string;
  id?: string;
  aside?: ComponentChildren;
  /** Not on paper. */
  screenOnly?: boolean;
  children: ComponentChildren;
}) {
  const id = props.id ?? props.title.toLowerCase().replace(/[^a-z]+/g, '-');
  return (
    <section class={`section${props.screenOnly ? ' screen-only' : ''}`} aria-labelledby={`${id}-title`} id={id}>
      <div class="section-head">
        <h2 id={`${id}-title`} tabIndex={-1}>
          {props.title}
        </h2>
        {props.aside}
      </div>
      {props.children}
    </section>
  );
}

export function Details(props: { summary: ComponentChildren; open?: boolean; children: ComponentChildren }) {
  return (
    <details class="details" open={props.open}>
      <summary>{props.summary}</summary>
      <div class="details-body">{props.children}</div>
    </details>
  );
}
