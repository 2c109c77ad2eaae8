// The policy in force: what each risk class demands, and, for administrators, the form that puts a new version into
// force with other demands about authorizations, documents, data and recalls. All else of the policy stays as it is.
import { useRef, useState } from 'preact/hooks';
import { createPolicy, listDocumentKinds, listPolicies, allDatasets } from '../api/calls';
import { useLoad } from '../api/load';
import { Attempts } from '../api/request';
import { has, useSeat } from '../api/session';
import { check } from '../api/trouble';
import type { Dataset, DocumentKind, Policy, PolicyClass } from '../api/types';
import { Countries } from '../parts/Countries';
import { Buttons, Checks, Radios, TextField } from '../parts/fields';
import { Form, ReloadContext } from '../parts/Form';
import { Heading } from '../parts/Heading';
import { Empty } from '../parts/Notice';
import { PolicyTerms } from '../parts/PolicyTerms';
import { OutcomeNotice, type Outcome } from '../parts/Outcome';
import { Raw } from '../parts/Raw';
import { ReadyPage } from '../parts/Ready';
import { SecondAdministrator } from '../parts/SecondAdministrator';
import { Details, Section } from '../parts/Section';
import { WaitingProposals } from '../parts/WaitingProposals';
import { linkTo } from '../router';
import { risks } from '../words/labels';
import { count } from '../words/numbers';
import { possibleRecalls, recallData } from '../words/policy';
import { newestPolicy } from '../words/risk';

export function PolicyPage() {
  const { session, refresh } = useSeat();
  const loaded = useLoad((signal) => listPolicies(signal), []);
  const kinds = useLoad((signal) => listDocumentKinds(signal), []);
  const datasets = useLoad((signal) => allDatasets(signal), []);
  const [outcome, setOutcome] = useState<Outcome>('');
  const [round, setRound] = useState(0);
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
        {(page) => {
          const policy = newestPolicy(page.items);
          return (
            <>
              <Heading title="Policy" above={<a href={linkTo('/rules')}>Rule book</a>} />
              <OutcomeNotice outcome={outcome} />
              <p class="lead">What the hospital demands of a tool before it may be bought or installed. The risk class follows from what the department says it will do with it.</p>
              <div class="column">
                <WaitingProposals about={({ kind }) => kind === 'change_policy'} done={done} round={round} />
              </div>
              <Section title="In force">{policy ? <PolicyTerms policy={policy} kinds={kinds.value ?? []} datasets={datasets.value ?? []} /> : <Empty title="There is no policy yet." />}</Section>
              {policy && has(session, 'administrator') && (
                <Section title="Change the policy" screenOnly>
                  <Details summary="Which permissions, documents and data there must be, and what recalls do">
                    <Editor key={policy.version} policy={policy} kinds={kinds.value ?? []} datasets={datasets.value ?? []} done={done} />
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

interface Known {
  kinds: readonly DocumentKind[];
  datasets: readonly Dataset[];
}

function Editor({ policy, kinds, datasets, done }: Known & { policy: Policy; done: (outcome: Outcome) => void }) {
  const [name, setName] = useState(policy.name);
  const [classes, setClasses] = useState<PolicyClass[]>(policy.classes);
  const attempts = useRef(new Attempts());
  const change = (at: number, part: Partial<PolicyClass>) => setClasses((old) => old.map((one, i) => (i === at ? { ...one, ...part } : one)));
  const send = async () => {
    check([!name.trim() && { pointer: '/name', detail: 'Give the new version a name.' }]);
    const body = { name: name.trim(), based_on: policy.version, classes };
    done(await attempts.current.send(body, (key) => createPolicy(body, key)));
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
              <Details summary={`Data that must be in date: ${count(one.required_datasets.length, 'kind')}`}>
                <Checks
                  pointer={`/classes/${at}/required_datasets`}
                  label={`${risks[one.risk].text}: data that must be imported and in date`}
                  hint="While one is missing or too old, the gate does not know."
                  values={one.required_datasets}
                  onValues={(required_datasets) => change(at, { required_datasets })}
                  choices={datasetChoices(datasets, one.required_datasets)}
                />
                <Radios
                  pointer={`/classes/${at}/recall_data`}
                  label={`${risks[one.risk].text}: which recalls must be in date?`}
                  value={one.recall_data}
                  onValue={(recall_data) => change(at, { recall_data })}
                  choices={(['imported', 'required'] as const).map((value) => ({ value, text: recallData[value].choice }))}
                />
              </Details>
              <Radios
                pointer={`/classes/${at}/possible_recalls`}
                label={`${risks[one.risk].text}: while nobody has decided whether a class II recall concerns a tool`}
                value={one.possible_recalls}
                onValue={(possible_recalls) => change(at, { possible_recalls })}
                choices={(['queue', 'hold'] as const).map((value) => ({ value, text: possibleRecalls[value].choice, hint: possibleRecalls[value].hint }))}
              />
            </fieldset>
          ))}
          <p class="quiet">
            <SecondAdministrator /> From then on the gate asks by the new version; approvals that stand do not end by themselves.
          </p>
          <Buttons>
            <button class="button button-main" disabled={busy}>
              Propose this version
            </button>
          </Buttons>
        </>
      )}
    </Form>
  );
}

/** What can be ticked: all that is known, and what the policy names although it is not there. */
function datasetChoices(datasets: readonly Dataset[], named: readonly string[]) {
  const known = datasets.map(({ id, name }) => ({ value: id, text: name }));
  return [...known, ...named.filter((id) => !datasets.some((one) => one.id === id)).map((id) => ({ value: id, text: id }))];
}
