// The fields of one claim: where, why, and the number with what its kind looks like and is worth. What the authority's
// data make of it can be asked at once, before anything is kept.
import { useState } from 'preact/hooks';
import { checkClaim } from '../api/calls';
import { asTrouble } from '../api/trouble';
import type { Basis, ClaimCheck, DeviceIdentity, Legislation, Regulator } from '../api/types';
import { countries, countryName } from '../words/countries';
import { bases, expiryText, judgements, legislations, schemeKinds } from '../words/regulatory';
import { Checks } from './Checks';
import { asksLegislation, schemesFor, type ClaimAnswers } from './dossier_answers';
import { Radios, Select, TextArea, TextField } from './fields';
import { Notice } from './Notice';

interface Props {
  claim: ClaimAnswers;
  /** Place in the request body. */
  pointer: string;
  number: number;
  device: DeviceIdentity;
  regulators: readonly Regulator[];
  onClaim: (change: Partial<ClaimAnswers>) => void;
  remove: () => void;
}

export function ClaimFields({ claim, pointer, number, device, regulators, onClaim, remove }: Props) {
  const at = (field: keyof ClaimAnswers) => `${pointer}/${field}`;
  const known = new Set(regulators.flatMap((one) => one.schemes.map((scheme) => scheme.jurisdiction)).filter((one) => one !== '*'));
  const places = [...countries].sort((a, b) => Number(known.has(b.code)) - Number(known.has(a.code)));
  const where = claim.jurisdiction ? countryName(claim.jurisdiction) : 'Place not chosen';
  return (
    <fieldset class="claim-fields">
      <legend>
        {number}. {where}
      </legend>
      <Select
        pointer={at('jurisdiction')}
        label="Where does this hold?"
        hint="What holds in the European Union holds in its member states."
        value={claim.jurisdiction}
        onValue={(jurisdiction) => onClaim({ jurisdiction, scheme: '' })}
        choices={[{ value: '', text: 'Choose a place…' }, ...places.map(({ code, name }) => ({ value: code, text: name }))]}
      />
      <Radios
        pointer={at('basis')}
        label="Why may it be used there?"
        value={claim.basis}
        onValue={(basis: Basis) => onClaim({ basis })}
        choices={(Object.keys(bases) as Basis[]).map((value) => ({ value, ...bases[value] }))}
      />
      {claim.basis === 'authorization' && <NumberFields {...{ claim, at, device, regulators, onClaim }} />}
      {(claim.basis === 'not_a_device' || claim.basis === 'enforcement_discretion') && (
        <TextArea
          pointer={at('rationale')}
          label="The reason"
          hint="Which document says so, in which section, and why it fits this use. A reviewer of regulatory affairs judges it."
          rows={4}
          value={claim.rationale}
          onValue={(rationale) => onClaim({ rationale })}
          maxLength={4000}
        />
      )}
      <button type="button" class="button" onClick={remove}>
        Remove<span class="hidden"> {number}, {where}</span>
      </button>
    </fieldset>
  );
}

function NumberFields({ claim, at, device, regulators, onClaim }: Pick<Props, 'claim' | 'device' | 'regulators' | 'onClaim'> & { at: (field: keyof ClaimAnswers) => string }) {
  const schemes = schemesFor(regulators, claim.jurisdiction);
  const scheme = schemes.find((one) => one.id === claim.scheme);
  const example = scheme?.examples[0];
  return (
    <>
      <Select
        pointer={at('scheme')}
        label="What kind of number is it?"
        value={claim.scheme}
        onValue={(value) => onClaim({ scheme: value })}
        choices={[
          { value: '', text: claim.jurisdiction ? 'Choose the kind of number…' : 'Choose the place first' },
          ...schemes.map((one) => ({ value: one.id, text: one.kind === 'authorization' ? one.name : `${one.name} (${schemeKinds[one.kind].text.toLowerCase()})` })),
        ]}
      />
      {scheme && schemeKinds[scheme.kind].warning && (
        <Notice tone="warn" title={schemeKinds[scheme.kind].text}>
          <p>{schemeKinds[scheme.kind].warning}</p>
        </Notice>
      )}
      <TextField
        pointer={at('number')}
        label="Number"
        hint={
          scheme && (
            <>
              {example && (
                <>
                  For example <code>{example}</code>.{' '}
                </>
              )}
              How long it counts: {expiryText(scheme.expiry)} It is looked up here: {scheme.look_up}
            </>
          )
        }
        value={claim.number}
        onValue={(value) => onClaim({ number: value })}
        maxLength={300}
      />
      <div class="field-row">
        <TextField pointer={at('product_code')} label="Product code" optional size="short" value={claim.product_code} onValue={(product_code) => onClaim({ product_code })} maxLength={20} />
        <TextField pointer={at('device_class')} label="Class" optional size="short" value={claim.device_class} onValue={(device_class) => onClaim({ device_class })} maxLength={20} />
        <TextField pointer={at('expires')} label="Ends, as printed" optional size="medium" type="date" value={claim.expires} onValue={(expires) => onClaim({ expires })} />
      </div>
      {asksLegislation(scheme) && (
        <Select
          pointer={at('legislation')}
          label="Under which law?"
          hint="It stands on the certificate or the declaration of conformity."
          value={claim.legislation}
          onValue={(legislation: Legislation) => onClaim({ legislation })}
          choices={(Object.keys(legislations) as Legislation[]).map((value) => ({ value, text: legislations[value] }))}
        />
      )}
      {scheme && claim.number.trim() && <AskNow claim={claim} device={device} />}
    </>
  );
}

/** What the data say of the number as it is typed now; nothing is kept. */
function AskNow({ claim, device }: { claim: ClaimAnswers; device: DeviceIdentity }) {
  const [said, setSaid] = useState<{ asked: string; result?: ClaimCheck; trouble?: string } | null>(null);
  const [busy, setBusy] = useState(false);
  const query = { ...device, jurisdiction: claim.jurisdiction, scheme: claim.scheme, number: claim.number.trim(), product_code: claim.product_code.trim(), device_class: claim.device_class.trim() };
  const asked = JSON.stringify(query);
  const ask = async () => {
    setBusy(true);
    try {
      setSaid({ asked, result: await checkClaim(query) });
    } catch (thrown) {
      const trouble = asTrouble(thrown);
      setSaid({ asked, trouble: trouble.fields[0]?.detail ?? trouble.detail });
    }
    setBusy(false);
  };
  const now = said?.asked === asked ? said : null;
  return (
    <div class="ask-now">
      <button type="button" class="button" disabled={busy} onClick={() => void ask()}>
        Look this number up now
      </button>
      <div role="status">
        {now?.trouble && <p class="field-wrong">{now.trouble}</p>}
        {now?.result && (
          <>
            <p>
              <strong>{judgements[now.result.state]}</strong>
            </p>
            <Checks checks={now.result.checks} />
          </>
        )}
      </div>
    </div>
  );
}
