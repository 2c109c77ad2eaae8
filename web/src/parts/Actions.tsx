// What this person may do with a request now, and why not where they may not. The service says which.
import { has, useSeat } from '../api/session';
import type { Submission } from '../api/types';
import { linkTo } from '../router';
import { DecisionForm } from './DecisionForm';
import { Notice } from './Notice';
import { AskForm, ReviewForm, WithdrawForm } from './ReviewForm';
import { Details, Section } from './Section';

export function Actions({ submission, done }: { submission: Submission; done: (said: string) => void }) {
  const { session } = useSeat();
  const { may } = submission;
  const own = may.edit || may.withdraw;
  const approver = has(session, 'approver');
  const props = { submission, done };
  return (
    <div class="screen-only">
      {may.review.length > 0 && (
        <Section title="Your review">
          <ReviewForm {...props} />
        </Section>
      )}
      {submission.state === 'in_review' && has(session, 'reviewer') && may.why_not_review && (
        <Section title="Your review">
          <Notice tone="warn" title="You cannot review this now">
            <p>{may.why_not_review}</p>
          </Notice>
        </Section>
      )}
      {may.ask && (
        <Section title="Ask the department">
          <Details summary="Write a question">
            <AskForm {...props} />
          </Details>
        </Section>
      )}
      {approver && submission.state === 'in_review' && (
        <Section title="Decision">
          {may.decide ? (
            <DecisionForm {...props} />
          ) : (
            <Notice tone="warn" title="You cannot decide this now">
              <p>{may.why_not_decide || 'The registry does not say why. Load the page again.'}</p>
            </Notice>
          )}
        </Section>
      )}
      {own && (
        <Section title="Your request">
          {may.edit && (
            <p>
              <a class="button" href={linkTo(`/requests/${submission.id}/edit`)}>
                {submission.state === 'draft' ? 'Finish and send the draft' : 'Change the answers or the file'}
              </a>
            </p>
          )}
          {may.withdraw && (
            <Details summary="Withdraw the request">
              <WithdrawForm {...props} />
            </Details>
          )}
        </Section>
      )}
    </div>
  );
}
