// Words about recalls: how grave they are, what follows, what notice and tool have in common.
import type { RecallAction, RecallClass, RecallDecision, RecallDuty, RecallEvent, RecallMatch, RecallNotice, RecallState } from '../api/types';
import type { Label } from './labels';
import type { SignedLabel } from './regulatory';

export const recallClasses: Record<RecallClass, Label> = {
  I: { text: 'Class I', tone: 'bad', hint: 'It can do serious harm, or kill.' },
  II: { text: 'Class II', tone: 'warn', hint: 'It can do harm that passes or can be mended.' },
  III: { text: 'Class III', tone: 'plain', hint: 'It is not likely to do harm.' },
  early_alert: { text: 'Early alert', tone: 'bad', hint: 'The authority warns before it has judged; it is taken for the gravest.' },
  unclassified: { text: 'Not judged yet', tone: 'bad', hint: 'The authority has not said how grave it is; it is taken for the gravest.' },
};

export const recallActions: Record<RecallAction, Label> = {
  suspend: { text: 'Suspended', tone: 'bad', hint: 'The gate answers “denied”, and the approval is suspended.' },
  suspend_procurement: { text: 'Nothing new is bought', tone: 'bad', hint: 'The gate answers “denied” to whoever wants to buy it. Where it is in use, the approval stays.' },
  hold: { text: 'On hold', tone: 'warn', hint: 'The gate answers “on hold” until a person has decided.' },
  flag: { text: 'Allowed, with a warning', tone: 'note', hint: 'The gate lets it pass and names the recall.' },
  confirm: { text: 'To be confirmed', tone: 'ask', hint: 'The version seems not to be affected; a person confirms it. Until then the gate lets it pass and names the recall.' },
  queue: { text: 'To be looked at', tone: 'ask', hint: 'A person looks whether it is this tool. Until then the gate lets it pass and names the recall.' },
  count: { text: 'Only counted', tone: 'plain', hint: 'Nothing follows.' },
};

export const recallStates: Record<RecallState, SignedLabel> = {
  open: { text: 'Open', tone: 'ask', sign: 'question', hint: 'A person must decide.' },
  confirmed: { text: 'Confirmed', tone: 'bad', sign: 'cross', hint: 'It is about this version.' },
  dismissed: { text: 'Not about it', tone: 'plain', sign: 'tick', hint: 'It comes back only when the notice changes.' },
  lifted: { text: 'Lifted', tone: 'good', sign: 'tick', hint: 'An approver says that it does not matter any more.' },
};

export const noticeStatuses: Record<RecallNotice['status'], string> = {
  ongoing: 'Under way',
  completed: 'Carried out',
  terminated: 'Ended by the authority',
};

export const scopes: Record<RecallMatch['scope'], string> = {
  affected: 'This version is affected, as the notice reads.',
  not_affected: 'This version seems not to be affected, as the notice reads. Only a person can say so for certain.',
  unresolved: 'Whether this version is affected cannot be told from the notice.',
};

/** Strongest first, as the matcher ranks them. */
export const signals: Record<string, string> = {
  S1: 'The UDI of the tool stands in the notice',
  S2: 'Its number at the authority, and its name',
  S3: 'Its number at the authority, which covers other products as well',
  S4: 'Its model or catalogue number, and its maker',
  S5: 'Its maker, and a name that is nearly the same',
  S6: 'Its maker, and its product code',
  S7: 'Its maker or a relative of it, and a name that is partly the same',
  S8: 'The name of another maker’s product: sold under two names, or bought',
  S9: 'A part that it contains',
  S10: 'Only the product code',
};

export const recallDecisions: Record<RecallDecision, { text: string; hint: string; button: string; said: string }> = {
  confirm: { text: 'It is about this version', hint: 'what follows stays in force', button: 'Confirm', said: 'It is confirmed. What follows stays in force.' },
  dismiss: {
    text: 'It is about another product',
    hint: 'it comes back only when the notice changes',
    button: 'Say that it is another product',
    said: 'It is recorded: another product. A suspended approval stays so until an approver lifts that.',
  },
  not_affected: {
    text: 'It is about this tool, but not this version',
    hint: 'name the evidence',
    button: 'Say that this version is not affected',
    said: 'It is recorded: this version is not affected. A suspended approval stays so until an approver lifts that.',
  },
  lift: {
    text: 'It does not matter any more',
    hint: 'name the version that is mended, or the end of the recall',
    button: 'Lift it',
    said: 'It is lifted. A suspended approval stays so until an approver lifts that, too.',
  },
};

export const duties: Record<RecallDuty['duty'], string> = {
  decide: 'Decide whether it is about our version',
  acknowledge: 'Say that the department knows of it',
  consider_lift: 'The recall has ended: may it be lifted?',
};

const events: Record<RecallEvent, string> = {
  raised: 'Found',
  renewed: 'The notice says something new',
  escalated: 'What follows became graver',
  reopened: 'Open again: the notice changed',
  confirm: 'Confirmed',
  dismiss: 'Another product',
  not_affected: 'This version is not affected',
  lift: 'Lifted',
  acknowledged: 'A department knows of it',
  told: 'Another department asked for it and was told',
};
export function recallEventText(event: RecallEvent): string {
  return events[event] ?? String(event).replace(/_/g, ' ');
}

/** `recalling_firm`, as words. */
export function nameText(name: string): string {
  const text = name.replace(/[_.]/g, ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A company without its legal form, because notices write that otherwise or leave it out. */
export function companyStem(name: string): string {
  return name.replace(/[,.\s]+(inc|incorporated|corp|corporation|co|company|ltd|limited|llc|llp|plc|gmbh|ag|kg|se|sa|sas|sarl|srl|spa|bv|nv|ab|as|oy|pty)\b.*$/i, '').trim() || name;
}

/** What to mark: in the notice what is said of our tool, in our tool what the notice says. */
export function wordsInCommon(match: Pick<RecallMatch, 'signals' | 'scope_words' | 'subject' | 'recall'>): { notice: string[]; tool: string[] } {
  const { signals: found, subject, recall } = match;
  const companies = (subject?.companies ?? []).map(companyStem);
  return {
    notice: [...found.flatMap((one) => [one.words, one.value]), match.scope_words, ...companies, ...(subject?.udis ?? []), ...(subject?.submissions ?? [])],
    tool: [...found.flatMap((one) => [one.value, one.words]), companyStem(recall.firm)],
  };
}

export interface MarkedPiece {
  text: string;
  marked: boolean;
}

/** `text` in pieces; marked are the places where one of `words` stands, whatever their case. */
export function markWords(text: string, words: readonly string[]): MarkedPiece[] {
  const wanted = [...new Set(words.map((one) => one.trim().toLowerCase()))].filter((one) => one.length > 1);
  const low = text.toLowerCase();
  // A letter whose small form has another length would shift the places: then nothing is marked rather than the wrong.
  if (low.length !== text.length) return text ? [{ text, marked: false }] : [];
  const marked = new Uint8Array(text.length);
  for (const one of wanted) {
    for (let at = low.indexOf(one); at >= 0; at = low.indexOf(one, at + one.length)) marked.fill(1, at, at + one.length);
  }
  const found: MarkedPiece[] = [];
  for (let from = 0; from < text.length; ) {
    let to = from + 1;
    while (to < text.length && marked[to] === marked[from]) ++to;
    found.push({ text: text.slice(from, to), marked: marked[from] === 1 });
    from = to;
  }
  return found;
}
