// What takes two administrators: how it is named, what each field means, and what each person may do about it.
import type { ComponentChild } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { SeatContext, type Seat } from '../src/api/session';
import type { Alteration, Approval, Proposal, ProposalKind, ProposalState, Role, Session } from '../src/api/types';
import { grouped } from '../src/pages/Proposals';
import { Alterations } from '../src/parts/Alterations';
import { changesFor } from '../src/parts/ApprovalCard';
import { stateText } from '../src/parts/EmergencyApprovals';
import { OutcomeNotice } from '../src/parts/Outcome';
import { doingText, endingText, ProposalCard } from '../src/parts/ProposalCard';
import { decides, differences, fieldText, isAllNew, titleOf, valueText, whyTwo } from '../src/words/proposals';

const changes: Alteration[] = [
  { field: 'name', before: [], after: ['Jörg Müller'] },
  { field: 'roles', before: [], after: ['reviewer'] },
  { field: 'domains', before: [], after: ['clinical'] },
];
const nothing = { confirm: false, why_not_confirm: 'You proposed this yourself: another administrator has to confirm it.', reject: false, withdraw: false };
const proposal = (change: Partial<Proposal> = {}): Proposal => ({
  id: '018f0000-0000-7000-8000-000000000001',
  kind: 'create_person',
  sentence: 'Make a person with a role that decides',
  state: 'open',
  proposer: { id: 'a', name: 'Ada Schneider' },
  person: null,
  changes,
  digest: 'd'.repeat(64),
  created: '2026-11-27T10:00:00.000Z',
  expires: '2026-12-04T10:00:00.000Z',
  outdated: false,
  ground: 'none',
  decider: null,
  ended: null,
  reason: '',
  applied: null,
  result: null,
  may: nothing,
  welcome_half: null,
  secret: null,
  ...change,
});

const draw = (node: ComponentChild, roles: Role[] = ['administrator'], administrators = 3) => {
  const session = { person: { id: 'x', roles }, administrators, account_rules: 'strict' } as unknown as Session;
  const seat: Seat = { session, refresh: () => undefined, leave: () => undefined };
  return renderToString(<SeatContext.Provider value={seat}>{node}</SeatContext.Provider>).replace(/\s+/g, ' ');
};
const inEmergency = { person: { id: 'x', roles: [] as Role[] }, emergency: { mine: true } } as unknown as Session;
const card = (change: Partial<Proposal>, roles?: Role[], administrators?: number) => draw(<ProposalCard proposal={proposal(change)} done={() => undefined} />, roles, administrators);

describe('words for proposals', () => {
  const kinds: ProposalKind[] = [
    'create_person', 'grant_roles', 'enable_person', 'reset_password', 'reset_second_factor', 'change_policy', 'create_group_mapping', 'remove_group_mapping',
    'link_identity', 'unlink_identity', 'rotate_keys', 'change_recovery', 'create_provisioning_token', 'accept_restore',
  ];
  it('every kind has a title without a code word, and a reason why two are needed', () => {
    for (const kind of kinds) {
      expect(titleOf(proposal({ kind, changes: [] }))).toMatch(/^[A-Z][A-Za-z, ]+$/);
      expect(whyTwo(kind)).toMatch(/\.$/);
    }
  });
  it.each<[ProposalKind, Alteration[], string]>([
    ['create_person', changes, 'Add Jörg Müller'],
    ['create_group_mapping', [{ field: 'group', before: [], after: ['Ärzte'] }], 'Say what the group Ärzte may do'],
    ['remove_group_mapping', [{ field: 'group', before: ['Ärzte'], after: [] }], 'Take away what the group Ärzte may do'],
    ['change_policy', [{ field: 'name', before: ['Old'], after: ['New'] }], 'Put another policy into force: New'],
    ['change_policy', [{ field: 'low.fails', before: ['block'], after: [] }], 'Put another policy into force'],
  ])('%s is named after whom or what it is about', (kind, fields, title) => expect(titleOf(proposal({ kind, changes: fields }))).toBe(title));
  it('a person who is there already gives the name', () =>
    expect(titleOf(proposal({ kind: 'reset_password', person: { id: 'r', name: 'Rosa Lang' }, changes: [] }))).toBe('Give Rosa Lang a new password'));

  it.each([
    ['roles', 'administrator', 'Administrator'],
    ['domains', 'clinical', 'Clinical safety'],
    ['high.required_domains', 'regulatory', 'Regulatory affairs'],
    ['low.fails', 'block', 'Blocking'],
    ['high.validity_days', '365', '365 days'],
    ['moderate.required_reviewers', '1', '1 person'],
    ['high.required_authorizations', 'EU', 'European Union'],
    ['high.required_datasets', 'us-recall', 'FDA recalls'],
    ['high.required_documents', 'baa', 'Business associate agreement'],
    ['high.required_documents', 'constructor', 'constructor'],
    ['low.possible_recalls', 'hold', 'Nothing is bought'],
    ['password', 'chosen_by_the_person', 'The person chooses it with a welcome code'],
    ['scopes', 'scim', 'Keep people and groups, for an identity provider'],
    ['service', 'new', 'A new one'],
    ['restored', 'confirmed', 'Trusted again'],
    ['name', 'roles', 'roles'],
  ])('%s: %s is %s', (field, value, text) => expect(valueText(field, value, { baa: 'Business associate agreement' })).toBe(text));
  it('of a restored registry, the moment is one that people read', () =>
    expect(valueText('restored', '2026-11-27T10:00:00.000Z')).toMatch(/^From a backup, restored 27 Nov 2026/));
  it('fields of a policy say which class of tools they are about', () => {
    expect(fieldText('high.validity_days')).toBe('High risk: how long an approval lasts');
    expect(fieldText('domains')).toBe('Reviews in');
    expect(fieldText('something_new')).toBe('Something new');
  });
  it('a role that decides takes two, others do not', () => {
    for (const role of ['reviewer', 'approver', 'administrator'] as const) expect(decides(['submitter', role])).toBe(true);
    expect(decides(['submitter', 'auditor', 'script'])).toBe(false);
  });
});

describe('emergency access', () => {
  it('says who has still to ratify what it let through', () => {
    const somebody = { id: 'a', name: 'Anna Moretti' };
    expect(stateText({ state: 'standing', reviewer: null, approver: null })).toBe('Waits for two persons to ratify it');
    expect(stateText({ state: 'standing', reviewer: null, approver: somebody })).toBe('Waits for a reviewer to ratify it');
    expect(stateText({ state: 'standing', reviewer: somebody, approver: null })).toBe('Waits for an approver to ratify it');
    expect(stateText({ state: 'revoked', reviewer: somebody, approver: null })).toBe('Revoked');
  });
  it('suspends and revokes, and lifts nothing', () => {
    const approval = (state: string) => ({ state }) as Approval;
    expect(changesFor(inEmergency, approval('active'))).toEqual(['suspend', 'revoke']);
    expect(changesFor(inEmergency, approval('suspended'))).toEqual(['revoke']);
    expect(changesFor(inEmergency, approval('revoked'))).toEqual([]);
    expect(changesFor({ ...inEmergency, emergency: null } as Session, approval('active'))).toEqual([]);
  });
});

describe('before and after', () => {
  const change: Alteration = { field: 'roles', before: ['submitter', 'auditor'], after: ['submitter', 'reviewer'] };
  it('marks what goes and what comes, and not what stays', () => {
    expect(differences(change, 'before')).toEqual([{ value: 'submitter', differs: false }, { value: 'auditor', differs: true }]);
    const html = draw(<Alterations changes={[change]} caption="What changes" />);
    expect(html).toContain('<del><bdi>Auditor</bdi></del>');
    expect(html).toContain('<ins><bdi>Reviewer</bdi></ins>');
    expect(html).toContain('<li><bdi>Submitter</bdi></li>');
  });
  it('has no column for what was not there', () => {
    expect(isAllNew(changes)).toBe(true);
    expect(isAllNew([change])).toBe(false);
    expect(draw(<Alterations changes={changes} caption="What changes" />)).not.toContain('Before');
    expect(draw(<Alterations changes={[change]} caption="What changes" />)).toContain('Before');
  });
  it('says what an empty side means', () => {
    expect(draw(<Alterations changes={[{ field: 'locked_out', before: ['yes'], after: [] }]} caption="" />)).toContain('<span class="quiet">No</span>');
    expect(draw(<Alterations changes={[{ field: 'domains', before: ['privacy'], after: [] }]} caption="" />)).toContain('<span class="quiet">none</span>');
  });
  it('a name that hides something shows it', () =>
    expect(draw(<Alterations changes={[{ field: 'name', before: [], after: ['Rosa\u202e'] }]} caption="" />)).toContain('U+202E'));
});

describe('a proposal on a page', () => {
  it('another administrator may confirm or reject', () => {
    const html = card({ may: { ...nothing, confirm: true, why_not_confirm: '', reject: true } });
    expect(html).toContain('aria-label="Confirm: Add Jörg Müller"');
    expect(html).toContain('Reject it');
    expect(html).not.toContain('Withdraw it');
  });
  it('who proposed it may withdraw it, and hears who could confirm', () => {
    const own = { may: { ...nothing, withdraw: true } };
    expect(card(own)).toContain('there are 2 others');
    expect(card(own, ['administrator'], 2)).toContain('there is 1 other.');
    expect(card(own, ['administrator'], 1)).toContain('formulary user confirm');
    expect(card(own)).not.toContain('Confirm:');
  });
  it('whom it is about hears why they cannot confirm it', () => expect(card({ may: { ...nothing, why_not_confirm: 'This is about yourself.' } })).toContain('This is about yourself.'));
  it('an auditor sees everything and does nothing', () => {
    const html = card({}, ['auditor']);
    expect(html).toContain('Jörg Müller');
    expect(html).not.toContain('<form');
  });
  it('that does not fit any more cannot be confirmed, and says what to do', () => {
    expect(card({ outdated: true, may: { ...nothing, withdraw: true } })).toContain('Withdraw it and propose it anew');
    expect(card({ outdated: true, may: { ...nothing, reject: true } })).toContain('Reject it, or let who proposed it withdraw it');
  });
  it.each<[ProposalState, Proposal['ground'], string | null, string]>([
    ['confirmed', 'administrator', 'Axel', 'Confirmed by Axel'],
    ['confirmed', 'host', null, 'Confirmed by whoever runs the server'],
    ['confirmed', 'founding', 'Ada', 'There was no second administrator yet, so it was done at once'],
    ['rejected', 'none', 'Axel', 'Rejected by Axel'],
    ['withdrawn', 'none', 'Ada', 'Withdrawn by who proposed it'],
    ['expired', 'none', null, 'Nobody confirmed it in seven days; nothing changed.'],
  ])('%s (%s) says how it ended', (state, ground, name, text) => expect(endingText({ state, ground, decider: name ? { id: 'x', name } : null })).toBe(text));
  it('whose keys are changed a moment later says so, and also where nothing was done', () => {
    expect(doingText({ state: 'confirmed', applied: null, result: null })).toContain('being done');
    expect(doingText({ state: 'confirmed', applied: '2026-11-27T10:00:00.000Z', result: null })).toContain('Nothing was done');
    expect(doingText({ state: 'confirmed', applied: '2026-11-27T10:00:00.000Z', result: 'id' })).toBe('');
    expect(doingText({ state: 'rejected', applied: null, result: null })).toBe('');
    expect(draw(<OutcomeNotice outcome={proposal({ state: 'confirmed' })} />)).toContain('which takes a moment');
  });
  it('are grouped by who has to do something', () => {
    const own = proposal({ may: { ...nothing, withdraw: true } });
    const theirs = proposal({ may: { ...nothing, confirm: true, reject: true } });
    const outdated = proposal({ outdated: true, may: { ...nothing, reject: true } });
    const about = proposal();
    expect(grouped([own, about, theirs, outdated]).map((one) => one.items)).toEqual([[theirs, outdated], [own], [about]]);
    expect(grouped([])).toEqual([]);
  });
});

describe('the welcome code', () => {
  it('shows its first half to who proposes, with what to do with it', () => {
    const html = draw(<OutcomeNotice outcome={proposal({ welcome_half: 'ABCD-EFGH' })} />);
    for (const text of ['This waits for a second administrator', 'ABCD-EFGH', 'The first half of the welcome code', 'the administrator who confirms', 'It is shown only now']) expect(html).toContain(text);
  });
  it('has its second half from the machine where nobody else could confirm', () => {
    const html = draw(<OutcomeNotice outcome={proposal({ welcome_half: 'ABCD-EFGH' })} />, ['administrator'], 1);
    for (const text of ['formulary user confirm', 'whoever runs the server and confirms it there']) expect(html).toContain(text);
    expect(html).not.toContain('another administrator');
  });
  it('shows its second half to who confirms', () => {
    const html = draw(<OutcomeNotice outcome={proposal({ state: 'confirmed', applied: '2026-11-27T10:00:00.000Z', welcome_half: 'ABCD-EFGH' })} />);
    for (const text of ['Confirmed and done', 'The second half', 'the administrator who proposed this']) expect(html).toContain(text);
  });
  it('of an identity provider, a token is shown once to who confirms', () => {
    const html = draw(<OutcomeNotice outcome={proposal({ kind: 'create_provisioning_token', state: 'confirmed', secret: 'fmly_secret' })} />);
    expect(html).toContain('fmly_secret');
    expect(html).toContain('shown once');
  });
  it('is not there where there is none', () => expect(draw(<OutcomeNotice outcome={proposal()} />)).not.toContain('half'));
});
