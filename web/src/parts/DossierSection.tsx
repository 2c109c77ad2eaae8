// What the product is to regulators, on the page of a request: the device, each claim with its worth, and the forms of
// those who may change or judge them.
import type { Authorization, DeviceIdentity, Submission } from '../api/types';
import { linkTo } from '../router';
import { count } from '../words/numbers';
import { Advice } from './Advice';
import { AliasForm, otherHolder } from './AliasForm';
import { ClaimCard } from './ClaimCard';
import { Empty } from './Notice';
import { OpinionForm } from './OpinionForm';
import { Raw } from './Raw';
import { Details, Section } from './Section';
import { Summary } from './Summary';

export function DossierSection({ submission, done }: { submission: Submission; done: (said: string) => void }) {
  const { dossier, may } = submission;
  const edit = may.keep_dossier && (
    <a class="button screen-only" href={linkTo(`/requests/${submission.id}/dossier`)}>
      {dossier ? 'Change it' : 'Say what it is'}
    </a>
  );
  const said = dossier !== null && (dossier.claims.length > 0 || dossier.answers.length > 0 || Object.values(dossier.device).some(Boolean));
  return (
    <Section title="What it is to regulators" aside={edit || (dossier && <span class="quiet">{count(dossier.claims.length, 'claim')}</span>)}>
      {!said && (
        <Empty title="Nothing is said about it yet.">
          <p>
            {may.keep_dossier
              ? 'If it is a medical device, name the number that permits it. If it is none, say why. The registry looks it up at once.'
              : 'The department that asks can still say which authority permitted it, or why it needs no permission.'}
          </p>
        </Empty>
      )}
      {said && dossier && (
        <>
          <Summary
            rows={[
              ['Name of the device', dossier.device.device_name ? <Raw text={dossier.device.device_name} /> : <span class="quiet">not said</span>],
              ['Manufacturer', dossier.device.manufacturer ? <Raw text={dossier.device.manufacturer} /> : <span class="quiet">not said</span>],
              dossier.device.udi_di !== '' && ['UDI-DI', <Raw text={dossier.device.udi_di} mono />],
              dossier.device.model !== '' && ['Model or version', <Raw text={dossier.device.model} />],
              dossier.device.catalogue !== '' && ['Catalogue number', <Raw text={dossier.device.catalogue} />],
            ]}
          />
          {dossier.advice && (
            <>
              <h3 class="table-title">Is it a medical device?</h3>
              <Advice advice={dossier.advice} />
            </>
          )}
          <h3 class="table-title">Why it may be used</h3>
          {dossier.claims.length === 0 && <p>No permission and no reason is named for any place.</p>}
          {dossier.claims.map((claim) => (
            <ClaimCard key={claim.id} claim={claim} device={dossier.device}>
              {may.give_opinions && <Judging submission={submission} claim={claim} device={dossier.device} done={done} />}
            </ClaimCard>
          ))}
        </>
      )}
    </Section>
  );
}

function Judging(props: { submission: Submission; claim: Authorization; device: DeviceIdentity; done: (said: string) => void }) {
  const other = otherHolder(props.claim, props.device);
  return (
    <div class="screen-only">
      <Details summary="Accept or refuse this claim">
        <OpinionForm submission={props.submission} claim={props.claim} done={props.done} />
      </Details>
      {other && (
        <Details summary="Are these two names of one company?">
          <AliasForm name={props.device.manufacturer} other={other} done={props.done} />
        </Details>
      )}
    </div>
  );
}
