// What people do about a recall: decide whether it is about our version, say that the department knows of it, enter a
// notice that no data set has.
import { useContext, useRef, useState } from 'preact/hooks';
import { acknowledgeRecall, decideRecall, enterRecall } from '../api/calls';
import { Attempts } from '../api/request';
import { asTrouble, check, Trouble } from '../api/trouble';
import type { NewRecall, RecallClass, RecallDecision, RecallMatch } from '../api/types';
import { recallClasses, recallDecisions } from '../words/recalls';
import { todayHere } from '../words/time';
import { Buttons, Radios, Select, TextArea, TextField } from './fields';
import { Form, ReloadContext } from './Form';

interface Props {
  match: RecallMatch;
  done: (said: string) => void;
}

/** What the service would let this person decide now. */
export function decisionsFor(match: Pick<RecallMatch, 'may'>): RecallDecision[] {
  const own: RecallDecision[] = match.may.decide ? ['confirm', 'dismiss', 'not_affected'] : [];
  return match.may.lift ? [...own, 'lift'] : own;
}

/** What to say when the notice is another one than the person read; nothing where that is not what was refused. */
export function noticeChanged(thrown: unknown): Trouble | null {
  if (!asTrouble(thrown).type.endsWith('/stale-copy')) return null;
  return new Trouble('The notice changed since you read it, and nothing is recorded. This page now shows what it says; your reason is still here. Read the notice, then decide again.', [], 409);
}

export function RecallDecisionForm({ match, done }: Props) {
  const offered = decisionsFor(match);
  const [picked, setDecision] = useState<RecallDecision | ''>('');
  const decision = offered.length === 1 ? offered[0] : picked && offered.includes(picked) ? picked : '';
  const [reason, setReason] = useState('');
  const attempts = useRef(new Attempts());
  const reload = useContext(ReloadContext);
  const send = async () => {
    check([
      !decision && { pointer: '/decision', detail: 'Say what it is.' },
      !reason.trim() && { pointer: '/reason', detail: 'Give the reason: what you compared, and where you looked.' },
    ]);
    if (!decision) return;
    const body = { decision, reason: reason.trim(), digest: match.digest };
    try {
      await attempts.current.send(body, (key) => decideRecall(match.id, body, key));
    } catch (thrown) {
      const changed = noticeChanged(thrown);
      if (changed) reload?.();
      throw changed ?? thrown;
    }
    setDecision('');
    setReason('');
    done(recallDecisions[decision].said);
  };
  return (
    <Form name="Your decision" send={send}>
      {(busy) => (
        <>
          <Radios pointer="/decision" label="What is it?" value={decision} onValue={setDecision} choices={offered.map((value) => ({ value, ...recallDecisions[value] }))} />
          <TextArea pointer="/reason" label="Why? What did you compare, and where did you look?" value={reason} onValue={setReason} maxLength={4000} />
          <Buttons>
            <button class="button button-main" disabled={busy}>
              {decision ? recallDecisions[decision].button : 'Record the decision'}
            </button>
          </Buttons>
        </>
      )}
    </Form>
  );
}

export function AcknowledgeForm({ match, done }: Props) {
  const attempts = useRef(new Attempts());
  const send = async () => {
    await attempts.current.send(match.id, (key) => acknowledgeRecall(match.id, key));
    done('It is recorded that your department knows of it.');
  };
  return (
    <Form name="Your department knows of it" send={send}>
      {(busy) => (
        <>
          <p>Say so when everybody who uses the tool has been told what the notice asks of them.</p>
          <Buttons>
            <button class="button button-main" disabled={busy}>
              Our department knows of it
            </button>
          </Buttons>
        </>
      )}
    </Form>
  );
}

type Texts = Required<Omit<NewRecall, 'class' | 'date'>> & { date: string };
const empty: Texts = { authority: '', number: '', firm: '', name: '', model: '', catalogue: '', product_code: '', date: '', description: '', affected: '', udi: '', submissions: '', reason: '', url: '' };

export function EnterRecallForm({ done }: { done: (said: string) => void }) {
  const [texts, setTexts] = useState(empty);
  const [grave, setGrave] = useState<RecallClass>('unclassified');
  const attempts = useRef(new Attempts());
  const field = (name: keyof Texts) => ({ pointer: `/${name}`, value: texts[name], onValue: (value: string) => setTexts((old) => ({ ...old, [name]: value })) });
  const send = async () => {
    check([
      !texts.authority.trim() && { pointer: '/authority', detail: 'Say who published it.' },
      !texts.reason.trim() && { pointer: '/reason', detail: 'Say what is wrong with the product.' },
    ]);
    const said = Object.entries(texts).filter(([, value]) => value.trim() !== '').map(([name, value]) => [name, value.trim()] as const);
    const body = { ...Object.fromEntries(said), class: grave } as NewRecall;
    await attempts.current.send(body, (key) => enterRecall(body, key));
    setTexts(empty);
    done('The notice is entered. It is being compared with every tool.');
  };
  return (
    <Form name="Enter a recall" send={send}>
      {(busy) => (
        <>
          <TextField {...field('authority')} label="Who published it?" hint="The authority, or the maker." maxLength={200} />
          <Select
            pointer="/class"
            label="How grave is it?"
            value={grave}
            onValue={setGrave}
            choices={(Object.keys(recallClasses) as RecallClass[]).map((value) => ({ value, text: `${recallClasses[value].text}: ${recallClasses[value].hint}` }))}
          />
          <TextField {...field('number')} label="Number of the notice" optional size="medium" maxLength={100} />
          <TextField {...field('date')} label="Day of the notice" optional type="date" size="medium" max={todayHere()} />
          <TextField {...field('firm')} label="Maker" optional maxLength={300} />
          <TextField {...field('name')} label="Product" optional maxLength={500} />
          <div class="field-row">
            <TextField {...field('model')} label="Model" optional size="medium" maxLength={200} />
            <TextField {...field('catalogue')} label="Catalogue number" optional size="medium" maxLength={200} />
            <TextField {...field('product_code')} label="Product code" optional size="short" maxLength={20} />
          </div>
          <TextField {...field('udi')} label="UDI" optional maxLength={500} />
          <TextField {...field('submissions')} label="Numbers of permissions" optional hint="For example K250001; several with commas." maxLength={500} />
          <TextArea {...field('affected')} label="Which versions are affected?" optional hint="In the words of the notice." rows={2} maxLength={8000} />
          <TextArea {...field('reason')} label="What is wrong?" hint="In the words of the notice." maxLength={8000} />
          <TextField {...field('url')} label="Where it is published" optional maxLength={500} />
          <Buttons>
            <button class="button button-main" disabled={busy}>
              Enter the notice
            </button>
          </Buttons>
        </>
      )}
    </Form>
  );
}
