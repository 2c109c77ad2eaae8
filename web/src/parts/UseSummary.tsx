// The intended use as it was answered.
import type { IntendedUse } from '../api/types';
import { countryName } from '../words/countries';
import { clinicalRoles, dataClasses } from '../words/labels';
import { Prose, Raw } from './Raw';
import { Summary } from './Summary';

export function UseSummary({ use }: { use: IntendedUse }) {
  const text = (value: string) => (value ? <Raw text={value} /> : <span class="quiet">not answered</span>);
  return (
    <Summary
      rows={[
        ['Needed for', use.purpose ? <Prose text={use.purpose} /> : text('')],
        ['Used by', text(use.users)],
        ['Data', use.data_classes.map((one) => dataClasses[one].text).join(', ') || text('')],
        ['Part in care', `${clinicalRoles[use.clinical_role].text}: ${clinicalRoles[use.clinical_role].hint}`],
        use.patient_group !== '' && ['Patients', text(use.patient_group)],
        use.devices_driven !== '' && ['Medical devices', text(use.devices_driven)],
        use.sites.length > 0 && ['Sites', <Raw text={use.sites.join(', ')} />],
        ['Countries', use.jurisdictions.map(countryName).join(', ') || text('')],
      ]}
    />
  );
}
