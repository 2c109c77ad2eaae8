// The time line of a request, and the reviews given on it.
import type { Review, ReviewDomain, Transition } from '../api/types';
import { domains, eventText, opinions } from '../words/labels';
import { Empty } from './Notice';
import { Prose, Raw } from './Raw';
import { Tag } from './Tag';
import { When } from './When';

export function TimeLine({ transitions }: { transitions: readonly Transition[] }) {
  if (transitions.length === 0) return <Empty title="Nothing has happened yet: it is a draft." />;
  return (
    <ol class="timeline">
      {transitions.map((step) => (
        <li>
          <p>
            <strong>{eventText(step.event)}</strong> <span class="quiet">by {step.actor ? <Raw text={step.actor.name} /> : 'the registry itself'}</span>
          </p>
          <p class="quiet">
            <When at={step.at} />
          </p>
          {step.reason && <Prose text={step.reason} />}
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
