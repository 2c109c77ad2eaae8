// The time line of a request, and the reviews given on it.
import type { ComponentChildren } from 'preact';
import type { Review, ReviewDomain, Submission, Transition } from '../api/types';
import { domains, eventText, opinions } from '../words/labels';
import { Empty } from './Notice';
import { Prose, Raw } from './Raw';
import { Details } from './Section';
import { Tag } from './Tag';
import { When } from './When';

interface Step {
  what: string;
  who: string | null;
  at: string;
  text: string;
}

/** What happened, oldest first: steps of the request and the reviews between them. */
export function stepsOf(transitions: readonly Transition[], reviews: readonly Review[]): Step[] {
  return [
    ...transitions.map((one): Step => ({ what: eventText(one.event), who: one.actor?.name ?? null, at: one.at, text: one.reason })),
    ...reviews.map(
      (one): Step => ({
        what: `Review in ${domains[one.domain]}: ${opinions[one.opinion].toLowerCase()}`,
        who: one.reviewer.name,
        at: one.created,
        text: '',
      }),
    ),
  ].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

export function TimeLine({ transitions, reviews }: { transitions: readonly Transition[]; reviews: readonly Review[] }) {
  const steps = stepsOf(transitions, reviews);
  if (steps.length === 0) return <Empty title="Nothing has happened yet: it is a draft." />;
  return (
    <ol class="timeline">
      {steps.map((step) => (
        <li>
          <p>
            <strong>{step.what}</strong>{' '}
            <span class="quiet">
              by {step.who === null ? 'the registry itself' : <Raw text={step.who} />}, <When at={step.at} />
            </span>
          </p>
          {step.text && <Prose text={step.text} />}
        </li>
      ))}
    </ol>
  );
}

/** Domains that are waited for, without those whose objection already says so. */
export function unseenDomains(reviews: readonly Review[], missing: readonly ReviewDomain[]): ReviewDomain[] {
  return missing.filter((domain) => !reviews.some((one) => one.domain === domain && one.stands));
}

export function Reviews({ submission }: { submission: Pick<Submission, 'reviews' | 'missing_reviews' | 'state'> }) {
  const { reviews, state } = submission;
  const unseen = unseenDomains(reviews, submission.missing_reviews);
  const earlier = reviews.filter((one) => !one.stands);
  return (
    <>
      {reviews.length === 0 && unseen.length === 0 && <Empty title="No reviews yet." />}
      <ul class="reviews">
        {reviews
          .filter((one) => one.stands)
          .map((review) => (
            <OneReview review={review}>{(state === 'in_review' || state === 'needs_info') && <Objection review={review} />}</OneReview>
          ))}
        {unseen.map((domain) => (
          <li class="review">
            <p class="review-head">
              <strong>{domains[domain]}</strong>{' '}
              <Tag tone="plain">{earlier.some((one) => one.domain === domain) ? 'To be reviewed again' : 'Not reviewed yet'}</Tag>
            </p>
          </li>
        ))}
      </ul>
      {earlier.length > 0 && (
        <Details summary={`Earlier reviews that no longer count (${earlier.length})`}>
          <ul class="reviews">
            {earlier.map((review) => (
              <OneReview review={review}>
                <p class="quiet">{review.void_reason || 'It was given on something that has changed since.'}</p>
              </OneReview>
            ))}
          </ul>
        </Details>
      )}
    </>
  );
}

function OneReview({ review, children }: { review: Review; children: ComponentChildren }) {
  const tone = !review.stands ? 'plain' : review.opinion === 'support' ? 'good' : 'bad';
  return (
    <li class={review.stands ? 'review' : 'review review-void'}>
      <p class="review-head">
        <strong>{domains[review.domain]}</strong> <Tag tone={tone}>{opinions[review.opinion]}</Tag>
      </p>
      <p class="quiet">
        <Raw text={review.reviewer.name} />, <When at={review.created} />
      </p>
      <Prose text={review.comment} />
      {children}
    </li>
  );
}

/** What an objection keeps from happening, and by whom it ends. */
function Objection({ review }: { review: Review }) {
  if (review.opinion !== 'object') return null;
  return (
    <p>
      {review.outdated && 'Something has changed since. '}It cannot be approved until <Raw text={review.reviewer.name} />{' '}
      {review.outdated ? 'looks again and supports it.' : 'supports it in a new review.'}
    </p>
  );
}
