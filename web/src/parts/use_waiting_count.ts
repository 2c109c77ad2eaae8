// How many proposals this administrator could confirm now. Asked again with each page and whenever the session is looked
// at, never by a clock: a page that nobody uses must not keep its session alive.
import { useEffect, useState } from 'preact/hooks';
import { openProposals } from '../api/calls';
import { has, type Seat } from '../api/session';

export function useWaitingCount({ session }: Seat, path: string): number {
  const [waiting, setWaiting] = useState(0);
  useEffect(() => {
    if (!has(session, 'administrator') || session.due !== 'nothing') return setWaiting(0);
    const leave = new AbortController();
    // Without an answer the number stays: the page itself says what is wrong.
    openProposals(leave.signal).then(
      (open) => !leave.signal.aborted && setWaiting(open.filter((one) => one.may.confirm).length),
      () => undefined,
    );
    return () => leave.abort();
  }, [session, path]);
  return waiting;
}
