// The questions about the intended use, in plain words, and what follows from the answers: the risk class and what it
// demands, before anything is sent.
import { listPolicies } from '../api/calls';
import { useLoad } from '../api/load';
import type { ClinicalRole, DataClass, IntendedUse } from '../api/types';
import { clinicalRoles, dataClasses, risks } from '../words/labels';
import { classOf, demands, expectedRisk } from '../words/risk';
import { Countries } from './Countries';
import { Checks, Radios, TextArea, TextField } from './fields';
import { Notice } from './Notice';
import type { UseAnswers } from './use_answers';

const choices = <Value extends string>(table: Record<Value, { text: string; hint: string }>) =>
  (Object.entries(table) as [Value, { text: string; hint: string }][]).map(([value, one]) => ({ value, ...one }));

export function IntendedUseForm({ use, onUse }: { use: UseAnswers; onUse: (use: UseAnswers) => void }) {
  const set = (change: Partial<UseAnswers>) => onUse({ ...use, ...change });
  const chooseData = (values: DataClass[]) => {
    // “None” excludes the others, so the latest choice wins.
    const added = values.filter((one) => !use.data_classes.includes(one));
    if (added.includes('none')) return set({ data_classes: ['none'] });
    set({ data_classes: added.length > 0 ? values.filter((one) => one !== 'none') : values });
  };
  return (
    <>
      <TextArea
        pointer="/intended_use/purpose"
        label="What do you need it for?"
        hint="One or two sentences, as you would tell a colleague. Do not name patients."
        value={use.purpose}
        onValue={(purpose) => set({ purpose })}
        maxLength={4000}
      />
      <TextField
        pointer="/intended_use/users"
        label="Who will use it?"
        hint="For example: nurses of ward 3, about 40 people."
        value={use.users}
        onValue={(users) => set({ users })}
        maxLength={1000}
      />
      <Checks
        pointer="/intended_use/data_classes"
        label="Which data will be in it?"
        values={use.data_classes}
        onValues={chooseData}
        choices={choices<DataClass>(dataClasses)}
      />
      <Radios
        pointer="/intended_use/clinical_role"
        label="What part does it take in care?"
        value={use.clinical_role}
        onValue={(clinical_role: ClinicalRole) => set({ clinical_role })}
        choices={choices<ClinicalRole>(clinicalRoles)}
      />
      {(use.clinical_role === 'informs' || use.clinical_role === 'drives_or_diagnoses') && (
        <TextField
          pointer="/intended_use/patient_group"
          label="For which patients?"
          hint="For example: adults after heart surgery."
          value={use.patient_group}
          onValue={(patient_group) => set({ patient_group })}
          maxLength={1000}
        />
      )}
      <TextField
        pointer="/intended_use/devices_driven"
        label="Does it read or control a medical device? Which?"
        optional
        value={use.devices_driven}
        onValue={(devices_driven) => set({ devices_driven })}
        maxLength={1000}
      />
      <TextArea
        pointer="/intended_use/sites"
        label="At which sites?"
        hint="One a line: a hospital, a clinic, a ward."
        optional
        rows={2}
        value={use.sites}
        onValue={(sites) => set({ sites })}
      />
      <Countries
        pointer="/intended_use/jurisdictions"
        label="In which countries?"
        hint="Their regulators’ rules apply."
        codes={use.jurisdictions}
        onCodes={(jurisdictions) => set({ jurisdictions })}
      />
      <WhatFollows use={use} />
    </>
  );
}

export function WhatFollows({ use }: { use: Pick<IntendedUse, 'data_classes'> & { clinical_role: ClinicalRole | '' } }) {
  const policies = useLoad((signal) => listPolicies(signal), []);
  if (use.data_classes.length === 0 || !use.clinical_role) return null;
  const risk = expectedRisk({ data_classes: use.data_classes, clinical_role: use.clinical_role });
  const rules = policies.value && classOf(policies.value.items, risk);
  return (
    <Notice title={`From these answers: ${risks[risk].text.toLowerCase()}`} live>
      <p>
        {risks[risk].hint} {rules ? demands(rules) : ''}
      </p>
    </Notice>
  );
}
