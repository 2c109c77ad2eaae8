// The time line of a request, and the reviews given on it.
import type { Review, ReviewDomain, Transition } from '../api/types';
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

export function Reviews({ reviews, missing }: { reviews: readonly Review[]; missing: readonly ReviewDomain[] }) {
  return (
    <>
      {reviews.length === 0 && missing.length === 0 && <Empty title="No reviews yet." />}
      <ul class="reviews">
        {reviews.map((review) => (
          <li class={review.stands ? 'review' : 'review review-void'}>
            <p class="review-head">
              <strong>{domains[review.domain]}</strong>{' '}
              <Tag tone={review.opinion === 'support' ? 'good' : 'bad'}>{opinions[review.opinion]}</Tag>{' '}
              {!review.stands && <Tag tone="plain">No longer counts</Tag>}
            </p>
            <p class="quiet">
              <Raw text={review.reviewer.name} />, <When at={review.created} />
            </p>
            <Prose text={review.comment} />
            {!review.stands && <p class="quiet">{review.void_reason || 'It was given on something that has changed since.'}</p>}
          </li>
        ))}
        {missing.map((domain) => (
          <li class="review">
            <p class="review-head">
              <strong>{domains[domain]}</strong> <Tag tone="plain">Still wanted</Tag>
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}
