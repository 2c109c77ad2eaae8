// The facts table: everything the scanner states, dense, with a filter. Long tables are shown in part first and say so;
// on paper all rows appear.
import { useMemo, useState } from 'preact/hooks';
import type { Fact } from '../api/types';
import { count } from '../words/numbers';
import { FilterBar } from './FilterBar';
import { Empty } from './Notice';
import { usePrinting } from './paper';
import { Raw } from './Raw';
import { Table, type Column } from './Table';

const shownFirst = 50;

/** The first two words of a fact's name: `android.permission`. */
export function groupOf(name: string): string {
  return name.split('.').slice(0, 2).join('.');
}

export function filterFacts(facts: readonly Fact[], text: string, group: string): Fact[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return facts.filter((fact) => {
    if (group && groupOf(fact.name) !== group) return false;
    const all = `${fact.name}\n${fact.subject}\n${fact.value}\n${fact.evidence}`.toLowerCase();
    return words.every((word) => all.includes(word));
  });
}

const columns: Column<Fact>[] = [
  { name: 'Fact', head: true, cell: (fact) => <Raw text={fact.name} mono /> },
  { name: 'About', cell: (fact) => (fact.subject ? <Raw text={fact.subject} mono /> : '') },
  { name: 'Value', cell: (fact) => <Raw text={fact.value} mono /> },
  { name: 'Evidence', cell: (fact) => <Raw text={fact.evidence} mono /> },
];

export function Facts({ facts }: { facts: readonly Fact[] }) {
  const [text, setText] = useState('');
  const [group, setGroup] = useState('');
  const [all, setAll] = useState(false);
  const printing = usePrinting();
  const groups = useMemo(() => [...new Set(facts.map((fact) => groupOf(fact.name)))].sort(), [facts]);
  const found = useMemo(() => filterFacts(facts, text, group), [facts, text, group]);
  if (facts.length === 0) return <Empty title="The scanner stated no facts about this file." />;
  const shown = all || printing ? found : found.slice(0, shownFirst);
  return (
    <div class="facts">
      <FilterBar
        label="Filter the facts"
        text={text}
        onText={setText}
        choiceLabel="Kind"
        choice={group}
        onChoice={setGroup}
        choices={[{ value: '', text: 'All kinds' }, ...groups.map((value) => ({ value, text: value }))]}
      />
      {found.length === 0 ? (
        <Empty title="No fact fits this filter." />
      ) : (
        <Table caption="Facts stated by the scanner" columns={columns} rows={shown} keyOf={(fact) => `${fact.name}\n${fact.subject}\n${fact.value}\n${fact.evidence}`} />
      )}
      <div class="list-end">
        <span role="status">
          {shown.length < found.length ? `${shown.length} of ${count(found.length, 'fact')} shown` : `${count(found.length, 'fact')} shown`}
        </span>
        {shown.length < found.length && (
          <button type="button" class="button" onClick={() => setAll(true)}>
            Show all {found.length.toLocaleString('en')}
          </button>
        )}
      </div>
    </div>
  );
}
