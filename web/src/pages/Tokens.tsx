// Tokens: access for scripts. A secret is shown once.
import { useState } from 'preact/hooks';
import { createToken, all, listPeople, listTokens, revokeToken } from '../api/calls';
import { useList, useLoad } from '../api/load';
import { has, useSeat } from '../api/session';
import { asTrouble, check, type Trouble } from '../api/trouble';
import type { CreatedToken, NewToken, Person, Proposal, Scope, Token } from '../api/types';
import { CopyText } from '../parts/CopyText';
import { Buttons, Checks, Select, TextField } from '../parts/fields';
import { Form } from '../parts/Form';
import { Heading } from '../parts/Heading';
import { List } from '../parts/List';
import { Empty, Notice } from '../parts/Notice';
import { OutcomeNotice } from '../parts/Outcome';
import { Raw } from '../parts/Raw';
import { Details } from '../parts/Section';
import { Tag } from '../parts/Tag';
import { When } from '../parts/When';
import { scopes } from '../words/labels';

export function tokenState(token: Token, now = Date.now()): { text: string; tone: 'good' | 'bad' | 'warn' } {
  if (token.revoked) return { text: 'Revoked', tone: 'bad' };
  return Date.parse(token.expires) <= now ? { text: 'Expired', tone: 'warn' } : { text: 'Valid', tone: 'good' };
}

export function Tokens() {
  const { session, refresh } = useSeat();
  const administrator = has(session, 'administrator');
  const tokens = useList((cursor, signal) => listTokens({ cursor }, signal), []);
  const scripts = useLoad(
    async (signal) => (administrator ? (await all<Person>((cursor) => listPeople({ cursor }, signal))).filter((one) => one.roles.includes('script') && !one.disabled) : []),
    [administrator],
  );
  const [secret, setSecret] = useState('');
  const [proposal, setProposal] = useState<Proposal | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const revoke = async (token: Token) => {
    setTrouble(null);
    try {
      await revokeToken(token.id);
    } catch (thrown) {
      setTrouble(asTrouble(thrown));
    }
    tokens.reload();
  };
  const made = (answer: CreatedToken | Proposal) => {
    setSecret('digest' in answer ? '' : answer.secret);
    setProposal('digest' in answer ? answer : null);
    refresh();
    tokens.reload();
    document.getElementById('main')?.focus();
    scrollTo(0, 0);
  };
  return (
    <>
      <Heading title="Tokens" />
      <p class="lead">
        A token lets a script ask the registry without a person. Whoever holds it can use it: keep it in a file that only the
        script can read, never in a command line.
      </p>
      {secret && <NewSecret secret={secret} />}
      {proposal && <OutcomeNotice outcome={proposal} />}
      {trouble && (
        <Notice tone="bad" title="This did not work" live>
          <p>{trouble.detail}</p>
        </Notice>
      )}
      <div class="folds">
        <Details summary="Make a token">
          <TokenForm scripts={scripts.value ?? []} made={made} />
        </Details>
      </div>
      <List
        from={tokens}
        caption="Tokens"
        noun={['token', 'tokens']}
        keyOf={(row) => row.id}
        empty={<Empty title="There are no tokens. Make one when a script needs access." />}
        columns={[
          { name: 'Name', head: true, cell: (row) => <Raw text={row.name} /> },
          { name: 'Acts as', cell: (row) => <Raw text={row.owner.name} /> },
          { name: 'May', cell: (row) => row.scopes.map((scope) => scopes[scope]).join(', ') },
          { name: 'From', cell: (row) => (row.networks.length > 0 ? row.networks.join(', ') : 'anywhere') },
          { name: 'State', cell: (row) => <Tag tone={tokenState(row).tone}>{tokenState(row).text}</Tag> },
          { name: 'Expires', cell: (row) => <When at={row.expires} />, tight: true },
          { name: 'Last used', cell: (row) => <When at={row.last_used} relative />, tight: true },
          {
            name: 'Action',
            cell: (row) =>
              tokenState(row).tone === 'good' && (
                <button type="button" class="quiet-button" onClick={() => void revoke(row)}>
                  Revoke<span class="hidden"> {row.name}</span>
                </button>
              ),
          },
        ]}
      />
    </>
  );
}

function NewSecret({ secret }: { secret: string }) {
  return (
    <Notice tone="good" title="The new token" live>
      <p>This is shown once. Copy it now to where the script will read it.</p>
      <CopyText text={secret} />
    </Notice>
  );
}

function TokenForm({ scripts, made }: { scripts: Person[]; made: (answer: CreatedToken | Proposal) => void }) {
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<Scope[]>(['gate']);
  const [days, setDays] = useState('90');
  const [owner, setOwner] = useState('');
  const [networks, setNetworks] = useState('');
  const send = async () => {
    const length = Number(days);
    check([
      !name.trim() && { pointer: '/name', detail: 'Name the token after the script that will use it.' },
      chosen.length === 0 && { pointer: '/scopes', detail: 'Choose what the token may do.' },
      !(Number.isInteger(length) && length >= 1 && length <= 365) && { pointer: '/days', detail: 'A token lasts 1 to 365 days.' },
    ]);
    const body: NewToken = { name: name.trim(), scopes: chosen, days: length };
    if (owner) body.owner = owner;
    const places = networks.split(/[\s,]+/).filter(Boolean);
    if (places.length > 0) body.networks = places;
    const answer = await createToken(body);
    setName('');
    made(answer.value);
  };
  return (
    <Form name="Make a token" send={send}>
      {(busy) => (
        <>
          <TextField pointer="/name" label="Name" hint="For example: purchase orders." value={name} onValue={setName} maxLength={100} />
          {scripts.length > 0 && (
            <Select
              pointer="/owner"
              label="Acts as"
              value={owner}
              onValue={setOwner}
              choices={[{ value: '', text: 'Yourself' }, ...scripts.map((one) => ({ value: one.id, text: one.name }))]}
            />
          )}
          <Checks
            pointer="/scopes"
            label="It may"
            hint="Never more than the person or script it acts as."
            values={chosen}
            onValues={setChosen}
            choices={(Object.keys(scopes) as Scope[]).map((value) => ({ value, text: scopes[value] }))}
          />
          <TextField pointer="/days" label="Days until it expires" type="number" size="short" min="1" max="365" value={days} onValue={setDays} />
          <TextField
            pointer="/networks"
            label="Only from these networks"
            hint="For example 10.20.0.0/16, 2001:db8::/32. Leave it empty for anywhere."
            optional
            value={networks}
            onValue={setNetworks}
          />
          <Buttons>
            <button class="button button-main" disabled={busy}>
              Make the token
            </button>
          </Buttons>
        </>
      )}
    </Form>
  );
}
