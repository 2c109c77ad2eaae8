// One data set: how old it is and where it came from, its imports, what is in it, and the form for newer files.
import { useState } from 'preact/hooks';
import { getDataset, listImports, listRecords, recordsFile } from '../api/calls';
import { useList, useLoad } from '../api/load';
import { has, useSeat } from '../api/session';
import type { AuthorityRecord, Dataset, DatasetImport } from '../api/types';
import { FilterBar } from '../parts/FilterBar';
import { Heading } from '../parts/Heading';
import { ImportForm } from '../parts/ImportForm';
import { List } from '../parts/List';
import { Empty, Notice } from '../parts/Notice';
import { usePolling } from '../parts/poll';
import { Digest, Raw } from '../parts/Raw';
import { ReadyPage } from '../parts/Ready';
import { Running } from '../parts/Running';
import { Details, Section } from '../parts/Section';
import { ImportTag, SignTag } from '../parts/Sign';
import { Summary } from '../parts/Summary';
import type { Column } from '../parts/Table';
import { When } from '../parts/When';
import { linkTo, replaceQuery } from '../router';
import type { PageProps } from '../routes';
import { ageText, freshness, importSentence, outcome } from '../words/datasets';
import { count } from '../words/numbers';
import { fieldsOf, fieldText } from '../words/record';
import { importModes, recordKinds } from '../words/regulatory';
import { dayText, withDays } from '../words/time';

export function DatasetPage({ params, query }: PageProps) {
  const loaded = useLoad((signal) => getDataset(params.id, signal), [params.id]);
  usePolling(loaded.value?.open_import != null, loaded.reload);
  return <ReadyPage from={loaded}>{(dataset) => <Whole dataset={dataset} number={query.number ?? ''} />}</ReadyPage>;
}

const importColumns: Column<DatasetImport>[] = [
  { name: 'Import', head: true, cell: (row) => <a href={linkTo(`/imports/${row.id}`)}>No. {row.number}</a>, tight: true },
  { name: 'State', cell: (row) => <ImportTag value={row.state} /> },
  { name: 'When', cell: (row) => <When at={row.created} />, tight: true },
  { name: 'By', cell: (row) => (row.person ? <Raw text={row.person.name} /> : 'the registry itself') },
  { name: 'Published', cell: (row) => (row.source_date ? dayText(row.source_date) : ''), tight: true },
  { name: 'Taken as', cell: (row) => `${importModes[row.mode].text}${row.forced ? ', all the same' : ''}` },
  { name: 'What came of it', cell: (row) => outcome(row) || <Raw text={withDays(importSentence(row.sentence))} /> },
];

const recordColumns: Column<AuthorityRecord>[] = [
  {
    name: 'Record',
    head: true,
    cell: (row) => (
      <Details summary={<Raw text={row.number || row.key} mono />}>
        <Summary rows={fieldsOf(row.content).map((field) => [<Raw text={fieldText(field.name)} />, <Raw text={field.value} />])} />
      </Details>
    ),
  },
  { name: 'Kind', cell: (row) => recordKinds[row.kind], tight: true },
  { name: 'Company', cell: (row) => <Raw text={row.holder} /> },
  { name: 'Name', cell: (row) => <Raw text={row.name} /> },
  { name: 'Status', cell: (row) => <Raw text={row.status} /> },
  { name: 'Decided', cell: (row) => (row.decided ? dayText(row.decided) : ''), tight: true },
];

function Whole({ dataset, number }: { dataset: Dataset; number: string }) {
  const { session } = useSeat();
  const [text, setText] = useState(number);
  const here = `/datasets/${encodeURIComponent(dataset.id)}`;
  const imports = useList((cursor, signal) => listImports(dataset.id, { cursor, limit: 20 }, signal), [dataset.id, dataset.import, dataset.open_import?.id, dataset.open_import?.state]);
  const label = freshness(dataset);
  return (
    <>
      <Heading title={dataset.name} above={<a href={linkTo('/datasets')}>Data sets</a>}>
        <Raw text={dataset.name} />
      </Heading>
      <p class="tags">
        <SignTag label={label} /> <span class="quiet">{label.hint}</span>
      </p>
      <Summary
        rows={[
          ['Age', `${ageText(dataset)}; it may be ${count(dataset.limit_days, 'day')} old`],
          dataset.source_date !== null && ['Published on', dayText(dataset.source_date)],
          dataset.imported !== null && ['Imported', <When at={dataset.imported} />],
          ['Records', dataset.rows.toLocaleString('en')],
          [
            'A number that is not in it',
            dataset.complete ? 'does not exist: the authority publishes all of them' : 'may exist all the same: the authority does not publish all of them',
          ],
          dataset.sha256 !== null && ['Fingerprint of the files', <Digest hex={dataset.sha256} />],
          dataset.watch && [
            'Fetched from',
            <>
              <Raw text={dataset.watch.source} mono />, every {count(dataset.watch.every_hours, 'hour')}; last tried <When at={dataset.watch.tried} relative />
              {dataset.watch.problem && (
                <Notice tone="warn" title="The last time did not work">
                  <Raw text={dataset.watch.problem} />
                </Notice>
              )}
            </>,
          ],
        ]}
      />
      {dataset.open_import && (
        <Notice title="Newer data are on their way">
          <p>
            <Running one={dataset.open_import} />
          </p>
        </Notice>
      )}
      {has(session, 'administrator') && (
        <Section title="Newer files" screenOnly>
          <Details summary="Import into this data set">
            <ImportForm datasets={[dataset]} only={dataset} />
          </Details>
        </Section>
      )}
      <Section title="Imports">
        <List from={imports} caption="Imports" noun={['import', 'imports']} columns={importColumns} keyOf={(row) => row.id} empty={<Empty title="Nothing was imported yet." />} />
      </Section>
      {dataset.imported && (
        <Section
          title="What is in it"
          aside={
            <a class="button screen-only" href={recordsFile(dataset.id, number)} download>
              As a file (CSV)
            </a>
          }
        >
          <FilterBar label="Find a number" text={text} onText={setText} search={() => replaceQuery(here, { number: text.trim() })} />
          <Records dataset={dataset} number={number} />
        </Section>
      )}
    </>
  );
}

function Records({ dataset, number }: { dataset: Dataset; number: string }) {
  const records = useList((cursor, signal) => listRecords(dataset.id, { number, cursor }, signal), [dataset.id, dataset.import, number]);
  return (
    <List
      from={records}
      caption="Records"
      noun={['record', 'records']}
      columns={recordColumns}
      keyOf={(row) => row.key}
      empty={<Empty title={number ? 'There is no record with this number.' : 'It holds no records.'} />}
    />
  );
}
