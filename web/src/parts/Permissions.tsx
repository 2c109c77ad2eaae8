// The permissions an app asks for, each explained in a sentence, what concerns privacy first.
import type { Fact } from '../api/types';
import { explainPermission, weightOrder, weights, type Meaning } from '../words/permissions';
import { Empty } from './Notice';
import { Raw } from './Raw';
import { Tag } from './Tag';
import { Table } from './Table';

interface Row {
  name: string;
  limits: string[];
  meaning: Meaning;
}

export function permissionRows(facts: readonly Fact[]): Row[] {
  const rows = new Map<string, Row>();
  for (const fact of facts) {
    if (fact.name !== 'android.permission') continue;
    const row = rows.get(fact.value) ?? { name: fact.value, limits: [], meaning: explainPermission(fact.value) };
    if (fact.subject) row.limits.push(fact.subject);
    rows.set(fact.value, row);
  }
  return [...rows.values()].sort(
    (a, b) => weightOrder.indexOf(a.meaning.weight) - weightOrder.indexOf(b.meaning.weight) || a.name.localeCompare(b.name),
  );
}

export function Permissions({ facts }: { facts: readonly Fact[] }) {
  const rows = permissionRows(facts);
  if (rows.length === 0) return <Empty title="The app asks for no permissions." />;
  return (
    <Table
      caption="Permissions the app asks for"
      rows={rows}
      keyOf={(row) => row.name}
      columns={[
        { name: 'What it may do', head: true, cell: (row) => row.meaning.text },
        { name: 'Kind', cell: (row) => <Tag tone={weights[row.meaning.weight].tone}>{weights[row.meaning.weight].text}</Tag> },
        {
          name: 'Permission',
          cell: (row) => (
            <>
              <Raw text={row.name} mono />
              {row.limits.map((limit) => (
                <span class="under">
                  <Raw text={limit.replace('maxSdkVersion=', 'only up to platform level ')} />
                </span>
              ))}
            </>
          ),
        },
      ]}
    />
  );
}
