// The data of the authorities: what is in force of each, how old it is, and whether it still confirms anything.
import { allDatasets, datasetsFile } from '../api/calls';
import { useLoad } from '../api/load';
import { has, useSeat } from '../api/session';
import type { Dataset } from '../api/types';
import { Heading } from '../parts/Heading';
import { ImportForm } from '../parts/ImportForm';
import { usePolling } from '../parts/poll';
import { Raw } from '../parts/Raw';
import { Running } from '../parts/Running';
import { Ready } from '../parts/Ready';
import { Details, Section } from '../parts/Section';
import { SignTag } from '../parts/Sign';
import { Table, type Column } from '../parts/Table';
import { When } from '../parts/When';
import { linkTo } from '../router';
import { ageText, freshness, missingNumber } from '../words/datasets';
import { count } from '../words/numbers';
import { dayText } from '../words/time';

const columns: Column<Dataset>[] = [
  {
    name: 'Data set',
    head: true,
    cell: (row) => (
      <>
        <a href={linkTo(`/datasets/${encodeURIComponent(row.id)}`)}>
          <Raw text={row.name} />
        </a>
        <span class="under">
          <Raw text={row.id} mono />
        </span>
      </>
    ),
  },
  { name: 'Worth', cell: (row) => <SignTag label={freshness(row)} /> },
  {
    name: 'Age',
    tight: true,
    cell: (row) => (
      <>
        {ageText(row)}
        {row.source_date && <span class="under">published {dayText(row.source_date)}</span>}
      </>
    ),
  },
  { name: 'Limit', cell: (row) => count(row.limit_days, 'day'), tight: true },
  { name: 'Records', cell: (row) => (row.imported ? row.rows.toLocaleString('en') : ''), tight: true },
  {
    name: 'Last import',
    tight: true,
    cell: (row) => {
      const when = row.imported && <When at={row.imported} relative />;
      return (
        <>
          {row.import && when ? <a href={linkTo(`/imports/${row.import}`)}>{when}</a> : when}
          {row.open_import && <Running one={row.open_import} />}
        </>
      );
    },
  },
  { name: 'A number not in it', cell: missingNumber },
];

export function Datasets() {
  const { session } = useSeat();
  const datasets = useLoad((signal) => allDatasets(signal), []);
  usePolling(datasets.value?.some((one) => one.open_import !== null) ?? false, datasets.reload);
  return (
    <>
      <Heading
        title="Data sets"
        aside={
          <a class="button screen-only" href={datasetsFile} download>
            As a file (CSV)
          </a>
        }
      />
      <p class="lead">
        What authorities publish, as it was last imported. Claims and recalls are compared with it. Data older than they may be confirm nothing: the gate
        then waits for a person or for newer data. <a href={linkTo('/companies')}>Names of companies</a> that mean the same are confirmed by reviewers.
      </p>
      <Ready from={datasets}>
        {(list) => (
          <>
            {has(session, 'administrator') && (
              <div class="folds">
                <Details summary="Import data">
                  <ImportForm datasets={list} />
                </Details>
              </div>
            )}
            <Needed datasets={list} />
            <div class="table-after">
              <Table caption="Data sets" rows={list} keyOf={(row) => row.id} columns={columns} />
            </div>
          </>
        )}
      </Ready>
    </>
  );
}

function Needed({ datasets }: { datasets: readonly Dataset[] }) {
  const old = datasets.filter((one) => one.imported && one.stale);
  if (old.length === 0) return null;
  return (
    <Section title="To be renewed">
      <ul>
        {old.map((one) => (
          <li>
            <a href={linkTo(`/datasets/${encodeURIComponent(one.id)}`)}>
              <Raw text={one.name} />
            </a>
            : {ageText(one)}. After {count(one.limit_days, 'day')} it confirms nothing.
          </li>
        ))}
      </ul>
    </Section>
  );
}
