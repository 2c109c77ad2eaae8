// Everything that a proposal would change, before and after, in words.
import { listDocumentKinds } from '../api/calls';
import { useLoad } from '../api/load';
import type { Alteration } from '../api/types';
import { differences, emptyText, fieldText, isAllNew, valueText } from '../words/proposals';
import { Raw } from './Raw';
import { Table, type Column } from './Table';

export function Alterations({ changes, caption }: { changes: readonly Alteration[]; caption: string }) {
  const named = changes.some((one) => one.field.endsWith('required_documents'));
  const kinds = useLoad((signal) => (named ? listDocumentKinds(signal) : Promise.resolve([])), [named]);
  if (changes.length === 0) return null;
  const documents = Object.fromEntries((kinds.value ?? []).map(({ id, name }) => [id, name]));
  const side = (change: Alteration, which: 'before' | 'after') => <Values change={change} side={which} documents={documents} />;
  const columns: Column<Alteration>[] = [{ name: 'What', head: true, cell: (row) => fieldText(row.field) }];
  if (!isAllNew(changes)) columns.push({ name: 'Before', cell: (row) => side(row, 'before') });
  columns.push({ name: 'After', cell: (row) => side(row, 'after') });
  return (
    <div class="alterations">
      <Table caption={caption} rows={changes} keyOf={(row) => row.field} columns={columns} />
    </div>
  );
}

function Values({ change, side, documents }: { change: Alteration; side: 'before' | 'after'; documents: Record<string, string> }) {
  const values = differences(change, side);
  if (values.length === 0) return <span class="quiet">{emptyText(change.field)}</span>;
  const Marked = side === 'before' ? 'del' : 'ins';
  return (
    <ul class="plain">
      {values.map(({ value, differs }) => {
        const text = <Raw text={valueText(change.field, value, documents)} />;
        return <li>{differs ? <Marked>{text}</Marked> : text}</li>;
      })}
    </ul>
  );
}
