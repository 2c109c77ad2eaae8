// How requests look in lists: one set of columns for the queue, the start page and the tool's page.
import type { ReviewDomain, SubmissionRow } from '../api/types';
import { linkTo } from '../router';
import { domains } from '../words/labels';
import { titleOf } from '../words/titles';
import { Raw } from './Raw';
import { RiskTag, StateTag, VerdictTag } from './Tag';
import type { Column } from './Table';
import { When } from './When';

export function RequestLink({ row }: { row: Pick<SubmissionRow, 'id' | 'number' | 'title' | 'version'> }) {
  return (
    <a href={linkTo(`/requests/${row.id}`)}>
      <Raw text={titleOf(row)} />
      {row.version && (
        <>
          {' '}
          <Raw text={row.version} />
        </>
      )}
    </a>
  );
}

const number: Column<SubmissionRow> = { name: 'No.', cell: (row) => row.number, tight: true };
const tool: Column<SubmissionRow> = {
  name: 'Tool',
  head: true,
  cell: (row) => (
    <>
      <RequestLink row={row} />
      {row.tool && row.tool.identifier !== row.title && (
        <span class="under">
          <Raw text={row.tool.identifier} mono />
        </span>
      )}
    </>
  ),
};
const state: Column<SubmissionRow> = { name: 'State', cell: (row) => <StateTag value={row.state} /> };
const verdict: Column<SubmissionRow> = { name: 'Automatic check', cell: (row) => <VerdictTag value={row.verdict} /> };
const risk: Column<SubmissionRow> = { name: 'Risk', cell: (row) => <RiskTag value={row.risk} /> };
const from: Column<SubmissionRow> = {
  name: 'Asked by',
  roomy: true,
  cell: (row) => (
    <>
      <Raw text={row.submitter.name} />
      {row.department && (
        <span class="under">
          <Raw text={row.department.name} />
        </span>
      )}
    </>
  ),
};
/** Who has yet to look, and who objects; both may be so. */
export function reviewsText({ missing_reviews: missing, objections }: Pick<SubmissionRow, 'missing_reviews' | 'objections'>): string[] {
  const named = (list: readonly ReviewDomain[]) => list.map((domain) => domains[domain]).join(', ');
  return [
    objections.length > 0 && `Objection: ${named(objections)}`,
    missing.length > 0 && `Still to come: ${named(missing)}`,
    missing.length === 0 && 'All given: ready to decide',
  ].filter((line): line is string => line !== false);
}
const reviews: Column<SubmissionRow> = {
  name: 'Reviews',
  cell: (row) => {
    if (row.state !== 'in_review') return <span class="quiet">–</span>;
    return reviewsText(row).map((line) => <div>{line}</div>);
  },
};
const updated: Column<SubmissionRow> = { name: 'Changed', cell: (row) => <When at={row.updated} relative />, tight: true };

export const queueColumns: Column<SubmissionRow>[] = [number, tool, state, verdict, risk, reviews, from, updated];
export const ownColumns: Column<SubmissionRow>[] = [number, tool, state, verdict, reviews, updated];
export const toolColumns: Column<SubmissionRow>[] = [number, { ...tool, name: 'Request' }, state, verdict, from, updated];
