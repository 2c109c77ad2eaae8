// A moment, exact on demand; and a day.
import { ago, dayText, daysUntil, momentText, todayHere } from '../words/time';

export function When({ at, relative }: { at: string | null; relative?: boolean }) {
  if (!at) return <span class="quiet">never</span>;
  return (
    <time dateTime={at} title={momentText(at)}>
      {relative ? ago(at) : momentText(at)}
    </time>
  );
}

export function Until({ day }: { day: string | null }) {
  if (!day) return <>no date: counts as expired</>;
  const left = daysUntil(day, todayHere());
  const note = left < 0 ? 'passed' : left === 0 ? 'today' : left <= 90 ? `in ${left} ${left === 1 ? 'day' : 'days'}` : '';
  return (
    <time dateTime={day}>
      {dayText(day)}
      {note && <span class="quiet"> ({note})</span>}
    </time>
  );
}
