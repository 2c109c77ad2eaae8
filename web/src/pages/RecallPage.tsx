// One match of a recall: the notice and our tool side by side, with the words that both have in common marked; what
// follows and until when; the forms of those who decide and of the departments; and what happened so far.
import { useState } from 'preact/hooks';
import { getRecallMatch } from '../api/calls';
import { useLoad } from '../api/load';
import type { RecallEvent, RecallMatch } from '../api/types';
import { ReloadContext } from '../parts/Form';
import { GoneNotice } from '../parts/GoneNotice';
import { Heading } from '../parts/Heading';
import { Empty, Notice } from '../parts/Notice';
import { Prose, Raw } from '../parts/Raw';
import { ReadyPage } from '../parts/Ready';
import { AcknowledgeForm, decisionsFor, RecallDecisionForm } from '../parts/RecallForms';
import { Section } from '../parts/Section';
import { SideBySide } from '../parts/SideBySide';
import { SignTag } from '../parts/Sign';
import { Table } from '../parts/Table';
import { Tag } from '../parts/Tag';
import { Until, When } from '../parts/When';
import { linkTo } from '../router';
import type { PageProps } from '../routes';
import { nameText, recallActions, recallClasses, recallDecisions, recallEventText, recallStates, scopes, signals } from '../words/recalls';

export function RecallPage({ params }: PageProps) {
  const loaded = useLoad((signal) => getRecallMatch(params.id, signal), [params.id]);
  const [said, setSaid] = useState('');
  const done = (sentence: string) => {
    setSaid(sentence);
    loaded.reload();
    document.getElementById('main')?.focus();
    scrollTo(0, 0);
  };
  return (
    <ReloadContext.Provider value={loaded.reload}>
      <ReadyPage from={loaded}>{(match) => <Whole match={match} said={said} done={done} />}</ReadyPage>
    </ReloadContext.Provider>
  );
}

function Whole({ match, said, done }: { match: RecallMatch; said: string; done: (said: string) => void }) {
  const { recall } = match;
  const title = recall.name || recall.number || recall.key;
  const stands = match.state === 'open' || match.state === 'confirmed';
  const grave = recallClasses[recall.class];
  return (
    <>
      <Heading
        title={title}
        above={<a href={linkTo('/recalls')}>Recalls</a>}
        aside={
          <button type="button" class="button screen-only" onClick={() => print()}>
            Print this page
          </button>
        }
      >
        <Raw text={title} />
      </Heading>
      <p class="tags">
        <SignTag label={recallStates[match.state]} />
        <Tag tone={grave.tone} title={grave.hint}>
          {grave.text}
        </Tag>
        <span class="quiet">{grave.hint}</span>
      </p>
      {said && (
        <Notice tone="good" title="Done" live>
          <p>{said}</p>
        </Notice>
      )}
      {stands && (
        <Notice tone={recallActions[match.action].tone === 'bad' ? 'bad' : 'warn'} title={recallActions[match.action].text}>
          <p>{recallActions[match.action].hint}</p>
          {match.state === 'open' && match.due && (
            <p>
              A person must have decided by <Until day={match.due} />.
            </p>
          )}
        </Notice>
      )}
      <GoneNotice match={match} />
      <div class="sides">
        <div class="evidence-side">
          <Section title="Side by side">
            <SideBySide match={match} />
          </Section>
          <Section title="What they have in common">
            <Table
              caption="What they have in common"
              rows={match.signals}
              keyOf={(one) => `${one.id} ${one.field} ${one.words} ${one.attribute} ${one.value}`}
              columns={[
                { name: 'What', head: true, cell: (one) => signals[one.id] ?? one.id },
                {
                  name: 'In the notice',
                  cell: (one) => (
                    <>
                      <Raw text={one.words} />
                      <span class="under">{nameText(one.field)}</span>
                    </>
                  ),
                },
                {
                  name: 'Of our tool',
                  cell: (one) => (
                    <>
                      <Raw text={one.value} />
                      <span class="under">{nameText(one.attribute)}</span>
                    </>
                  ),
                },
              ]}
            />
            <p class="quiet">
              How strong these signs are together: {match.score} of 100. Rules of matching: {match.rules}.
            </p>
          </Section>
          <Section title="Is our version affected?">
            <p>
              <strong>{scopes[match.scope]}</strong>
            </p>
            {match.scope_reason && (
              <p>
                <Raw text={match.scope_reason} />
              </p>
            )}
            {match.scope_words && (
              <p>
                The notice says: “<mark><Raw text={match.scope_words} /></mark>”.
              </p>
            )}
          </Section>
          <Section title="Departments">
            <Departments match={match} />
          </Section>
        </div>
        <div class="action-side">
          <Section title="Decision">
            <Decision match={match} />
          </Section>
          {decisionsFor(match).length > 0 && (
            <Section title="Your decision" screenOnly>
              <RecallDecisionForm match={match} done={done} />
            </Section>
          )}
          {match.may.acknowledge && (
            <Section title="Your department" screenOnly>
              <AcknowledgeForm match={match} done={done} />
            </Section>
          )}
        </div>
      </div>
      <Section title="Time line">
        <History match={match} />
      </Section>
    </>
  );
}

function Departments({ match }: { match: RecallMatch }) {
  if (match.departments.length === 0) return <Empty title="No department uses it." />;
  return (
    <Table
      caption="Departments that were told"
      rows={match.departments}
      keyOf={(one) => one.id}
      columns={[
        { name: 'Department', head: true, cell: (one) => <Raw text={one.name} /> },
        { name: 'Told', cell: (one) => <When at={one.told_at} />, tight: true },
        {
          name: 'Knows of it',
          cell: (one) =>
            one.acknowledged_at ? (
              <>
                <Tag tone="good">Yes</Tag> <When at={one.acknowledged_at} />
                {one.person && (
                  <>
                    , <Raw text={one.person.name} />
                  </>
                )}
              </>
            ) : (
              <Tag tone="ask">Not yet</Tag>
            ),
        },
      ]}
    />
  );
}

function Decision({ match }: { match: RecallMatch }) {
  const { decision } = match;
  if (!decision) return <Empty title="Nobody has decided yet." />;
  return (
    <div class="review">
      <p>
        <strong>{recallDecisions[decision.decision].text}</strong>
      </p>
      <p class="quiet">
        {decision.person && <Raw text={decision.person.name} />}, <When at={decision.at} />
      </p>
      <Prose text={decision.reason} />
    </div>
  );
}

/** After these nothing follows any more. */
const endings: RecallEvent[] = ['dismiss', 'not_affected', 'lift'];

function History({ match }: { match: RecallMatch }) {
  return (
    <ol class="timeline">
      {(match.history ?? []).map((step) => (
        <li>
          <p>
            <strong>{recallEventText(step.event)}</strong>{' '}
            <span class="quiet">
              by {step.person ? <Raw text={step.person.name} /> : 'the registry itself'}, <When at={step.at} />.{!endings.includes(step.event) && ` What follows: ${recallActions[step.action].text.toLowerCase()}.`}
            </span>
          </p>
          {step.reason && <Prose text={step.reason} />}
        </li>
      ))}
    </ol>
  );
}
