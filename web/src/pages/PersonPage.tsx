// One person: roles, department, a new password, and locking out, which works at once.
import { useState } from 'preact/hooks';
import { allDepartments, changePerson, getPerson, proposalIn, resetSecondFactor, setPassword } from '../api/calls';
import { useLoad } from '../api/load';
import type { Answered } from '../api/request';
import { has, useSeat } from '../api/session';
import { check } from '../api/trouble';
import type { Department, Person, PersonChange } from '../api/types';
import { Buttons, Select, TextField } from '../parts/fields';
import { Form, ReloadContext } from '../parts/Form';
import { Conflicts } from '../parts/Conflicts';
import { Heading } from '../parts/Heading';
import { IdentitySection } from '../parts/IdentitySection';
import { Notice } from '../parts/Notice';
import { OpenSessions } from '../parts/OpenSessions';
import { OutcomeNotice, type Outcome } from '../parts/Outcome';
import { Raw } from '../parts/Raw';
import { ReadyPage } from '../parts/Ready';
import { RoleFields, roleMistakes, type RoleAnswers } from '../parts/RoleFields';
import { SecondAdministrator } from '../parts/SecondAdministrator';
import { Section } from '../parts/Section';
import { Summary } from '../parts/Summary';
import { Tag } from '../parts/Tag';
import { WaitingProposals } from '../parts/WaitingProposals';
import { When } from '../parts/When';
import { linkTo } from '../router';
import type { PageProps } from '../routes';
import { domains, roles } from '../words/labels';
import { passwordHint, passwordMistake } from '../words/password';
import { decides } from '../words/proposals';

export function PersonPage({ params }: PageProps) {
  const loaded = useLoad(() => getPerson(params.id), [params.id]);
  const departments = useLoad((signal) => allDepartments(signal), []);
  const [outcome, setOutcome] = useState<Outcome>('');
  const [round, setRound] = useState(0);
  const { session, refresh } = useSeat();
  const done = (what: Outcome) => {
    setOutcome(what);
    setRound((before) => before + 1);
    loaded.reload();
    refresh();
    document.getElementById('main')?.focus();
    scrollTo(0, 0);
  };
  return (
    <ReloadContext.Provider value={loaded.reload}>
      <ReadyPage from={loaded}>
        {(answered) => {
          const person = answered.value;
          const self = person.id === session.person.id;
          return (
            <div class="column">
              <Heading title={person.name} above={<a href={linkTo('/people')}>People</a>}>
                <Raw text={person.name} />
              </Heading>
              <OutcomeNotice outcome={outcome} />
              <Summary
                rows={[
                  ['Login', <Raw text={person.login} mono />],
                  ['Access', person.disabled ? <Tag tone="bad">Locked out</Tag> : <Tag tone="good">Active</Tag>],
                  person.disabled !== null && ['Locked out since', <When at={person.disabled} />],
                  ['Department', person.department ? <Raw text={person.department.name} /> : 'none'],
                  ['Roles', person.roles.map((role) => roles[role].text).join(', ') || 'none'],
                  person.domains.length > 0 && ['Reviews in', person.domains.map((domain) => domains[domain]).join(', ')],
                  ['Since', <When at={person.created} />],
                ]}
              />
              <WaitingProposals about={(one) => one.person?.id === person.id} done={done} round={round} />
              {has(session, 'administrator') && self && (
                <Notice>
                  <p>
                    This is you. Nobody changes their own roles or locks themselves out: ask another administrator. Your password and your second factor are on the page <a href={linkTo('/account')}>Your account</a>.
                  </p>
                </Notice>
              )}
              {has(session, 'administrator') && !self && (
                <Changes key={`${answered.etag} ${round}`} answered={answered} departments={departments.value ?? []} done={done} />
              )}
              {session.emergency?.mine && !self && !person.disabled && <LockOut answered={answered} done={done} />}
              {!session.emergency?.mine && !self && person.roles.length > 0 && !person.roles.includes('script') && (
                <Section title="Conflicts of interest">
                  <Conflicts person={person.id} self={false} declares={has(session, 'administrator')} />
                </Section>
              )}
            </div>
          );
        }}
      </ReadyPage>
    </ReloadContext.Provider>
  );
}

function Changes({ answered, departments, done }: { answered: Answered<Person>; departments: Department[]; done: (outcome: Outcome) => void }) {
  const { session } = useSeat();
  const { value: person, etag } = answered;
  const [name, setName] = useState(person.name);
  const [department, setDepartment] = useState(person.department?.id ?? '');
  const [access, setAccess] = useState<RoleAnswers>({ roles: person.roles, domains: person.domains });
  const [password, setNew] = useState('');
  const deciding = decides(person.roles);
  // Nobody else may know the password of somebody who decides: they choose it with a welcome code.
  const typed = !(deciding && session.account_rules === 'strict');
  const save = async () => {
    check([!name.trim() && { pointer: '/name', detail: 'Enter the name.' }, ...roleMistakes(access)]);
    const change: PersonChange = {};
    if (name.trim() !== person.name) change.name = name.trim();
    if (department !== (person.department?.id ?? '')) change.department = department || null;
    if (access.roles.join() !== person.roles.join() || access.domains.join() !== person.domains.join()) {
      change.roles = access.roles;
      change.domains = access.domains;
    }
    if (Object.keys(change).length === 0) return done('Nothing was different, so nothing was saved.');
    const answer = await changePerson(person.id, etag, change);
    done(proposalIn(answer) ?? 'The changes are saved. If roles changed, the person has to log in again.');
  };
  const letIn = async () => {
    const answer = await changePerson(person.id, etag, { disabled: false });
    done(proposalIn(answer) ?? `${person.name} may log in again.`);
  };
  const reset = async () => {
    check([typed && passwordMistake(password, '/password')]);
    const answer = await setPassword(person.id, typed ? { password } : {});
    setNew('');
    done(proposalIn(answer) ?? `The password is set. Hand it over in person${session.account_rules === 'strict' ? '; it has to be changed at the first log-in' : ''}.`);
  };
  const unfactor = async () => {
    const answer = await resetSecondFactor(person.id);
    done(proposalIn(answer) ?? 'The second factor is taken away. The person sets up a new one at the next log-in.');
  };
  return (
    <>
      <Section title="Roles and department">
        <Form name="Change the person" send={save}>
          {(busy) => (
            <>
              <TextField pointer="/name" label="Name" value={name} onValue={setName} maxLength={200} />
              <Select
                pointer="/department"
                label="Department"
                value={department}
                onValue={setDepartment}
                choices={[{ value: '', text: 'None' }, ...departments.map((one) => ({ value: one.id, text: one.name }))]}
              />
              <RoleFields answers={access} onAnswers={setAccess} />
              {decides(access.roles) && (
                <p class="quiet">
                  More to decide takes two administrators; less takes one. <SecondAdministrator />
                  {!deciding && session.account_rules === 'strict' && ' The person then chooses a new password with a welcome code: you see one half of it, and who confirms sees the other.'}
                </p>
              )}
              <Buttons>
                <button class="button button-main" disabled={busy}>
                  Save
                </button>
              </Buttons>
            </>
          )}
        </Form>
      </Section>
      <Section title="Where the person is logged in">
        <OpenSessions person={person.id} />
      </Section>
      {person.disabled ? (
        <Section title="Let the person in again">
          <Form name="Access" send={letIn}>
            {(busy) => (
              <>
                <p>Tokens that were revoked stay revoked.</p>
                {deciding && (
                  <p>
                    <SecondAdministrator />
                  </p>
                )}
                <Buttons>
                  <button class="button" disabled={busy}>
                    Let in again
                  </button>
                </Buttons>
              </>
            )}
          </Form>
        </Section>
      ) : (
        <LockOut answered={answered} done={done} />
      )}
      {!person.roles.includes('script') && <IdentitySection person={person} done={done} />}
      {!person.roles.includes('script') && (
        <Section title="New password">
          <Form name="New password" send={reset}>
            {(busy) => (
              <>
                {typed ? (
                  <TextField
                    pointer="/password"
                    label="New password"
                    hint={`${passwordHint} The person is logged out everywhere.`}
                    type="password"
                    autocomplete="new-password"
                    value={password}
                    onValue={setNew}
                  />
                ) : (
                  <p>
                    The person chooses it with a welcome code: you see one half of it, and who confirms sees the other. From then on the old password and the second factor are gone, and every session ends.
                  </p>
                )}
                {deciding && (
                  <p>
                    <SecondAdministrator /> Open reviews of this person end with it.
                  </p>
                )}
                <Buttons>
                  <button class="button" disabled={busy}>
                    {deciding ? 'Propose a new password' : 'Set the password'}
                  </button>
                </Buttons>
              </>
            )}
          </Form>
        </Section>
      )}
      {!person.roles.includes('script') && (
        <Section title="Second factor">
          <Form name="Take away the second factor" send={unfactor}>
            {(busy) => (
              <>
                <p>For somebody who lost the authenticator app and the recovery codes. Make sure that it is really they who ask.</p>
                {deciding && (
                  <p>
                    <SecondAdministrator />
                  </p>
                )}
                <Buttons>
                  <button class="button" disabled={busy}>
                    {deciding ? 'Propose to take it away' : 'Take away the second factor'}
                  </button>
                </Buttons>
              </>
            )}
          </Form>
        </Section>
      )}
    </>
  );
}

/** Administrators, and whoever is in emergency access. */
function LockOut({ answered, done }: { answered: Answered<Person>; done: (outcome: Outcome) => void }) {
  const { value: person, etag } = answered;
  const send = async () => {
    await changePerson(person.id, etag, { disabled: true });
    done(`${person.name} is locked out: sessions and tokens ended at once.`);
  };
  return (
    <Section title="Lock the person out">
      <Form name="Access" send={send}>
        {(busy) => (
          <>
            <p>For leavers and lost devices: every session and token ends at once.</p>
            <Buttons>
              <button class="button button-danger" disabled={busy}>
                Lock out now
              </button>
            </Buttons>
          </>
        )}
      </Form>
    </Section>
  );
}
