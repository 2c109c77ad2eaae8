// Drafts in a tab stay with the person who wrote them.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { keepFor } from '../src/parts/tab';

describe('a tab', () => {
  const kept = new Map<string, string>();
  beforeEach(() => {
    kept.clear();
    vi.stubGlobal('sessionStorage', {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      clear: () => kept.clear(),
    });
  });

  it('keeps a draft for the same person who comes back', () => {
    keepFor('nora');
    kept.set('formulary.submit', 'a draft');
    keepFor('nora');
    expect(kept.get('formulary.submit')).toBe('a draft');
  });

  it('forgets it when somebody else logs in', () => {
    keepFor('nora');
    kept.set('formulary.submit', 'a draft');
    keepFor('rita');
    expect(kept.has('formulary.submit')).toBe(false);
    expect(kept.size).toBe(1);
  });
});
