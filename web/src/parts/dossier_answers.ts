// The dossier while it is typed: what the product is, and why it may be marketed, place by place. As the API has it, but
// a question may be open.
import type { FieldTrouble } from '../api/trouble';
import type { Authorization, Basis, DeviceIdentity, Dossier, Legislation, NewClaim, NewDossier, Regulator, Scheme } from '../api/types';
import { schemeKindOrder } from '../words/regulatory';

export interface ClaimAnswers {
  /** Keeps the fields apart while claims come and go; never sent. */
  key: number;
  jurisdiction: string;
  basis: Basis | '';
  scheme: string;
  number: string;
  product_code: string;
  device_class: string;
  expires: string;
  legislation: Legislation;
  rationale: string;
}
export interface DossierAnswers {
  device: DeviceIdentity;
  claims: ClaimAnswers[];
  /** To “Is it a medical device?”: what is chosen, by question. */
  questions: Record<string, string[]>;
}

let keys = 0;

export function emptyClaim(jurisdiction = ''): ClaimAnswers {
  return { key: ++keys, jurisdiction, basis: '', scheme: '', number: '', product_code: '', device_class: '', expires: '', legislation: 'none', rationale: '' };
}

function fromClaim(claim: Authorization): ClaimAnswers {
  const { jurisdiction, basis, scheme, number, product_code, device_class, legislation, rationale } = claim;
  return { key: ++keys, jurisdiction, basis, scheme, number, product_code, device_class, expires: claim.expires ?? '', legislation, rationale };
}

/** What is on record, or a first open claim for each place of use. */
export function answersOf(dossier: Dossier | null, jurisdictions: readonly string[]): DossierAnswers {
  const device = { device_name: '', manufacturer: '', udi_di: '', model: '', catalogue: '', ...dossier?.device };
  const questions = Object.fromEntries((dossier?.answers ?? []).map((one) => [one.question, one.chosen]));
  if (dossier) return { device, questions, claims: dossier.claims.map(fromClaim) };
  return { device, questions, claims: jurisdictions.length > 0 ? jurisdictions.map((code) => emptyClaim(code)) : [emptyClaim()] };
}

/** A claim in which nothing was typed: left over, not a mistake. */
export function untouched(claim: ClaimAnswers): boolean {
  return !claim.basis && !claim.number.trim() && !claim.rationale.trim();
}

export function dossierOf(answers: DossierAnswers): NewDossier {
  const text = (value: string) => value.trim();
  const claims = answers.claims
    .filter((claim) => !untouched(claim))
    .map((claim): NewClaim => {
      const { jurisdiction } = claim;
      if (claim.basis !== 'authorization') return { jurisdiction, basis: claim.basis || 'not_a_device', rationale: text(claim.rationale) };
      return {
        jurisdiction,
        basis: claim.basis,
        scheme: claim.scheme,
        number: text(claim.number),
        product_code: text(claim.product_code),
        device_class: text(claim.device_class),
        legislation: claim.legislation,
        ...(claim.expires ? { expires: claim.expires } : {}),
      };
    });
  const { device_name, manufacturer, udi_di, model, catalogue } = answers.device;
  return {
    device: { device_name: text(device_name), manufacturer: text(manufacturer), udi_di: text(udi_di), model: text(model), catalogue: text(catalogue) },
    claims,
    answers: Object.entries(answers.questions)
      .filter(([, chosen]) => chosen.length > 0)
      .map(([question, chosen]) => ({ question, chosen })),
  };
}

/** Pointers count the claims as they are sent, without those that were left open. */
export function sentIndex(answers: DossierAnswers, claim: ClaimAnswers): number {
  return answers.claims.filter((one) => !untouched(one)).indexOf(claim);
}

export function dossierMistakes(answers: DossierAnswers): (FieldTrouble | false)[] {
  return answers.claims
    .filter((claim) => !untouched(claim))
    .flatMap((claim, index): (FieldTrouble | false)[] => {
      const at = (field: string, detail: string): FieldTrouble => ({ pointer: `/claims/${index}/${field}`, detail });
      const number = claim.basis === 'authorization';
      return [
        !claim.jurisdiction && at('jurisdiction', 'Say where this holds.'),
        !claim.basis && at('basis', 'Say why it may be used there.'),
        number && !claim.scheme && at('scheme', 'Choose the kind of number.'),
        number && !claim.number.trim() && at('number', 'Enter the number.'),
        claim.basis !== '' && !number && !claim.rationale.trim() && at('rationale', 'Give the reason; a reviewer will judge it.'),
      ];
    });
}

/** The kinds of numbers that count in a place, permissions first, as its authorities list them. */
export function schemesFor(regulators: readonly Regulator[], jurisdiction: string): Scheme[] {
  return regulators
    .flatMap((regulator) => regulator.schemes)
    .filter((scheme) => scheme.kind !== 'notice' && (scheme.jurisdiction === jurisdiction || scheme.jurisdiction === '*'))
    .map((scheme, index) => ({ scheme, index }))
    .sort((a, b) => schemeKindOrder.indexOf(a.scheme.kind) - schemeKindOrder.indexOf(b.scheme.kind) || a.index - b.index)
    .map(({ scheme }) => scheme);
}

/** Only European papers say under which law they were given. */
export function asksLegislation(scheme: Scheme | undefined): boolean {
  return scheme !== undefined && ['EU', 'GB', 'CH'].includes(scheme.jurisdiction) && scheme.kind === 'authorization';
}
