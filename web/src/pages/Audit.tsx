// The audit log as auditors read it: who did what to what, when, with what outcome.
import { useState } from 'preact/hooks';
import { all, listPeople, readAudit, type AuditQuery } from '../api/calls';
import { useList, useLoad } from '../api/load';
import type { Person } from '../api/types';
import { Buttons, TextField } from '../parts/fields';
import { Form } from '../parts/Form';
import { Heading } from '../parts/Heading';
import { List } from '../parts/List';
import { Empty } from '../parts/Notice';
import { Prose, Raw } from '../parts/Raw';
import { Details } from '../parts/Section';
import { Tag } from '../parts/Tag';
import { When } from '../parts/When';
import { readEntry } from '../words/audit';
import { todayHere } from '../words/time';
import { linkTo } from '../router';

const outcomes = { success: { text: 'Done', tone: 'good' }, denied: { text: 'Denied', tone: 'bad' }, failure: { text: 'Failed', tone: 'warn' } } as const;

/** The log holds ids alone, so that names can be erased; names that are still known are looked up here. */
function ObjectLink({ type, id, names }: { type: string; id: string; names: Map<string, string> }) {
  const page: Record<string, string> = { submission: '/requests', tool: '/tools', document: '/documents', person: '/people', script: '/people' };
  if (!id) return <>{type}</>;
  const name = names.get(id);
  const text = name ? <Raw text={name} /> : <Raw text={id} mono />;
  return (
    <>
      {type} <span class="under">{page[type] ? <a href={linkTo(`${page[type]}/${id}`)}>{text}</a> : text}</span>
    </>
  );
}

const weekAgo = () => todayHere(new Date(Date.now() - 6 * 86_400_000));

export function Audit() {
  // The log is read from its beginning; a week is what most people want to see first.
  const [from, setFrom] = useState(weekAgo);
  const [to, setTo] = useState('');
  const [actor, setActor] = useState('');
  const [object, setObject] = useState('');
  const [wanted, setWanted] = useState<AuditQuery>({ from });
  const people = useLoad((signal) => all<Person>((cursor) => listPeople({ cursor }, signal)), []);
  const names = new Map((people.value ?? []).map((one) => [one.id, one.name]));
  const list = useList((cursor, signal) => readAudit({ ...wanted, cursor }, signal), [wanted]);
  return (
    <>
      <Heading title="Audit" />
      <p class="lead">Every step that changed something, and every reading of the log itself. Entries are never changed or removed.</p>
      <Form
        name="Filter the log"
        send={async () => setWanted({ from: from || undefined, to: to || undefined, actor: actor.trim() || undefined, object: object.trim() || undefined })}
      >
        {() => (
          <div class="filter" data-filter>
            <TextField pointer="/from" label="From day" type="date" value={from} onValue={setFrom} />
            <TextField pointer="/to" label="To day" type="date" value={to} onValue={setTo} />
            <TextField pointer="/actor" label="Person (login or id)" value={actor} onValue={setActor} />
            <TextField pointer="/object" label="Object (id)" value={object} onValue={setObject} />
            <Buttons>
              <button class="button">Filter</button>
            </Buttons>
          </div>
        )}
      </Form>
      <List
        from={list}
        caption="Audit entries"
        noun={['entry', 'entries']}
        keyOf={(row) => String(row.sequence)}
        empty={<Empty title="No entry fits these days and names." />}
        columns={[
          { name: 'No.', cell: (row) => row.sequence, tight: true },
          { name: 'When', cell: (row) => <When at={readEntry(row.entry).at} />, tight: true },
          { name: 'What', head: true, cell: (row) => <code>{readEntry(row.entry).action}</code> },
          {
            name: 'Who',
            cell: (row) => {
              const { actorType, actorId } = readEntry(row.entry);
              return <ObjectLink type={actorType} id={actorId} names={names} />;
            },
          },
          {
            name: 'To what',
            cell: (row) => {
              const { objectType, objectId } = readEntry(row.entry);
              return <ObjectLink type={objectType} id={objectId} names={names} />;
            },
          },
          {
            name: 'Outcome',
            cell: (row) => {
              const outcome = outcomes[readEntry(row.entry).outcome as keyof typeof outcomes];
              return outcome ? <Tag tone={outcome.tone}>{outcome.text}</Tag> : readEntry(row.entry).outcome;
            },
          },
          {
            name: 'Details',
            cell: (row) => (
              <Details
                summary={
                  <>
                    Entry<span class="hidden"> {row.sequence}</span>
                  </>
                }
              >
                {row.text && <Prose text={row.text} />}
                <pre class="entry" tabIndex={0} role="group" aria-label={`Entry ${row.sequence} as logged`}>
                  <Raw text={JSON.stringify(row.entry, null, 1)} />
                </pre>
              </Details>
            ),
          },
        ]}
      />
    </>
  );
}
