// One claim as reviewers see it: what it is worth today and why, what was compared, the authority's record beside what
// was claimed, and what a reviewer said.
import type { ComponentChildren } from 'preact';
import type { Authorization, ClaimOpinion, DeviceIdentity, Snapshot } from '../api/types';
import { countryName } from '../words/countries';
import { datasetName } from '../words/datasets';
import { bases, legislations } from '../words/regulatory';
import { besideRecord, fieldText } from '../words/record';
import { dayText, withDays } from '../words/time';
import { Address } from './Address';
import { Checks } from './Checks';
import { Digest, Prose, Raw } from './Raw';
import { Details } from './Section';
import { StandingTag } from './Sign';
import { Summary } from './Summary';
import { Tag } from './Tag';
import { Until, When } from './When';

/** `510(k) K252054`, or why it needs no number. */
export function ClaimTitle({ claim }: { claim: Pick<Authorization, 'basis' | 'scheme_name' | 'number'> }) {
  if (claim.basis !== 'authorization') return <>{bases[claim.basis].text}</>;
  return (
    <>
      <Raw text={claim.scheme_name} /> <Raw text={claim.number} />
    </>
  );
}

export function ClaimCard({ claim, device, children }: { claim: Authorization; device: DeviceIdentity; children?: ComponentChildren }) {
  const { standing, judgement, opinion } = claim;
  return (
    <article class="card claim">
      <div class="card-head">
        <h3>
          {countryName(claim.jurisdiction)}: <ClaimTitle claim={claim} />
        </h3>
        <StandingTag value={standing.state} />
      </div>
      <p>
        <Raw text={withDays(standing.sentence)} />
      </p>
      <Summary
        rows={[
          standing.expires !== null && ['Counts until', <Until day={standing.expires} />],
          claim.product_code !== '' && ['Product code, as claimed', <Raw text={claim.product_code} />],
          claim.device_class !== '' && ['Class, as claimed', <Raw text={claim.device_class} />],
          claim.expires !== null && ['Ends, as printed', <Until day={claim.expires} />],
          claim.legislation !== 'none' && ['Law', legislations[claim.legislation]],
          claim.rationale !== '' && ['The reason given', <Prose text={claim.rationale} />],
          claim.look_up !== '' && ['Looked up in', <Address text={claim.look_up} />],
        ]}
      />
      {judgement.checks.length > 0 && (
        <>
          <h4>What was compared</h4>
          <Checks checks={judgement.checks} />
        </>
      )}
      {judgement.evidence.map((snapshot) => (
        <Details summary={<RecordName snapshot={snapshot} />}>
          <BesideRecord claim={claim} device={device} snapshot={snapshot} />
        </Details>
      ))}
      {opinion && <Opinion opinion={opinion} />}
      {children}
    </article>
  );
}

function RecordName({ snapshot }: { snapshot: Snapshot }) {
  return (
    <>
      The authority’s record <Raw text={snapshot.record} />, beside what was claimed
    </>
  );
}

function BesideRecord({ claim, device, snapshot }: { claim: Authorization; device: DeviceIdentity; snapshot: Snapshot }) {
  const { pairs, rest } = besideRecord(claim, device, snapshot.content);
  return (
    <>
      <table class="table beside" role="table">
        <caption class="hidden">What was claimed, and what the record says</caption>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">
              About
            </th>
            <th role="columnheader" scope="col">
              Claimed
            </th>
            <th role="columnheader" scope="col">
              In the record
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {pairs.map((pair) => (
            <tr role="row">
              <th role="rowheader" scope="row" data-name="About">
                <div>{pair.what}</div>
              </th>
              <td role="cell" data-name="Claimed">
                <div>{pair.claimed ? <Raw text={pair.claimed} /> : <span class="quiet">not said</span>}</div>
              </td>
              <td role="cell" data-name="In the record">
                <div>
                  {pair.found.length === 0 && <span class="quiet">does not speak of it</span>}
                  {pair.found.map((field) => (
                    <p>
                      <Raw text={field.value} />
                    </p>
                  ))}
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rest.length > 0 && (
        <>
          <h4>What else the record says</h4>
          <Summary rows={rest.map((field) => [<Raw text={fieldText(field.name)} />, <Raw text={field.value} />])} />
        </>
      )}
      {pairs.length === 0 && rest.length === 0 && (
        <pre class="entry">
          <Raw text={snapshot.content} />
        </pre>
      )}
      <p class="quiet">
        From “{datasetName(snapshot.dataset)}”, as of {snapshot.as_of ? dayText(snapshot.as_of) : 'a day that is not known'}. The record is kept here as it was read;
        its fingerprint: <Digest hex={snapshot.record_sha256} />
      </p>
    </>
  );
}

function Opinion({ opinion }: { opinion: ClaimOpinion }) {
  return (
    <div class={`review opinion${opinion.counts ? '' : ' review-void'}`}>
      <p class="review-head">
        <strong>A reviewer of regulatory affairs</strong> <Tag tone={opinion.accepted ? 'good' : 'bad'}>{opinion.accepted ? 'Accepts it' : 'Refuses it'}</Tag>{' '}
        {!opinion.counts && <Tag tone="plain">No longer counts</Tag>}
      </p>
      <p class="quiet">
        {opinion.reviewer && (
          <>
            <Raw text={opinion.reviewer.name} />,{' '}
          </>
        )}
        <When at={opinion.at} />
        {opinion.valid_until && (
          <>
            ; to be looked at again by <Until day={opinion.valid_until} />
          </>
        )}
      </p>
      <Prose text={opinion.reason} />
      {!opinion.counts && <p class="quiet">It was given on something that has changed since.</p>}
    </div>
  );
}
