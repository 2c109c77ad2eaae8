// A box that says one thing: good news, a warning, a hint. And what stands where a list is empty.
import type { ComponentChildren } from 'preact';

export function Notice(props: {
  tone?: 'note' | 'good' | 'warn' | 'bad';
  title?: string;
  /** Read out when it appears. */
  live?: boolean;
  children?: ComponentChildren;
}) {
  return (
    <div class={`notice notice-${props.tone ?? 'note'}`} role={props.live ? 'status' : undefined}>
      {props.title && <p class="notice-title">{props.title}</p>}
      {props.children}
    </div>
  );
}

/** An empty state: what is missing and what to do about it. */
export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <p class="empty-title">{title}</p>
      {children}
    </div>
  );
}
