// What takes two administrators: what waits, and how earlier proposals ended. Administrators act; auditors read.
import { useState } from 'preact/hooks';
import { listProposals, openProposals } from '../api/calls';
import { useList, useLoad } from '../api/load';
import { useSeat } from '../api/session';
import type { Proposal, ProposalState } from '../api/types';
import { ReloadContext } from '../parts/Form';
import { Heading } from '../parts/Heading';
import { List } from '../parts/List';
import { Empty } from '../parts/Notice';
import { OutcomeNotice, type Outcome } from '../parts/Outcome';
import { endingText, ProposalCard } from '../parts/ProposalCard';
import { Raw } from '../parts/Raw';
import { Ready } from '../parts/Ready';
import { Section } from '../parts/Section';
import type { Column } from '../parts/Table';
import { Tag } from '../parts/Tag';
import { When } from '../parts/When';
import { linkTo, replaceQuery } from '../router';
import type { PageProps } from '../routes';
import { proposalStates, titleOf } from '../words/proposals';

const final: ProposalState[] = ['confirmed', 'rejected', 'withdrawn', 'expired', 'voided'];

const endedColumns: Column<Proposal>[] = [
  {
    name: 'What',
    head: true,
    cell: (row) => (
      <a href={linkTo(`/proposals/${row.id}`)}>
        <Raw text={titleOf(row)} />
      </a>
    ),
  },
  { name: 'Proposed by', cell: (row) => (row.proposer ? <Raw text={row.proposer.name} /> : 'Whoever runs the server') },
  {
    name: 'How it ended',
    cell: (row) => (
      <>
        <Tag tone={proposalStates[row.state].tone}>{proposalStates[row.state].text}</Tag>
        <span class="under">
          <Raw text={endingText(row)} />
        </span>
      </>
    ),
  },
  { name: 'When', cell: (row) => <When at={row.ended ?? row.expires} />, tight: true },
];

/** What one may act on first, then one's own, then the rest. */
export function grouped(open: readonly Proposal[]): { title: string; items: Proposal[] }[] {
  const own = open.filter((one) => one.may.withdraw);
  const forYou = open.filter((one) => !one.may.withdraw && (one.may.confirm || one.may.reject));
  const rest = open.filter((one) => !own.includes(one) && !forYou.includes(one));
  return [
    { title: 'For you to look at', items: forYou },
    { title: 'Proposed by you', items: own },
    { title: 'For others to look at', items: rest },
  ].filter(({ items }) => items.length > 0);
}

export function Proposals({ query }: PageProps) {
  const { refresh } = useSeat();
  const open = useLoad((signal) => openProposals(signal), []);
  const view = final.find((one) => one === query.ended);
  const ended = useList((cursor, signal) => listProposals({ state: view ? [view] : final, cursor }, signal), [view]);
  const [outcome, setOutcome] = useState<Outcome>('');
  const done = (what: Outcome) => {
    setOutcome(what);
    open.reload();
    ended.reload();
    refresh();
    document.getElementById('main')?.focus();
    scrollTo(0, 0);
  };
  return (
    <ReloadContext.Provider value={open.reload}>
      <Heading title="Waiting for a second administrator" />
      <OutcomeNotice outcome={outcome} />
      <p class="lead">
        Some changes count so much that nobody makes them alone: one administrator proposes, another one looks at exactly what will change and confirms. Until then nothing changes.
      </p>
      <Ready from={open}>
        {(items) =>
          items.length === 0 ? (
            <Empty title="Nothing waits." />
          ) : (
            <div class="column">
              {grouped(items).map((group) => (
                <Section key={group.title} title={group.title}>
                  {group.items.map((proposal) => (
                    <ProposalCard key={proposal.id} proposal={proposal} done={done} />
                  ))}
                </Section>
              ))}
            </div>
          )
        }
      </Ready>
      <Section title="Ended">
        <div class="filter">
          <div>
            <label for="ended-view">Show</label>
            <select id="ended-view" value={view ?? ''} onChange={(event) => replaceQuery('/proposals', { ended: event.currentTarget.value })}>
              <option value="">All that ended</option>
              {final.map((one) => (
                <option value={one}>{proposalStates[one].text}</option>
              ))}
            </select>
          </div>
        </div>
        <List from={ended} caption="Proposals that ended" noun={['proposal', 'proposals']} keyOf={(row) => row.id} columns={endedColumns} empty={<Empty title="There is none." />} />
      </Section>
    </ReloadContext.Provider>
  );
}
