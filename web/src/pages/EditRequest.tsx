// Change a request: answer a reviewer's question, finish a draft, replace the file. Reviews that were given on what
// changes become void, and the page says so.
import { useRef, useState } from 'preact/hooks';
import { answerSubmission, getSubmission } from '../api/calls';
import { useLoad } from '../api/load';
import { check } from '../api/trouble';
import type { Answers, Submission } from '../api/types';
import { Buttons } from '../parts/fields';
import { FilePicker } from '../parts/FilePicker';
import { Form, ReloadContext } from '../parts/Form';
import { Heading } from '../parts/Heading';
import { IntendedUseForm } from '../parts/IntendedUseForm';
import { Notice } from '../parts/Notice';
import { Prose, Raw } from '../parts/Raw';
import { ReadyPage } from '../parts/Ready';
import { Section } from '../parts/Section';
import { fromUse, openQuestions, toUse } from '../parts/use_answers';
import { useUpload } from '../parts/use_upload';
import { go, linkTo } from '../router';
import type { PageProps } from '../routes';
import { titleOf } from '../words/titles';

export function EditRequest({ params }: PageProps) {
  const loaded = useLoad((signal) => getSubmission(params.id, signal), [params.id]);
  return (
    <ReloadContext.Provider value={loaded.reload}>
      <ReadyPage from={loaded}>{(submission) => <Editor key={submission.id} submission={submission} />}</ReadyPage>
    </ReloadContext.Provider>
  );
}

function Editor({ submission }: { submission: Submission }) {
  const upload = useUpload();
  const [use, setUse] = useState(() => fromUse(submission.intended_use));
  const onlyKeep = useRef(false);
  const { state } = submission;
  const send = async () => {
    const keep = onlyKeep.current;
    onlyKeep.current = false;
    const file = upload.state;
    check([
      file && !file.id && { pointer: '/upload', detail: file.trouble ? 'The file did not arrive. Try again or take another.' : 'Wait until the file has arrived.' },
      state === 'draft' && !keep && !submission.artifact && !submission.claim && !file && { pointer: '/upload', detail: 'Pick the file first.' },
      ...(keep ? [] : openQuestions(use)),
    ]);
    const body: Answers = { intended_use: toUse(use) };
    if (file) body.upload = file.id;
    if (!keep && (state === 'draft' || state === 'needs_info')) body.submit = true;
    await answerSubmission(submission, body);
    go(`/requests/${submission.id}${body.submit && state === 'draft' ? '/first-answer' : ''}`);
  };
  const back = linkTo(`/requests/${submission.id}`);
  const title = state === 'needs_info' ? 'Answer the question' : state === 'draft' ? 'Finish the draft' : 'Change the request';
  return (
    <div class="column">
      <Heading
        title={title}
        above={
          <>
            <a href={back}>
              Request {submission.number}: <Raw text={titleOf(submission)} />
            </a>
          </>
        }
      />
      {!submission.may.edit && (
        <Notice tone="warn" title="This request cannot be changed by you now">
          <p>
            Only the person who made it can change it, before the decision. <a href={back}>Back to the request.</a>
          </p>
        </Notice>
      )}
      {submission.question && (
        <Notice tone="warn" title="A reviewer asks">
          <Prose text={submission.question} />
          <p class="quiet">Answer by completing the texts below, or by sending a new file.</p>
        </Notice>
      )}
      {submission.reviews.some((review) => review.stands) && (
        <Notice tone="warn" title="Changes void the reviews">
          <p>Reviews were given on the present answers. If you change them or the file, the reviewers look again.</p>
        </Notice>
      )}
      {submission.may.edit && (
        <Form name={title} send={send}>
          {(busy) => (
            <>
              <Section title="File">
                {submission.artifact && (
                  <p>
                    Now: <Raw text={submission.artifact.file_name} />
                  </p>
                )}
                <FilePicker upload={upload} label={submission.artifact ? 'Another file instead' : 'The file'} />
              </Section>
              <Section title="What is it for?">
                <IntendedUseForm use={use} onUse={setUse} />
              </Section>
              <Buttons>
                <button class="button button-main" disabled={busy}>
                  {state === 'needs_info' ? 'Send the answer' : state === 'draft' ? 'Send the request' : 'Save the changes'}
                </button>
                {(state === 'draft' || state === 'needs_info') && (
                  <button class="button" disabled={busy} onClick={() => (onlyKeep.current = true)}>
                    Only save
                  </button>
                )}
                <a class="button" href={back}>
                  Cancel
                </a>
              </Buttons>
            </>
          )}
        </Form>
      )}
    </div>
  );
}
