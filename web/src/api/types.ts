// The shapes of the API under short names. They are generated from schemas/api; nothing is declared twice.
import type { components } from './schema';

type Shapes = components['schemas'];

export type Problem = Shapes['Problem'];
export type Role = Shapes['Role'];
export type ReviewDomain = Shapes['ReviewDomain'];
export type Scope = Shapes['Scope'];
export type SubmissionState = Shapes['SubmissionState'];
export type Severity = Shapes['Severity'];
export type Verdict = Shapes['Verdict'];
export type RiskClass = Shapes['RiskClass'];
export type Platform = Shapes['Platform'];
export type Department = Shapes['Department'];
export type Person = Shapes['Person'];
export type NewPerson = Shapes['NewPerson'];
export type PersonChange = Shapes['PersonChange'];
export type Session = Shapes['Session'];
export type Token = Shapes['Token'];
export type NewToken = Shapes['NewToken'];
export type CreatedToken = Shapes['CreatedToken'];
export type IntendedUse = Shapes['IntendedUse'];
export type DataClass = IntendedUse['data_classes'][number];
export type ClinicalRole = IntendedUse['clinical_role'];
export type Claim = Shapes['Claim'];
export type NewSubmission = Shapes['NewSubmission'];
export type Answers = Shapes['Answers'];
export type AssetLinks = Shapes['AssetLinks'];
export type AssetStatement = Shapes['AssetStatement'];
export type SubmissionRow = Shapes['SubmissionRow'];
export type Submission = Shapes['Submission'];
export type Assessment = Shapes['Assessment'];
export type Transition = Shapes['Transition'];
export type Review = Shapes['Review'];
export type NewReview = Shapes['NewReview'];
export type NewDecision = Shapes['NewDecision'];
export type Decision = Shapes['Decision'];
export type Waiver = Shapes['Waiver'];
export type Finding = Shapes['Finding'];
export type Picture = Shapes['Picture'];
export type PictureItem = Shapes['PictureItem'];
export type Fact = Shapes['Fact'];
export type Anomaly = Shapes['Anomaly'];
export type Report = Shapes['Report'];
export type Approval = Shapes['Approval'];
export type ApprovalState = Shapes['ApprovalState'];
export type Tool = Shapes['Tool'];
export type ToolRow = Shapes['ToolRow'];
export type Rule = Shapes['Rule'];
export type Policy = Shapes['Policy'];
export type PolicyClass = Shapes['PolicyClass'];
export type GateAnswer = Shapes['GateAnswer'];
export type GateVerdict = GateAnswer['verdict'];
export type AuditEntry = Shapes['AuditEntry'];

/** One page of a list; `next` is null at the end. */
export interface Page<T> {
  items: T[];
  next: string | null;
}
