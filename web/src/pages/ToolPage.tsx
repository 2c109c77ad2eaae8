// One tool: its approvals, which may be suspended, lifted or revoked here, its versions and the requests for it.
import { useState } from 'preact/hooks';
import { getTool } from '../api/calls';
import { useLoad } from '../api/load';
import type { Tool } from '../api/types';
import { ApprovalCard } from '../parts/ApprovalCard';
import { Authorizations } from '../parts/Authorizations';
import { ReloadContext } from '../parts/Form';
import { Heading } from '../parts/Heading';
import { Empty, Notice } from '../parts/Notice';
import { Digest, Identifier, Raw } from '../parts/Raw';
import { ReadyPage } from '../parts/Ready';
import { toolColumns } from '../parts/requests';
import { Section } from '../parts/Section';
import { StandingRecalls } from '../parts/StandingRecalls';
import { Summary } from '../parts/Summary';
import { Table } from '../parts/Table';
import { When } from '../parts/When';
import { linkTo } from '../router';
import type { PageProps } from '../routes';
import { platforms } from '../words/labels';

const rank = { active: 0, suspended: 1, expired: 2, revoked: 3, superseded: 4 };

export function ToolPage({ params }: PageProps) {
  const loaded = useLoad((signal) => getTool(params.id, signal), [params.id]);
  const [said, setSaid] = useState('');
  const done = (sentence: string) => {
    setSaid(sentence);
    loaded.reload();
    document.getElementById('main')?.focus();
    scrollTo(0, 0);
  };
  return (
    <ReloadContext.Provider value={loaded.reload}>
      <ReadyPage from={loaded}>{(tool) => <Whole tool={tool} said={said} done={done} />}</ReadyPage>
    </ReloadContext.Provider>
  );
}

function Whole({ tool, said, done }: { tool: Tool; said: string; done: (said: string) => void }) {
  const approvals = [...tool.approvals].sort((a, b) => rank[a.state] - rank[b.state] || b.created.localeCompare(a.created));
  return (
    <>
      <Heading
        title={tool.name || tool.identifier}
        above={<a href={linkTo('/tools')}>Tools</a>}
        aside={
          <button type="button" class="button screen-only" onClick={() => print()}>
            Print this page
          </button>
        }
      >
        <Raw text={tool.name || tool.identifier} />
      </Heading>
      {said && (
        <Notice tone="good" title="Done" live>
          <p>{said}</p>
        </Notice>
      )}
      <StandingRecalls tool={tool.id} />
      <Summary
        rows={[
          ['Kind', platforms[tool.platform].text],
          [platforms[tool.platform].identifier, <Identifier text={tool.identifier} />],
          ['Vendor', tool.vendor ? <Raw text={tool.vendor} /> : <span class="quiet">not known</span>],
        ]}
      />
      <Section title="Approvals">
        {approvals.length === 0 && (
          <Empty title="No version of this tool was ever approved.">
            <p>It must not be bought or installed.</p>
          </Empty>
        )}
        {approvals.map((approval) => (
          <ApprovalCard key={`${approval.id} ${approval.state}`} approval={approval} done={done} />
        ))}
      </Section>
      <Section title="Permissions of authorities">
        <Authorizations tool={tool.id} />
      </Section>
      <Section title="Versions">
        {tool.versions.length === 0 ? (
          <Empty title="No version is known." />
        ) : (
          <Table
            caption="Versions"
            rows={tool.versions}
            keyOf={(one) => one.id}
            columns={[
              { name: 'Version', head: true, cell: (one) => <Raw text={one.version || 'not named'} /> },
              { name: 'Version number', cell: (one) => <Raw text={one.version_code} />, tight: true },
              {
                name: 'Files (SHA-256)',
                cell: (one) => (one.artifacts.length > 0 ? one.artifacts.map((hex) => <Digest hex={hex} />) : <span class="quiet">none</span>),
              },
              { name: 'First seen', cell: (one) => <When at={one.created} relative />, tight: true },
            ]}
          />
        )}
      </Section>
      <Section title="Requests">
        {tool.submissions.length === 0 ? (
          <Empty title="Nobody asked for it." />
        ) : (
          <Table caption="Requests for this tool" rows={tool.submissions} keyOf={(one) => one.id} columns={toolColumns} />
        )}
      </Section>
    </>
  );
}
