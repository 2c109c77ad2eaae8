// Words: what a reader sees is what the service says, and nothing hides in it.
import { describe, expect, it } from 'vitest';
import { readEntry } from '../src/words/audit';
import { countries, countryName } from '../src/words/countries';
import { count, enumerate, sizeText } from '../src/words/numbers';
import { explainPermission } from '../src/words/permissions';
import { expectedRisk } from '../src/words/risk';
import { ago, daysUntil, todayHere } from '../src/words/time';
import { looksForeign, pieces, visible } from '../src/words/visible';

describe('characters that nobody sees', () => {
  it.each([
    ['a right-to-left override', 'invoice\u202egpj.apk', 'invoice[U+202E]gpj.apk'],
    ['isolates and marks', '\u2066a\u2069\u200f\u061c', '[U+2066]a[U+2069][U+200F][U+061C]'],
    ['a zero-width space and joiner', 'org.ex\u200bample\u200d', 'org.ex[U+200B]ample[U+200D]'],
    ['a byte order mark', '\ufeffward', '[U+FEFF]ward'],
    ['NUL, escape, delete', 'a\u0000b\u001bc\u007f', 'a[U+0000]b[U+001B]c[U+007F]'],
    ['tags beyond the basic plane', 'ok\u{e0041}', 'ok[U+E0041]'],
    ['half a surrogate pair', 'x\ud800y', 'x[U+D800]y'],
    ['a soft hyphen', 'hos\u00adpital', 'hos[U+00AD]pital'],
  ])('%s is named', (_, text, shown) => expect(visible(text)).toBe(shown));

  it.each(['Pflegenotizen für Station 3', '病棟メモ', 'ملاحظات', 'a\tb\nc', '👩‍⚕'.replace('\u200d', ''), ''])('ordinary text %j stays as it is', (text) =>
    expect(visible(text)).toBe(text),
  );

  it('keeps every character in order', () => {
    const text = '\u202ea\u200b\u200bb\u2069';
    expect(pieces(text).map((piece) => piece.text).join('')).toBe(text);
  });

  it('notices letters that imitate others in a technical name', () => {
    expect(looksForeign('org.exаmple.ward')).toBe(true); // the second a is Cyrillic
    expect(looksForeign('org.example.ward')).toBe(false);
  });
});

describe('permissions', () => {
  it('are explained, private data first', () => {
    expect(explainPermission('android.permission.READ_SMS')).toEqual({ text: 'Read text messages.', weight: 'sensitive' });
    expect(explainPermission('android.permission.INTERNET').weight).toBe('ordinary');
  });
  it('an unknown one of the platform is taken for powerful, never for harmless', () => {
    expect(explainPermission('android.permission.SOMETHING_NEW').weight).toBe('powerful');
    expect(explainPermission('android.permission.constructor').weight).toBe('powerful');
  });
  it('those of services that most phones have are explained, too', () =>
    expect(explainPermission('com.google.android.gms.permission.AD_ID')).toEqual({
      text: 'Read the identity by which advertising recognises the user.',
      weight: 'sensitive',
    }));
  it('a vendor’s own is said to be one', () => expect(explainPermission('com.vendor.PUSH').weight).toBe('own'));
});

describe('risk as the service derives it', () => {
  it.each([
    [['phi'], 'none', 'high'],
    [['none'], 'drives_or_diagnoses', 'high'],
    [['staff'], 'none', 'moderate'],
    [['none'], 'informs', 'moderate'],
    [['none'], 'administrative', 'low'],
  ] as const)('%j and %s is %s', (data, role, risk) =>
    expect(expectedRisk({ data_classes: [...data], clinical_role: role })).toBe(risk),
  );
});

describe('numbers, days and places', () => {
  it('sizes', () => {
    expect(sizeText(512)).toBe('512 bytes');
    expect(sizeText(8 * 1024 * 1024)).toBe('8.0 MB');
    expect(sizeText(2 * 1024 ** 3)).toBe('2.0 GB');
  });
  it('lists', () => {
    expect(enumerate(['a'])).toBe('a');
    expect(enumerate(['a', 'b', 'c'])).toBe('a, b and c');
    expect(count(1, 'person', 'people')).toBe('1 person');
    expect(count(1200, 'fact')).toBe('1,200 facts');
  });
  it('days are whole, also over a change of clocks', () => {
    expect(daysUntil('2026-03-30', '2026-03-28')).toBe(2);
    expect(daysUntil('2026-01-01', '2026-01-02')).toBe(-1);
    expect(todayHere(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05');
  });
  it('says how long ago', () => {
    const now = Date.parse('2026-11-23T12:00:00Z');
    expect(ago('2026-11-23T11:59:50Z', now)).toBe('just now');
    expect(ago('2026-11-23T09:00:00Z', now)).toBe('3 hours ago');
    expect(ago('2026-11-13T12:00:00Z', now)).toBe('10 days ago');
    expect(ago('not a time', now)).toBe('not a time');
  });
  it('countries have names, the Union first', () => {
    expect(countries[0]).toEqual({ code: 'EU', name: 'European Union' });
    expect(countries.length).toBe(250);
    expect(countries.every(({ code, name }) => /^[A-Z]{2}$/.test(code) && name !== code)).toBe(true);
    expect(countryName('??')).toBe('??');
  });
});

describe('audit entries', () => {
  it('are read without trusting their shape', () => {
    const empty = { at: '', action: '', actorType: '', actorId: '', objectType: '', objectId: '', outcome: '' };
    for (const odd of [null, 7, 'text', [], { actor: 'x', object: 3, ts: {} }]) expect(readEntry(odd)).toEqual(empty);
    expect(readEntry({ ts: 'T', action: 'session.login', actor: { type: 'person', id: 'a' }, outcome: 'success' })).toMatchObject({
      at: 'T',
      actorType: 'person',
      outcome: 'success',
    });
  });
});
