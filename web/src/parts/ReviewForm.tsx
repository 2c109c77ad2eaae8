// What a reviewer does: give a view in one of their domains, or ask the department something.
import { useRef, useState } from 'preact/hooks';
import { askSubmitter, reviewSubmission, withdrawSubmission } from '../api/calls';
import { Attempts } from '../api/request';
import { check } from '../api/trouble';
import type { NewReview, ReviewDomain, Submission } from '../api/types';
import { domains } from '../words/labels';
import { Buttons, Radios, Select, TextArea } from './fields';
import { Form } from './Form';

interface Props {
  submission: Submission;
  /** After it was carried out, with a sentence that says so. */
  done: (said: string) => void;
}

export function ReviewForm({ submission, done }: Props) {
  const offered = submission.may.review;
  const [domain, setDomain] = useState<ReviewDomain>(offered.find((one) => submission.missing_reviews.includes(one)) ?? offered[0]);
  const [opinion, setOpinion] = useState<'' | 'support' | 'object'>('');
  const [comment, setComment] = useState('');
  const attempts = useRef(new Attempts());
  const send = async () => {
    check([
      !opinion && { pointer: '/opinion', detail: 'Say whether you support the request or object.' },
      !comment.trim() && { pointer: '/comment', detail: 'Say what you looked at and why you think so.' },
    ]);
    const body: NewReview = { domain, opinion: opinion || 'object', comment: comment.trim() };
    await attempts.current.send(body, (key) => reviewSubmission(submission, body, key));
    setOpinion('');
    setComment('');
    done(`Your review (${domains[domain]}) is recorded.`);
  };
  return (
    <Form name="Review" send={send}>
      {(busy) => (
        <>
          {offered.length > 1 ? (
            <Select
              pointer="/domain"
              label="Your domain"
              value={domain}
              onValue={setDomain}
              choices={offered.map((value) => ({ value, text: domains[value] }))}
            />
          ) : (
            <p>
              Your domain: <strong>{domains[domain]}</strong>
            </p>
          )}
          <Radios
            pointer="/opinion"
            label="Your view"
            value={opinion}
            onValue={setOpinion}
            choices={[
              { value: 'support', text: 'I support it', hint: 'nothing in my domain speaks against this use' },
              { value: 'object', text: 'I object', hint: 'it cannot be approved until I withdraw this' },
            ]}
          />
          <TextArea
            pointer="/comment"
            label="What you looked at, and why you think so"
            rows={4}
            value={comment}
            onValue={setComment}
            maxLength={8000}
          />
          <Buttons>
            <button class="button button-main" disabled={busy}>
              Sign off this review
            </button>
          </Buttons>
        </>
      )}
    </Form>
  );
}

export function AskForm({ submission, done }: Props) {
  const [question, setQuestion] = useState('');
  const attempts = useRef(new Attempts());
  const send = async () => {
    check([!question.trim() && { pointer: '/question', detail: 'Write the question.' }]);
    const body = { question: question.trim() };
    await attempts.current.send(body, (key) => askSubmitter(submission, body, key));
    done('Your question was sent to the department.');
  };
  return (
    <Form name="Ask the department" send={send}>
      {(busy) => (
        <>
          <TextArea
            pointer="/question"
            label="What should the department answer?"
            hint="The request waits until they have."
            value={question}
            onValue={setQuestion}
            maxLength={4000}
          />
          <Buttons>
            <button class="button" disabled={busy}>
              Send the question
            </button>
          </Buttons>
        </>
      )}
    </Form>
  );
}

export function WithdrawForm({ submission, done }: Props) {
  const [reason, setReason] = useState('');
  const attempts = useRef(new Attempts());
  const send = async () => {
    check([!reason.trim() && { pointer: '/reason', detail: 'Say in a few words why.' }]);
    const body = { reason: reason.trim() };
    await attempts.current.send(body, (key) => withdrawSubmission(submission, body, key));
    done('The request is withdrawn.');
  };
  return (
    <Form name="Withdraw the request" send={send}>
      {(busy) => (
        <>
          <TextArea pointer="/reason" label="Why do you withdraw it?" rows={2} value={reason} onValue={setReason} maxLength={4000} />
          <Buttons>
            <button class="button button-danger" disabled={busy}>
              Withdraw for good
            </button>
          </Buttons>
        </>
      )}
    </Form>
  );
}
