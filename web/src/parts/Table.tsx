// A dense table. On a narrow screen each row becomes a block with the columns' names beside the values; the roles are
// named because some browsers forget them when rows are laid out as blocks.
import type { ComponentChildren } from 'preact';

export interface Column<Row> {
  name: string;
  cell: (row: Row) => ComponentChildren;
  /** Heads the row, for screen readers. */
  head?: boolean;
  /** Numbers and dates: never broken. */
  tight?: boolean;
  /** Names of people and places: not squeezed. */
  roomy?: boolean;
}

export function Table<Row>(props: {
  caption: string;
  columns: Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  showCaption?: boolean;
}) {
  return (
    <table class="table" role="table">
      <caption class={props.showCaption ? '' : 'hidden'}>{props.caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {props.columns.map((column) => (
            <th role="columnheader" scope="col">
              {column.name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {props.rows.map((row) => (
          <tr role="row" key={props.keyOf(row)}>
            {props.columns.map((column) => {
              const Cell = column.head ? 'th' : 'td';
              return (
                <Cell
                  role={column.head ? 'rowheader' : 'cell'}
                  scope={column.head ? 'row' : undefined}
                  class={column.tight ? 'tight' : column.roomy ? 'roomy' : undefined}
                  data-name={column.name}
                >
                  <div>{column.cell(row)}</div>
                </Cell>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
