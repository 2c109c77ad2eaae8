// What somebody must do about recalls, due first.
import type { RecallDuty, RecallMatch } from '../api/types';
import { linkTo } from '../router';
import { duties, recallActions } from '../words/recalls';
import { Raw } from './Raw';
import { Table, type Column } from './Table';
import { Tag } from './Tag';
import { Until } from './When';

export const toolOf = (row: Pick<RecallMatch, 'tool' | 'version'>) => (
  <>
    {row.tool ? (
      <a href={linkTo(`/tools/${row.tool.id}`)}>
        <Raw text={row.tool.name || row.tool.identifier} />
      </a>
    ) : (
      <span class="quiet">not known</span>
    )}{' '}
    <Raw text={row.version} />
  </>
);

const dutyColumns: Column<RecallDuty>[] = [
  {
    name: 'Due',
    tight: true,
    cell: (row) => (
      <>
        {row.due ? <Until day={row.due} /> : <span class="quiet">no deadline</span>} {row.overdue && <Tag tone="bad">Overdue</Tag>}
      </>
    ),
  },
  {
    name: 'What to do',
    head: true,
    cell: (row) => (
      <>
        <a href={linkTo(`/recalls/${row.match}`)}>{duties[row.duty]}</a>
        <span class="under">
          <Raw text={row.recall} />
        </span>
      </>
    ),
  },
  { name: 'Our tool', cell: toolOf },
  { name: 'What follows', cell: (row) => <Tag tone={recallActions[row.action].tone}>{recallActions[row.action].text}</Tag> },
  { name: 'Who', cell: (row) => (row.mine ? <Tag tone="ask">You</Tag> : row.department ? <Raw text={row.department.name} /> : row.role === 'approver' ? 'An approver' : 'A reviewer') },
];

export function Duties({ rows }: { rows: readonly RecallDuty[] }) {
  return <Table caption="To be done, due first" rows={rows} keyOf={(row) => `${row.match} ${row.duty} ${row.department?.id ?? row.role}`} columns={dutyColumns} />;
}
