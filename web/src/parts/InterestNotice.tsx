// On the page of a request: who has declared an interest in it, and the way to declare one's own.
import { has, useSeat } from '../api/session';
import type { Submission } from '../api/types';
import { linkTo } from '../router';
import { ConflictSubject } from './Conflicts';
import { Notice } from './Notice';
import { Raw } from './Raw';

export function InterestNotice({ submission }: { submission: Submission }) {
  if (submission.conflicts.length === 0) return null;
  return (
    <Notice title="Conflict of interest">
      <ul>
        {submission.conflicts.map((one) => (
          <li key={one.id}>
            {one.declarer.id === one.person.id ? (
              <><Raw text={one.person.name} /> has declared a conflict of interest</>
            ) : (
              <>A conflict of interest of <Raw text={one.person.name} /> was entered</>
            )}
            {' '}(<ConflictSubject conflict={one} />){one.reason ? <>: <Raw text={one.reason} /></> : '.'}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** For who may come to judge it. */
export function InterestLink({ submission }: { submission: Submission }) {
  const { session } = useSeat();
  if (!has(session, 'reviewer', 'approver')) return null;
  return (
    <p class="screen-only quiet">
      <a href={linkTo('/account', { submission: submission.id })}>I have an interest in this</a>
    </p>
  );
}
