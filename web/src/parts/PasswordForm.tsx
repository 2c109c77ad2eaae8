// One's own new password. It ends every session, this one too.
import { useState } from 'preact/hooks';
import { setPassword } from '../api/calls';
import { useSeat } from '../api/session';
import { check } from '../api/trouble';
import { passwordHint, passwordMistake } from '../words/password';
import { Buttons, TextField } from './fields';
import { Form } from './Form';

export function PasswordForm() {
  const { session, refresh } = useSeat();
  const [current, setCurrent] = useState('');
  const [password, setNew] = useState('');
  const [again, setAgain] = useState('');
  const send = async () => {
    check([
      !current && { pointer: '/current', detail: 'Enter your present password.' },
      passwordMistake(password, '/password'),
      password !== again && { pointer: '/again', detail: 'The two new passwords differ. Type it twice.' },
    ]);
    await setPassword(session.person.id, { current, password });
    setCurrent('');
    setNew('');
    setAgain('');
    refresh();
  };
  return (
    <Form name="Change your password" send={send}>
      {(busy) => (
        <>
          <p>You are logged out everywhere and log in with the new password.</p>
          <TextField pointer="/current" label="Present password" type="password" autocomplete="current-password" value={current} onValue={setCurrent} />
          <TextField
            pointer="/password"
            label="New password"
            hint={passwordHint}
            type="password"
            autocomplete="new-password"
            value={password}
            onValue={setNew}
          />
          <TextField pointer="/again" label="The new password again" type="password" autocomplete="new-password" value={again} onValue={setAgain} />
          <Buttons>
            <button class="button button-main" disabled={busy}>
              Change the password
            </button>
          </Buttons>
        </>
      )}
    </Form>
  );
}
