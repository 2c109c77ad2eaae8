// Parts, drawn to text: what a stranger's bytes turn into on the page, and what each part says.
import type { ComponentChild, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import type { Fact, Finding, PictureItem, Review, Submission, Transition } from '../src/api/types';
import { Anomalies, placeOf } from '../src/parts/Anomalies';
import { filterFacts, groupOf } from '../src/parts/Facts';
import { examinedOf, findingCounts, Findings, groupFindings, sortFindings } from '../src/parts/Findings';
import { mistakesOf } from '../src/parts/Form';
import { Reviews, stepsOf } from '../src/parts/History';
import { NetworkPolicy, policyRows } from '../src/parts/NetworkPolicy';
import { NotInstallable } from '../src/parts/NotInstallable';
import { Parts, partsOf, splitText } from '../src/parts/Parts';
import { permissionRows } from '../src/parts/Permissions';
import { heightOf, Picture, tops } from '../src/parts/Picture';
import { pause } from '../src/parts/poll';
import { Identifier, Prose, Raw } from '../src/parts/Raw';
import { reviewsText } from '../src/parts/requests';
import { roleMistakes } from '../src/parts/RoleFields';
import { certificatesOf, rangeText, Signature } from '../src/parts/Signature';
import { StateTag, VerdictTag } from '../src/parts/Tag';
import { waivable, waiverMistakes, waiversOf } from '../src/parts/waiver_answers';
import { keyReader } from '../src/keys/keys';
import { linkTo, matchPath, parseAddress } from '../src/router';

const draw = (node: ComponentChild) => renderToString(node as VNode);
const finding = (change: Partial<Finding>): Finding => ({
  rule: 'AND-MAN-001',
  severity: 'warn',
  title: 'A title',
  subject: '',
  sentence: 'A sentence.',
  would_pass: '',
  evidence: [],
  waived: false,
  ...change,
});
const fact = (name: string, value: string, subject = ''): Fact => ({ name, subject, value, evidence: 'here' });

describe('text from strangers', () => {
  it('stays text', () => {
    const html = draw(<Raw text={'<img src=x onerror=alert(1)>&"'} />);
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;img');
  });
  it('is isolated, and what turns it around is named', () => {
    const html = draw(<Raw text={'a\u202eb'} />);
    expect(html).toMatch(/^<bdi/);
    expect(html).not.toContain('\u202e');
    expect(html).toContain('U+202E');
  });
  it('a name with imitating letters says so', () => {
    expect(draw(<Identifier text="org.exаmple" />)).toContain('letters that are not a to z');
    expect(draw(<Identifier text="org.example" />)).not.toContain('letters');
  });
  it('paragraphs are kept', () => expect(draw(<Prose text={'one\n\ntwo'} />).match(/<p>/g)).toHaveLength(2));
});

describe('findings', () => {
  const some = [finding({ severity: 'info', rule: 'C' }), finding({ severity: 'block', rule: 'B' }), finding({ severity: 'high', rule: 'A', waived: true })];
  it('worst first, waived last', () => expect(sortFindings(some).map((one) => one.rule)).toEqual(['B', 'C', 'A']));
  it('are counted in words', () => expect(findingCounts([...some, finding({}), finding({})])).toBe('1 blocking, 1 high, 2 warnings, 1 note'));
  it('say Android levels in words', () => {
    expect(draw(<Findings examined="all" findings={[finding({ subject: 'sdk 28+' })]} />)).toContain('Android level 28 and newer');
  });
  it('show what would make them pass, and their evidence', () => {
    const html = draw(<Findings examined="all" findings={[finding({ would_pass: 'Turn it off.', evidence: ['AndroidManifest.xml'] })]} />);
    expect(html).toContain('Turn it off.');
    expect(html).toContain('Evidence (1)');
    expect(html).toContain('Warning');
  });
  it('of one rule are told together, but not when they weigh differently or one is accepted', () => {
    const many = ['a', 'b', 'c', 'd', 'e'].map((subject) => finding({ subject, sentence: `Part ${subject} is open.`, would_pass: 'Close it.', evidence: [`at ${subject}`] }));
    const html = draw(<Findings examined="all" findings={many} />);
    expect(html.match(/Close it\./g)).toHaveLength(1);
    expect(html).toContain('5 times');
    expect(html).toContain('2 more');
    for (const { sentence, evidence } of many) {
      expect(html).toContain(sentence);
      expect(html).toContain(evidence[0]);
    }
    const apart = [...many, finding({ waived: true, would_pass: 'Close it.' }), finding({ severity: 'high', would_pass: 'Close it.' }), finding({ rule: 'Z' })];
    expect(groupFindings(sortFindings(apart)).map((group) => group.length)).toEqual([1, 5, 1, 1]);
  });
  it('an empty list says how much was looked at: silence about nothing is no good news', () => {
    const scan = (state: string, complete: boolean | null) => ({ state, complete }) as Submission['scan'];
    const artifact = { sha256: '', size: 1, file_name: '' };
    const shown = (submission: Pick<Submission, 'artifact' | 'scan'>) => draw(<Findings findings={[]} examined={examinedOf(submission)} />);
    expect(shown({ artifact, scan: scan('done', true) })).toContain('No rule found anything that speaks against');
    expect(shown({ artifact, scan: scan('done', false) })).toContain('The rest is not known');
    expect(shown({ artifact, scan: scan('running', null) })).toContain('No file was examined');
    expect(shown({ artifact: null, scan: scan('none', null) })).toContain('No file was examined');
  });
});

describe('exceptions', () => {
  const submission = (findings: Finding[], obstacles: string[]) => ({ assessment: { findings }, obstacles }) as unknown as Submission;
  it('are offered for what fails, for questions, and for what an obstacle names', () => {
    const offered = waivable(
      submission(
        [finding({ rule: 'A', severity: 'block' }), finding({ rule: 'B', severity: 'warn' }), finding({ rule: 'C', severity: 'high' }), finding({ rule: 'D', severity: 'ask' })],
        ['C: something. This must be mended.'],
      ),
    );
    expect(offered.map((one) => one.rule)).toEqual(['A', 'C', 'D']);
  });
  it('are not offered twice, nor for what is waived', () => {
    const twice = [finding({ severity: 'block' }), finding({ severity: 'block' }), finding({ severity: 'block', rule: 'W', waived: true })];
    expect(waivable(submission(twice, []))).toHaveLength(1);
  });
  it('take the approval’s end unless they have their own, and need a reason', () => {
    const findings = [finding({ rule: 'A' }), finding({ rule: 'B', subject: 's' })];
    const answers = { 'A\n': { on: false, reason: 'x', expires: '' }, 'B\ns': { on: true, reason: ' ', expires: '' } };
    expect(waiversOf(answers, findings, '2027-01-01')).toEqual([{ rule: 'B', subject: 's', reason: '', expires: '2027-01-01' }]);
    expect(waiverMistakes(answers, findings)).toMatchObject([{ pointer: '/waivers/0/reason' }]);
  });
});

describe('facts, permissions, signature', () => {
  const facts = [
    fact('android.permission', 'android.permission.INTERNET'),
    fact('android.permission', 'android.permission.CAMERA', 'maxSdkVersion=28'),
    fact('apk.signature.verified', 'true', 'sdk 24+'),
    fact('apk.signature.signer', 'aa', 'sdk 24+'),
    fact('certificate.subject', 'CN=Vendor', 'aa'),
    fact('certificate.subject', 'CN=Older key', 'bb'),
  ];
  it('are filtered by words and kind', () => {
    expect(filterFacts(facts, 'camera 28', '')).toHaveLength(1);
    expect(filterFacts(facts, '', 'certificate.subject')).toHaveLength(2);
    expect(filterFacts(facts, 'nothing', '')).toHaveLength(0);
    expect(groupOf('android.network.pin_count')).toBe('android.network');
  });
  it('permissions: private data first, with their limits', () => {
    expect(permissionRows(facts).map((row) => [row.name.split('.')[2], row.limits])).toEqual([
      ['CAMERA', ['maxSdkVersion=28']],
      ['INTERNET', []],
    ]);
  });
  it('the signer comes before certificates that are only mentioned', () => {
    expect(certificatesOf(facts).map((one) => [one.sha256, one.signer])).toEqual([
      ['aa', true],
      ['bb', false],
    ]);
  });
  it('one range that does not verify is enough to say that it does not hold', () => {
    expect(draw(<Signature facts={facts} />)).toContain('The signature holds');
    expect(draw(<Signature facts={[...facts, fact('apk.signature.verified', 'false', 'sdk 16-23')]} />)).toContain('does not hold');
    expect(draw(<Signature facts={[]} />)).toContain('nothing about a signature');
  });
  it('an uploader who signed a bundle is not the signer of what devices get', () => {
    const bundle = [
      fact('aab.upload_signature.verified', 'true'),
      fact('aab.upload_signature.signer', 'aa', 'META-INF/KEY0.RSA'),
      fact('certificate.subject', 'CN=Vendor', 'aa'),
    ];
    expect(draw(<Signature facts={bundle} />)).toContain('Not signed for devices');
    expect(draw(<Signature facts={bundle} />)).toContain('Uploader');
    expect(draw(<Signature facts={bundle} />)).not.toContain('The signature holds');
    expect(draw(<Signature facts={[fact('aab.upload_signature.verified', 'false')]} />)).toContain('does not hold either');
  });
});

describe('tags', () => {
  it('carry their meaning as text', () => {
    expect(draw(<StateTag value="needs_info" />)).toContain('>Needs an answer<');
    expect(draw(<VerdictTag value={null} />)).toContain('No result yet');
  });
  it('show a word they do not know as it is', () => expect(draw(<StateTag value={'frozen' as never} />)).toContain('frozen'));
});

describe('forms', () => {
  it('a field shows the mistakes of what is in it', () => {
    const fields = [
      { pointer: '/sites/1', detail: 'Empty.' },
      { pointer: '/sitesmap', detail: 'Other.' },
    ];
    expect(mistakesOf(fields, '/sites')).toEqual(['Empty.']);
  });
  it.each([
    [['administrator', 'approver'], [], 'Nobody is administrator and approver'],
    [['script', 'auditor'], [], 'no other role'],
    [['reviewer'], [], 'Choose the domains'],
    [[], [], 'at least one role'],
  ] as const)('roles %j with domains %j: %s', (roles, domains, sentence) =>
    expect(roleMistakes({ roles: [...roles], domains: [...domains] }).map((one) => one.detail).join()).toContain(sentence),
  );
  it('good roles pass', () => expect(roleMistakes({ roles: ['reviewer', 'approver'], domains: ['privacy'] })).toEqual([]));
});

describe('reviews', () => {
  const review = (change: Partial<Review>) =>
    ({ domain: 'privacy', opinion: 'object', comment: 'No.', reviewer: { name: 'Paul' }, created: '2026-01-02T00:00:00Z', stands: true, outdated: false, void_reason: '', ...change }) as Review;
  const drawn = (reviews: Review[], missing_reviews: Review['domain'][] = []) => draw(<Reviews submission={{ reviews, missing_reviews, state: 'in_review' }} />);
  it('a domain that nobody has looked at is waited for', () => expect(drawn([], ['security'])).toContain('Not reviewed yet'));
  it('an objection says what it keeps from happening, and by whom it ends', () => {
    const html = drawn([review({})]);
    expect(html).toContain('Objects');
    expect(html).toMatch(/cannot be approved until.*Paul.*supports it in a new review/);
  });
  it('an objection on something older still counts, and its domain is not named a second time', () => {
    const html = drawn([review({ outdated: true })], ['privacy']);
    expect(html).toContain('Something has changed since. It cannot be approved until');
    expect(html.match(/Privacy/g)).toHaveLength(1);
    expect(html).not.toContain('Not reviewed yet');
  });
  it('support on something older counts no longer, and its domain is waited for again', () => {
    const html = drawn([review({ opinion: 'support', stands: false, outdated: true })], ['privacy']);
    expect(html).toContain('To be reviewed again');
    expect(html).toContain('Earlier reviews that no longer count (1)');
    expect(html.indexOf('To be reviewed again')).toBeLessThan(html.indexOf('Earlier reviews'));
  });
  it('in a list: who objects, who has yet to look, and when nobody has', () => {
    expect(reviewsText({ missing_reviews: ['security'], objections: ['privacy'] })).toEqual(['Objection: Privacy', 'Still to come: Security']);
    expect(reviewsText({ missing_reviews: [], objections: [] })).toEqual(['All given: ready to decide']);
  });
});

describe('apps in several parts', () => {
  it('a set: the app itself first, its splits by what they are for', () => {
    const facts = [fact('apk_set.split', 'config.de', 'config.de.apk'), fact('apk_set.base', 'base.apk'), fact('apk_set.split', 'scan', 'scan.apk')];
    expect(partsOf(facts).map(({ name, what }) => [name, what])).toEqual([
      ['base.apk', 'The app itself'],
      ['config.de.apk', 'For one language (de)'],
      ['scan.apk', 'A feature'],
    ]);
  });
  it.each([
    ['config.arm64_v8a', 'For one kind of processor'],
    ['scan.config.xxhdpi', 'For one kind of screen'],
    ['config.pt-BR', 'For one language (pt-BR)'],
    ['config.etc2', 'For some telephones'],
    ['config', 'A feature'],
  ])('the split %s is for: %s', (name, what) => expect(splitText(name)).toBe(what));
  it('a bundle: when each module comes', () => {
    const facts = [fact('aab.module', 'feature', 'scan'), fact('aab.module.delivery', 'on-demand', 'scan')];
    expect(partsOf(facts)).toEqual([{ name: 'scan', what: 'A feature', when: 'When it is asked for' }]);
    expect(draw(<Parts parts={partsOf(facts)} />)).toContain('When it is installed');
  });
  it('a bundle says that it cannot be installed; nothing else does', () => {
    expect(draw(<NotInstallable findings={[finding({ rule: 'AND-AAB-001', would_pass: 'Submit the package.' })]} />)).toContain('What to do: <bdi>Submit the package.');
    expect(draw(<NotInstallable findings={[finding({})]} />)).toBe('');
  });
});

describe('anomalies', () => {
  const anomaly = (id: string, subject: string, evidence: string) => ({ id, sentence: `What ${id} means.`, subject, evidence });
  it('are told by their sentence, each kind once, with all its places', () => {
    const html = draw(<Anomalies anomalies={[anomaly('zip.gap', '', 'offset 7'), anomaly('zip.overlap', 'a', ''), anomaly('zip.gap', 'b', 'offset 9')]} />);
    expect(html.match(/What zip\.gap means\./g)).toHaveLength(1);
    expect(html).toContain('2 times');
    expect(html).toContain('Evidence (2)');
    expect(html.indexOf('What zip.overlap')).toBeLessThan(html.indexOf('>zip.overlap<'));
  });
  it('have a place of what is known of it', () => {
    expect([anomaly('x', 'b', 'offset 9'), anomaly('x', '', 'offset 7'), anomaly('x', 'a', '')].map(placeOf)).toEqual(['b: offset 9', 'offset 7', 'a']);
  });
  it('show their id when no sentence is known', () => expect(draw(<Anomalies anomalies={[{ ...anomaly('zip.new', '', ''), sentence: '' }]} />).match(/zip\.new/g)).toHaveLength(2));
});

describe('the time line', () => {
  it('puts reviews between the steps', () => {
    const step = (event: string, at: string) => ({ event, at, actor: null, reason: '' }) as unknown as Transition;
    const review = { domain: 'privacy', opinion: 'support', reviewer: { name: 'Paul' }, created: '2026-01-02T00:00:00Z' } as unknown as Review;
    const steps = stepsOf([step('submit', '2026-01-01T00:00:00Z'), step('approve', '2026-01-03T00:00:00Z')], [review]);
    expect(steps.map((one) => one.what)).toEqual(['Sent', 'Review in Privacy: supports', 'Approved']);
  });
  it('looking again slows down but never stops', () => {
    expect(pause(0)).toBe(400);
    expect(pause(100)).toBe(10_000);
  });
});

describe('ranges of Android levels', () => {
  it('are told in words, and anything else as it is', () => {
    const told = ['sdk 24+', 'sdk 24-27', 'sdk 33', 'stamp'].map(rangeText);
    expect(told).toEqual(['Android level 24 and newer', 'Android levels 24 to 27', 'Android level 33', 'stamp']);
  });
});

describe('addresses and keys', () => {
  it('are read and written', () => {
    expect(parseAddress('#/requests/1?view=all&q=a%20b')).toEqual({ path: '/requests/1', query: { view: 'all', q: 'a b' } });
    expect(parseAddress('')).toEqual({ path: '/', query: {} });
    expect(linkTo('/tools', { q: 'a&b', platform: undefined })).toBe('#/tools?q=a%26b');
  });
  it('match their patterns whole', () => {
    expect(matchPath('/tools/:id', '/tools/a%2Fb')).toEqual({ id: 'a/b' });
    expect(matchPath('/tools/:id', '/tools')).toBeNull();
    expect(matchPath('/tools/:id', '/tools/%zz')).toBeNull();
  });
  it('two-letter shortcuts need both letters soon after each other', () => {
    const table = [
      { keys: 'g t', text: '', run: () => undefined },
      { keys: 't', text: '', run: () => undefined },
    ];
    const read = keyReader(table);
    expect(read('g', 0)).toBeUndefined();
    expect(read('t', 500)?.keys).toBe('g t');
    read('g', 1000);
    expect(read('t', 9000)?.keys).toBe('t');
  });
});

describe('the picture of data about people', () => {
  const item = (change: Partial<PictureItem>): PictureItem => ({ kind: 'k', title: 'A title', sentence: 'A sentence.', names: [], evidence: [], concern: false, ...change });
  const picture = {
    summary: 'In one sentence.',
    sources: [item({ kind: 'camera', title: 'Camera' })],
    ways_out: [
      item({ kind: 'servers', title: 'Servers', names: ['api.example.org'], evidence: ['res/xml/network.xml'] }),
      item({ kind: 'backup', title: 'Private backups', concern: true }),
    ],
    protections: [item({ kind: 'pins', title: 'Fixed server keys' })],
  };
  it('is one image with a sentence, and everything in words', () => {
    const html = draw(<Picture picture={picture} />);
    expect(html).toMatch(/<svg[^>]* role="img"[^>]* aria-label="In one sentence\."/);
    const words = html.slice(html.indexOf('</svg>')).replace(/<[^>]+>/g, '');
    for (const title of ['Camera', 'Servers', 'Private backups', 'Fixed server keys', 'api.example.org', 'Evidence (1)']) {
      expect(words).toContain(title);
    }
    expect(words.match(/Open, not guarded/g)).toHaveLength(1);
  });
  it('says when nothing comes in and nothing goes out', () => {
    const html = draw(<Picture picture={{ ...picture, sources: [], ways_out: [] }} />);
    expect(html).not.toContain('<svg');
    expect(html).toContain('No way was found.');
  });
  it('is high enough for every box, and no two overlap', () => {
    for (const count of [0, 1, 2, 9]) {
      const many = { ...picture, ways_out: Array.from({ length: count }, (_, i) => item({ kind: String(i) })) };
      const height = heightOf(many);
      const places = tops(count, height);
      expect(places).toHaveLength(count);
      for (const [i, top] of places.entries()) {
        expect(top).toBeGreaterThanOrEqual(0);
        expect(top + 34).toBeLessThanOrEqual(height);
        if (i > 0) expect(top - places[i - 1]).toBeGreaterThanOrEqual(34);
      }
    }
  });
  it('a name from a package stays text', () => {
    const html = draw(<Picture picture={{ ...picture, sources: [item({ names: ['<b>\u202e'] })] }} />);
    expect(html).not.toContain('<b>');
    expect(html).toContain('U+202E');
  });
});

describe('what holds for connections', () => {
  const facts = [
    fact('android.network.cleartext', 'false', '*'),
    fact('android.network.trust_anchor', 'system', '*'),
    fact('android.network.cleartext', 'true', 'a.example.org'),
    fact('android.network.include_subdomains', 'true', 'a.example.org'),
    fact('android.network.trust_anchor', 'res/raw/ca.pem', 'a.example.org'),
    fact('android.network.pin_count', '2', 'a.example.org'),
    fact('android.network.pin_expiration', '2027-01-31', 'a.example.org'),
  ];
  it('is one row a server, every other one last', () => {
    expect(policyRows(facts).map((row) => row.server)).toEqual(['a.example.org', '*']);
    expect(policyRows(facts)[0]).toEqual({
      server: 'a.example.org',
      unencrypted: true,
      subdomains: true,
      trusts: ['res/raw/ca.pem'],
      pins: 2,
      pinsEnd: '2027-01-31',
      transparency: '',
    });
  });
  it('is said in words', () => {
    const words = draw(<NetworkPolicy facts={facts} />).replace(/<[^>]+>/g, ' ');
    for (const one of ['Every other server', 'and all below it', 'Permitted', 'Forbidden', 'the phone’s own list', '2027-01-31']) expect(words).toContain(one);
  });
  it('says when there is nothing', () => expect(draw(<NetworkPolicy facts={[]} />)).toContain('says nothing'));
});
