// What waits for a second administrator and is about the person, policy or group of the page; nothing where there is none.
import { openProposals } from '../api/calls';
import { useLoad } from '../api/load';
import { has, useSeat } from '../api/session';
import type { Proposal } from '../api/types';
import { ReloadContext } from './Form';
import type { Outcome } from './Outcome';
import { ProposalCard } from './ProposalCard';
import { Failed } from './Ready';
import { Section } from './Section';

/** `round`: another number loads it again. */
export function WaitingProposals({ about, done, round }: { about: (proposal: Proposal) => boolean; done: (outcome: Outcome) => void; round: number }) {
  const { session } = useSeat();
  const allowed = has(session, 'administrator', 'auditor');
  const open = useLoad((signal) => (allowed ? openProposals(signal) : Promise.resolve([])), [allowed, round]);
  if (open.trouble) return <Failed trouble={open.trouble} retry={open.reload} />;
  const shown = (open.value ?? []).filter(about);
  if (shown.length === 0) return null;
  return (
    <ReloadContext.Provider value={open.reload}>
      <Section title="Waiting for a second administrator">
        {shown.map((proposal) => (
          <ProposalCard key={proposal.id} proposal={proposal} done={done} />
        ))}
      </Section>
    </ReloadContext.Provider>
  );
}
