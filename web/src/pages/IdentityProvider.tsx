// The identity provider: what its groups may do here, and what it asked for in vain. Administrators say it; auditors read.
import { useRef, useState } from 'preact/hooks';
import { allDepartments, createGroupMapping, listGroupMappings, proposalIn, removeGroupMapping } from '../api/calls';
import { useLoad } from '../api/load';
import { Attempts } from '../api/request';
import { has, useSeat } from '../api/session';
import { check } from '../api/trouble';
import type { Department, GroupMapping, NewGroupMapping, ProvisionedGroup } from '../api/types';
import { Alarms } from '../parts/Alarms';
import { Buttons, Select, TextField } from '../parts/fields';
import { Form } from '../parts/Form';
import { Heading } from '../parts/Heading';
import { Empty } from '../parts/Notice';
import { OutcomeNotice, type Outcome } from '../parts/Outcome';
import { Raw } from '../parts/Raw';
import { Ready } from '../parts/Ready';
import { RoleFields, roleMistakes, type RoleAnswers } from '../parts/RoleFields';
import { Details, Section } from '../parts/Section';
import { Table, type Column } from '../parts/Table';
import { WaitingProposals } from '../parts/WaitingProposals';
import { When } from '../parts/When';
import { linkTo } from '../router';
import { domains, roles } from '../words/labels';
import { count } from '../words/numbers';

export function IdentityProvider() {
  const { session, refresh } = useSeat();
  const administrator = has(session, 'administrator');
  const mappings = useLoad((signal) => listGroupMappings(signal), []);
  const departments = useLoad((signal) => allDepartments(signal), []);
  const [outcome, setOutcome] = useState<Outcome>('');
  const [round, setRound] = useState(0);
  const done = (what: Outcome) => {
    setOutcome(what);
    setRound((before) => before + 1);
    mappings.reload();
    refresh();
    document.getElementById('main')?.focus();
    scrollTo(0, 0);
  };
  const columns: Column<GroupMapping>[] = [
    { name: 'Group', head: true, cell: (row) => <Raw text={row.group} /> },
    { name: 'May here', cell: (row) => grantOf(row) },
    {
      name: 'Since',
      cell: (row) => (
        <>
          <When at={row.created} />
          {row.creator && (
            <>
              , <Raw text={row.creator.name} />
            </>
          )}
        </>
      ),
    },
  ];
  if (administrator) {
    columns.push({
      name: 'Take away',
      cell: (row) => (
        <Details summary="Take it away">
          <Form name={`Take away what ${row.group} may do`} send={async () => done(proposalIn(await removeGroupMapping(row.id)) ?? 'It is taken away from everybody in the group.')}>
            {(busy) => (
              <Buttons>
                <button class="button" disabled={busy}>
                  Take it away from all members
                </button>
              </Buttons>
            )}
          </Form>
        </Details>
      ),
    });
  }
  return (
    <>
      <Heading title="Identity provider" above={<a href={linkTo('/people')}>People</a>} />
      <OutcomeNotice outcome={outcome} />
      <p class="lead">
        The hospital’s identity provider can keep people here: who comes, who leaves, who is in which group. What a group may do is said on this page, and nowhere else.
      </p>
      <Alarms done={done} />
      {administrator && (
        <div class="folds">
          <Details summary="Say what a group may do">
            <MappingForm departments={departments.value ?? []} groups={mappings.value?.groups ?? []} done={done} />
          </Details>
        </div>
      )}
      <div class="column">
        <WaitingProposals about={({ kind }) => kind.endsWith('_group_mapping')} done={done} round={round} />
      </div>
      <Ready from={mappings}>
        {({ items, groups }) => (
          <>
            {items.length === 0 ? (
              <Empty title="No group may do anything yet." />
            ) : (
              <Table caption="What groups may do" rows={items} keyOf={(row) => row.id} columns={columns} />
            )}
            <Section title="Groups that the provider has sent">
              {groups.length === 0 ? (
                <Empty title="The provider has sent no groups yet." />
              ) : (
                <Table
                  caption="Groups of the identity provider"
                  rows={groups}
                  keyOf={(row) => row.id}
                  columns={[
                    { name: 'Group', head: true, cell: (row) => <Raw text={row.name} /> },
                    { name: 'Members', cell: (row) => count(row.members, 'member', 'members') },
                    { name: 'Means something here', cell: (row) => (row.mapped ? 'Yes' : 'No') },
                  ]}
                />
              )}
            </Section>
          </>
        )}
      </Ready>
    </>
  );
}

export function grantOf({ roles: given, domains: reviewed, department }: Pick<GroupMapping, 'roles' | 'domains' | 'department'>): string {
  const parts = given.map((role) => (role === 'reviewer' ? `${roles[role].text} (${reviewed.map((one) => domains[one]).join(', ')})` : roles[role].text));
  if (department) parts.push(`belongs to ${department.name}`);
  return parts.join('; ');
}

function MappingForm({ departments, groups, done }: { departments: readonly Department[]; groups: readonly ProvisionedGroup[]; done: (outcome: Outcome) => void }) {
  const [group, setGroup] = useState('');
  const [department, setDepartment] = useState('');
  const [access, setAccess] = useState<RoleAnswers>({ roles: [], domains: [] });
  const attempts = useRef(new Attempts());
  const open = groups.filter((one) => !one.mapped).map((one) => one.name);
  const send = async () => {
    const onlyDepartment = department !== '' && access.roles.length === 0;
    check([!group.trim() && { pointer: '/group', detail: 'Enter the name of the group.' }, ...(onlyDepartment ? [] : roleMistakes(access))]);
    const body: NewGroupMapping = { group: group.trim(), roles: access.roles, domains: access.domains, department: department || null };
    const answer = await attempts.current.send(body, (key) => createGroupMapping(body, key));
    done(proposalIn(answer) ?? `What ${group.trim()} may do counts for all its members from now on.`);
    setGroup('');
    setDepartment('');
    setAccess({ roles: [], domains: [] });
  };
  return (
    <Form name="What a group may do" send={send}>
      {(busy) => (
        <>
          <TextField
            pointer="/group"
            label="Group"
            hint={open.length > 0 ? `As the provider calls it. Without a meaning so far: ${open.slice(0, 8).join(', ')}.` : 'As the provider calls it.'}
            value={group}
            onValue={setGroup}
            maxLength={200}
          />
          <RoleFields answers={access} onAnswers={setAccess} />
          <Select
            pointer="/department"
            label="Department"
            value={department}
            onValue={setDepartment}
            choices={[{ value: '', text: 'None' }, ...departments.map((one) => ({ value: one.id, text: one.name }))]}
          />
          <Buttons>
            <button class="button button-main" disabled={busy}>
              Give it to all members
            </button>
          </Buttons>
        </>
      )}
    </Form>
  );
}
