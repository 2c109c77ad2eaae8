// Hand in a document, or correct one: its kind, what it says, and the file.
import { useRef, useState } from 'preact/hooks';
import { correctDocument, handInDocument } from '../api/calls';
import { Attempts } from '../api/request';
import { check } from '../api/trouble';
import type { Document, DocumentKind, Submission } from '../api/types';
import { domains } from '../words/labels';
import { documentBounds } from '../words/regulatory';
import { fieldMistakes, filled, isRead, type FieldAnswers } from './document_answers';
import { Buttons, Select, TextField } from './fields';
import { FilePicker } from './FilePicker';
import { Form } from './Form';
import { useUpload } from './use_upload';

const fileHint = (kind: DocumentKind) =>
  kind.id === 'mds2'
    ? 'The form as CSV or JSON, at most 8 MB: the registry reads it and fills in what it says.'
    : kind.id === 'sbom'
      ? 'CycloneDX or SPDX as JSON, at most 8 MB: the registry reads it and fills in what it says.'
      : 'The document itself, for example as PDF.';

/** The fields of one kind, and its file. */
function Fields(props: { kind: DocumentKind; answers: FieldAnswers; onAnswers: (answers: FieldAnswers) => void; upload: ReturnType<typeof useUpload> }) {
  const { kind, answers } = props;
  const set = (name: string, value: string) => props.onAnswers({ ...answers, [name]: value });
  return (
    <>
      <p class="quiet">
        {domains[kind.domain]} looks at it. How long it counts: {kind.expiry}. {documentBounds[kind.bound_to]}
      </p>
      <FilePicker upload={props.upload} label={isRead(kind) ? 'The file' : 'The file (optional)'} hint={fileHint(kind)} />
      {kind.fields.map((field) => {
        const common = { pointer: `/fields/${field.name}`, label: field.text, optional: !field.needed || isRead(kind), value: answers[field.name] ?? '' };
        return field.type === 'one' ? (
          <Select
            {...common}
            onValue={(value: string) => set(field.name, value)}
            choices={[{ value: '', text: 'Not said' }, ...field.choices.map((value) => ({ value, text: value.replace(/_/g, ' ') }))]}
          />
        ) : (
          <TextField
            {...common}
            type={field.type === 'day' ? 'date' : 'text'}
            size={field.type === 'text' ? undefined : 'medium'}
            onValue={(value) => set(field.name, value)}
            maxLength={4000}
          />
        );
      })}
    </>
  );
}

function fileMistake(upload: ReturnType<typeof useUpload>) {
  const file = upload.state;
  return file && !file.id && { pointer: '/upload', detail: file.trouble ? 'The file did not arrive. Try again or take another.' : 'Wait until the file has arrived.' };
}

export function HandInForm({ submission, kinds, done }: { submission: Submission; kinds: readonly DocumentKind[]; done: (said: string) => void }) {
  const [chosen, setChosen] = useState('');
  const [answers, setAnswers] = useState<FieldAnswers>({});
  const upload = useUpload();
  const attempts = useRef(new Attempts());
  const kind = kinds.find((one) => one.id === chosen);
  const send = async () => {
    check([!kind && { pointer: '/kind', detail: 'Choose the kind of document.' }, fileMistake(upload), ...(kind ? fieldMistakes(kind, answers, upload.state?.name ?? '') : [])]);
    if (!kind) return;
    const body = { kind: kind.id, fields: filled(kind, answers), ...(upload.state ? { upload: upload.state.id } : {}) };
    await attempts.current.send(body, (key) => handInDocument(submission, body, key));
    done(`The document “${kind.name}” is handed in. It counts when a reviewer has accepted it.`);
    setChosen('');
    setAnswers({});
    upload.forget();
  };
  return (
    <Form name="Hand in a document" send={send}>
      {(busy) => (
        <>
          <Select
            pointer="/kind"
            label="What kind of document is it?"
            value={chosen}
            onValue={setChosen}
            choices={[{ value: '', text: 'Choose…' }, ...kinds.map((one) => ({ value: one.id, text: one.name }))]}
          />
          {kind && (
            <>
              <Fields kind={kind} answers={answers} onAnswers={setAnswers} upload={upload} />
              <Buttons>
                <button class="button button-main" disabled={busy}>
                  Hand it in
                </button>
              </Buttons>
            </>
          )}
        </>
      )}
    </Form>
  );
}

export function CorrectForm({ document, kind, done }: { document: Document; kind: DocumentKind; done: (said: string) => void }) {
  const [answers, setAnswers] = useState<FieldAnswers>(document.fields);
  const upload = useUpload();
  const send = async () => {
    check([fileMistake(upload), ...fieldMistakes(kind, answers, upload.state?.name ?? '')]);
    await correctDocument(document, { fields: filled(kind, answers), ...(upload.state ? { upload: upload.state.id } : {}) });
    upload.forget();
    done('The document is corrected. A reviewer looks at it again.');
  };
  return (
    <Form name="Correct the document" send={send}>
      {(busy) => (
        <>
          <Fields kind={kind} answers={answers} onAnswers={setAnswers} upload={upload} />
          <Buttons>
            <button class="button button-main" disabled={busy}>
              Save the correction
            </button>
          </Buttons>
        </>
      )}
    </Form>
  );
}
