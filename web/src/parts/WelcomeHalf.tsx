// One half of the code with which somebody who decides chooses a password. Each of two administrators sees one half, once,
// so that neither can use the code alone.
import { useSeat } from '../api/session';
import type { Proposal } from '../api/types';
import { personOf } from '../words/proposals';
import { CopyText } from './CopyText';
import { Raw } from './Raw';

/** Where a person brings both halves; under the address by which this page was reached. */
const welcomeAddress = () => `${globalThis.location?.origin ?? ''}/#/welcome`;

export function WelcomeHalf({ proposal }: { proposal: Proposal }) {
  const { session } = useSeat();
  if (!proposal.welcome_half) return null;
  const name = personOf(proposal);
  const first = proposal.state === 'open';
  return (
    <div class="half">
      <p class="half-title">
        {first ? 'The first' : 'The second'} half of the welcome code of <Raw text={name} />
      </p>
      <CopyText text={proposal.welcome_half} large />
      <p>
        Give it to <Raw text={name} /> yourself, in person. The other half comes from{' '}
        {!first ? 'the administrator who proposed this' : session.administrators < 2 ? 'whoever runs the server and confirms it there' : 'the administrator who confirms'}. With both, <Raw text={name} /> chooses a
        password at <span class="mono">{welcomeAddress()}</span> within seven days.
      </p>
      <p>
        It is shown only now: write it down before you leave this page; capital and small letters count. If it is lost,{' '}
        {first ? 'withdraw the proposal and propose it anew.' : 'propose a new password for this person.'}
      </p>
    </div>
  );
}
