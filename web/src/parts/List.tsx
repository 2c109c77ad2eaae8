// A list that the service gives page by page: a table, how many rows are shown, and a button for what follows. Nothing
// is cut silently.
import type { ComponentChildren } from 'preact';
import type { Listed } from '../api/load';
import { count } from '../words/numbers';
import { Failed, Loading } from './Ready';
import { Table, type Column } from './Table';

export function List<Row>(props: {
  from: Listed<Row>;
  caption: string;
  noun: [string, string];
  columns: Column<Row>[];
  keyOf: (row: Row) => string;
  empty: ComponentChildren;
}) {
  const { from } = props;
  return (
    <div class="list" aria-busy={from.busy}>
      {from.trouble && <Failed trouble={from.trouble} retry={from.reload} />}
      {!from.items && !from.trouble && <Loading />}
      {from.items?.length === 0 && props.empty}
      {from.items && from.items.length > 0 && (
        <>
          <Table caption={props.caption} columns={props.columns} rows={from.items} keyOf={props.keyOf} />
          <div class="list-end">
            <span role="status">
              {count(from.items.length, ...props.noun)} shown{from.more ? '; there are more' : ''}
            </span>
            {from.more && (
              <button type="button" class="button" disabled={from.busy} onClick={from.more}>
                Show more
              </button>
            )}
          </div>
        </>
      )}
    </div>
  );
}
