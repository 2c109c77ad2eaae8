// What holds in effect for connections to each server: the scanner's facts about the network rules, one row a server.
import type { Fact } from '../api/types';
import { Empty } from './Notice';
import { Raw } from './Raw';
import { Table } from './Table';
import { Tag } from './Tag';

export interface PolicyRow {
  server: string;
  unencrypted: boolean;
  subdomains: boolean;
  trusts: string[];
  pins: number;
  pinsEnd: string;
  transparency: string;
}

const prefix = 'android.network.';

export function policyRows(facts: readonly Fact[]): PolicyRow[] {
  const rows = new Map<string, PolicyRow>();
  const row = (server: string) => {
    const known = rows.get(server);
    if (known) return known;
    const fresh = { server, unencrypted: false, subdomains: false, trusts: [], pins: 0, pinsEnd: '', transparency: '' };
    rows.set(server, fresh);
    return fresh;
  };
  for (const fact of facts) {
    if (!fact.name.startsWith(prefix)) continue;
    switch (fact.name.slice(prefix.length)) {
      case 'cleartext':
        row(fact.subject).unencrypted = fact.value === 'true';
        break;
      case 'include_subdomains':
        row(fact.subject).subdomains = fact.value === 'true';
        break;
      case 'trust_anchor':
        if (!row(fact.subject).trusts.includes(fact.value)) row(fact.subject).trusts.push(fact.value);
        break;
      case 'pin_count':
        row(fact.subject).pins = Number(fact.value);
        break;
      case 'pin_expiration':
        row(fact.subject).pinsEnd = fact.value;
        break;
      case 'certificate_transparency':
        row(fact.subject).transparency = fact.value;
        break;
    }
  }
  // Every other server last: the rule where no other one fits.
  return [...rows.values()].sort((a, b) => Number(a.server === '*') - Number(b.server === '*') || a.server.localeCompare(b.server));
}

const trusted: Record<string, string> = { system: 'the phone’s own list', user: 'certificates somebody added' };

export function NetworkPolicy({ facts }: { facts: readonly Fact[] }) {
  const rows = policyRows(facts);
  if (rows.length === 0) return <Empty title="The package says nothing about connections." />;
  return (
    <Table
      caption="What holds for connections, server by server"
      rows={rows}
      keyOf={(row) => row.server}
      columns={[
        {
          name: 'Server',
          head: true,
          cell: (row) => (
            <>
              {row.server === '*' ? (rows.length === 1 ? 'Every server' : 'Every other server') : <Raw text={row.server} mono />}
              {row.subdomains && <span class="under">and all below it</span>}
            </>
          ),
        },
        { name: 'Unencrypted', cell: (row) => <Tag tone={row.unencrypted ? 'warn' : 'good'}>{row.unencrypted ? 'Permitted' : 'Forbidden'}</Tag> },
        {
          name: 'Who vouches for it',
          cell: (row) => row.trusts.map((one, i) => [i > 0 && ', ', trusted[one] ?? <Raw text={one} mono />]),
        },
        {
          name: 'Fixed keys',
          cell: (row) => (
            <>
              {row.pins === 0 ? 'None' : row.pins}
              {row.pinsEnd && (
                <span class="under">
                  until <Raw text={row.pinsEnd} />
                </span>
              )}
            </>
          ),
        },
        { name: 'Public log', cell: (row) => (row.transparency === 'true' ? 'Required' : row.transparency === 'false' ? 'Not required' : 'As the phone does') },
      ]}
    />
  );
}
