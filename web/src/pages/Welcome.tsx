// Welcome: somebody who decides brings both halves of the code and chooses a password that nobody else has known.
import { useContext, useState } from 'preact/hooks';
import { acceptWelcome } from '../api/calls';
import { SeatContext } from '../api/session';
import { check } from '../api/trouble';
import { Buttons, TextField } from '../parts/fields';
import { Form } from '../parts/Form';
import { Heading } from '../parts/Heading';
import { Notice } from '../parts/Notice';
import { linkTo } from '../router';
import { passwordHint, passwordMistake } from '../words/password';

export function Welcome() {
  const seat = useContext(SeatContext);
  const [login, setLogin] = useState('');
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [done, setDone] = useState(false);
  const send = async () => {
    check([
      !login.trim() && { pointer: '/login', detail: 'Enter your login.' },
      !first.trim() && { pointer: '/first_half', detail: 'Enter the first half of the code.' },
      !second.trim() && { pointer: '/second_half', detail: 'Enter the second half of the code.' },
      passwordMistake(password, '/password'),
      password !== again && { pointer: '/again', detail: 'The two passwords differ. Type the password twice.' },
    ]);
    await acceptWelcome({ login: login.trim(), first_half: first.trim(), second_half: second.trim(), password });
    setDone(true);
  };
  if (done) {
    return (
      <div class="narrow">
        <Heading key="done" title="Your password is set" />
        <Notice tone="good" title="Only you know it" live>
          <p>
            <a href={linkTo('/login')}>Log in</a> with it now. If your role needs a second factor, you set it up next; have your phone at hand.
          </p>
        </Notice>
      </div>
    );
  }
  return (
    <div class="narrow">
      <Heading title="Welcome" />
      <p class="lead">
        You were given two halves of a code, by two people. With both you choose your password, so that nobody else ever knows it. <a href={linkTo('/login')}>You have a password already: log in.</a>
      </p>
      {seat && (
        <Notice>
          <p>
            You are logged in as {seat.session.person.name}. This page is for somebody who has no password yet. <a href={linkTo('/')}>Go to the start page.</a>
          </p>
        </Notice>
      )}
      <Form name="Welcome" send={send}>
        {(busy) => (
          <>
            <TextField pointer="/login" label="Login" hint="Your administrators know it." value={login} onValue={setLogin} autocomplete="username" />
            <TextField pointer="/first_half" label="First half of the code" hint="From the administrator who proposed it. Capital and small letters count, hyphens do not." value={first} onValue={setFirst} />
            <TextField pointer="/second_half" label="Second half of the code" hint="From the administrator who confirmed it, or from whoever runs the server." value={second} onValue={setSecond} />
            <TextField pointer="/password" label="New password" hint={passwordHint} type="password" value={password} onValue={setPassword} autocomplete="new-password" />
            <TextField pointer="/again" label="The new password again" type="password" value={again} onValue={setAgain} autocomplete="new-password" />
            <Buttons>
              <button class="button button-main" disabled={busy}>
                Choose this password
              </button>
            </Buttons>
          </>
        )}
      </Form>
    </div>
  );
}
