// What the product is to regulators, told by the department that asks: the device, and for each place of use the number
// that permits it, or why it needs none. What was typed is kept in this browser window until it is saved.
import { useEffect, useState } from 'preact/hooks';
import { getSubmission, keepDossier, listDeviceQuestions, listRegulators } from '../api/calls';
import { useLoad } from '../api/load';
import { check } from '../api/trouble';
import type { DeviceQuestion, Regulator, Submission } from '../api/types';
import { ClaimFields } from '../parts/ClaimFields';
import { answersOf, dossierMistakes, dossierOf, emptyClaim, sentIndex, untouched, type ClaimAnswers, type DossierAnswers } from '../parts/dossier_answers';
import { DeviceQuestions } from '../parts/DeviceQuestions';
import { Buttons, TextField } from '../parts/fields';
import { Form, ReloadContext } from '../parts/Form';
import { Heading } from '../parts/Heading';
import { Notice } from '../parts/Notice';
import { Raw } from '../parts/Raw';
import { Ready, ReadyPage } from '../parts/Ready';
import { Section } from '../parts/Section';
import { go, linkTo } from '../router';
import type { PageProps } from '../routes';
import { titleOf } from '../words/titles';

export function EditDossier({ params }: PageProps) {
  const loaded = useLoad((signal) => getSubmission(params.id, signal), [params.id]);
  const known = useLoad(async (signal) => {
    const [regulators, questions] = await Promise.all([listRegulators(signal), listDeviceQuestions(signal)]);
    return { regulators, questions };
  }, []);
  return (
    <ReloadContext.Provider value={loaded.reload}>
      <div class="column">
        <ReadyPage from={loaded}>
          {(submission) => (
            <>
              <Heading
                title="What it is to regulators"
                above={
                  <a href={linkTo(`/requests/${submission.id}`)}>
                    Request {submission.number}: <Raw text={titleOf(submission)} />
                  </a>
                }
              />
              <Ready from={known}>{(lists) => <Editor key={submission.id} submission={submission} {...lists} />}</Ready>
            </>
          )}
        </ReadyPage>
      </div>
    </ReloadContext.Provider>
  );
}

const keptKey = (submission: Submission) => `formulary.dossier.${submission.id}`;

function kept(submission: Submission): DossierAnswers {
  const fresh = answersOf(submission.dossier, submission.intended_use.jurisdictions);
  try {
    const stored = JSON.parse(sessionStorage.getItem(keptKey(submission)) ?? 'null') as DossierAnswers | null;
    // Keys are given anew: those of another visit may be taken by now.
    return stored ? { ...fresh, ...stored, device: { ...fresh.device, ...stored.device }, claims: stored.claims.map((claim) => ({ ...claim, key: emptyClaim().key })) } : fresh;
  } catch {
    return fresh;
  }
}

function Editor({ submission, regulators, questions }: { submission: Submission; regulators: readonly Regulator[]; questions: readonly DeviceQuestion[] }) {
  const [answers, setAnswers] = useState(() => kept(submission));
  const back = linkTo(`/requests/${submission.id}`);
  useEffect(() => sessionStorage.setItem(keptKey(submission), JSON.stringify(answers)), [answers]);
  if (!submission.may.keep_dossier) {
    return (
      <Notice tone="warn" title="You cannot change this now">
        <p>
          Only the person who made the request can, before the decision. <a href={back}>Back to the request.</a>
        </p>
      </Notice>
    );
  }
  const device = (change: Partial<DossierAnswers['device']>) => setAnswers((old) => ({ ...old, device: { ...old.device, ...change } }));
  const claims = (change: (old: ClaimAnswers[]) => ClaimAnswers[]) => setAnswers((old) => ({ ...old, claims: change(old.claims) }));
  const leave = () => sessionStorage.removeItem(keptKey(submission));
  const send = async () => {
    check(dossierMistakes(answers));
    await keepDossier(submission, dossierOf(answers));
    leave();
    go(`/requests/${submission.id}`);
  };
  return (
    <>
      <p class="lead">
        Copy what stands on the label and in the maker’s papers. The registry compares it with the authorities’ own data; what they leave open, a
        reviewer looks at.
      </p>
      {submission.reviews.some((review) => review.stands) && (
        <Notice tone="warn" title="Changes void the reviews">
          <p>Reviews were given on what is on record now. If you change it, the reviewers look again.</p>
        </Notice>
      )}
      <Form name="What it is to regulators" send={send}>
        {(busy) => (
          <>
            <Section title="The product">
              <TextField pointer="/device/device_name" label="Name of the device" optional hint="As the maker’s papers call it." value={answers.device.device_name} onValue={(device_name) => device({ device_name })} maxLength={500} />
              <TextField pointer="/device/manufacturer" label="Manufacturer" optional hint="The legal name of the company, with Inc., Ltd or GmbH." value={answers.device.manufacturer} onValue={(manufacturer) => device({ manufacturer })} maxLength={500} />
              <TextField
                pointer="/device/udi_di"
                label="UDI"
                optional
                hint="The number below the bar code, or all that a bar code reader types here. Software shows it at its start or under “About”."
                value={answers.device.udi_di}
                onValue={(udi_di) => device({ udi_di })}
                maxLength={500}
              />
              <div class="field-row">
                <TextField pointer="/device/model" label="Model or version on the label" optional size="medium" value={answers.device.model} onValue={(model) => device({ model })} maxLength={500} />
                <TextField pointer="/device/catalogue" label="Catalogue number" optional size="medium" value={answers.device.catalogue} onValue={(catalogue) => device({ catalogue })} maxLength={500} />
              </div>
            </Section>
            <Section title="Is it a medical device?">
              <DeviceQuestions questions={questions} chosen={answers.questions} onChosen={(chosen) => setAnswers((old) => ({ ...old, questions: chosen }))} />
            </Section>
            <Section title="Why it may be used">
              {answers.claims.map((claim, index) => (
                <ClaimFields
                  key={claim.key}
                  claim={claim}
                  pointer={untouched(claim) ? `/open/${claim.key}` : `/claims/${sentIndex(answers, claim)}`}
                  number={index + 1}
                  device={answers.device}
                  regulators={regulators}
                  onClaim={(change) => claims((old) => old.map((one) => (one.key === claim.key ? { ...one, ...change } : one)))}
                  remove={() => {
                    claims((old) => old.filter((one) => one.key !== claim.key));
                    document.getElementById('add-claim')?.focus();
                  }}
                />
              ))}
              <p>
                <button type="button" id="add-claim" class="button" onClick={() => claims((old) => [...old, emptyClaim()])}>
                  Add another number or reason
                </button>
              </p>
            </Section>
            <Buttons>
              <button class="button button-main" disabled={busy}>
                Save
              </button>
              <a class="button" href={back} onClick={leave}>
                Cancel
              </a>
            </Buttons>
          </>
        )}
      </Form>
    </>
  );
}
