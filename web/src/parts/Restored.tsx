// A registry that came from a backup: what that means, and the step with which administrators trust it again.
import { useState } from 'preact/hooks';
import { acceptRestore, openProposals } from '../api/calls';
import { useLoad } from '../api/load';
import { has, useSeat } from '../api/session';
import { linkTo } from '../router';
import { Buttons } from './fields';
import { Form } from './Form';
import { Notice } from './Notice';
import { OutcomeNotice, type Outcome } from './Outcome';
import { SecondAdministrator } from './SecondAdministrator';
import { When } from './When';

export function Restored({ since }: { since: string }) {
  const { session, refresh } = useSeat();
  const administrator = has(session, 'administrator');
  const open = useLoad((signal) => (administrator ? openProposals(signal) : Promise.resolve([])), [administrator]);
  const waiting = open.value?.find(({ kind }) => kind === 'accept_restore');
  const [outcome, setOutcome] = useState<Outcome>('');
  const send = async () => {
    setOutcome(await acceptRestore());
    refresh();
  };
  return (
    <>
      <Notice tone="warn" title="This registry was restored from a backup">
        <p>
          It shows what was so before the backup; what was decided, revoked or changed between then and <When at={since} /> may be missing. The gate says yes to nothing until two administrators have confirmed that the registry is what it should be.
        </p>
        {waiting && !outcome && (
          <p>
            <a href={linkTo(`/proposals/${waiting.id}`)}>To trust it again is proposed</a>: {waiting.may.confirm ? 'compare it with what you know, then confirm there.' : 'another administrator has to confirm it.'}
          </p>
        )}
        {administrator && open.value && !waiting && !outcome && (
          <Form name="Trust the restored registry" send={send}>
            {(busy) => (
              <>
                <p>
                  Compare it with what you know first: latest decisions, recalls, people who left. <SecondAdministrator />
                </p>
                <Buttons>
                  <button class="button" disabled={busy}>
                    Propose to trust it again
                  </button>
                </Buttons>
              </>
            )}
          </Form>
        )}
      </Notice>
      <OutcomeNotice outcome={outcome} />
    </>
  );
}
