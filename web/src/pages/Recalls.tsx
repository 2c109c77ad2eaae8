// The recall inbox: what somebody must do, due first; and every match of a notice with a version of ours.
import { useState } from 'preact/hooks';
import { listDuties, listRecallMatches, recallMatchesFile } from '../api/calls';
import { useList, useLoad } from '../api/load';
import { has, useSeat } from '../api/session';
import type { RecallMatch } from '../api/types';
import { Duties, toolOf } from '../parts/Duties';
import { Heading } from '../parts/Heading';
import { List } from '../parts/List';
import { Empty, Notice } from '../parts/Notice';
import { Raw } from '../parts/Raw';
import { Ready } from '../parts/Ready';
import { EnterRecallForm } from '../parts/RecallForms';
import { Details, Section } from '../parts/Section';
import { SignTag } from '../parts/Sign';
import type { Column } from '../parts/Table';
import { Tag } from '../parts/Tag';
import { Until, When } from '../parts/When';
import { linkTo, replaceQuery } from '../router';
import type { PageProps } from '../routes';
import { recallActions, recallClasses, recallStates } from '../words/recalls';

const views = [
  { value: 'open,confirmed', text: 'Those that stand' },
  { value: 'open', text: 'Open' },
  { value: 'confirmed', text: 'Confirmed' },
  { value: 'dismissed', text: 'Not about it' },
  { value: 'lifted', text: 'Lifted' },
  { value: 'open,confirmed,dismissed,lifted', text: 'All' },
];

const matchColumns: Column<RecallMatch>[] = [
  {
    name: 'Notice',
    head: true,
    cell: (row) => (
      <>
        <a href={linkTo(`/recalls/${row.id}`)}>
          <Raw text={row.recall.name || row.recall.number || row.recall.key} />
        </a>
        <span class="under">
          <Raw text={[row.recall.firm, row.recall.number].filter(Boolean).join(', ')} />
        </span>
      </>
    ),
  },
  { name: 'Class', cell: (row) => <Tag tone={recallClasses[row.recall.class].tone}>{recallClasses[row.recall.class].text}</Tag>, tight: true },
  { name: 'Our tool', cell: toolOf },
  { name: 'State', cell: (row) => <SignTag label={recallStates[row.state]} />, tight: true },
  { name: 'What follows', cell: (row) => (row.state === 'open' || row.state === 'confirmed' ? <Tag tone={recallActions[row.action].tone}>{recallActions[row.action].text}</Tag> : '–') },
  { name: 'Due', cell: (row) => (row.state === 'open' && row.due ? <Until day={row.due} /> : ''), tight: true },
  { name: 'Found', cell: (row) => <When at={row.raised} relative />, tight: true },
];

export function Recalls({ query }: PageProps) {
  const { session } = useSeat();
  const state = query.state ?? 'open,confirmed';
  const due = useLoad((signal) => listDuties(signal), []);
  const matches = useList((cursor, signal) => listRecallMatches({ state, cursor }, signal), [state]);
  const [said, setSaid] = useState('');
  const done = (sentence: string) => {
    setSaid(sentence);
    due.reload();
    matches.reload();
    document.getElementById('main')?.focus();
    scrollTo(0, 0);
  };
  return (
    <>
      <Heading title="Recalls" />
      {said && (
        <Notice tone="good" title="Done" live>
          <p>{said}</p>
        </Notice>
      )}
      <p class="lead">
        Recalls and safety notices that seem to be about a tool of ours. Until a person has decided, the registry takes no chances: what follows is in force at once.
      </p>
      {has(session, 'reviewer') && (
        <div class="folds">
          <Details summary="Enter a recall or a safety notice">
            <EnterRecallForm done={done} />
          </Details>
        </div>
      )}
      <Section title="To be done">
        <Ready from={due}>
          {(items) =>
            items.length === 0 ? (
              <Empty title="Nothing. No recall waits for anybody." />
            ) : (
              <Duties rows={items} />
            )
          }
        </Ready>
      </Section>
      <Section
        title="Matches"
        aside={
          <a class="button screen-only" href={recallMatchesFile(state)} download>
            As a file (CSV)
          </a>
        }
      >
        <div class="filter">
          <div>
            <label for="recall-view">Show</label>
            <select id="recall-view" value={state} onChange={(event) => replaceQuery('/recalls', { state: event.currentTarget.value })}>
              {views.map((one) => (
                <option value={one.value}>{one.text}</option>
              ))}
            </select>
          </div>
        </div>
        <List from={matches} caption="Matches" noun={['match', 'matches']} keyOf={(row) => row.id} columns={matchColumns} empty={<Empty title="There is none." />} />
      </Section>
    </>
  );
}
