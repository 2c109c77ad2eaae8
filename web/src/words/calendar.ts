// The calendar's months, and the links and words of what ends.
import type { CalendarItem } from '../api/types';
import { linkTo } from '../router';
import { approvals } from './labels';
import { documentStates, standings } from './regulatory';

export const endings: Record<CalendarItem['what'], string> = {
  approval: 'Approval',
  authorization: 'Permission of an authority',
  document: 'Document',
};

const month = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });

export interface Month<Item> {
  key: string;
  title: string;
  items: Item[];
}

/** In months, in the order in which they come; months without anything are left out. */
export function byMonth<Item extends { ends: string }>(items: readonly Item[]): Month<Item>[] {
  const months = new Map<string, Item[]>();
  for (const item of [...items].sort((a, b) => a.ends.localeCompare(b.ends))) {
    const key = item.ends.slice(0, 7);
    months.set(key, [...(months.get(key) ?? []), item]);
  }
  return [...months].map(([key, list]) => ({ key, title: month.format(new Date(`${key}-01T00:00:00Z`)), items: list }));
}

export function stateText(item: Pick<CalendarItem, 'what' | 'state'>): string {
  const tables: Record<CalendarItem['what'], Record<string, { text: string }>> = { approval: approvals, authorization: standings, document: documentStates };
  return tables[item.what][item.state]?.text ?? item.state;
}

/** Where what ends is looked at and renewed. */
export function linkOf(item: Pick<CalendarItem, 'what' | 'object' | 'submission' | 'tool'>): string {
  if (item.what === 'document') return linkTo(`/documents/${item.object}`);
  return item.what === 'approval' && item.tool ? linkTo(`/tools/${item.tool.id}`) : linkTo(`/requests/${item.submission}`);
}

/** The day that lies `days` after `day`. */
export function after(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
