// One import: how far it is, what it changed, and every row that it did not take, with line and reason.
import { getImport, listRejections, rejectionsFile } from '../api/calls';
import { useList, useLoad } from '../api/load';
import type { DatasetImport, Rejection } from '../api/types';
import { Heading } from '../parts/Heading';
import { List } from '../parts/List';
import { Empty, Notice } from '../parts/Notice';
import { usePolling } from '../parts/poll';
import { Digest, Raw } from '../parts/Raw';
import { ReadyPage } from '../parts/Ready';
import { percentRead } from '../parts/Running';
import { Section } from '../parts/Section';
import { ImportTag } from '../parts/Sign';
import { Summary } from '../parts/Summary';
import { Table, type Column } from '../parts/Table';
import { Tag } from '../parts/Tag';
import { When } from '../parts/When';
import { linkTo } from '../router';
import type { PageProps } from '../routes';
import { datasetName, importSentence } from '../words/datasets';
import { count, sizeText } from '../words/numbers';
import { importModes, importPhases, importStates } from '../words/regulatory';
import { dayText, withDays } from '../words/time';

export function ImportPage({ params }: PageProps) {
  const loaded = useLoad((signal) => getImport(params.id, signal), [params.id]);
  const state = loaded.value?.state;
  usePolling(state === 'queued' || state === 'running', loaded.reload);
  return <ReadyPage from={loaded}>{(one) => <Whole one={one} />}</ReadyPage>;
}

function Whole({ one }: { one: DatasetImport }) {
  const { counts } = one;
  const over = one.state === 'done' || one.state === 'refused' || one.state === 'failed';
  return (
    <>
      <Heading title={`Import ${one.number}`} above={<a href={linkTo(`/datasets/${encodeURIComponent(one.dataset)}`)}>{datasetName(one.dataset)}</a>} />
      <p class="tags">
        <ImportTag value={one.state} /> <span class="quiet">{importStates[one.state].hint}</span>
      </p>
      {!over && <Progress one={one} />}
      {one.state === 'done' && (
        <Notice tone="good" title="The data are in force" live>
          <p>
            {count(counts.new, 'record is', 'records are')} new, {counts.changed.toLocaleString('en')} changed, {counts.removed.toLocaleString('en')} removed,{' '}
            {counts.unchanged.toLocaleString('en')} as before.
          </p>
        </Notice>
      )}
      {(one.state === 'refused' || one.state === 'failed') && (
        <Notice tone={one.state === 'failed' ? 'bad' : 'warn'} title="Nothing was changed" live>
          <p>
            <Raw text={withDays(importSentence(one.sentence))} />
          </p>
          <p>
            <a href={linkTo(`/datasets/${encodeURIComponent(one.dataset)}`)}>Go back to the data set</a> to send {one.state === 'refused' ? 'others, or the same ones in another way' : 'other files'}.
          </p>
        </Notice>
      )}
      {one.warnings.length > 0 && (
        <Notice tone="warn" title="Worth knowing">
          <ul>
            {one.warnings.map((text) => (
              <li>
                <Raw text={withDays(importSentence(text))} />
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <Summary
        rows={[
          one.name !== '' && ['Data', <Raw text={one.name} />],
          ['Published on', one.source_date ? dayText(one.source_date) : 'not known yet'],
          ['Taken as', `${importModes[one.mode].text}: ${importModes[one.mode].hint}${one.forced ? '; imported all the same' : ''}`],
          ['By', one.person ? <Raw text={one.person.name} /> : 'the registry itself'],
          ['Asked for', <When at={one.created} />],
          one.finished !== null && ['Ended', <When at={one.finished} />],
        ]}
      />
      {over && counts.read > 0 && (
        <Section title="Counts">
          <Summary
            rows={[
              ['Rows read', counts.read.toLocaleString('en')],
              ['Rows not taken', counts.rejected.toLocaleString('en')],
              ['Rows taken with a remark', counts.remarked.toLocaleString('en')],
              ['Rows that repeat another', counts.repeated.toLocaleString('en')],
              ['New records', counts.new.toLocaleString('en')],
              ['Changed records', counts.changed.toLocaleString('en')],
              ['Removed records', counts.removed.toLocaleString('en')],
              ['Records as before', counts.unchanged.toLocaleString('en')],
            ]}
          />
        </Section>
      )}
      {over && counts.read > 0 && <Rejections one={one} />}
      <Section title="Files">
        <Table
          caption="Files"
          rows={one.files}
          keyOf={(file) => `${file.name}\n${file.sha256}`}
          columns={[
            { name: 'File', head: true, cell: (file) => <Raw text={file.name} /> },
            { name: 'Size', cell: (file) => sizeText(file.bytes), tight: true },
            { name: 'SHA-256', cell: (file) => <Digest hex={file.sha256} /> },
          ]}
        />
      </Section>
    </>
  );
}

function Progress({ one }: { one: DatasetImport }) {
  const { progress } = one;
  const percent = percentRead(progress);
  return (
    <Notice title={progress ? importPhases[progress.phase] : importStates[one.state].text} live>
      {percent !== null && <progress max={100} value={percent} aria-label="How much of the files is read" />}
      <p>
        {percent !== null && `${percent} % read. `}
        {progress && progress.records > 0 && `${count(progress.records, 'record')} so far. `}
        You need not wait: it goes on by itself, and nothing counts before all is read.
      </p>
    </Notice>
  );
}

const rejectionColumns: Column<Rejection>[] = [
  { name: 'Line', head: true, cell: (row) => row.line.toLocaleString('en'), tight: true },
  { name: 'File', cell: (row) => <Raw text={row.file} /> },
  { name: 'Taken', cell: (row) => (row.taken ? <Tag tone="plain">With a remark</Tag> : <Tag tone="warn">No</Tag>), tight: true },
  { name: 'Reason', cell: (row) => <Raw text={row.reason} /> },
];

function Rejections({ one }: { one: DatasetImport }) {
  const list = useList((cursor, signal) => listRejections(one.id, { cursor }, signal), [one.id]);
  const some = one.counts.rejected + one.counts.remarked > 0;
  return (
    <Section
      title="Rows that were not taken"
      aside={
        some && (
          <a class="button screen-only" href={rejectionsFile(one.id)} download={`rejections-${one.number}.csv`}>
            All of them as a file (CSV)
          </a>
        )
      }
    >
      <List
        from={list}
        caption="Rows that were not taken, or taken with a remark"
        noun={['row', 'rows']}
        columns={rejectionColumns}
        keyOf={(row) => `${row.file}\n${row.line}\n${row.reason}`}
        empty={<Empty title="Every row was taken." />}
      />
    </Section>
  );
}
