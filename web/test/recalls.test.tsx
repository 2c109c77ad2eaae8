// Recalls on the page: what both have in common is marked at its place, and every word of the API is told in ours.
import type { ComponentChild, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import type { RecallDuty, RecallMatch, RecallNotice as Notice } from '../src/api/types';
import { Duties } from '../src/parts/Duties';
import { GoneNotice } from '../src/parts/GoneNotice';
import { Marked } from '../src/parts/Marked';
import { RecallNotice } from '../src/parts/StandingRecalls';
import { Trouble } from '../src/api/trouble';
import { decisionsFor, noticeChanged } from '../src/parts/RecallForms';
import { companyStem, markWords, nameText, recallEventText, signals, wordsInCommon } from '../src/words/recalls';

const draw = (node: ComponentChild) => renderToString(node as VNode);
const marked = (text: string, words: string[]) => markWords(text, words).map((piece) => (piece.marked ? `[${piece.text}]` : piece.text)).join('');

describe('the recalls of a tool', () => {
  const match = (action: RecallMatch['action']) => ({ id: 'm1', version: '2.4', state: 'open', action, recall: { key: 'k', number: 'FSN-1', name: 'Pump <b>Companion</b>', class: 'I' } }) as RecallMatch;
  it('lead to each, and say what the gate answers', () => {
    const html = draw(<RecallNotice matches={[match('suspend'), match('suspend_procurement')]} />);
    expect(html).toContain('#/recalls/m1');
    expect(html).toContain('Pump &lt;b>Companion&lt;/b>, FSN-1');
    expect(html).toContain('class I, open');
    expect(html).toContain('The gate answers “denied”, and the approval is suspended.');
    expect(html).toContain('The gate answers “denied” to whoever wants to buy it.');
    expect(html).toContain('notice-bad');
  });
  it('are a warning where the gate lets it pass, and nothing where there is none', () => {
    expect(draw(<RecallNotice matches={[match('queue')]} />)).toContain('notice-warn');
    expect(draw(<RecallNotice matches={[]} />)).toBe('');
  });
});

describe('a notice that is not published any more', () => {
  const source = (dataset: string, published: boolean) => ({ dataset, key: 'k', sha256: 'a'.repeat(64), as_of: null, published });
  it('is said to be gone, and that nothing follows from it', () => {
    const html = draw(<GoneNotice match={{ sources: [source('csv-recalls:au', false), source('us-recall', true)] }} />);
    expect(html).toContain('(au)');
    expect(html).toContain('That ends nothing');
  });
  it('while it is published nothing is said', () => {
    expect(draw(<GoneNotice match={{ sources: [source('us-recall', true)] }} />)).toBe('');
    expect(draw(<GoneNotice match={{}} />)).toBe('');
  });
});

describe('words in common', () => {
  it.each([
    ['Pulse Reader 2.4, all lots', ['pulse reader'], '[Pulse Reader] 2.4, all lots'],
    ['ACME acme Acme', ['acme'], '[ACME] [acme] [Acme]'],
    ['Pulse Reader Pro', ['Pulse Reader', 'Reader Pro'], '[Pulse Reader Pro]'],
    ['nothing here', ['', ' ', 'x'], 'nothing here'],
    ['', ['a b'], ''],
    ['(.*)+ is no pattern', ['(.*)+'], '[(.*)+] is no pattern'],
  ])('%j with %j', (text, words, shown) => expect(marked(text, words)).toBe(shown));
  it('nothing is lost or marked at a wrong place where a small letter is longer', () => {
    expect(markWords('İİİ acme', ['acme']).map((piece) => piece.text).join('')).toBe('İİİ acme');
    expect(markWords('İİİ acme', ['acme']).every((piece) => !piece.marked)).toBe(true);
  });
  it('a company is known without its legal form', () => {
    expect(['Alpha Imaging, Inc.', 'Alpha Imaging Inc', 'Müller GmbH & Co. KG', 'Acme', 'AG', 'Inc.'].map(companyStem)).toEqual(['Alpha Imaging', 'Alpha Imaging', 'Müller', 'Acme', 'AG', 'Inc.']);
  });
  it('are those of the signals, the maker, and numbers that stand in the notice', () => {
    const found = wordsInCommon({
      signals: [{ id: 'S5', field: 'name', words: 'Pulse Reader', attribute: 'names', value: 'PulseReader' }],
      scope_words: 'All versions',
      subject: { names: [], companies: ['Alpha Imaging Inc'], company_numbers: [], udis: ['00718175003305'], submissions: ['K250001'], product_codes: ['QIH'], models: ['2.4'], components: [] },
      recall: { firm: 'ALPHA IMAGING, INC.' } as Notice,
    });
    expect(found).toEqual({ notice: ['Pulse Reader', 'PulseReader', 'All versions', 'Alpha Imaging', '00718175003305', 'K250001'], tool: ['PulseReader', 'Pulse Reader', 'ALPHA IMAGING'] });
  });
  it('are marked as the notice writes them, too, where the matcher wrote them otherwise', () => {
    const { notice } = wordsInCommon({ signals: [{ id: 'S4', field: 'text', words: 'PCX2400', attribute: 'model', value: 'PCX-2400' }], scope_words: '', subject: null, recall: { firm: '' } as Notice });
    expect(marked('Model PCX-2400', notice)).toBe('Model [PCX-2400]');
  });
  it('stay text', () => {
    const html = draw(<Marked text={'<b>Acme</b> \u202e'} words={['acme']} />);
    expect(html).not.toContain('<b>');
    expect(html).toContain('<mark>');
    expect(html).toContain('U+202E');
  });
});

describe('what may be decided', () => {
  it.each([
    [{ decide: true }, ['confirm', 'dismiss', 'not_affected']],
    [{ lift: true }, ['lift']],
    [{ decide: true, lift: true }, ['confirm', 'dismiss', 'not_affected', 'lift']],
    [{}, []],
  ] as const)('with %j', (may, offered) => expect(decisionsFor({ may: { decide: false, why_not_decide: '', acknowledge: false, lift: false, why_not_lift: '', ...may } })).toEqual(offered));
});

describe('a decision that is refused', () => {
  it('because the notice is another one: it is said that the page shows the new one, and that the reason stays', () => {
    const changed = noticeChanged(new Trouble('Load it again.', [{ pointer: '/digest', detail: 'Load it again.' }], 409, 'r', '/problems/stale-copy'));
    expect(changed?.detail).toContain('The notice changed since you read it');
    expect(changed?.detail).toContain('your reason is still here');
    expect(changed?.fields).toEqual([]);
  });
  it('for any other cause: what the service says', () => {
    expect(noticeChanged(new Trouble('This is dismissed already.', [], 409, 'r', '/problems/conflict'))).toBeNull();
    expect(noticeChanged(new TypeError('lost'))).toBeNull();
  });
});

describe('words of the API', () => {
  it('every signal has its sentence', () => expect(Object.keys(signals)).toEqual(Array.from({ length: 10 }, (_, i) => `S${i + 1}`)));
  it('an event that is not known is told as it is', () => expect(recallEventText('split_up' as never)).toBe('split up'));
  it('names of fields are read as words', () => expect(nameText('recalling_firm')).toBe('Recalling firm'));
  it('who must do it, and that it is late, stand in the row', () => {
    const duty: RecallDuty = { duty: 'decide', role: 'reviewer', department: null, match: 'm', recall: 'recall Z-1-2026 of Acme', tool: null, version: '1.0', action: 'hold', due: '2020-01-01', overdue: true, mine: true, raised: '2020-01-01T00:00:00Z' };
    const html = draw(<Duties rows={[duty]} />);
    for (const one of ['Overdue', '>You<', 'Decide whether it is about our version', 'On hold']) expect(html).toContain(one);
  });
});
