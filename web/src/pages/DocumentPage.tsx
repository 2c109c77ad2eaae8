// One document: what it says and is worth today, what the registry read in its file, its revisions, and the forms to
// correct or to judge it.
import { useRef, useState } from 'preact/hooks';
import { documentFile, getDocument, judgeDocument, listDocumentKinds } from '../api/calls';
import { useLoad } from '../api/load';
import { Attempts } from '../api/request';
import { check } from '../api/trouble';
import type { Document, DocumentKind } from '../api/types';
import { CorrectForm } from '../parts/DocumentForm';
import { OpinionTag } from '../parts/DocumentsSection';
import { Buttons, Radios, TextArea } from '../parts/fields';
import { Form, ReloadContext } from '../parts/Form';
import { Heading } from '../parts/Heading';
import { Notice } from '../parts/Notice';
import { Digest, Prose, Raw } from '../parts/Raw';
import { ReadyPage } from '../parts/Ready';
import { Details, Section } from '../parts/Section';
import { DocumentTag } from '../parts/Sign';
import { Summary } from '../parts/Summary';
import { Table } from '../parts/Table';
import { Until, When } from '../parts/When';
import { linkTo } from '../router';
import type { PageProps } from '../routes';
import { domains } from '../words/labels';
import { count } from '../words/numbers';
import { documentBounds } from '../words/regulatory';
import { dayText } from '../words/time';

export function DocumentPage({ params }: PageProps) {
  const loaded = useLoad(async (signal) => {
    const [document, kinds] = await Promise.all([getDocument(params.id, signal), listDocumentKinds(signal)]);
    return { document, kind: kinds.find((one) => one.id === document.kind) };
  }, [params.id]);
  const [said, setSaid] = useState('');
  const done = (sentence: string) => {
    setSaid(sentence);
    loaded.reload();
    document.getElementById('main')?.focus();
    scrollTo(0, 0);
  };
  return (
    <ReloadContext.Provider value={loaded.reload}>
      <ReadyPage from={loaded}>{(both) => <Whole key={both.document.revision} {...both} said={said} done={done} />}</ReadyPage>
    </ReloadContext.Provider>
  );
}

function Whole({ document, kind, said, done }: { document: Document; kind?: DocumentKind; said: string; done: (said: string) => void }) {
  const { standing, opinion, may } = document;
  const nameOf = (field: string) => kind?.fields.find((one) => one.name === field)?.text ?? field.replace(/_/g, ' ');
  const shown = (field: string, value: string) => (kind?.fields.find((one) => one.name === field)?.type === 'day' ? dayText(value) : <Raw text={value} />);
  return (
    <div class="column">
      <Heading title={document.name} above={<a href={linkTo(`/requests/${document.submission}`)}>The request it belongs to</a>} />
      {said && (
        <Notice tone="good" title="Done" live>
          <p>{said}</p>
        </Notice>
      )}
      <p class="tags">
        <DocumentTag value={standing.state} /> <OpinionTag opinion={opinion} />
      </p>
      <p>
        <Raw text={standing.sentence} />
      </p>
      <Summary
        rows={[
          standing.ends !== null && ['Counts until', <Until day={standing.ends} />],
          kind && ['How long it counts', `${kind.expiry}. ${documentBounds[kind.bound_to]}`],
          ['Looked at by', document.domain ? `${domains[document.domain]} (${document.reviewer})` : document.reviewer],
          ['Handed in', <When at={document.handed_in} />],
          document.person && ['By', <Raw text={document.person.name} />],
        ]}
      />
      <Section title="What it says">
        <Summary rows={Object.entries(document.fields).map(([field, value]) => [nameOf(field), shown(field, value)])} />
        {document.file ? (
          <>
            <p>
              File: <Raw text={document.file.file_name} /> <Digest hex={document.file.sha256} />
            </p>
            <p class="screen-only">
              <a class="button" href={documentFile(document.id)} download>
                Download the file
              </a>{' '}
              <span class="quiet">It is recorded who downloads it. Open it with care: the registry has not examined it.</span>
            </p>
          </>
        ) : (
          <p class="quiet">No file was handed in with it.</p>
        )}
      </Section>
      {opinion && (
        <Section title="Opinion">
          <p class="quiet">
            {opinion.reviewer && <Raw text={opinion.reviewer.name} />}, <When at={opinion.at} />
          </p>
          <Prose text={opinion.reason} />
        </Section>
      )}
      {may.judge && (
        <Section title="Your opinion" screenOnly>
          <JudgeForm document={document} done={done} />
        </Section>
      )}
      {may.correct && kind && (
        <Section title="Correct it" screenOnly>
          <Details summary="Change what it says, or take a newer file">
            <CorrectForm document={document} kind={kind} done={done} />
          </Details>
        </Section>
      )}
      {document.content.length > 0 && (
        <Section title="What the registry read in the file">
          <Details summary={count(document.content.length, 'statement')}>
            <Table
              caption="What the registry read in the file"
              rows={document.content}
              keyOf={(one) => `${one.name}\n${one.subject}\n${one.value}`}
              columns={[
                { name: 'Statement', head: true, cell: (one) => <Raw text={one.name} mono /> },
                { name: 'About', cell: (one) => <Raw text={one.subject} mono /> },
                { name: 'Value', cell: (one) => <Raw text={one.value} /> },
              ]}
            />
          </Details>
        </Section>
      )}
      {document.history.length > 1 && (
        <Section title="Revisions">
          <Table
            caption="Revisions"
            rows={document.history}
            keyOf={(one) => String(one.revision)}
            columns={[
              { name: 'Revision', head: true, cell: (one) => one.revision, tight: true },
              { name: 'By', cell: (one) => (one.person ? <Raw text={one.person.name} /> : '') },
              { name: 'Handed in', cell: (one) => <When at={one.handed_in} />, tight: true },
              { name: 'Opinion', cell: (one) => (one.opinion ? <OpinionTag opinion={one.opinion} /> : <span class="quiet">none</span>) },
            ]}
          />
        </Section>
      )}
    </div>
  );
}

function JudgeForm({ document, done }: { document: Document; done: (said: string) => void }) {
  const [answer, setAnswer] = useState<'' | 'accept' | 'refuse'>('');
  const [reason, setReason] = useState('');
  const attempts = useRef(new Attempts());
  const send = async () => {
    check([
      !answer && { pointer: '/accepted', detail: 'Say whether you accept it.' },
      !reason.trim() && { pointer: '/reason', detail: 'Say what you looked at.' },
    ]);
    const body = { accepted: answer === 'accept', reason: reason.trim() };
    await attempts.current.send(body, (key) => judgeDocument(document, body, key));
    done(body.accepted ? 'Your acceptance is recorded.' : 'Your refusal is recorded.');
  };
  return (
    <Form name="Your opinion on this document" send={send}>
      {(busy) => (
        <>
          <Radios
            pointer="/accepted"
            label="Does it count?"
            value={answer}
            onValue={setAnswer}
            choices={[
              { value: 'accept', text: 'I accept it', hint: 'what is typed here stands in the document, and it is enough' },
              { value: 'refuse', text: 'I refuse it', hint: 'it is not enough, or says something else' },
            ]}
          />
          <TextArea pointer="/reason" label="What you looked at" value={reason} onValue={setReason} maxLength={4000} />
          <Buttons>
            <button class="button button-main" disabled={busy}>
              Sign off this opinion
            </button>
          </Buttons>
        </>
      )}
    </Form>
  );
}
