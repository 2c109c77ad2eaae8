// Names that mean one company, as reviewers of regulatory affairs confirmed: who, when and why. They may add to them and
// take them back.
import { useRef, useState } from 'preact/hooks';
import { confirmAlias, listAliases, withdrawAlias } from '../api/calls';
import { useLoad } from '../api/load';
import { Attempts } from '../api/request';
import { has, useSeat } from '../api/session';
import { check } from '../api/trouble';
import type { CompanyAlias } from '../api/types';
import { Buttons, TextArea, TextField } from '../parts/fields';
import { Form } from '../parts/Form';
import { Heading } from '../parts/Heading';
import { Empty, Notice } from '../parts/Notice';
import { Prose, Raw } from '../parts/Raw';
import { Ready } from '../parts/Ready';
import { Details } from '../parts/Section';
import { Table, type Column } from '../parts/Table';
import { When } from '../parts/When';
import { linkTo } from '../router';
import { count } from '../words/numbers';

export function Companies() {
  const { session } = useSeat();
  const aliases = useLoad((signal) => listAliases(signal), []);
  const [said, setSaid] = useState('');
  const may = has(session, 'reviewer') && session.person.domains.includes('regulatory');
  const done = (sentence: string) => {
    setSaid(sentence);
    aliases.reload();
    document.getElementById('main')?.focus();
    scrollTo(0, 0);
  };
  const columns: Column<CompanyAlias>[] = [
    { name: 'One name', head: true, cell: (row) => <Raw text={row.name} /> },
    { name: 'Another name', cell: (row) => <Raw text={row.other} /> },
    {
      name: 'Confirmed',
      cell: (row) => (
        <>
          {row.person ? <Raw text={row.person.name} /> : 'somebody'}, <When at={row.at} />
        </>
      ),
    },
    { name: 'Why', cell: (row) => <Prose text={row.reason} /> },
  ];
  if (may) {
    columns.push({
      name: 'Withdraw',
      cell: (row) => (
        <Details summary="Take it back">
          <WithdrawForm alias={row} done={done} />
        </Details>
      ),
    });
  }
  return (
    <>
      <Heading title="Names of companies" above={<a href={linkTo('/datasets')}>Data sets</a>} />
      {said && (
        <Notice tone="good" title="Done" live>
          <p>{said}</p>
        </Notice>
      )}
      <p class="lead">
        A maker may stand in an authority’s data under another name: after a purchase, or as a brand. The registry takes two different names for two companies until a
        reviewer of regulatory affairs has confirmed, with a reason, that they are one.
      </p>
      {may && (
        <div class="folds">
          <Details summary="Confirm that two names are one company">
            <ConfirmForm done={done} />
          </Details>
        </div>
      )}
      <Ready from={aliases}>
        {(list) =>
          list.length === 0 ? (
            <Empty title="Nobody has confirmed any names yet." />
          ) : (
            <>
              <Table caption="Names of companies" rows={list} keyOf={(row) => `${row.name}\n${row.other}`} columns={columns} />
              <p class="quiet">{count(list.length, 'pair of names', 'pairs of names')}. Those that were taken back are in the audit log.</p>
            </>
          )
        }
      </Ready>
    </>
  );
}

function ConfirmForm({ done }: { done: (said: string) => void }) {
  const [name, setName] = useState('');
  const [other, setOther] = useState('');
  const [reason, setReason] = useState('');
  const attempts = useRef(new Attempts());
  const send = async () => {
    check([
      !name.trim() && { pointer: '/name', detail: 'Enter the name of a company.' },
      !other.trim() && { pointer: '/other', detail: 'Enter the other name.' },
      !reason.trim() && { pointer: '/reason', detail: 'Say how you know.' },
    ]);
    const body = { name: name.trim(), other: other.trim(), reason: reason.trim() };
    await attempts.current.send(body, (key) => confirmAlias(body, key));
    setName('');
    setOther('');
    setReason('');
    done('It is recorded that both names are one company.');
  };
  return (
    <Form name="Two names of one company" send={send}>
      {(busy) => (
        <>
          <TextField pointer="/name" label="One name" hint="As it stands in the claims." value={name} onValue={setName} maxLength={300} />
          <TextField pointer="/other" label="Another name" hint="As it stands in the authority’s data." value={other} onValue={setOther} maxLength={300} />
          <TextArea pointer="/reason" label="How do you know?" hint="For example a register of companies, or the news of a purchase." rows={2} value={reason} onValue={setReason} maxLength={2000} />
          <Buttons>
            <button class="button button-main" disabled={busy}>
              They are one company
            </button>
          </Buttons>
        </>
      )}
    </Form>
  );
}

function WithdrawForm({ alias, done }: { alias: CompanyAlias; done: (said: string) => void }) {
  const [reason, setReason] = useState('');
  const attempts = useRef(new Attempts());
  const send = async () => {
    check([!reason.trim() && { pointer: '/reason', detail: 'Say why they are not one company.' }]);
    const body = { name: alias.name, other: alias.other, reason: reason.trim() };
    await attempts.current.send(body, (key) => withdrawAlias(body, key));
    done('It is taken back. Claims that held by it alone hold no more.');
  };
  return (
    <Form name={`Take back that ${alias.name} and ${alias.other} are one company`} send={send}>
      {(busy) => (
        <>
          <TextArea pointer="/reason" label="Why?" rows={2} value={reason} onValue={setReason} maxLength={2000} />
          <Buttons>
            <button class="button" disabled={busy}>
              They are not one company
            </button>
          </Buttons>
        </>
      )}
    </Form>
  );
}
