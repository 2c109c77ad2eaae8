// The time line of a request, and the reviews given on it.
import type { Review, ReviewDomain, Submission, Transition } from '../api/types';
import { domains, eventText, opinions } from '../words/labels';
import { Empty } from './Notice';
import { Prose, Raw } from './Raw';
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

const noLonger = { support: 'Supported, no longer counts', object: 'Objected, no longer counts' } as const;

export function Reviews({ submission }: { submission: Pick<Submission, 'reviews' | 'missing_reviews' | 'state'> }) {
  const { reviews } = submission;
  const unseen = unseenDomains(reviews, submission.missing_reviews);
  const open = submission.state === 'in_review' || submission.state === 'needs_info';
  return (
    <>
      {reviews.length === 0 && unseen.length === 0 && <Empty title="No reviews yet." />}
      <ul class="reviews">
        {reviews.map((review) => (
          <li class={review.stands ? 'review' : 'review review-void'}>
            <p class="review-head">
              <strong>{domains[review.domain]}</strong>{' '}
              {review.stands ? (
                <Tag tone={review.opinion === 'support' ? 'good' : 'bad'}>{opinions[review.opinion]}</Tag>
              ) : (
                <Tag tone="plain">{noLonger[review.opinion]}</Tag>
              )}
            </p>
            <p class="quiet">
              <Raw text={review.reviewer.name} />, <When at={review.created} />
            </p>
            <Prose text={review.comment} />
            {!review.stands && <p class="quiet">{review.void_reason || 'It was given on something that has changed since.'}</p>}
            {review.stands && review.opinion === 'object' && open && (
              <p>
                {review.outdated ? 'Something has changed since. ' : ''}It cannot be approved until <Raw text={review.reviewer.name} />{' '}
                {review.outdated ? 'looks again and supports it.' : 'supports it in a new review.'}
              </p>
            )}
          </li>
        ))}
        {unseen.map((domain) => (
          <li class="review">
            <p class="review-head">
              <strong>{domains[domain]}</strong> <Tag tone="plain">Not reviewed yet</Tag>
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}
