// With which account at the identity provider a person signs in; linking one by hand, and taking it away.
import { useState } from 'preact/hooks';
import { getIdentity, getSignIn, linkIdentity, proposalIn, unlinkIdentity } from '../api/calls';
import { useLoad } from '../api/load';
import { check } from '../api/trouble';
import type { Person } from '../api/types';
import { Buttons, TextField } from './fields';
import { Form } from './Form';
import type { Outcome } from './Outcome';
import { Raw } from './Raw';
import { Section } from './Section';
import { Summary } from './Summary';

export function IdentitySection({ person, done }: { person: Person; done: (outcome: Outcome) => void }) {
  const ways = useLoad((signal) => getSignIn(signal), []);
  const identity = useLoad((signal) => getIdentity(person.id, signal), [person.id]);
  const [subject, setSubject] = useState('');
  if (!ways.value?.provider || !identity.value) return null;
  const { subject: linked, external_id: expected } = identity.value;
  const link = async () => {
    check([!subject.trim() && { pointer: '/subject', detail: 'Enter what the provider calls the account.' }]);
    const answer = await linkIdentity(person.id, subject.trim());
    identity.reload();
    setSubject('');
    done(proposalIn(answer) ?? `${person.name} can sign in with ${ways.value?.provider}.`);
  };
  const unlink = async () => {
    const answer = await unlinkIdentity(person.id);
    identity.reload();
    done(proposalIn(answer) ?? `${person.name} can no longer sign in with ${ways.value?.provider}. Open sessions have ended.`);
  };
  return (
    <Section title={`Account: ${ways.value.provider}`} id="identity">
      {linked || expected ? (
        <Form name="Take the account away" send={unlink}>
          {(busy) => (
            <>
              <Summary
                rows={[
                  !!linked && ['Account', <Raw text={linked} mono />],
                  !linked && !!expected && ['Will come as', <Raw text={expected} mono />],
                ]}
              />
              <Buttons>
                <button class="button button-danger" disabled={busy}>
                  Take the account away
                </button>
              </Buttons>
            </>
          )}
        </Form>
      ) : (
        <Form name="Link an account" send={link}>
          {(busy) => (
            <>
              <TextField
                pointer="/subject"
                label="Account"
                hint="The identifier (sub) that the provider gives it, never the e-mail address."
                value={subject}
                onValue={setSubject}
                maxLength={255}
              />
              <Buttons>
                <button class="button" disabled={busy}>
                  Link the account
                </button>
              </Buttons>
            </>
          )}
        </Form>
      )}
    </Section>
  );
}
