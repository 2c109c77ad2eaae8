// What became of something that an administrator did: it is done, or it waits for a second administrator.
import { useSeat } from '../api/session';
import type { Proposal } from '../api/types';
import { linkTo } from '../router';
import { titleOf } from '../words/proposals';
import { CopyText } from './CopyText';
import { Notice } from './Notice';
import { Raw } from './Raw';
import { WelcomeHalf } from './WelcomeHalf';

/** A sentence that says what was done, or the proposal that was made or confirmed. */
export type Outcome = string | Proposal;

export function OutcomeNotice({ outcome }: { outcome: Outcome }) {
  const { session } = useSeat();
  if (!outcome) return null;
  if (typeof outcome === 'string') {
    return (
      <Notice tone="good" title="Done" live>
        <p>{outcome}</p>
      </Notice>
    );
  }
  const waits = outcome.state === 'open';
  return (
    <Notice tone={waits ? 'note' : 'good'} title={waits ? 'This waits for a second administrator' : outcome.applied ? 'Confirmed and done' : 'Confirmed'} live>
      <p>
        <a href={linkTo(`/proposals/${outcome.id}`)}>
          <Raw text={titleOf(outcome)} />
        </a>
        {waits && `: nothing changes until ${session.administrators < 2 ? 'whoever runs the server has confirmed it there, with the command formulary user confirm' : 'another administrator has confirmed it'}.`}
        {!waits && !outcome.applied && ': it is being done, which takes a moment.'}
      </p>
      <WelcomeHalf proposal={outcome} />
      {outcome.secret && (
        <>
          <p>This is the new token. It is shown once: copy it now to where the identity provider will read it.</p>
          <CopyText text={outcome.secret} />
        </>
      )}
    </Notice>
  );
}
