// Who could confirm what this administrator proposes; and what to do where nobody else can.
import { useSeat } from '../api/session';
import { count } from '../words/numbers';

export function SecondAdministrator() {
  const { session } = useSeat();
  const others = session.administrators - 1;
  if (others < 1) {
    return (
      <>
        You are the only administrator, so nobody can confirm it here. Whoever runs the server confirms it there, with the command <code>formulary user confirm</code>.
      </>
    );
  }
  return (
    <>
      Another administrator has to confirm it; there {others === 1 ? 'is' : 'are'} {count(others, 'other', 'others')}.
    </>
  );
}

/** In a trial, of the second one: nobody could confirm the very first. */
export function FirstOfTwo() {
  return (
    <>
      The very first second administrator is added at once. If there was one before, whoever runs the server confirms it there, with the command <code>formulary user confirm</code>.
    </>
  );
}

/** For Home and People, while there is only one. */
export function AddSecondAdministrator() {
  const { session } = useSeat();
  return (
    <>
      <p>No decision can be taken until there are two, so that nobody runs the place alone.</p>
      <p>
        {session.account_rules === 'strict' ? (
          <>
            Propose the second one on the page “People”, under “Add a person or a script”. As nobody else can confirm it yet, whoever runs the server does, with the command <code>formulary user confirm</code>. It prints
            the other half of the welcome code.
          </>
        ) : (
          <>
            Add the second one on the page “People”, under “Add a person or a script”. <FirstOfTwo />
          </>
        )}
      </p>
    </>
  );
}
