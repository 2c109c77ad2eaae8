// The documents of a request: what the policy wants, what was handed in and what each is worth today, and the form to
// hand in another.
import { listDocumentKinds, listDocuments, type Documents } from '../api/calls';
import { useLoad } from '../api/load';
import type { DocumentRow, RequiredDocument, Submission } from '../api/types';
import { linkTo } from '../router';
import { HandInForm } from './DocumentForm';
import { Empty } from './Notice';
import { Raw } from './Raw';
import { Ready } from './Ready';
import { Details, Section } from './Section';
import { DocumentTag } from './Sign';
import { Table, type Column } from './Table';
import { Tag } from './Tag';
import { Until, When } from './When';

export function DocumentsSection({ submission, done }: { submission: Submission; done: (said: string) => void }) {
  const loaded = useLoad((signal) => listDocuments(submission.id, signal), [submission.id, submission.revision]);
  return (
    <Section title="Documents">
      <Ready from={loaded}>{(documents) => <Whole submission={submission} documents={documents} done={done} />}</Ready>
    </Section>
  );
}

const requiredColumns: Column<RequiredDocument>[] = [
  { name: 'The policy wants', head: true, cell: (row) => (row.document ? <a href={linkTo(`/documents/${row.document}`)}>{row.name}</a> : row.name) },
  {
    name: 'Today',
    cell: (row) => (
      <>
        <DocumentTag value={row.state} /> {row.waits && <Tag tone="ask">One waits for a reviewer</Tag>}
        <span class="under">
          <Raw text={row.sentence} />
        </span>
      </>
    ),
  },
  { name: 'Ends', cell: (row) => (row.ends ? <Until day={row.ends} /> : ''), tight: true },
];

export function OpinionTag({ opinion }: Pick<DocumentRow, 'opinion'>) {
  if (!opinion) return <Tag tone="ask">Waits for a reviewer</Tag>;
  return opinion.accepted ? <Tag tone="good">Accepted</Tag> : <Tag tone="bad">Refused</Tag>;
}

const documentColumns: Column<DocumentRow>[] = [
  {
    name: 'Document',
    head: true,
    cell: (row) => (
      <>
        <a href={linkTo(`/documents/${row.id}`)}>{row.name}</a>
        {row.file && (
          <span class="under">
            <Raw text={row.file.file_name} />
          </span>
        )}
      </>
    ),
  },
  {
    name: 'Today',
    cell: (row) => (
      <>
        <DocumentTag value={row.standing.state} /> <OpinionTag opinion={row.opinion} />
        <span class="under">
          <Raw text={row.standing.sentence} />
        </span>
      </>
    ),
  },
  { name: 'Ends', cell: (row) => (row.standing.ends ? <Until day={row.standing.ends} /> : ''), tight: true },
  { name: 'Handed in', cell: (row) => <When at={row.handed_in} relative />, tight: true },
];

function Whole({ submission, documents, done }: { submission: Submission; documents: Documents; done: (said: string) => void }) {
  const kinds = useLoad((signal) => (documents.may.hand_in ? listDocumentKinds(signal) : Promise.resolve([])), [documents.may.hand_in]);
  const { items, required, may } = documents;
  return (
    <>
      {required.length > 0 && <Table caption="What the policy wants" rows={required} keyOf={(row) => row.kind} columns={requiredColumns} />}
      {items.length === 0 ? (
        <Empty title="No document was handed in.">
          <p>{required.length > 0 ? 'The gate stays closed until those above are here and accepted.' : 'The policy wants none for this risk class; they help the reviewers all the same.'}</p>
        </Empty>
      ) : (
        <div class="table-after">
          <Table caption="What was handed in" rows={items} keyOf={(row) => row.id} columns={documentColumns} />
        </div>
      )}
      {may.hand_in && (
        <div class="screen-only table-after">
          <Details summary="Hand in a document">
            <Ready from={kinds}>{(list) => <HandInForm submission={submission} kinds={list} done={done} />}</Ready>
          </Details>
        </div>
      )}
    </>
  );
}
