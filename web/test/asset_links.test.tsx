// The form by which the list of a web site is handed in: whose it is, for which sites, and what it takes.
import { describe, expect, it } from 'vitest';
import type { Finding, Submission } from '../src/api/types';
import { openHosts, readStatements } from '../src/parts/AssetLinks';

const found = (...pairs: [string, string][]) =>
  ({ findings: pairs.map(([rule, subject]) => ({ rule, subject }) as Finding) }) as Submission['assessment'];

describe('sites of an app', () => {
  const assessment = found(['AND-MAN-011a', 'a.example.org'], ['AND-MAN-010a', 'Open'], ['AND-MAN-011b', 'b.example.org'], ['AND-MAN-011b', 'a.example.org']);
  it('are those that a finding is about, each once', () =>
    expect(openHosts({ state: 'in_review', assessment })).toEqual(['a.example.org', 'b.example.org']));
  it('are asked for while a reviewer waits for an answer', () => expect(openHosts({ state: 'needs_info', assessment })).toHaveLength(2));
  it('are not asked for when it is decided, or before it was examined', () => {
    expect(openHosts({ state: 'approved', assessment })).toEqual([]);
    expect(openHosts({ state: 'in_review', assessment: null })).toEqual([]);
  });
});

describe('a pasted list', () => {
  it('is taken as it is', () => expect(readStatements(' [{"relation": []}]\n')).toEqual([{ relation: [] }]));
  it('may be empty', () => expect(readStatements('[]')).toEqual([]));
  it.each([
    ['', 'Paste what the site shows'],
    ['[{"relation": []}', 'not the whole list'],
    ['{"relation": []}', 'not the whole list'],
    ['<html>', 'not the whole list'],
    ['[{"relation": [}]', 'damaged'],
  ])('is refused when something is missing, or it is no list: %s', (text, said) => expect(readStatements(text)).toContain(said));
});
