// The start page: what waits for this person, by role, and the one question that anybody may have.
import { useState } from 'preact/hooks';
import { listApprovals, listDuties, listSubmissions, openProposals, type SubmissionQuery } from '../api/calls';
import { useList, useLoad } from '../api/load';
import { has, useSeat } from '../api/session';
import type { SubmissionRow } from '../api/types';
import { Alarms } from '../parts/Alarms';
import { Duties } from '../parts/Duties';
import { Heading } from '../parts/Heading';
import { List } from '../parts/List';
import { Empty, Notice } from '../parts/Notice';
import { Raw } from '../parts/Raw';
import { OutcomeNotice } from '../parts/Outcome';
import { Ready } from '../parts/Ready';
import { ownColumns, queueColumns } from '../parts/requests';
import { Restored } from '../parts/Restored';
import { AddSecondAdministrator } from '../parts/SecondAdministrator';
import { Section } from '../parts/Section';
import { ApprovalTag, Tag } from '../parts/Tag';
import { Table } from '../parts/Table';
import { Until, When } from '../parts/When';
import { linkTo } from '../router';
import { domains } from '../words/labels';
import { enumerate } from '../words/numbers';
import { titleOf } from '../words/proposals';
import { daysUntil, todayHere } from '../words/time';

function Waiting(props: { title: string; query: SubmissionQuery; wanted?: (row: SubmissionRow) => boolean; own?: boolean; empty: string }) {
  const list = useList(async (cursor, signal) => {
    const page = await listSubmissions({ ...props.query, cursor }, signal);
    return { ...page, items: props.wanted ? page.items.filter(props.wanted) : page.items };
  }, [props.query]);
  return (
    <Section title={props.title}>
      <List
        from={list}
        caption={props.title}
        noun={['request', 'requests']}
        columns={props.own ? ownColumns : queueColumns}
        keyOf={(row) => row.id}
        empty={<Empty title={props.empty} />}
      />
    </Section>
  );
}

/** Approvals whose end is near, soonest first. */
function Ending() {
  const approvals = useLoad((signal) => listApprovals({ state: 'active', limit: 200 }, signal), []);
  const today = todayHere();
  return (
    <Section title="Approvals that end within 90 days">
      <Ready from={approvals}>
        {(page) => {
          const soon = page.items
            .filter((one) => one.state === 'active' && one.expires !== null && daysUntil(one.expires, today) <= 90)
            .sort((a, b) => (a.expires ?? '').localeCompare(b.expires ?? ''));
          if (soon.length === 0) {
            return <Empty title={page.next ? 'None among the latest 200 approvals.' : 'None. Nothing has to be renewed soon.'} />;
          }
          return (
            <Table
              caption="Approvals that end within 90 days"
              rows={soon}
              keyOf={(one) => one.id}
              columns={[
                {
                  name: 'Tool',
                  head: true,
                  cell: (one) => (
                    <a href={linkTo(`/tools/${one.tool.id}`)}>
                      <Raw text={one.tool.name} /> <Raw text={one.version} />
                    </a>
                  ),
                },
                { name: 'Department', cell: (one) => (one.department ? <Raw text={one.department.name} /> : '–') },
                { name: 'State', cell: (one) => <ApprovalTag value={one.state} /> },
                { name: 'Ends', cell: (one) => <Until day={one.expires} />, tight: true },
              ]}
            />
          );
        }}
      </Ready>
    </Section>
  );
}

/** Approvals that only an approver can lift or revoke; nothing where there are none. */
function Suspended() {
  const approvals = useLoad((signal) => listApprovals({ state: 'suspended', limit: 200 }, signal), []);
  const rows = approvals.value?.items ?? [];
  if (rows.length === 0) return null;
  return (
    <Section title="Suspended approvals">
      <Table
        caption="Suspended approvals"
        rows={rows}
        keyOf={(one) => one.id}
        columns={[
          {
            name: 'Tool',
            head: true,
            cell: (one) => (
              <a href={linkTo(`/tools/${one.tool.id}`)}>
                <Raw text={one.tool.name} /> <Raw text={one.version} />
              </a>
            ),
          },
          { name: 'Department', cell: (one) => (one.department ? <Raw text={one.department.name} /> : '–') },
          { name: 'Why', cell: (one) => <Raw text={one.reason} /> },
        ]}
      />
    </Section>
  );
}

/** Recalls that this person must do something about; nothing where there are none. */
function OwnDuties() {
  const due = useLoad((signal) => listDuties(signal), []);
  const own = (due.value ?? []).filter((one) => one.mine);
  if (own.length === 0) return null;
  return (
    <Section title="Recalls that need you">
      <Duties rows={own} />
    </Section>
  );
}

/** What waits for this or another administrator; nothing where nothing does. */
function Proposed() {
  const open = useLoad((signal) => openProposals(signal), []);
  const rows = open.value ?? [];
  if (rows.length === 0) return null;
  const title = 'Waiting for a second administrator';
  return (
    <Section title={title}>
      <Table
        caption={title}
        rows={rows}
        keyOf={(one) => one.id}
        columns={[
          {
            name: 'What',
            head: true,
            cell: (one) => (
              <a href={linkTo(`/proposals/${one.id}`)}>
                <Raw text={titleOf(one)} />
              </a>
            ),
          },
          { name: 'Proposed by', cell: (one) => (one.proposer ? <Raw text={one.proposer.name} /> : 'Whoever runs the server') },
          { name: 'Who', cell: (one) => (one.may.confirm ? <Tag tone="ask">You</Tag> : one.outdated ? 'Nobody: it does not fit any more' : 'Another administrator') },
          { name: 'Waits until', cell: (one) => <When at={one.expires} />, tight: true },
        ]}
      />
    </Section>
  );
}

/** Emergency access is nobody’s account: only what it may do. */
function InEmergency() {
  const { session } = useSeat();
  return (
    <>
      <Heading title="Emergency access" />
      {session.restored && <Restored since={session.restored} />}
      <p class="lead">What you can do until it ends:</p>
      <ul class="links">
        <li>
          <a href={linkTo('/requests')}>Requests</a>: find the one for the file that cannot wait, and let it through for at most 72 hours
        </li>
        <li>
          <a href={linkTo('/tools')}>Tools</a>: open one to suspend or revoke its approval
        </li>
        <li>
          <a href={linkTo('/people')}>People</a>: open one to lock the person out
        </li>
        <li>
          <a href={linkTo('/gate')}>Gate check</a>: ask whether something may be installed
        </li>
      </ul>
    </>
  );
}

export function Home() {
  const { session } = useSeat();
  const { person } = session;
  const administrator = has(session, 'administrator');
  const [said, setSaid] = useState('');
  if (session.emergency?.mine) return <InEmergency />;
  return (
    <>
      <Heading
        title={`Hello, ${person.name}`}
        aside={
          has(session, 'submitter') && (
            <a class="button button-main" href={linkTo('/submit')}>
              Ask for a tool
            </a>
          )
        }
      >
        Hello, <Raw text={person.name} />
      </Heading>
      <OutcomeNotice outcome={said} />
      {has(session, 'administrator', 'auditor') && <Alarms done={setSaid} />}
      {session.restored && <Restored since={session.restored} />}
      {session.second_administrator_missing && (
        <Notice tone="warn" title="A second administrator is missing">
          {administrator ? (
            <>
              <AddSecondAdministrator />
              <p>
                <a href={linkTo('/people')}>Go to the page “People”.</a>
              </p>
            </>
          ) : (
            <p>No decision can be taken until there are two. Ask your administrator to add one.</p>
          )}
        </Notice>
      )}
      {administrator && <Proposed />}
      <OwnDuties />
      {has(session, 'submitter') && (
        <>
          <Waiting
            title="Your requests that need you"
            query={{ mine: true, state: ['draft', 'needs_info'] }}
            own
            empty="Nothing needs your answer."
          />
          <Waiting
            title="Your requests on their way"
            query={{ mine: true, state: ['submitted', 'scanning', 'in_review'] }}
            own
            empty="None. When your department needs an app or a program, ask for it here."
          />
        </>
      )}
      {has(session, 'reviewer') && (
        <Waiting
          title="Waiting for your review"
          query={{ state: ['in_review'] }}
          wanted={(row) => row.submitter.id !== person.id && row.missing_reviews.some((domain) => person.domains.includes(domain))}
          empty={`Nothing waits for a review in ${enumerate(person.domains.map((domain) => domains[domain])) || 'your domains'}.`}
        />
      )}
      {has(session, 'approver') && (
        <>
          <Waiting
            title="Ready for a decision"
            query={{ state: ['in_review'] }}
            wanted={(row) => row.submitter.id !== person.id && row.missing_reviews.length === 0}
            empty="Nothing is ready. Requests appear here when their reviews are complete."
          />
          <Suspended />
          <Ending />
        </>
      )}
      {administrator && (
        <Section title="Running the place">
          <ul class="links">
            <li>
              <a href={linkTo('/people')}>People and departments</a>: who may do what, and who has left
            </li>
            <li>
              <a href={linkTo('/proposals')}>Proposals</a>: what takes two administrators
            </li>
            <li>
              <a href={linkTo('/tokens')}>Tokens</a>: access for scripts
            </li>
            <li>
              <a href={linkTo('/datasets')}>Data sets</a>: what authorities publish, and how old it is
            </li>
            <li>
              <a href={linkTo('/policy')}>Policy</a>: what the hospital demands of a tool
            </li>
            <li>
              <a href={linkTo('/rules')}>Rule book</a>: what the automatic check looks for
            </li>
          </ul>
        </Section>
      )}
      {has(session, 'auditor') && (
        <Section title="Looking back">
          <ul class="links">
            <li>
              <a href={linkTo('/audit')}>Audit</a>: who did what and who read what
            </li>
            <li>
              <a href={linkTo('/requests')}>Requests</a>: every request with its evidence sheet
            </li>
            <li>
              <a href={linkTo('/proposals')}>Proposals</a>: what administrators agreed on, two by two
            </li>
          </ul>
        </Section>
      )}
      <Section title="May this be installed?">
        <p>
          <a href={linkTo('/gate')}>Ask the gate</a> with a file, or with a name and a version. The{' '}
          <a href={linkTo('/tools')}>list of tools</a> shows what is approved.
        </p>
      </Section>
    </>
  );
}
