// A person's conflicts of interest: what stands, what has ended, and a form that declares one. An administrator enters and
// ends those of others.
import { useRef, useState } from 'preact/hooks';
import { declareConflict, endConflict, getSubmission, getTool, listConflicts } from '../api/calls';
import { useLoad } from '../api/load';
import { Attempts } from '../api/request';
import { check } from '../api/trouble';
import type { Conflict, NewConflict } from '../api/types';
import { linkTo } from '../router';
import { titleOf } from '../words/titles';
import { Buttons, TextArea, TextField } from './fields';
import { Form } from './Form';
import { Notice } from './Notice';
import { Raw } from './Raw';
import { Ready } from './Ready';
import { Details } from './Section';
import { When } from './When';

interface Props {
  person: string;
  self: boolean;
  /** Who may enter one for this person. */
  declares: boolean;
  /** What the form is about when it was opened from the page of a tool or a request; else it asks for a company. */
  tool?: string;
  submission?: string;
}

export function ConflictSubject({ conflict }: { conflict: Conflict }) {
  if (conflict.tool) return <a href={linkTo(`/tools/${conflict.tool.id}`)}><Raw text={conflict.tool.name || conflict.tool.identifier} /></a>;
  if (conflict.submission) return <a href={linkTo(`/requests/${conflict.submission.id}`)}>request {conflict.submission.number}</a>;
  return <>the company <Raw text={conflict.vendor} /></>;
}

export function Conflicts(props: Props) {
  const loaded = useLoad((signal) => listConflicts({ person: props.person }, signal), [props.person]);
  const [said, setSaid] = useState('');
  const [declared, setDeclared] = useState(false);
  const done = (sentence: string) => {
    setSaid(sentence);
    loaded.reload();
  };
  const back = props.tool ? linkTo(`/tools/${props.tool}`) : props.submission ? linkTo(`/requests/${props.submission}`) : '';
  return (
    <>
      <p>
        Whoever has an interest in a tool, its company or a request does not review it, judge its papers or decide about it. Everybody sees that there is one; why, only
        auditors and administrators.
      </p>
      {said && (
        <Notice tone="good" title="Done" live>
          <p>
            {said} {declared && back && <a href={back}>Back to the {props.tool ? 'tool' : 'request'}</a>}
          </p>
        </Notice>
      )}
      <Ready from={loaded}>
        {(page) =>
          page.items.length === 0 ? (
            <p>None is on record.</p>
          ) : (
            <ul>
              {page.items.map((one) => (
                <li key={one.id}>
                  <ConflictSubject conflict={one} />, since <When at={one.declared} />
                  {one.declarer.id !== one.person.id && <>, entered by <Raw text={one.declarer.name} /></>}
                  {one.reason && <>: <Raw text={one.reason} /></>}
                  {one.ended && (
                    <>
                      . Ended <When at={one.ended} /> by <Raw text={one.ender?.name ?? 'somebody'} />
                      {one.end_reason && <>: <Raw text={one.end_reason} /></>}
                    </>
                  )}
                  {one.may.end && <End conflict={one} done={done} />}
                </li>
              ))}
            </ul>
          )
        }
      </Ready>
      {props.declares && !(declared && back) && (
        <Declare
          {...props}
          done={(sentence) => {
            setDeclared(true);
            done(sentence);
          }}
        />
      )}
    </>
  );
}

function End({ conflict, done }: { conflict: Conflict; done: (said: string) => void }) {
  const [reason, setReason] = useState('');
  const send = async () => {
    check([!reason.trim() && { pointer: '/reason', detail: 'Say why it is over.' }]);
    await endConflict(conflict.id, reason.trim());
    done('The conflict of interest has ended. It stays on record.');
  };
  return (
    <Details summary="End it">
      <Form name="End the conflict of interest" send={send}>
        {(busy) => (
          <>
            <TextArea pointer="/reason" label="Why is it over?" rows={2} value={reason} onValue={setReason} maxLength={2000} />
            <Buttons>
              <button class="button" disabled={busy}>
                End the conflict
              </button>
            </Buttons>
          </>
        )}
      </Form>
    </Details>
  );
}

function Declare({ person, self, tool, submission, done }: Props & { done: (said: string) => void }) {
  const [vendor, setVendor] = useState('');
  const [reason, setReason] = useState('');
  const attempts = useRef(new Attempts());
  const about = useLoad(async (signal) => {
    if (tool) return (await getTool(tool, signal)).name;
    if (submission) return titleOf(await getSubmission(submission, signal));
    return '';
  }, [tool, submission]);
  const send = async () => {
    check([
      !tool && !submission && !vendor.trim() && { pointer: '/vendor', detail: 'Enter the name of the company.' },
      !reason.trim() && { pointer: '/reason', detail: 'Say what the interest is.' },
    ]);
    const subject: NewConflict = tool
      ? { subject: 'tool', tool, reason: reason.trim() }
      : submission
        ? { subject: 'submission', submission, reason: reason.trim() }
        : { subject: 'vendor', vendor: vendor.trim(), reason: reason.trim() };
    const body = self ? subject : { ...subject, person };
    await attempts.current.send(body, (key) => declareConflict(body, key));
    setVendor('');
    setReason('');
    done('The conflict of interest is recorded. Reviews that were given and not yet decided on are void.');
  };
  return (
    <Form name="Declare a conflict of interest" send={send}>
      {(busy) => (
        <>
          {tool || submission ? (
            <p>
              About {tool ? 'the tool' : 'the request for'} <strong><Raw text={about.value ?? '…'} /></strong>
            </p>
          ) : (
            <TextField
              pointer="/vendor"
              label="Company"
              hint="As the registry or its papers call it. For a single tool or request, use the link on its page."
              value={vendor}
              onValue={setVendor}
              maxLength={200}
            />
          )}
          <TextArea pointer="/reason" label="What is the interest?" hint="For example shares, a paid role, or a relative who works there." rows={2} value={reason} onValue={setReason} maxLength={2000} />
          <Buttons>
            <button class="button" disabled={busy}>
              Declare it
            </button>
          </Buttons>
        </>
      )}
    </Form>
  );
}
