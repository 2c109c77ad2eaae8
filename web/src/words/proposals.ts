// What takes two administrators, in words: what is proposed, why one person is not enough, and each field that changes.
import type { Alteration, Proposal, ProposalKind, ProposalState, Role } from '../api/types';
import { countryName } from './countries';
import { datasetName } from './datasets';
import { domains, risks, roles, scopes, severities, type Label } from './labels';
import { count } from './numbers';
import { possibleRecalls, recallData } from './policy';
import { momentText } from './time';

const deciding: readonly Role[] = ['reviewer', 'approver', 'administrator'];

/** Whoever gets such a role, or is helped back into it, takes two administrators. */
export function decides(given: readonly Role[]): boolean {
  return given.some((role) => deciding.includes(role));
}

const aboutPeople = 'Whoever reviews, decides or administers opens the door for software. If one administrator could let such a person in alone, one person could approve anything.';
const aboutDoors = 'With it somebody else could act in this person’s name. So no administrator does it alone.';
const aboutGroups = 'It counts for everybody whom the identity provider puts into the group. So no administrator gives it alone.';
const aboutAccounts = 'Whoever has this account at the identity provider is this person here. So no administrator decides alone whose it is.';
const aboutKeys = 'Whoever holds the keys can read everything that is stored. So no administrator changes them alone.';

/** `name`: of the person, the group or the policy; empty where it has none. */
interface Words {
  title: (name: string) => string;
  why: string;
}
const kinds: Record<ProposalKind, Words> = {
  create_person: { title: (name) => `Add ${name || 'a person'}`, why: aboutPeople },
  grant_roles: { title: (name) => `Give ${name || 'a person'} more to decide`, why: aboutPeople },
  enable_person: { title: (name) => `Let ${name || 'a person'} in again`, why: aboutPeople },
  reset_password: { title: (name) => `Give ${name || 'a person'} a new password`, why: aboutDoors },
  reset_second_factor: { title: (name) => `Take away the second factor of ${name || 'a person'}`, why: aboutDoors },
  change_policy: { title: (name) => `Put another policy into force${name && `: ${name}`}`, why: 'The policy says what the hospital demands of every tool. So no administrator loosens it alone.' },
  create_group_mapping: { title: (name) => `Say what ${name ? `the group ${name}` : 'a group'} may do`, why: aboutGroups },
  remove_group_mapping: { title: (name) => `Take away what ${name ? `the group ${name}` : 'a group'} may do`, why: aboutGroups },
  link_identity: { title: (name) => `Link ${name || 'a person'} with an account of the identity provider`, why: aboutAccounts },
  unlink_identity: { title: (name) => `Take the account of the identity provider away from ${name || 'a person'}`, why: aboutAccounts },
  rotate_keys: { title: () => 'Use a new key for stored files', why: aboutKeys },
  change_recovery: { title: () => 'Change who can open stored files, besides the service', why: aboutKeys },
  create_provisioning_token: { title: () => 'Let an identity provider keep people and groups', why: 'Whoever holds this token says who works here. So no administrator makes it alone.' },
  accept_restore: { title: () => 'Trust a registry that was restored from a backup', why: 'A backup may be older than what was decided since. Until two administrators have looked, the gate says yes to nothing.' },
};

/** What changed of it, or is named by it: the first value after, else before. */
function valueOf(proposal: Pick<Proposal, 'changes'>, field: string): string {
  const change = proposal.changes.find((one) => one.field === field);
  return change?.after[0] ?? change?.before[0] ?? '';
}

/** The name of the person whom it is about, also before they are there. */
export function personOf(proposal: Pick<Proposal, 'person' | 'changes' | 'kind'>): string {
  return proposal.person?.name ?? (proposal.kind === 'create_person' ? valueOf(proposal, 'name') : '');
}

export function titleOf(proposal: Pick<Proposal, 'person' | 'changes' | 'kind' | 'sentence'>): string {
  const words: Words | undefined = kinds[proposal.kind];
  if (!words) return proposal.sentence;
  const named = personOf(proposal) || valueOf(proposal, 'group');
  return words.title(proposal.kind === 'change_policy' ? valueOf(proposal, 'name') : named);
}

export function whyTwo(kind: ProposalKind): string {
  return kinds[kind]?.why ?? '';
}

export const proposalStates: Record<ProposalState, Label> = {
  open: { text: 'Waiting', tone: 'ask', hint: 'Nothing changes until another administrator has confirmed it.' },
  confirmed: { text: 'Confirmed', tone: 'good', hint: 'Two administrators agreed.' },
  rejected: { text: 'Rejected', tone: 'bad', hint: 'Another administrator said no; nothing changed.' },
  withdrawn: { text: 'Withdrawn', tone: 'plain', hint: 'Who proposed it took it back; nothing changed.' },
  expired: { text: 'Ran out', tone: 'warn', hint: 'Nobody confirmed it in seven days; nothing changed.' },
  voided: { text: 'Void', tone: 'warn', hint: 'Who proposed it may not propose any more; nothing changed.' },
};

const fields: Record<string, string> = {
  login: 'Login',
  name: 'Name',
  department: 'Department',
  roles: 'Roles',
  domains: 'Reviews in',
  locked_out: 'Locked out',
  password: 'Password',
  second_factor: 'Second factor',
  group: 'Group',
  issuer: 'Identity provider',
  account: 'Account at the identity provider',
  subject: 'Account at the identity provider',
  external_id: 'Account at the identity provider',
  service: 'Key of the service',
  recovery: 'Who can open stored files, besides the service',
  restored: 'Registry',
  token: 'Name of the token',
  scopes: 'The token may',
  days: 'Lasts',
  networks: 'From these networks',
  fails: 'findings that fail a tool',
  needs_attention: 'findings that somebody must weigh',
  required_domains: 'reviews that are needed',
  required_reviewers: 'how many reviewers',
  validity_days: 'how long an approval lasts',
  scan_max_age_days: 'how old a check may be',
  conditions: 'conditions of every approval',
  required_authorizations: 'where an authority must have permitted it',
  required_documents: 'documents that must be on record',
  required_datasets: 'data that must be in date',
  recall_data: 'recalls that must be in date',
  possible_recalls: 'while nobody has decided about a recall',
};

const spaced = (code: string) => code.replace(/[_.]/g, ' ');

/** Fields of a policy begin with the risk class: `high.validity_days`. */
function parts(field: string): { risk: string; own: string } {
  const dot = field.indexOf('.');
  return dot < 0 ? { risk: '', own: field } : { risk: field.slice(0, dot), own: field.slice(dot + 1) };
}

export function fieldText(field: string): string {
  const { risk, own } = parts(field);
  const text = fields[own] ?? spaced(own);
  if (!risk) return text.charAt(0).toUpperCase() + text.slice(1);
  return `${risks[risk as keyof typeof risks]?.text ?? spaced(risk)}: ${text}`;
}

const lookUp = (table: Record<string, string>, word: string) => (Object.keys(table).includes(word) ? table[word] : word);
const texts = (table: Record<string, { text: string }>) => Object.fromEntries(Object.entries(table).map(([word, { text }]) => [word, text]));
const choices = (table: Record<string, { choice: string }>) => Object.fromEntries(Object.entries(table).map(([word, { choice }]) => [word, choice]));
const words: Record<string, Record<string, string>> = {
  roles: texts(roles),
  domains,
  required_domains: domains,
  scopes,
  fails: texts(severities),
  needs_attention: texts(severities),
  recall_data: choices(recallData),
  possible_recalls: choices(possibleRecalls),
  locked_out: { yes: 'Yes' },
  service: { new: 'A new one' },
  restored: { confirmed: 'Trusted again' },
  password: { given: 'As the proposer typed it', chosen_by_the_person: 'The person chooses it with a welcome code' },
};

/** `documents`: the names of kinds of documents, by their ids. */
export function valueText(field: string, value: string, documents: Record<string, string> = {}): string {
  const { own } = parts(field);
  if (own === 'restored' && value !== 'confirmed') return `From a backup, restored ${momentText(value)}`;
  if (own === 'required_authorizations') return countryName(value);
  if (own === 'required_datasets') return datasetName(value);
  if (own === 'required_documents') return lookUp(documents, value);
  if (own.endsWith('days')) return count(Number(value), 'day');
  if (own === 'required_reviewers') return count(Number(value), 'person', 'people');
  return words[own] ? lookUp(words[own], value) : value;
}

const empty: Record<string, string> = { locked_out: 'No', password: 'as it is', networks: 'anywhere' };

/** What stands where a list is empty. */
export function emptyText(field: string): string {
  return empty[field] ?? 'none';
}

/** One side of a field: each value, and whether the other side lacks it. */
export function differences(change: Alteration, side: 'before' | 'after'): { value: string; differs: boolean }[] {
  const other = side === 'before' ? change.after : change.before;
  return change[side].map((value) => ({ value, differs: !other.includes(value) }));
}

/** There is nothing yet that it would change: then only what will be is worth a column. */
export function isAllNew(changes: readonly Alteration[]): boolean {
  return changes.every((one) => one.before.length === 0);
}
