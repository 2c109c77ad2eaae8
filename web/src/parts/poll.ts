// Looks again while something is on its way: quickly at first, then more rarely, never while the window is hidden.
import { useEffect, useRef } from 'preact/hooks';

/** Milliseconds to wait before look number `round` (from 0). */
export function pause(round: number): number {
  return Math.min(400 * 1.4 ** round, 10_000);
}

export function usePolling(active: boolean, look: () => void): void {
  const rounds = useRef(0);
  useEffect(() => {
    if (!active) {
      rounds.current = 0;
      return;
    }
    let timer = 0;
    const next = () => {
      timer = window.setTimeout(() => {
        if (!document.hidden) {
          ++rounds.current;
          look();
        }
        next();
      }, pause(rounds.current));
    };
    next();
    return () => clearTimeout(timer);
  }, [active, look]);
}
