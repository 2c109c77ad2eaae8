// The answers about the intended use while they are typed: the same as the API's, but a question may be open, and the
// sites are lines of one text.
import type { FieldTrouble } from '../api/trouble';
import type { ClinicalRole, IntendedUse } from '../api/types';

export interface UseAnswers extends Omit<IntendedUse, 'clinical_role' | 'sites'> {
  clinical_role: ClinicalRole | '';
  sites: string;
}

const lastCountries = 'formulary.countries';

export function emptyAnswers(): UseAnswers {
  let jurisdictions: string[] = [];
  try {
    jurisdictions = (JSON.parse(localStorage.getItem(lastCountries) ?? '[]') as unknown[]).filter(
      (code): code is string => typeof code === 'string' && /^[A-Z]{2}$/.test(code),
    );
  } catch {
    // What is stored is not a list of countries: begin without.
  }
  return { purpose: '', users: '', patient_group: '', data_classes: [], clinical_role: '', devices_driven: '', sites: '', jurisdictions };
}

export function rememberCountries(codes: string[]): void {
  localStorage.setItem(lastCountries, JSON.stringify(codes));
}

export function fromUse(use: IntendedUse): UseAnswers {
  return { ...use, sites: use.sites.join('\n') };
}

export function toUse(answers: UseAnswers): IntendedUse {
  const text = (value: string) => value.trim();
  const clinical_role = answers.clinical_role || 'none';
  const takesPart = clinical_role === 'informs' || clinical_role === 'drives_or_diagnoses';
  return {
    purpose: text(answers.purpose),
    users: text(answers.users),
    patient_group: takesPart ? text(answers.patient_group) : '',
    data_classes: answers.data_classes,
    clinical_role,
    devices_driven: text(answers.devices_driven),
    sites: answers.sites.split('\n').map(text).filter(Boolean),
    jurisdictions: answers.jurisdictions,
  };
}

/** The questions that must be answered before the request is sent. */
export function openQuestions(answers: UseAnswers): (FieldTrouble | false)[] {
  const at = (field: string, detail: string): FieldTrouble => ({ pointer: `/intended_use/${field}`, detail });
  const takesPart = answers.clinical_role === 'informs' || answers.clinical_role === 'drives_or_diagnoses';
  return [
    !answers.purpose.trim() && at('purpose', 'Say what you need the tool for.'),
    !answers.users.trim() && at('users', 'Say who will use the tool.'),
    answers.data_classes.length === 0 && at('data_classes', 'Say which data will be in it.'),
    !answers.clinical_role && at('clinical_role', 'Say what part it takes in care.'),
    takesPart && !answers.patient_group.trim() && at('patient_group', 'Say for which patients it is meant.'),
    answers.jurisdictions.length === 0 && at('jurisdictions', 'Add at least one country.'),
  ];
}
