// One proposal: what would change, who wants it, why it takes two, and what this person may do about it. The service says
// what they may.
import { useState } from 'preact/hooks';
import { confirmProposal, rejectProposal, withdrawProposal } from '../api/calls';
import { useSeat } from '../api/session';
import { check } from '../api/trouble';
import type { Proposal } from '../api/types';
import { proposalStates, titleOf, whyTwo } from '../words/proposals';
import { Alterations } from './Alterations';
import { Buttons, TextArea } from './fields';
import { Form } from './Form';
import { Notice } from './Notice';
import type { Outcome } from './Outcome';
import { Raw } from './Raw';
import { SecondAdministrator } from './SecondAdministrator';
import { Details } from './Section';
import { Tag } from './Tag';
import { When } from './When';

export interface ProposalProps {
  proposal: Proposal;
  done: (outcome: Outcome) => void;
}

/** With its title: for lists, and for pages about somebody or something else. */
export function ProposalCard(props: ProposalProps) {
  const { proposal } = props;
  const state = proposalStates[proposal.state];
  const id = `proposal-${proposal.id}`;
  return (
    <article class="card" aria-labelledby={id}>
      <div class="card-head">
        <h3 id={id}>
          <Raw text={titleOf(proposal)} />
        </h3>
        <Tag tone={state.tone} title={state.hint}>
          {state.text}
        </Tag>
      </div>
      <ProposalBody {...props} />
    </article>
  );
}

export function ProposalBody(props: ProposalProps) {
  const { proposal } = props;
  const open = proposal.state === 'open';
  return (
    <>
      <p>
        Proposed by {proposal.proposer ? <Raw text={proposal.proposer.name} /> : 'whoever runs the server'} on <When at={proposal.created} />.
        {open && (
          <>
            {' '}
            It waits until <When at={proposal.expires} />.
          </>
        )}
      </p>
      <Alterations changes={proposal.changes} caption={`What changes: ${titleOf(proposal)}`} />
      <p class="quiet">{whyTwo(proposal.kind)}</p>
      {open ? <Steps {...props} /> : <Ending proposal={proposal} />}
    </>
  );
}

/** How it ended: by whom, when, and why. */
export function endingText({ state, ground, decider }: Pick<Proposal, 'state' | 'ground' | 'decider'>): string {
  const name = decider?.name ?? '';
  if (state === 'confirmed' && ground === 'founding') return 'There was no second administrator yet, so it was done at once';
  if (state === 'confirmed') return `Confirmed by ${name || 'whoever runs the server'}`;
  if (state === 'rejected') return `Rejected by ${name || 'whoever runs the server'}`;
  if (state === 'withdrawn') return 'Withdrawn by who proposed it';
  return proposalStates[state].hint ?? '';
}

/** Keys are changed a moment after they were confirmed; where they changed meanwhile, nothing is done. */
export function doingText({ state, applied, result }: Pick<Proposal, 'state' | 'applied' | 'result'>): string {
  if (state !== 'confirmed') return '';
  if (!applied) return 'It is being done; load this page again in a moment.';
  return result ? '' : 'Nothing was done: what it was made from had changed meanwhile. Propose it anew.';
}

function Ending({ proposal }: { proposal: Proposal }) {
  return (
    <p>
      <Raw text={endingText(proposal)} />
      {proposal.ended && (
        <>
          , <When at={proposal.ended} />
        </>
      )}
      {proposal.reason && (
        <>
          : “<Raw text={proposal.reason} />”
        </>
      )}{' '}
      {doingText(proposal)}
    </p>
  );
}

function Steps({ proposal, done }: ProposalProps) {
  const { session } = useSeat();
  const { may } = proposal;
  if (!session.person.roles.includes('administrator')) return null;
  return (
    <div class="screen-only">
      {proposal.outdated && (
        <Notice tone="warn" title="This does not fit any more">
          <p>What it was made from has changed meanwhile, so nobody can confirm it. {may.withdraw ? 'Withdraw it and propose it anew.' : 'Reject it, or let who proposed it withdraw it.'}</p>
        </Notice>
      )}
      {may.withdraw && !proposal.outdated && (
        <p>
          <SecondAdministrator />
        </p>
      )}
      {may.confirm && <ConfirmForm proposal={proposal} done={done} />}
      {!may.confirm && !may.withdraw && !proposal.outdated && <p>{may.why_not_confirm}</p>}
      {may.reject && (
        <Details summary="Reject it">
          <EndForm proposal={proposal} done={done} ends="reject" />
        </Details>
      )}
      {may.withdraw && (
        <Details summary="Withdraw it">
          <EndForm proposal={proposal} done={done} ends="withdraw" />
        </Details>
      )}
    </div>
  );
}

function ConfirmForm({ proposal, done }: ProposalProps) {
  const send = async () => done(await confirmProposal(proposal));
  return (
    <Form name={`Confirm: ${titleOf(proposal)}`} send={send}>
      {(busy) => (
        <Buttons>
          <button class="button button-main" disabled={busy} aria-label={`Confirm: ${titleOf(proposal)}`}>
            Confirm
          </button>
          <span class="quiet">It is done at once.</span>
        </Buttons>
      )}
    </Form>
  );
}

const endings = {
  reject: { name: 'Reject', question: 'Why not?', button: 'Reject for good', send: rejectProposal, said: 'It is rejected. Nothing has changed.' },
  withdraw: { name: 'Withdraw', question: 'Why do you withdraw it?', button: 'Withdraw for good', send: withdrawProposal, said: 'It is withdrawn. Nothing has changed.' },
} as const;

function EndForm({ proposal, done, ends }: ProposalProps & { ends: keyof typeof endings }) {
  const ending = endings[ends];
  const [reason, setReason] = useState('');
  const send = async () => {
    check([!reason.trim() && { pointer: '/reason', detail: 'Say in a few words why.' }]);
    await ending.send(proposal.id, reason.trim());
    done(ending.said);
  };
  return (
    <Form name={`${ending.name}: ${titleOf(proposal)}`} send={send}>
      {(busy) => (
        <>
          <TextArea pointer="/reason" label={ending.question} rows={2} value={reason} onValue={setReason} maxLength={4000} />
          <Buttons>
            <button class="button button-danger" disabled={busy}>
              {ending.button}
            </button>
          </Buttons>
        </>
      )}
    </Form>
  );
}
