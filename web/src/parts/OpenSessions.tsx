// Where a person is logged in, oneself or (for administrators) another, and ending it.
import { useState } from 'preact/hooks';
import { endSession, listSessions } from '../api/calls';
import { useLoad } from '../api/load';
import { useSeat } from '../api/session';
import { asTrouble, type Trouble } from '../api/trouble';
import { Notice } from './Notice';
import { Raw } from './Raw';
import { Ready } from './Ready';
import { When } from './When';

export function OpenSessions({ person }: { person?: string }) {
  const { refresh } = useSeat();
  const sessions = useLoad((signal) => listSessions(person, signal), [person]);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const end = async (session: string, current: boolean) => {
    setTrouble(null);
    try {
      await endSession(session);
    } catch (thrown) {
      setTrouble(asTrouble(thrown));
    }
    if (current) refresh();
    else sessions.reload();
  };
  return (
    <>
      {trouble && (
        <Notice tone="bad" title="This did not work" live>
          <p>{trouble.detail}</p>
        </Notice>
      )}
      <Ready from={sessions}>
        {(items) =>
          items.length === 0 ? (
            <p>Nowhere.</p>
          ) : (
            <ul>
              {items.map((one) => (
                <li key={one.id}>
                  From <Raw text={one.remote || 'an unknown address'} mono />, since <When at={one.created} />, last seen <When at={one.last_seen} relative />
                  {one.current && ' (here)'}{' '}
                  <button type="button" class="quiet-button" onClick={() => void end(one.id, one.current)}>
                    End<span class="hidden"> the session from {one.remote}</span>
                  </button>
                </li>
              ))}
            </ul>
          )
        }
      </Ready>
    </>
  );
}
