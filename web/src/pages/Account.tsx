// One's own account: who one is here, the password, the second factor, where one is logged in, tokens.
import { useEffect } from 'preact/hooks';
import { has, useSeat } from '../api/session';
import type { PageProps } from '../routes';
import { Conflicts } from '../parts/Conflicts';
import { Heading } from '../parts/Heading';
import { OpenSessions } from '../parts/OpenSessions';
import { PasswordForm } from '../parts/PasswordForm';
import { Raw } from '../parts/Raw';
import { SecondFactor } from '../parts/SecondFactor';
import { Section } from '../parts/Section';
import { Summary } from '../parts/Summary';
import { When } from '../parts/When';
import { linkTo } from '../router';
import { domains, roles } from '../words/labels';

export function Account({ query }: PageProps) {
  const { session, refresh } = useSeat();
  useEffect(refresh, [refresh]);  // recovery codes may have been used elsewhere
  const { person } = session;
  const emergency = !!session.emergency?.mine;
  return (
    <div class="column">
      <Heading title="Your account" />
      <Summary
        rows={[
          ['Name', <Raw text={person.name} />],
          ['Login', <Raw text={person.login} mono />],
          ['Department', person.department ? <Raw text={person.department.name} /> : 'none'],
          ['Roles', person.roles.map((role) => `${roles[role].text} (${roles[role].hint})`).join('; ') || 'none'],
          person.domains.length > 0 && ['Reviews in', person.domains.map((domain) => domains[domain]).join(', ')],
          ['Logged in until', <When at={session.expires} />],
          !emergency && ['Scripts', <a href={linkTo('/tokens')}>Your tokens</a>],
        ]}
      />
      {has(session, 'reviewer', 'approver', 'submitter', 'auditor', 'administrator') && (
        <Section title="Conflicts of interest">
          <Conflicts person={person.id} self declares tool={query['tool']} submission={query['submission']} />
        </Section>
      )}
      {emergency ? (
        <p>Emergency access has no password and no second factor. It ends by itself, or with the button above.</p>
      ) : (
        <>
          <Section title="Change your password">
            <PasswordForm />
          </Section>
          <Section title="Second factor">
            <SecondFactor />
          </Section>
          <Section title="Where you are logged in">
            <OpenSessions />
          </Section>
        </>
      )}
    </div>
  );
}
