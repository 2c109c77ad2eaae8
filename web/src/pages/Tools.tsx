// The list of tools that the registry knows, and what is approved of each.
import { useState } from 'preact/hooks';
import { listTools } from '../api/calls';
import { useList } from '../api/load';
import type { Platform } from '../api/types';
import { FilterBar } from '../parts/FilterBar';
import { Heading } from '../parts/Heading';
import { List } from '../parts/List';
import { Empty } from '../parts/Notice';
import { Identifier, Raw } from '../parts/Raw';
import { ApprovalTag, Tag } from '../parts/Tag';
import { Until } from '../parts/When';
import { linkTo, replaceQuery } from '../router';
import type { PageProps } from '../routes';
import { platforms } from '../words/labels';

export function Tools({ query }: PageProps) {
  const [text, setText] = useState(query.q ?? '');
  const list = useList((cursor, signal) => listTools({ q: query.q, platform: query.platform, cursor }, signal), [query.q, query.platform]);
  return (
    <>
      <Heading title="Tools" />
      <FilterBar
        label="Find by name or identifier"
        text={text}
        onText={setText}
        search={() => replaceQuery('/tools', { q: text.trim(), platform: query.platform })}
        choiceLabel="Kind"
        choice={query.platform ?? ''}
        choices={[
          { value: '', text: 'All kinds' },
          ...(Object.keys(platforms) as Platform[]).map((value) => ({ value, text: platforms[value].text })),
        ]}
        onChoice={(platform) => replaceQuery('/tools', { q: query.q, platform })}
      />
      <List
        from={list}
        caption="Tools"
        noun={['tool', 'tools']}
        keyOf={(row) => row.id}
        empty={
          <Empty title={query.q || query.platform ? 'No tool fits this filter.' : 'The registry knows no tools yet.'}>
            <p>Tools appear here when somebody asks for them.</p>
          </Empty>
        }
        columns={[
          {
            name: 'Tool',
            head: true,
            cell: (row) => (
              <>
                <a href={linkTo(`/tools/${row.id}`)}>
                  <Raw text={row.name || row.identifier} />
                </a>
                <span class="under">
                  <Identifier text={row.identifier} />
                </span>
              </>
            ),
          },
          { name: 'Kind', cell: (row) => platforms[row.platform].text },
          { name: 'Vendor', cell: (row) => (row.vendor ? <Raw text={row.vendor} /> : <span class="quiet">not known</span>) },
          { name: 'Approval', cell: (row) => (row.approval ? <ApprovalTag value={row.approval} /> : <Tag tone="plain">Not approved</Tag>) },
          { name: 'Approved version', cell: (row) => <Raw text={row.approved_version} /> },
          { name: 'Ends', cell: (row) => (row.expires ? <Until day={row.expires} /> : ''), tight: true },
        ]}
      />
    </>
  );
}
