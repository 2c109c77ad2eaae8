// What administrators and auditors have to look at: emergency access, and what the identity provider asked for in vain.
// It stays until an administrator says that they looked; nothing where there is nothing.
import { acknowledgeAlarm, listIdentityAlarms } from '../api/calls';
import { useLoad } from '../api/load';
import { has, useSeat } from '../api/session';
import type { IdentityAlarm } from '../api/types';
import { linkTo } from '../router';
import { Buttons } from './fields';
import { Form } from './Form';
import { Notice } from './Notice';
import { Raw } from './Raw';
import { Ready } from './Ready';
import { When } from './When';

export function Alarms({ done }: { done: (said: string) => void }) {
  const { session } = useSeat();
  const loaded = useLoad((signal) => listIdentityAlarms(signal), []);
  const looked = (said: string) => {
    loaded.reload();
    done(said);
  };
  return (
    <Ready from={loaded}>
      {(list) => (
        <>
          {list.filter((one) => !one.acknowledged).map((one) => (
            <Alarm key={one.id} alarm={one} administrator={has(session, 'administrator')} auditor={has(session, 'auditor')} done={looked} />
          ))}
        </>
      )}
    </Ready>
  );
}

function Alarm({ alarm, administrator, auditor, done }: { alarm: IdentityAlarm; administrator: boolean; auditor: boolean; done: (said: string) => void }) {
  return (
    <Notice tone="bad" title="Somebody has to look">
      <p>
        {alarm.person && (
          <>
            <a href={linkTo(`/people/${alarm.person.id}`)}>
              <Raw text={alarm.person.name} />
            </a>
            {': '}
          </>
        )}
        {alarm.text} (<When at={alarm.at} />)
      </p>
      {alarm.kind === 'break_glass' && <p>{auditor ? <a href={linkTo('/audit')}>Open the audit log.</a> : 'An auditor reads the audit log: ask one.'}</p>}
      {administrator && (
        <Form name="Looked at" send={async () => { await acknowledgeAlarm(alarm.id); done('It is recorded that you looked.'); }}>
          {(busy) => (
            <Buttons>
              <button class="button" disabled={busy}>
                I have looked
              </button>
            </Buttons>
          )}
        </Form>
      )}
    </Notice>
  );
}
