// The queue: all requests, or one's own, filtered by state and text. The filter is in the address, so that a view can
// be kept as a bookmark.
import { useState } from 'preact/hooks';
import { listSubmissions } from '../api/calls';
import { useList } from '../api/load';
import { has, useSeat } from '../api/session';
import { FilterBar } from '../parts/FilterBar';
import { Heading } from '../parts/Heading';
import { List } from '../parts/List';
import { Empty } from '../parts/Notice';
import { ownColumns, queueColumns } from '../parts/requests';
import { linkTo, replaceQuery } from '../router';
import type { PageProps } from '../routes';

const views: Record<string, { text: string; states: string[]; mine?: boolean }> = {
  open: { text: 'Open', states: ['submitted', 'scanning', 'in_review', 'needs_info'] },
  review: { text: 'In review', states: ['in_review'] },
  answer: { text: 'Waiting for an answer', states: ['needs_info'] },
  decided: { text: 'Decided', states: ['approved', 'approved_with_conditions', 'rejected'] },
  all: { text: 'All', states: [] },
  mine: { text: 'Mine', states: [], mine: true },
};

export function Requests({ query }: PageProps) {
  const { session } = useSeat();
  const onlySubmitter = has(session, 'submitter') && !has(session, 'reviewer', 'approver', 'auditor', 'administrator');
  const view = query.view && views[query.view] ? query.view : onlySubmitter ? 'mine' : 'open';
  const [text, setText] = useState(query.q ?? '');
  const wanted = views[view];
  const list = useList(
    (cursor, signal) => listSubmissions({ state: wanted.states, mine: wanted.mine, q: query.q, cursor }, signal),
    [view, query.q],
  );
  return (
    <>
      <Heading
        title="Requests"
        aside={
          has(session, 'submitter') && (
            <a class="button button-main" href={linkTo('/submit')}>
              Ask for a tool
            </a>
          )
        }
      />
      <FilterBar
        text={text}
        onText={setText}
        search={() => replaceQuery('/requests', { view: query.view, q: text.trim() })}
        label="Find by tool, file or package name"
        choice={view}
        choices={Object.entries(views)
          .filter(([name]) => name !== 'mine' || has(session, 'submitter'))
          .map(([value, one]) => ({ value, text: one.text }))}
        choiceLabel="Show"
        onChoice={(value) => replaceQuery('/requests', { view: value, q: query.q })}
      />
      <List
        from={list}
        caption={`Requests: ${wanted.text}`}
        noun={['request', 'requests']}
        columns={view === 'mine' ? ownColumns : queueColumns}
        keyOf={(row) => row.id}
        empty={
          query.q ? (
            <Empty title="No request fits this filter.">
              <p>Try a shorter word, or show all requests.</p>
            </Empty>
          ) : (
            <Empty title="There are no requests here.">
              <p>
                {has(session, 'submitter')
                  ? 'When your department needs an app or a program, ask for it; it takes about ten minutes.'
                  : 'Requests appear here as soon as a department asks for a tool.'}
              </p>
            </Empty>
          )
        }
      />
    </>
  );
}
