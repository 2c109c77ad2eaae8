// What ends, month by month: approvals, permissions of authorities, documents; and the notices that were given.
import { calendarFile, getCalendar, type Calendar } from '../api/calls';
import { useLoad } from '../api/load';
import type { CalendarItem, ExpiryNotice } from '../api/types';
import { Heading } from '../parts/Heading';
import { Empty, Notice } from '../parts/Notice';
import { Raw } from '../parts/Raw';
import { Ready } from '../parts/Ready';
import { Details, Section } from '../parts/Section';
import { SignTag } from '../parts/Sign';
import { Table, type Column } from '../parts/Table';
import { Until, When } from '../parts/When';
import { linkTo, replaceQuery } from '../router';
import type { PageProps } from '../routes';
import { after, byMonth, endings, linkOf, stateText } from '../words/calendar';
import { count } from '../words/numbers';
import { dayText, todayHere } from '../words/time';

const spans = [
  { value: '90', text: 'The next 90 days' },
  { value: '365', text: 'The next 12 months' },
  { value: '1095', text: 'The next three years' },
];

export function CalendarPage({ query }: PageProps) {
  const days = spans.some((one) => one.value === query.days) ? query.days : '365';
  const today = todayHere();
  const loaded = useLoad((signal) => getCalendar({ from: today, to: after(today, Number(days)) }, signal), [today, days]);
  return (
    <>
      <Heading
        title="Calendar"
        aside={
          <>
            <button type="button" class="button screen-only" onClick={() => print()}>
              Print the calendar
            </button>{' '}
            <a class="button screen-only" href={calendarFile({ from: today, to: after(today, Number(days)) })} download>
              As a file (CSV)
            </a>
          </>
        }
      />
      <p class="lead">What ends, and when. Departments are told 90, 60 and 30 days before. What has ended counts no more at the gate, until it is renewed. A permission that a reviewer accepted stands here with the day by which somebody must look at it again.</p>
      <div class="filter">
        <div>
          <label for="calendar-span">Show</label>
          <select id="calendar-span" value={days} onChange={(event) => replaceQuery('/calendar', { days: event.currentTarget.value })}>
            {spans.map((one) => (
              <option value={one.value}>{one.text}</option>
            ))}
          </select>
        </div>
      </div>
      <Ready from={loaded}>{(calendar) => <Whole calendar={calendar} />}</Ready>
    </>
  );
}

const tool = (one: Pick<CalendarItem, 'tool' | 'submission' | 'submission_number'>) => (
  <>
    {one.tool ? (
      <a href={linkTo(`/tools/${one.tool.id}`)}>
        <Raw text={one.tool.name || one.tool.identifier} />
      </a>
    ) : (
      <span class="quiet">not known yet</span>
    )}
    {one.submission_number !== null && (
      <span class="under">
        <a href={linkTo(`/requests/${one.submission}`)}>Request {one.submission_number}</a>
      </span>
    )}
  </>
);

const columns: Column<CalendarItem>[] = [
  { name: 'Ends', head: true, cell: (row) => <Until day={row.ends} />, tight: true },
  {
    name: 'What',
    cell: (row) => (
      <>
        <a href={linkOf(row)}>
          <Raw text={row.title} />
        </a>
        {row.title !== endings[row.what] && <span class="under">{endings[row.what]}</span>}
      </>
    ),
  },
  { name: 'Tool', cell: tool },
  { name: 'Department', cell: (row) => (row.department ? <Raw text={row.department.name} /> : '–') },
  { name: 'State', cell: (row) => stateText(row) },
  {
    name: 'Notice',
    cell: (row) => row.notice !== null && <SignTag label={{ text: `Within ${row.notice} days`, tone: row.notice === 30 ? 'bad' : 'warn', sign: 'clock' }} />,
  },
];

const noticeColumns: Column<ExpiryNotice>[] = [
  { name: 'Told', head: true, cell: (row) => <When at={row.at} />, tight: true },
  { name: 'What', cell: (row) => <a href={linkOf(row)}>{endings[row.what]}</a> },
  { name: 'Tool', cell: tool },
  { name: 'Department', cell: (row) => (row.department ? <Raw text={row.department.name} /> : '–') },
  { name: 'Days before', cell: (row) => row.days, tight: true },
  { name: 'Ends', cell: (row) => <Until day={row.ends} />, tight: true },
];

function Whole({ calendar }: { calendar: Calendar }) {
  const months = byMonth(calendar.items);
  return (
    <>
      {months.length === 0 && <Empty title={`Nothing ends between ${dayText(calendar.from)} and ${dayText(calendar.to)}.`} />}
      {calendar.more && (
        <Notice tone="warn" title="There is more than fits here">
          <p>These are the first {calendar.items.length.toLocaleString('en')}. Choose a shorter time.</p>
        </Notice>
      )}
      {months.map((month) => (
        <Section key={month.key} id={`month-${month.key}`} title={month.title} aside={<span class="quiet">{count(month.items.length, 'ending')}</span>}>
          <div class="calendar">
            <Table caption={month.title} rows={month.items} keyOf={(row) => `${row.what} ${row.object} ${row.ends}`} columns={columns} />
          </div>
        </Section>
      ))}
      {calendar.notices.length > 0 && (
        <Section title="Notices that were given">
          <Details summary={count(calendar.notices.length, 'notice')}>
            <Table caption="Notices" rows={calendar.notices} keyOf={(row) => `${row.what} ${row.object} ${row.days} ${row.ends}`} columns={noticeColumns} />
          </Details>
        </Section>
      )}
    </>
  );
}
