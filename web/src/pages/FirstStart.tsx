// First start: the first administrator, made with the one-time code that the service printed on its terminal.
import { useState } from 'preact/hooks';
import { setUp } from '../api/calls';
import { check } from '../api/trouble';
import { Buttons, TextField } from '../parts/fields';
import { Form } from '../parts/Form';
import { Heading } from '../parts/Heading';
import { Notice } from '../parts/Notice';
import { linkTo } from '../router';
import type { PageProps } from '../routes';
import { passwordHint, passwordMistake } from '../words/password';

export function FirstStart({ query }: PageProps) {
  const [code, setCode] = useState(query.code ?? '');
  const [login, setLogin] = useState('');
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [done, setDone] = useState(false);
  const send = async () => {
    check([
      !code.trim() && { pointer: '/code', detail: 'Enter the one-time code.' },
      !login.trim() && { pointer: '/login', detail: 'Choose a login.' },
      !name.trim() && { pointer: '/name', detail: 'Enter your name.' },
      passwordMistake(password, '/password'),
      password !== again && { pointer: '/again', detail: 'The two passwords differ. Type the password twice.' },
    ]);
    await setUp({ code: code.trim(), login: login.trim(), name: name.trim(), password });
    setDone(true);
  };
  if (done) {
    return (
      <div class="narrow">
        <Heading key="done" title="The registry is set up" />
        <Notice tone="good" title="You are the first administrator" live>
          <p>
            <a href={linkTo('/login')}>Log in</a>, then add a second administrator: no decision can be taken before there are
            two. After that add reviewers, approvers and the people who may ask for tools.
          </p>
        </Notice>
      </div>
    );
  }
  return (
    <div class="narrow">
      <Heading title="First start" />
      <p>
        Nobody can log in yet. Whoever started the service saw a one-time code on its terminal; with it you make the first
        administrator. <a href={linkTo('/login')}>The registry is already set up: log in.</a>
      </p>
      <Form name="First start" send={send}>
        {(busy) => (
          <>
            <TextField pointer="/code" label="One-time code" hint="Printed on the terminal of the service." value={code} onValue={setCode} />
            <TextField pointer="/name" label="Your name" hint="As colleagues know you." value={name} onValue={setName} autocomplete="name" />
            <TextField
              pointer="/login"
              label="Login"
              hint="Letters, digits, dots, hyphens, underscores or @."
              value={login}
              onValue={setLogin}
              autocomplete="username"
            />
            <TextField
              pointer="/password"
              label="Password"
              hint={passwordHint}
              type="password"
              value={password}
              onValue={setPassword}
              autocomplete="new-password"
            />
            <TextField pointer="/again" label="The password again" type="password" value={again} onValue={setAgain} autocomplete="new-password" />
            <Buttons>
              <button class="button button-main" disabled={busy}>
                Set up the registry
              </button>
            </Buttons>
          </>
        )}
      </Form>
    </div>
  );
}
