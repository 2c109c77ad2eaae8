// A summary list: names and values, one below the other.
import type { ComponentChildren } from 'preact';

export type Row = [name: ComponentChildren, value: ComponentChildren] | false | null | undefined;

export function Summary({ rows }: { rows: Row[] }) {
  return (
    <dl class="summary">
      {rows.map(
        (row) =>
          row && (
            <div>
              <dt>{row[0]}</dt>
              <dd>{row[1]}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
