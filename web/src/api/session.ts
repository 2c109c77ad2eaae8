// Who is logged in: one value for the whole application, and the questions that pages ask of it.
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Role, Session } from './types';

export interface Seat {
  session: Session;
  /** Asks the service again, for example after roles or the number of administrators changed. */
  refresh: () => void;
  leave: () => void;
}

export const SeatContext = createContext<Seat | null>(null);

/** Only within pages that need a person: there is one. */
export function useSeat(): Seat {
  const seat = useContext(SeatContext);
  if (!seat) throw new Error('a page for logged-in people was shown without a session');
  return seat;
}

export function has(session: Session | null, ...roles: Role[]): boolean {
  return roles.some((role) => session?.person.roles.includes(role));
}
