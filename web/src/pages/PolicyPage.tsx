// The policy in force: what each risk class demands, and, for administrators, the form that puts a new version into
// force with other required authorizations and documents. All else of the policy stays as it is.
import { useRef, useState } from 'preact/hooks';
import { createPolicy, listDocumentKinds, listPolicies } from '../api/calls';
import { useLoad } from '../api/load';
import { Attempts } from '../api/request';
import { has, useSeat } from '../api/session';
import { check } from '../api/trouble';
import type { DocumentKind, Policy, PolicyClass } from '../api/types';
import { Countries } from '../parts/Countries';
import { Buttons, Checks, TextField } from '../parts/fields';
import { Form, ReloadContext } from '../parts/Form';
import { Heading } from '../parts/Heading';
import { Empty, Notice } from '../parts/Notice';
import { PolicyTerms } from '../parts/PolicyTerms';
import { Raw } from '../parts/Raw';
import { ReadyPage } from '../parts/Ready';
import { Details, Section } from '../parts/Section';
import { linkTo } from '../router';
import { risks } from '../words/labels';
import { count } from '../words/numbers';
import { newestPolicy } from '../words/risk';

export function PolicyPage() {
  const { session } = useSeat();
  const loaded = useLoad((signal) => listPolicies(signal), []);
  const kinds = useLoad((signal) => listDocumentKinds(signal), []);
  const [said, setSaid] = useState('');
  const done = (sentence: string) => {
    setSaid(sentence);
    loaded.reload();
    document.getElementById('main')?.focus();
    scrollTo(0, 0);
  };
  return (
    <ReloadContext.Provider value={loaded.reload}>
      <ReadyPage from={loaded}>
        {(page) => {
          const policy = newestPolicy(page.items);
          return (
            <>
              <Heading title="Policy" above={<a href={linkTo('/rules')}>Rule book</a>} />
              {said && (
                <Notice tone="good" title="Done" live>
                  <p>{said}</p>
                </Notice>
              )}
              <p class="lead">What the hospital demands of a tool before it may be bought or installed. The risk class follows from what the department says it will do with it.</p>
              {policy ? <PolicyTerms policy={policy} kinds={kinds.value ?? []} /> : <Empty title="There is no policy yet." />}
              {policy && has(session, 'administrator') && (
                <Section title="Change the policy" screenOnly>
                  <Details summary="Which permissions and documents a tool must have">
                    <Editor key={policy.version} policy={policy} kinds={kinds.value ?? []} done={done} />
                  </Details>
                </Section>
              )}
              {page.items.length > 1 && (
                <Section title="Earlier versions">
                  <ul class="links">
                    {page.items
                      .filter((one) => one !== policy)
                      .map((one) => (
                        <li>
                          Version {one.version}: “<Raw text={one.name} />”
                        </li>
                      ))}
                  </ul>
                </Section>
              )}
            </>
          );
        }}
      </ReadyPage>
    </ReloadContext.Provider>
  );
}

function Editor({ policy, kinds, done }: { policy: Policy; kinds: readonly DocumentKind[]; done: (said: string) => void }) {
  const [name, setName] = useState(policy.name);
  const [classes, setClasses] = useState<PolicyClass[]>(policy.classes);
  const attempts = useRef(new Attempts());
  const change = (at: number, part: Partial<PolicyClass>) => setClasses((old) => old.map((one, i) => (i === at ? { ...one, ...part } : one)));
  const send = async () => {
    check([!name.trim() && { pointer: '/name', detail: 'Give the new version a name.' }]);
    const body = { name: name.trim(), based_on: policy.version, classes };
    const { value } = await attempts.current.send(body, (key) => createPolicy(body, key));
    done(`Version ${value.version} is in force. The gate asks by it from now on; approvals that stand do not end by themselves.`);
  };
  return (
    <Form name="Change the policy" send={send}>
      {(busy) => (
        <>
          <TextField pointer="/name" label="Name of the new version" value={name} onValue={setName} maxLength={200} />
          {classes.map((one, at) => (
            <fieldset class="claim-fields">
              <legend>{risks[one.risk].text}</legend>
              <Countries
                pointer={`/classes/${at}/required_authorizations`}
                label={`${risks[one.risk].text}: where must an authority have permitted it?`}
                hint="Where a tool of this class is used in one of these places, the gate stays closed until a permission holds there, or a reviewer accepted why none is needed."
                codes={one.required_authorizations}
                onCodes={(required_authorizations) => change(at, { required_authorizations })}
              />
              <Details summary={`Documents that must be on record: ${count(one.required_documents.length, 'kind')}`}>
                <Checks
                  pointer={`/classes/${at}/required_documents`}
                  label={`${risks[one.risk].text}: documents that must be on record`}
                  hint="Accepted by a reviewer, and in date."
                  values={one.required_documents}
                  onValues={(required_documents) => change(at, { required_documents })}
                  choices={kinds.map(({ id, name: text }) => ({ value: id, text }))}
                />
              </Details>
            </fieldset>
          ))}
          <Buttons>
            <button class="button button-main" disabled={busy}>
              Put this version into force
            </button>
          </Buttons>
        </>
      )}
    </Form>
  );
}
