// The authorizations of a tool: what stands today, and the time line of how it came there and when it ends.
import { getAuthorizations } from '../api/calls';
import { useLoad } from '../api/load';
import type { AuthorizationHistory } from '../api/types';
import { linkTo } from '../router';
import { countryName } from '../words/countries';
import { judgements } from '../words/regulatory';
import { todayHere, withDays } from '../words/time';
import { ClaimTitle } from './ClaimCard';
import { Empty } from './Notice';
import { Prose, Raw } from './Raw';
import { Ready } from './Ready';
import { StandingTag } from './Sign';
import { Table } from './Table';
import { Until, When } from './When';

export interface AuthorizationStep {
  claim: AuthorizationHistory;
  /** RFC 3339, or a day. */
  at: string;
  kind: 'judgement' | 'opinion' | 'end';
  what: string;
  who: string;
  text: string;
  ahead: boolean;
}

/** Everything that happened to every claim, oldest first; what will end stands last. */
export function authorizationSteps(items: readonly AuthorizationHistory[], today: string): AuthorizationStep[] {
  const steps = items.flatMap((claim): AuthorizationStep[] => {
    const happened = claim.events.map((event): AuthorizationStep => {
      const common = { claim, at: event.at, ahead: false };
      if (event.opinion) {
        const { accepted, reason, reviewer } = event.opinion;
        return { ...common, kind: 'opinion', what: accepted ? 'Accepted by a reviewer' : 'Refused by a reviewer', who: reviewer?.name ?? '', text: reason };
      }
      const against = event.judgement?.checks.filter((check) => check.result !== 'confirmed').map((check) => check.sentence) ?? [];
      return { ...common, kind: 'judgement', what: event.judgement ? judgements[event.judgement.state] : 'Compared', who: '', text: against.join('\n\n') };
    });
    const { expires } = claim.standing;
    if (expires) happened.push({ claim, at: expires, kind: 'end', what: expires < today ? 'Ended' : 'Ends', who: '', text: '', ahead: expires >= today });
    return happened;
  });
  return steps.sort((a, b) => Number(a.ahead) - Number(b.ahead) || a.at.localeCompare(b.at));
}

export function Authorizations({ tool }: { tool: string }) {
  const loaded = useLoad((signal) => getAuthorizations(tool, signal), [tool]);
  return (
    <Ready from={loaded}>
      {(items) =>
        items.length === 0 ? (
          <Empty title="Nobody named an authority’s permission for it.">
            <p>Departments name it on the page of their request.</p>
          </Empty>
        ) : (
          <>
            <Standings items={items} />
            <h3 class="table-title">How it came there</h3>
            <Steps steps={authorizationSteps(items, todayHere())} />
          </>
        )
      }
    </Ready>
  );
}

function Standings({ items }: { items: readonly AuthorizationHistory[] }) {
  return (
    <Table
      caption="What stands today"
      rows={items}
      keyOf={(one) => one.id}
      columns={[
        {
          name: 'Permission or reason',
          head: true,
          cell: (one) => (
            <>
              <ClaimTitle claim={one} />
              <span class="under">{countryName(one.jurisdiction)}</span>
            </>
          ),
        },
        {
          name: 'Version',
          cell: (one) => (
            <>
              <Raw text={one.version || 'not named'} />
              <span class="under">
                <a href={linkTo(`/requests/${one.submission}`)}>Request {one.submission_number}</a>
              </span>
            </>
          ),
          tight: true,
        },
        {
          name: 'Today',
          cell: (one) => (
            <>
              <StandingTag value={one.standing.state} />
              <span class="under">
                <Raw text={withDays(one.standing.sentence)} />
              </span>
            </>
          ),
        },
        { name: 'Counts until', cell: (one) => (one.standing.expires ? <Until day={one.standing.expires} /> : one.standing.state === 'valid' ? 'no end known' : ''), tight: true },
      ]}
    />
  );
}

function Steps({ steps }: { steps: readonly AuthorizationStep[] }) {
  return (
    <ol class="timeline">
      {steps.map((step) => (
        <li class={`step-${step.kind}${step.ahead ? ' step-ahead' : ''}`}>
          <p>
            <strong>{step.what}</strong>{' '}
            <span class="quiet">
              {step.who && (
                <>
                  by <Raw text={step.who} />,{' '}
                </>
              )}
              {step.kind === 'end' ? <Until day={step.at} /> : <When at={step.at} />}
            </span>
          </p>
          <p class="quiet">
            {countryName(step.claim.jurisdiction)}, <ClaimTitle claim={step.claim} />, version <Raw text={step.claim.version || 'not named'} />
          </p>
          {step.text && <Prose text={step.text} />}
        </li>
      ))}
    </ol>
  );
}
