// One's own account: who one is here, the password, tokens.
import { useState } from 'preact/hooks';
import { setPassword } from '../api/calls';
import { useSeat } from '../api/session';
import { check } from '../api/trouble';
import { Buttons, TextField } from '../parts/fields';
import { Form } from '../parts/Form';
import { Heading } from '../parts/Heading';
import { Raw } from '../parts/Raw';
import { Section } from '../parts/Section';
import { Summary } from '../parts/Summary';
import { When } from '../parts/When';
import { linkTo } from '../router';
import { domains, roles } from '../words/labels';
import { passwordMistake } from '../words/password';

export function Account() {
  const { session, refresh } = useSeat();
  const { person } = session;
  const [current, setCurrent] = useState('');
  const [password, setNew] = useState('');
  const [again, setAgain] = useState('');
  const send = async () => {
    check([
      !current && { pointer: '/current', detail: 'Enter your present password.' },
      passwordMistake(password, '/password'),
      password !== again && { pointer: '/again', detail: 'The two new passwords differ. Type it twice.' },
    ]);
    await setPassword(person.id, { current, password });
    setCurrent('');
    setNew('');
    setAgain('');
    refresh();
  };
  return (
    <div class="column">
      <Heading title="Your account" />
      <Summary
        rows={[
          ['Name', <Raw text={person.name} />],
          ['Login', <Raw text={person.login} mono />],
          ['Department', person.department ? <Raw text={person.department.name} /> : 'none'],
          ['Roles', person.roles.map((role) => `${roles[role].text} (${roles[role].hint})`).join('; ')],
          person.domains.length > 0 && ['Reviews in', person.domains.map((domain) => domains[domain]).join(', ')],
          ['Logged in until', <When at={session.expires} />],
          ['Scripts', <a href={linkTo('/tokens')}>Your tokens</a>],
        ]}
      />
      <Section title="Change your password">
        <Form name="Change your password" send={send}>
          {(busy) => (
            <>
              <p>You are logged out everywhere and log in with the new password.</p>
              <TextField pointer="/current" label="Present password" type="password" autocomplete="current-password" value={current} onValue={setCurrent} />
              <TextField
                pointer="/password"
                label="New password"
                hint="At least 12 characters; several words make a good password."
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
      </Section>
    </div>
  );
}
