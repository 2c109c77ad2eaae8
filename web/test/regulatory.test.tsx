// Regulators on the page: the dossier as it is typed, the record beside the claim, the time line, how old data are.
import { readFileSync } from 'node:fs';
import type { ComponentChild, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import type { Authorization, AuthorizationHistory, CalendarItem, Dataset, DatasetImport, DeviceIdentity, DocumentKind, Policy, Regulator } from '../src/api/types';
import { otherHolder } from '../src/parts/AliasForm';
import { Advice, withQuestions } from '../src/parts/Advice';
import { authorizationSteps } from '../src/parts/Authorizations';
import { Checks } from '../src/parts/Checks';
import { ClaimCard } from '../src/parts/ClaimCard';
import { fieldMistakes, filled } from '../src/parts/document_answers';
import { answersOf, asksLegislation, dossierMistakes, dossierOf, emptyClaim, schemesFor, sentIndex } from '../src/parts/dossier_answers';
import { PolicyTerms } from '../src/parts/PolicyTerms';
import { percentRead, Running } from '../src/parts/Running';
import { StandingTag } from '../src/parts/Sign';
import { after, byMonth, linkOf, stateText } from '../src/words/calendar';
import { ageText, datasetName, freshness, hasNames, importSentence, kindOf, missingNumber, outcome } from '../src/words/datasets';
import { besideRecord, fieldsOf, fieldText } from '../src/words/record';
import { checkStates, expiryText, schemeKinds, standings } from '../src/words/regulatory';
import { withDays } from '../src/words/time';

const draw = (node: ComponentChild) => renderToString(node as VNode);
const words = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

const device: DeviceIdentity = { device_name: 'Alpha Reader', manufacturer: 'Alpha Imaging, Inc.', udi_di: '', model: '2.4', catalogue: '' };
const claim = (change: Partial<Authorization> = {}): Authorization => ({
  id: 'c1',
  jurisdiction: 'US',
  basis: 'authorization',
  scheme: 'us-510k',
  scheme_name: '510(k)',
  look_up: 'accessdata.fda.gov',
  number: 'K250001',
  product_code: 'QIH',
  device_class: '',
  expires: null,
  legislation: 'none',
  rationale: '',
  standing: { state: 'valid', sentence: 'Confirmed.', source: 'us-510k', as_of: '2026-03-01', expires: null },
  judgement: { state: 'confirmed', expires: null, checks: [], evidence: [] },
  opinion: null,
  ...change,
});
const scheme = (id: string, jurisdiction: string, kind: Regulator['schemes'][number]['kind']): Regulator['schemes'][number] => ({
  id,
  name: id,
  jurisdiction,
  kind,
  statuses: [],
  datasets: [],
  examples: ['X1'],
  expiry: 'It does not end.',
  look_up: 'here',
  source: 'Law, section 1',
  recheck_days: 90,
});
const regulators: Regulator[] = [
  { id: 'fda', name: 'FDA', jurisdiction: 'US', schemes: [scheme('us-registration', 'US', 'company'), scheme('us-510k', 'US', 'authorization'), scheme('us-recall', 'US', 'notice')] },
  { id: 'eu', name: 'EU', jurisdiction: 'EU', schemes: [scheme('eu-certificate', 'EU', 'authorization')] },
  { id: 'other', name: 'Others', jurisdiction: '*', schemes: [scheme('other', '*', 'authorization')] },
];

describe('words', () => {
  it('days in sentences read as elsewhere; numbers stay what they are', () => {
    expect(withDays('Accepted until 2026-12-25, data of 2026-11-02.')).toBe('Accepted until 25 Dec 2026, data of 2 Nov 2026.');
    expect(withDays('FSN-2026-01-014, RC-2017-RN-00404-1, 2026-13-45, 12026-01-01')).toBe('FSN-2026-01-014, RC-2017-RN-00404-1, 2026-13-45, 12026-01-01');
  });
  it('what the service says of an import names the fields of the page', () => {
    expect(importSentence('Give the day of publication (--source-date).')).toBe('Give the day of publication in the field “Published on”.');
    expect(importSentence('Import the newest ones, or force it (--force).')).toBe('Import the newest ones, or tick “Import all the same”.');
    const service = readFileSync(new URL('../../service/usecases/import_dataset.cpp', import.meta.url), 'utf8').replace(/"\s*\n\s*"/g, '');
    const told = [...service.matchAll(/"([^"\n]*--[a-z][^"\n]*)"/g)].map(([, sentence]) => sentence);
    expect(told.length).toBeGreaterThan(3);
    for (const sentence of told) expect(importSentence(sentence)).not.toContain('--');
  });
  it('a number without an end is told so', () => {
    expect(expiryText('None; it ends when FDA rescinds it.')).toBe('without an end; it ends when FDA rescinds it.');
    expect(expiryText('The printed date.')).toBe('The printed date.');
  });
  it.each([
    [{ imported: null, stale: true, complete: true }, '–'],
    [{ imported: '2026-11-01T00:00:00Z', stale: true, complete: true }, 'proves nothing'],
    [{ imported: '2026-11-01T00:00:00Z', stale: false, complete: true }, 'does not exist'],
    [{ imported: '2026-11-01T00:00:00Z', stale: false, complete: false }, 'proves nothing'],
  ])('a number that is not among the records: %j: %s', (dataset, said) => expect(missingNumber({ kind: 'us-510k', ...dataset })).toBe(said));
});

describe('names of data sets', () => {
  it('are those of the service', () => {
    const table = readFileSync(new URL('../../service/domain/datasets/datasets.def', import.meta.url), 'utf8');
    const listed = [...table.matchAll(/^DATASET\("([^"]+)", "([^"]+)"/gm)].map(([, id, name]) => [id, name]);
    expect(listed.length).toBeGreaterThan(10);
    expect(listed.map(([id]) => [id, datasetName(id)])).toEqual(listed);
    expect(datasetName('csv-recalls:au')).toBe('Recalls and field safety notices of another authority (au)');
    expect(datasetName('of-tomorrow')).toBe('of-tomorrow');
  });
});

describe('the dossier while it is typed', () => {
  it('begins with each place of use, and what is left open is no mistake and is not sent', () => {
    const answers = answersOf(null, ['DE', 'US']);
    expect(answers.claims.map((one) => one.jurisdiction)).toEqual(['DE', 'US']);
    expect(dossierMistakes(answers)).toEqual([]);
    expect(dossierOf(answers).claims).toEqual([]);
  });
  it('names each question that is open, where the service would look for it', () => {
    const answers = answersOf(null, ['DE', 'US']);
    answers.claims[1].basis = 'authorization';
    answers.claims.push({ ...emptyClaim(), rationale: 'Because.' });
    const wrong = dossierMistakes(answers).filter((one) => one !== false);
    expect(wrong.map((one) => one && one.pointer)).toEqual(['/claims/0/scheme', '/claims/0/number', '/claims/1/jurisdiction', '/claims/1/basis']);
    expect(sentIndex(answers, answers.claims[2])).toBe(1);
  });
  it('sends a number or a reason, never both', () => {
    const answers = answersOf(null, []);
    answers.claims = [
      { ...emptyClaim('US'), basis: 'not_a_device', number: 'K250001', scheme: 'us-510k', rationale: ' It only bills. ' },
      { ...emptyClaim('EU'), basis: 'authorization', scheme: 'eu-certificate', number: ' 1 ', rationale: 'left over', expires: '2027-01-31', legislation: 'MDR' },
    ];
    expect(dossierOf(answers).claims).toEqual([
      { jurisdiction: 'US', basis: 'not_a_device', rationale: 'It only bills.' },
      { jurisdiction: 'EU', basis: 'authorization', scheme: 'eu-certificate', number: '1', product_code: '', device_class: '', expires: '2027-01-31', legislation: 'MDR' },
    ]);
  });
  it('comes back from what is on record as it was', () => {
    const dossier = { device, claims: [claim({ expires: '2027-01-31' })], answers: [], advice: null };
    expect(dossierOf(answersOf(dossier, ['DE']))).toMatchObject({ device, claims: [{ scheme: 'us-510k', number: 'K250001', product_code: 'QIH', expires: '2027-01-31' }] });
  });
  it('offers the numbers of the place, permissions first, never a recall', () => {
    expect(schemesFor(regulators, 'US').map((one) => one.id)).toEqual(['us-510k', 'other', 'us-registration']);
    expect(schemesFor(regulators, 'JP').map((one) => one.id)).toEqual(['other']);
    expect(asksLegislation(schemesFor(regulators, 'EU')[0])).toBe(true);
    expect(asksLegislation(schemesFor(regulators, 'US')[0])).toBe(false);
  });
  it('every kind that is no permission says so', () => {
    for (const [kind, { warning }] of Object.entries(schemeKinds)) expect(warning === '', kind).toBe(kind === 'authorization');
    expect(schemeKinds.company.warning).toContain('A registration is not an approval');
  });
});

describe('what a claim is worth', () => {
  it('is said in words and drawn, not only coloured', () => {
    for (const [state, { text }] of Object.entries(standings)) {
      const html = draw(<StandingTag value={state as keyof typeof standings} />);
      expect(html).toContain(`${text}</span>`);
      expect(html).toContain('<svg');
    }
    expect(new Set(Object.values(standings).map((one) => one.sign)).size).toBe(4);
  });
  it('the checks say what was compared and how it came out', () => {
    const html = words(
      draw(
        <Checks
          checks={[
            { what: 'holder', result: 'contradicted', sentence: 'Held by Beta Health.' },
            { what: 'odd_new_check', result: 'needs_person', sentence: 'Hm.' },
          ]}
        />,
      ),
    );
    for (const one of ['Manufacturer', checkStates.contradicted.text, 'Held by Beta Health.', 'odd new check', checkStates.needs_person.text]) expect(html).toContain(one);
  });
  it('a record and a reason stay text', () => {
    const evil = '<img src=x onerror=alert(1)>';
    const snapshot = { dataset: 'us-510k', as_of: null, dataset_sha256: '', record: evil, record_sha256: '', content: JSON.stringify({ APPLICANT: evil, odd: 'a\u202eb' }) };
    const html = draw(<ClaimCard claim={claim({ rationale: evil, judgement: { state: 'confirmed', expires: null, checks: [], evidence: [snapshot] } })} device={device} />);
    expect(html).not.toContain('<img');
    expect(html).toContain('U+202E');
  });
  it('an opinion on something that has changed says that it no longer counts', () => {
    const opinion = { accepted: true, reason: 'Looked up.', reviewer: { id: 'r', name: 'Rolf' }, valid_until: '2026-12-01', at: '2026-01-01T00:00:00Z', counts: false };
    expect(words(draw(<ClaimCard claim={claim({ opinion })} device={device} />))).toContain('No longer counts');
  });
});

describe('the record beside the claim', () => {
  it.each([
    ['FDA’s text file', { KNUMBER: 'K250001', APPLICANT: 'Alpha Imaging', PRODUCTCODE: 'QIH', DEVICENAME: 'Alpha Reader', STREET2: '' }],
    ['openFDA', { k_number: 'K250001', applicant: 'Alpha Imaging', product_code: 'QIH', device_name: 'Alpha Reader', openfda: {} }],
    ['the list of AI-enabled devices', { 'Submission Number': 'K250001', Company: 'Alpha Imaging', 'Primary Product Code': 'QIH', Device: 'Alpha Reader' }],
  ])('is paired field by field: %s', (_, record) => {
    const { pairs } = besideRecord(claim(), device, JSON.stringify(record));
    const found = Object.fromEntries(pairs.map((pair) => [pair.what, pair.found.map((field) => field.value).join()]));
    expect(found).toMatchObject({ Number: 'K250001', Manufacturer: 'Alpha Imaging', 'Product code': 'QIH', 'Name of the device': 'Alpha Reader' });
  });
  it('nothing that the record says is lost', () => {
    const record = { KNUMBER: 'K250001', DECISION: 'SESE', list: ['a', 'b'], nested: [{ di: 1 }, { other: true }], empty: '' };
    const { pairs, rest } = besideRecord(claim(), device, JSON.stringify(record));
    const all = [...pairs.flatMap((pair) => pair.found), ...rest];
    expect(all.map((field) => field.value).sort()).toEqual(['1', 'K250001', 'SESE', 'a, b', 'true']);
  });
  it('what is no record gives nothing, and no error', () => {
    for (const odd of ['', 'no JSON', 'null', '[]', '7']) expect(besideRecord(claim(), device, odd).rest.length).toBeLessThan(2);
    expect(fieldsOf(JSON.stringify({ a: Array.from({ length: 900 }, (_, i) => ({ i })) }))).toHaveLength(400);
  });
  it('names of fields are read as words', () => {
    expect(fieldText('decision_date')).toBe('Decision date');
    expect(fieldText('brandName')).toBe('Brand name');
    expect(fieldText('KNUMBER')).toBe('KNUMBER');
  });
});

describe('the time line of authorizations', () => {
  const history = (change: Partial<AuthorizationHistory>): AuthorizationHistory => ({ ...claim(), version: '1.0', submission: 's', submission_number: 1, events: [], ...change });
  const judgement = { state: 'contradicted', expires: null, evidence: [], checks: [{ what: 'holder', result: 'contradicted', sentence: 'Held by Beta.' }, { what: 'number', result: 'confirmed', sentence: 'It exists.' }] } as const;
  it('is in the order of the days over all versions, and what will end stands last', () => {
    const steps = authorizationSteps(
      [
        history({ version: '2.0', events: [{ at: '2026-03-01T00:00:00Z', what: 'opinion', judgement: null, opinion: { accepted: true, reason: 'Looked up.', reviewer: { id: 'r', name: 'Rolf' }, valid_until: '2026-09-01' } }] }),
        history({ events: [{ at: '2026-02-01T00:00:00Z', what: 'judgement', judgement: { ...judgement, evidence: [], checks: [...judgement.checks] }, opinion: null }], standing: { ...claim().standing, expires: '2026-12-31' } }),
        history({ standing: { ...claim().standing, state: 'refused', expires: '2025-12-31' } }),
      ],
      '2026-06-01',
    );
    expect(steps.map((step) => step.what)).toEqual(['Ended', 'Contradicted by the authority’s data', 'Accepted by a reviewer', 'Ends']);
    expect(steps.map((step) => step.ahead)).toEqual([false, false, false, true]);
    expect(steps[1].text).toBe('Held by Beta.');
    expect(steps[2].who).toBe('Rolf');
  });
});

describe('data sets', () => {
  const dataset = (change: Partial<Dataset>) => ({ id: 'us-510k', authority: 'fda', imported: '2026-01-01T00:00:00Z', age_days: 3, limit_days: 45, stale: false, source_date: '2026-01-01', ...change }) as Dataset;
  it.each([
    [{}, '3 days old', 'Fresh'],
    [{ age_days: 0 }, 'of today', 'Fresh'],
    [{ age_days: 40 }, '40 days old', 'Soon too old'],
    [{ age_days: 46, stale: true }, '46 days old', 'Too old'],
    [{ age_days: null, stale: true, source_date: null }, 'of an unknown day', 'Too old'],
    [{ imported: null, age_days: null, stale: true }, 'never imported', 'No data'],
  ])('%j is %s: %s', (change, age, worth) => {
    expect(ageText(dataset(change))).toBe(age);
    expect(freshness(dataset(change)).text).toBe(worth);
  });
  it('of which there are several have names', () => {
    expect(kindOf('csv-recalls:au')).toBe('csv-recalls');
    expect(hasNames(dataset({ authority: 'other' }))).toBe(true);
    expect(hasNames(dataset({}))).toBe(false);
  });
  it('an import says what it changed, and when nothing', () => {
    const none = { read: 5, rejected: 0, remarked: 0, repeated: 0, new: 0, changed: 0, removed: 0, unchanged: 5 };
    const one = (state: DatasetImport['state'], counts: Partial<DatasetImport['counts']>) => outcome({ state, counts: { ...none, ...counts } });
    expect(one('done', {})).toBe('nothing changed');
    expect(one('done', { new: 1200, rejected: 1 })).toBe('1,200 new records, 1 row not taken');
    expect(one('refused', { new: 5 })).toBe('');
  });
});

describe('the policy', () => {
  it('says where an authority must have permitted a tool, and where none is demanded', () => {
    const rules = { fails: [], needs_attention: [], required_domains: [], required_reviewers: 1, validity_days: 365, scan_max_age_days: 90, conditions: [], required_documents: ['baa'], required_datasets: ['us-recall'], recall_data: 'imported', possible_recalls: 'queue' } as const;
    const html = words(
      draw(
        <PolicyTerms
          kinds={[]}
          datasets={[{ id: 'us-recall', name: 'FDA recalls' } as Dataset]}
          policy={
            {
              id: 'p',
              version: 2,
              name: 'Ours',
              classes: [
                { ...rules, risk: 'low', required_authorizations: [] },
                { ...rules, risk: 'high', required_authorizations: ['EU', 'US'], recall_data: 'required', possible_recalls: 'hold' },
              ],
            } as unknown as Policy
          }
        />,
      ),
    );
    expect(html).toContain('No permission of an authority is demanded.');
    expect(html).toContain('used in European Union and United States');
    expect(html).toContain('These data must be imported and in date: FDA recalls.');
    expect(html).toContain('Every data set of recalls that was ever imported must be in date');
    expect(html).toContain('Recalls that are too old do not close the gate.');
    expect(html).toContain('lets the gate stay open for five days');
    expect(html).toContain('holds until a person has decided');
  });
});

describe('the calendar', () => {
  const item = (change: Partial<CalendarItem>) => ({ what: 'approval', object: 'o', ends: '2026-12-31', notice: null, title: '', state: 'active', sentence: '', submission: 's', submission_number: 1, tool: null, department: null, ...change }) as CalendarItem;
  it('is in months, in their order, without empty ones', () => {
    const months = byMonth([item({ ends: '2027-02-01' }), item({ ends: '2026-12-31' }), item({ ends: '2026-12-01' })]);
    expect(months.map((one) => [one.title, one.items.map((each) => each.ends)])).toEqual([
      ['December 2026', ['2026-12-01', '2026-12-31']],
      ['February 2027', ['2027-02-01']],
    ]);
  });
  it('says the state in the words of what ends, and leads to where it is renewed', () => {
    const tool = { id: 't', platform: 'android', identifier: 'x', name: 'X' } as const;
    expect(stateText(item({ state: 'suspended' }))).toBe('Suspended');
    expect(stateText(item({ what: 'authorization', state: 'stale' }))).toBe('Data too old');
    expect(stateText(item({ what: 'document', state: 'expiring' }))).toBe('Ends soon');
    expect(stateText(item({ what: 'document', state: 'new_word' }))).toBe('new_word');
    expect(linkOf(item({ tool }))).toBe('#/tools/t');
    expect(linkOf(item({ tool, what: 'authorization' }))).toBe('#/requests/s');
    expect(linkOf(item({ what: 'document' }))).toBe('#/documents/o');
  });
  it('counts days over the ends of months and years', () => {
    expect(after('2026-12-01', 90)).toBe('2027-03-01');
    expect(after('2028-02-28', 1)).toBe('2028-02-29');
  });
});

describe('documents', () => {
  const kind = (id: string): DocumentKind => ({
    id,
    name: id,
    reviewer: 'privacy office',
    domain: 'privacy',
    bound_to: 'freely',
    expiry: 'Until it ends',
    fields: [
      { name: 'parties', type: 'text', needed: true, text: 'Who signed', choices: [] },
      { name: 'until', type: 'day', needed: false, text: 'Until when', choices: [] },
    ],
  });
  it('ask for what must be said, unless the registry reads it in the file', () => {
    expect(fieldMistakes(kind('baa'), { parties: ' ' }, 'agreement.pdf').map((one) => one.pointer)).toEqual(['/fields/parties']);
    expect(fieldMistakes(kind('mds2'), {}, '')).toHaveLength(1);
    expect(fieldMistakes(kind('mds2'), {}, 'form.csv')).toEqual([]);
    expect(fieldMistakes(kind('mds2'), {}, 'Form.PDF').map((one) => one.detail)).toEqual([expect.stringMatching(/^The registry cannot read such a file\. Say this: /)]);
  });
  it('send only what was said, of the fields of their kind', () => {
    expect(filled(kind('baa'), { parties: ' A and B ', until: '', left_over: 'x' })).toEqual({ parties: 'A and B' });
  });
});

describe('advice about devices', () => {
  it('says place by place what the law makes of the answers, and what does not fit', () => {
    const html = words(
      draw(
        <Advice
          advice={{
            table_version: '2026-01',
            items: [{ jurisdiction: 'EU', status: 'device', sentence: 'It informs diagnosis.', device_class: 'IIa', rules: ['11a'], citations: ['MDCG 2019-11'], look_at: [] }],
            contradictions: [{ id: 'x', jurisdiction: 'EU', sentence: 'It is called no device.' }],
          }}
        />,
      ),
    );
    for (const one of ['European Union', 'A medical device', 'Class IIa', 'It is called no device.', 'MDCG 2019-11', 'It is no permission']) expect(html).toContain(one);
  });
});

describe('questions that are named', () => {
  it('are named by their text', () => {
    const questions = [{ id: 'function', text: 'What does it do?' }];
    expect(withQuestions('`function` is not answered.', questions)).toBe('“What does it do?” is not answered.');
    expect(withQuestions('`new_one` is not answered.', questions)).toBe('`new_one` is not answered.');
  });
});

describe('two names of one company', () => {
  const judged = (result: 'confirmed' | 'contradicted', content: object) =>
    claim({
      judgement: {
        state: result,
        expires: null,
        checks: [{ what: 'holder', result, sentence: '' }],
        evidence: [{ dataset: 'us-510k', as_of: null, dataset_sha256: '', record: 'K250001', record_sha256: '', content: JSON.stringify(content) }],
      },
    });
  it('are asked about only where the record names another holder', () => {
    expect(otherHolder(judged('contradicted', { APPLICANT: 'Old Name Ltd' }), device)).toBe('Old Name Ltd');
    expect(otherHolder(judged('confirmed', { APPLICANT: 'Old Name Ltd' }), device)).toBe('');
    expect(otherHolder(judged('contradicted', { KNUMBER: 'K250001' }), device)).toBe('');
    expect(otherHolder(judged('contradicted', { APPLICANT: 'Old Name Ltd' }), { ...device, manufacturer: '' })).toBe('');
  });
});

describe('an import on its way', () => {
  const progress = { phase: 'reading' as const, bytes_read: 370, bytes_total: 1000, records: 1 };
  it('says how much of the files is read, and only while they are read', () => {
    expect(percentRead(progress)).toBe(37);
    expect(percentRead({ ...progress, bytes_read: 2000 })).toBe(100);
    expect(percentRead({ ...progress, bytes_total: 0 })).toBe(null);
    expect(percentRead({ ...progress, phase: 'merging' })).toBe(null);
    expect(percentRead(null)).toBe(null);
  });
  it('stands in one line with the way to its page', () => {
    const html = draw(<Running one={{ id: 'i1', number: 7, state: 'running', progress }} />);
    expect(html).toContain('#/imports/i1');
    expect(words(html)).toContain('Import 7');
    expect(words(html)).toContain(', 37 % read, 1 record so far');
    expect(words(draw(<Running one={{ id: 'i1', number: 7, state: 'queued', progress: null }} />))).not.toContain('read');
  });
});
