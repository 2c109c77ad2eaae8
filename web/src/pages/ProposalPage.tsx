// One proposal, for links: what it changes and what became of it.
import { useState } from 'preact/hooks';
import { getProposal } from '../api/calls';
import { useLoad } from '../api/load';
import { useSeat } from '../api/session';
import { ReloadContext } from '../parts/Form';
import { Heading } from '../parts/Heading';
import { OutcomeNotice, type Outcome } from '../parts/Outcome';
import { ProposalBody } from '../parts/ProposalCard';
import { Raw } from '../parts/Raw';
import { ReadyPage } from '../parts/Ready';
import { Tag } from '../parts/Tag';
import { linkTo } from '../router';
import type { PageProps } from '../routes';
import { proposalStates, titleOf } from '../words/proposals';

export function ProposalPage({ params }: PageProps) {
  const { refresh } = useSeat();
  const loaded = useLoad((signal) => getProposal(params.id, signal), [params.id]);
  const [outcome, setOutcome] = useState<Outcome>('');
  const done = (what: Outcome) => {
    setOutcome(what);
    loaded.reload();
    refresh();
    document.getElementById('main')?.focus();
    scrollTo(0, 0);
  };
  return (
    <ReloadContext.Provider value={loaded.reload}>
      <ReadyPage from={loaded}>
        {(proposal) => {
          const state = proposalStates[proposal.state];
          return (
            <div class="column">
              <Heading
                title={titleOf(proposal)}
                above={<a href={linkTo('/proposals')}>Waiting for a second administrator</a>}
                aside={
                  <Tag tone={state.tone} title={state.hint}>
                    {state.text}
                  </Tag>
                }
              >
                <Raw text={titleOf(proposal)} />
              </Heading>
              <OutcomeNotice outcome={outcome} />
              {proposal.person && (
                <p>
                  About{' '}
                  <a href={linkTo(`/people/${proposal.person.id}`)}>
                    <Raw text={proposal.person.name} />
                  </a>
                </p>
              )}
              <ProposalBody proposal={proposal} done={done} />
            </div>
          );
        }}
      </ReadyPage>
    </ReloadContext.Provider>
  );
}
