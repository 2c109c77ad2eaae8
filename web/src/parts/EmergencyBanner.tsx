// Above every page while emergency access is in use: to whoever is in it with the time left, to everybody else since when.
import { useEffect, useState } from 'preact/hooks';
import { endBreakGlass } from '../api/calls';
import { has, type Seat } from '../api/session';
import { asTrouble } from '../api/trouble';
import { momentText } from '../words/time';

const minute = 60_000;

/** How long it is to `until`, in words. */
export function timeLeft(until: string, now: number): string {
  const left = Math.max(0, Math.ceil((Date.parse(until) - now) / minute));
  return left === 1 ? '1 minute' : `${left} minutes`;
}

export function EmergencyBanner({ seat }: { seat: Seat }) {
  const [now, setNow] = useState(Date.now());
  const [trouble, setTrouble] = useState('');
  const { refresh, session } = seat;
  // Everybody learns of it within a minute, whatever page they stay on.
  useEffect(() => {
    const tick = setInterval(() => {
      setNow(Date.now());
      refresh();
    }, minute);
    return () => clearInterval(tick);
  }, [refresh]);
  const { emergency } = session;
  if (!emergency) return null;
  const end = async () => {
    try {
      await endBreakGlass(emergency.id);
    } catch (thrown) {
      setTrouble(asTrouble(thrown).detail);
    }
    refresh();
  };
  return (
    <div class="emergency" role="status">
      {emergency.mine ? (
        <p>
          <strong>Emergency access.</strong> {timeLeft(emergency.until, now)} left. Everything you do is accounted for, and administrators and auditors know.
        </p>
      ) : (
        <p>
          Emergency access is in use since <time dateTime={emergency.since}>{momentText(emergency.since)}</time>.
          {has(session, 'reviewer', 'approver') && ' What it lets through, a reviewer and an approver ratify on the page of the request.'}
        </p>
      )}
      {trouble && <p>{trouble}</p>}
      {(emergency.mine || has(session, 'administrator')) && (
        <button type="button" class="button" onClick={() => void end()}>
          End emergency access
        </button>
      )}
    </div>
  );
}
