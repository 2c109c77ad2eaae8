// People: who may do what. Administrators add them here; auditors read.
import { useState } from 'preact/hooks';
import { allDepartments, createDepartment, createPerson, listPeople, proposalIn } from '../api/calls';
import { useList, useLoad } from '../api/load';
import { has, useSeat } from '../api/session';
import { check } from '../api/trouble';
import type { Department, NewPerson } from '../api/types';
import { Buttons, Select, TextField } from '../parts/fields';
import { Form } from '../parts/Form';
import { Heading } from '../parts/Heading';
import { List } from '../parts/List';
import { Empty, Notice } from '../parts/Notice';
import { OutcomeNotice, type Outcome } from '../parts/Outcome';
import { Raw } from '../parts/Raw';
import { Ready } from '../parts/Ready';
import { RoleFields, roleMistakes, type RoleAnswers } from '../parts/RoleFields';
import { AddSecondAdministrator, FirstOfTwo, SecondAdministrator } from '../parts/SecondAdministrator';
import { Details, Section } from '../parts/Section';
import { Tag } from '../parts/Tag';
import { When } from '../parts/When';
import { linkTo } from '../router';
import { domains, roles } from '../words/labels';
import { decides } from '../words/proposals';
import { passwordHint, passwordMistake } from '../words/password';

export function People() {
  const { session, refresh } = useSeat();
  const administrator = has(session, 'administrator');
  const people = useList((cursor, signal) => listPeople({ cursor }, signal), []);
  const departments = useLoad((signal) => allDepartments(signal), []);
  const [outcome, setOutcome] = useState<Outcome>('');
  const done = (what: Outcome) => {
    setOutcome(what);
    people.reload();
    departments.reload();
    refresh();
    document.getElementById('main')?.focus();
    scrollTo(0, 0);
  };
  return (
    <>
      <Heading
        title="People"
        aside={
          has(session, 'administrator', 'auditor') && (
            <>
              <a href={linkTo('/proposals')}>Waiting for a second administrator</a>
              <a href={linkTo('/identity-provider')}>Identity provider</a>
            </>
          )
        }
      />
      <OutcomeNotice outcome={outcome} />
      {administrator && session.second_administrator_missing && (
        <Notice tone="warn" title="Add a second administrator">
          <AddSecondAdministrator />
        </Notice>
      )}
      {administrator && (
        <div class="folds">
          <Details summary="Add a person or a script">
            <NewPersonForm departments={departments.value ?? []} done={done} />
          </Details>
          <Details summary="Add a department">
            <NewDepartmentForm done={done} />
          </Details>
        </div>
      )}
      <List
        from={people}
        caption="People"
        noun={['person', 'people']}
        keyOf={(row) => row.id}
        empty={<Empty title="There is nobody yet." />}
        columns={[
          {
            name: 'Name',
            head: true,
            cell: (row) => (
              <>
                <a href={linkTo(`/people/${row.id}`)}>
                  <Raw text={row.name} />
                </a>
                <span class="under">
                  <Raw text={row.login} mono />
                </span>
              </>
            ),
          },
          { name: 'Department', cell: (row) => (row.department ? <Raw text={row.department.name} /> : '–') },
          { name: 'Roles', cell: (row) => row.roles.map((role) => roles[role].text).join(', ') || '–' },
          { name: 'Reviews in', cell: (row) => row.domains.map((domain) => domains[domain]).join(', ') || '–' },
          { name: 'Access', cell: (row) => (row.disabled ? <Tag tone="bad">Locked out</Tag> : <Tag tone="good">Active</Tag>) },
          { name: 'Since', cell: (row) => <When at={row.created} relative />, tight: true },
        ]}
      />
      {!session.emergency?.mine && (
        <Section title="Departments">
          <Ready from={departments}>
            {(list) =>
              list.length === 0 ? (
                <Empty title="There are no departments yet. Requests name the department that asks." />
              ) : (
                <ul class="links">
                  {list.map((one) => (
                    <li>
                      <Raw text={one.name} />
                    </li>
                  ))}
                </ul>
              )
            }
          </Ready>
        </Section>
      )}
    </>
  );
}

function NewPersonForm({ departments, done }: { departments: Department[]; done: (outcome: Outcome) => void }) {
  const { session } = useSeat();
  const [login, setLogin] = useState('');
  const [name, setName] = useState('');
  const [department, setDepartment] = useState('');
  const [password, setPassword] = useState('');
  const [access, setAccess] = useState<RoleAnswers>({ roles: [], domains: [] });
  const script = access.roles.includes('script');
  const deciding = decides(access.roles);
  // Nobody else may know the password of somebody who decides: they choose it with a welcome code.
  const typed = !script && !(deciding && session.account_rules === 'strict');
  const send = async () => {
    check([
      !name.trim() && { pointer: '/name', detail: 'Enter the name.' },
      !login.trim() && { pointer: '/login', detail: 'Enter the login.' },
      ...roleMistakes(access),
      typed ? passwordMistake(password, '/password') : null,
    ]);
    const body: NewPerson = { login: login.trim(), name: name.trim(), roles: access.roles };
    if (access.roles.includes('reviewer')) body.domains = access.domains;
    if (department) body.department = department;
    if (typed) body.password = password;
    const made = await createPerson(body);
    done(proposalIn(made) ?? (script ? `${name.trim()} is added. Make a token for it on the page “Tokens”.` : `${name.trim()} is added. Hand over the first password in person.`));
    setLogin('');
    setName('');
    setPassword('');
    setAccess({ roles: [], domains: [] });
  };
  return (
    <Form name="Add a person" send={send}>
      {(busy) => (
        <>
          <TextField pointer="/name" label="Name" value={name} onValue={setName} maxLength={200} />
          <TextField pointer="/login" label="Login" hint="Letters, digits, dots, hyphens, underscores or @." value={login} onValue={setLogin} maxLength={64} />
          <Select
            pointer="/department"
            label="Department"
            value={department}
            onValue={setDepartment}
            choices={[{ value: '', text: 'None' }, ...departments.map((one) => ({ value: one.id, text: one.name }))]}
          />
          <RoleFields answers={access} onAnswers={setAccess} />
          {typed && (
            <TextField
              pointer="/password"
              label="First password"
              hint={session.account_rules === 'strict' ? `${passwordHint} The person changes it at the first log-in.` : passwordHint}
              type="password"
              autocomplete="new-password"
              value={password}
              onValue={setPassword}
            />
          )}
          {deciding && (
            <p class="quiet">
              {access.roles.includes('administrator') && session.account_rules !== 'strict' && session.administrators < 2 ? <FirstOfTwo /> : <SecondAdministrator />}
              {!typed && ' You see one half of a welcome code, and who confirms sees the other; the person chooses the password with both.'}
            </p>
          )}
          <Buttons>
            <button class="button button-main" disabled={busy}>
              {deciding ? 'Propose' : 'Add'}
            </button>
          </Buttons>
        </>
      )}
    </Form>
  );
}

function NewDepartmentForm({ done }: { done: (said: string) => void }) {
  const [name, setName] = useState('');
  const send = async () => {
    check([!name.trim() && { pointer: '/name', detail: 'Enter the name of the department.' }]);
    await createDepartment(name.trim());
    done(`The department ${name.trim()} is added.`);
    setName('');
  };
  return (
    <Form name="Add a department" send={send}>
      {(busy) => (
        <>
          <TextField pointer="/name" label="Name of the department" value={name} onValue={setName} maxLength={200} />
          <Buttons>
            <button class="button button-main" disabled={busy}>
              Add
            </button>
          </Buttons>
        </>
      )}
    </Form>
  );
}
