// What the words of the API are called on screen. Every value has its line here, so that no code word reaches a reader.
import type {
  ApprovalState,
  ClinicalRole,
  DataClass,
  GateVerdict,
  Platform,
  ReviewDomain,
  RiskClass,
  Role,
  Scope,
  Severity,
  SubmissionState,
  Verdict,
} from '../api/types';

/** How a tag looks; the meaning is always in its text as well. */
export type Tone = 'good' | 'bad' | 'warn' | 'note' | 'ask' | 'plain';
export interface Label {
  text: string;
  tone: Tone;
  /** One sentence that explains it. */
  hint?: string;
}

export const states: Record<SubmissionState, Label> = {
  draft: { text: 'Draft', tone: 'plain', hint: 'Only you see it until you send it.' },
  submitted: { text: 'Sent', tone: 'note', hint: 'It waits for the automatic check.' },
  scanning: { text: 'Being checked', tone: 'note', hint: 'The automatic check is running.' },
  in_review: { text: 'In review', tone: 'note', hint: 'Reviewers look at it.' },
  needs_info: { text: 'Needs an answer', tone: 'ask', hint: 'A reviewer asked the department something.' },
  approved: { text: 'Approved', tone: 'good' },
  approved_with_conditions: { text: 'Approved with conditions', tone: 'good' },
  rejected: { text: 'Rejected', tone: 'bad' },
  withdrawn: { text: 'Withdrawn', tone: 'plain' },
};

export const verdicts: Record<Verdict, Label> = {
  pass: { text: 'Nothing found', tone: 'good', hint: 'The automatic check found nothing that speaks against this file.' },
  attention: { text: 'Needs attention', tone: 'warn', hint: 'The automatic check found things that a person should judge.' },
  fail: { text: 'Fails', tone: 'bad', hint: 'The automatic check found something that the hospital’s policy does not allow.' },
  unverifiable: {
    text: 'Cannot be verified',
    tone: 'warn',
    hint: 'The automatic check could not look at everything, so it cannot say that the tool is fine.',
  },
};

export const severities: Record<Severity, Label> = {
  block: { text: 'Blocking', tone: 'bad', hint: 'Can never pass without a recorded exception.' },
  high: { text: 'High', tone: 'bad', hint: 'A serious weakness.' },
  warn: { text: 'Warning', tone: 'warn', hint: 'Should be better; a person weighs it.' },
  ask: { text: 'Question', tone: 'ask', hint: 'Only a person can answer whether this fits the intended use.' },
  info: { text: 'Note', tone: 'plain', hint: 'Good to know; nothing to do.' },
};
export const severityOrder: Severity[] = ['block', 'high', 'warn', 'ask', 'info'];

export const risks: Record<RiskClass, Label> = {
  low: { text: 'Low risk', tone: 'plain', hint: 'No personal data and no part in care.' },
  moderate: { text: 'Moderate risk', tone: 'warn', hint: 'Data about staff, or it informs care.' },
  high: { text: 'High risk', tone: 'bad', hint: 'Patient data, or it drives care.' },
};

export const approvals: Record<ApprovalState, Label> = {
  active: { text: 'Approved', tone: 'good', hint: 'It may be bought and installed.' },
  suspended: { text: 'Suspended', tone: 'warn', hint: 'On hold until a person lifts the suspension.' },
  revoked: { text: 'Revoked', tone: 'bad', hint: 'Taken back for good.' },
  expired: { text: 'Expired', tone: 'warn', hint: 'Its last day has passed.' },
  superseded: { text: 'Replaced', tone: 'plain', hint: 'A newer decision took its place.' },
};

export const gateVerdicts: Record<GateVerdict, Label & { answer: string }> = {
  allowed: { text: 'Allowed', answer: 'Yes. It may be bought and installed.', tone: 'good' },
  allowed_with_conditions: {
    text: 'Allowed with conditions',
    answer: 'Yes, as long as the conditions are kept.',
    tone: 'good',
  },
  hold: { text: 'On hold', answer: 'Not now. Wait until the registry says yes.', tone: 'warn' },
  denied: { text: 'Denied', answer: 'No. It may not be bought or installed.', tone: 'bad' },
  unknown: { text: 'Unknown', answer: 'The registry cannot say. That is not a yes.', tone: 'plain' },
};

export const domains: Record<ReviewDomain, string> = {
  security: 'Security',
  privacy: 'Privacy',
  clinical: 'Clinical safety',
  regulatory: 'Regulatory affairs',
};

export const roles: Record<Role, { text: string; hint: string }> = {
  submitter: { text: 'Submitter', hint: 'asks for tools on behalf of a department' },
  reviewer: { text: 'Reviewer', hint: 'looks at the evidence in one or more domains' },
  approver: { text: 'Approver', hint: 'decides about reviewed requests; never an administrator' },
  auditor: { text: 'Auditor', hint: 'reads who did and who read what' },
  administrator: { text: 'Administrator', hint: 'runs the place; decides nothing about tools' },
  script: { text: 'Script', hint: 'a program that asks with a token; it has no password' },
};

export const scopes: Record<Scope, string> = {
  gate: 'Ask the gate',
  submit: 'Send files and requests',
  read: 'Read the registry',
  review: 'Review',
  decide: 'Decide',
  administer: 'Administer people and tokens',
  metrics: 'Read the metrics',
  scim: 'Keep people and groups, for an identity provider',
  audit: 'Read and verify the audit log',
};

export const platforms: Record<Platform, { text: string; identifier: string; example: string }> = {
  android: { text: 'Android app', identifier: 'Package name', example: 'org.example.ward' },
  ios: { text: 'iPhone or iPad app', identifier: 'Bundle id', example: 'org.example.ward' },
  windows: { text: 'Windows program', identifier: 'Product name or code', example: 'Ward Notes' },
  browser: { text: 'Browser extension', identifier: 'Extension id', example: 'aapbdbdomjkkjkaonfhkkikfgjllcleb' },
  web: { text: 'Web application', identifier: 'Web address', example: 'https://ward.example.org' },
  package: { text: 'Software package', identifier: 'Package URL (purl)', example: 'pkg:npm/example' },
};

export const dataClasses: Record<DataClass, { text: string; hint: string }> = {
  none: { text: 'No personal data', hint: 'a pocket calculator, a code list' },
  staff: { text: 'Data about staff', hint: 'names, rotas, telephone numbers' },
  phi: { text: 'Patient data', hint: 'anything about a patient: name, number, picture, measurement, diagnosis' },
};

export const clinicalRoles: Record<ClinicalRole, { text: string; hint: string }> = {
  none: { text: 'None', hint: 'it takes no part in care' },
  administrative: { text: 'Administration', hint: 'rotas, beds, orders, invoices' },
  informs: { text: 'It informs care', hint: 'it shows or calculates something that a clinician takes into account' },
  drives_or_diagnoses: {
    text: 'It drives care or diagnoses',
    hint: 'it doses, alarms, controls a device, or names a diagnosis',
  },
};

export const opinions = { support: 'Supports', object: 'Objects' } as const;
export const outcomes = {
  approve: 'Approve',
  approve_with_conditions: 'Approve with conditions',
  reject: 'Reject',
} as const;

const events: Record<string, string> = {
  submit: 'Sent',
  start_scan: 'The automatic check began',
  skip_scan: 'Handed to the reviewers without a file',
  scan_ended: 'The automatic check ended',
  ask: 'A question to the department',
  answer: 'The department answered',
  new_artifact: 'A new file',
  approve: 'Approved',
  approve_with_conditions: 'Approved with conditions',
  reject: 'Rejected',
  withdraw: 'Withdrawn',
};
export function eventText(event: string): string {
  return events[event] ?? event.replace(/[_.]/g, ' ');
}
