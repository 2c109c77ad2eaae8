// Every request the pages make, one function each, named after service/api/endpoints.def. The web application uses the
// public API alone, so that it never knows more than a script does.
import { get, request, type Answered } from './request';
import type * as Shape from './types';

const id = encodeURIComponent;

/** The answer to what may take two administrators: what was made, or the proposal that waits for the second one. */
export type MaybeProposed<T> = Answered<T | Shape.Proposal>;
export const proposalIn = (answer: MaybeProposed<unknown>) => (answer.status === 202 ? (answer.value as Shape.Proposal) : null);

// -- sessions and set-up -----------------------------------------------------------------------------------------------
export const getSession = () => get<Shape.Session>('/v1/sessions/current');
export const logIn = (login: string, password: string, code?: string) =>
  request<Shape.Session>('POST', '/v1/sessions', { body: { login, password, ...(code ? { code } : {}) } });
/** Proves again who one is, for what needs it. */
export const confirmSession = (body: { code?: string; password?: string }) =>
  request<Shape.Session>('POST', '/v1/sessions/current/confirmation', { body });
export const listSessions = async (person?: string, signal?: AbortSignal) =>
  (await get<{ items: Shape.OpenSession[] }>('/v1/sessions', { person }, signal)).items;
export const endSession = (session: string) => request<null>('DELETE', `/v1/sessions/${id(session)}`);
export const beginSecondFactor = () => request<{ secret: string; address: string }>('POST', '/v1/account/second-factor');
export const activateSecondFactor = (code: string) =>
  request<{ recovery_codes: string[] }>('POST', '/v1/account/second-factor/activation', { body: { code } });
export const renewRecoveryCodes = () => request<{ recovery_codes: string[] }>('POST', '/v1/account/recovery-codes');
export const logOut = () => request<null>('DELETE', '/v1/sessions/current');
export const getSignIn = (signal?: AbortSignal) => get<Shape.SignIn>('/v1/sign-in', {}, signal);
/** Not a request but a place to go: the service sends the browser on to the identity provider. */
export const signInAddress = (returnTo: string, again?: 'silently' | 'to-prove') =>
  `/auth/login?return_to=${encodeURIComponent(returnTo)}${again ? `&again=${again}` : ''}`;
export const signOutAddress = '/auth/logout';
export const setUp = (body: { code: string; login: string; name: string; password: string }) =>
  request<unknown>('POST', '/v1/setup', { body });

// -- emergency access, conflicts of interest ---------------------------------------------------------------------------
export const openBreakGlass = (body: { code: string; name: string }) => request<Shape.Session>('POST', '/v1/break-glass', { body });
export const endBreakGlass = (access: string) => request<null>('POST', `/v1/break-glass/${id(access)}/end`);
export const grantEmergencyApproval = (submission: string, body: { reason: string; hours: number }) =>
  request<Shape.EmergencyApproval>('POST', `/v1/submissions/${id(submission)}/emergency-approval`, { body });
export const ratifyApproval = (approval: string) =>
  request<Shape.EmergencyApproval>('POST', `/v1/approvals/${id(approval)}/ratifications`);
export const revokeEmergencyApproval = (approval: string, reason: string) =>
  request<Shape.EmergencyApproval>('POST', `/v1/emergency-approvals/${id(approval)}/revoke`, { body: { reason } });
export const listConflicts = (query: { person?: string; cursor?: string }, signal?: AbortSignal) =>
  get<Shape.Page<Shape.Conflict>>('/v1/conflicts', { limit: 200, ...query }, signal);
export const declareConflict = (body: Shape.NewConflict, idempotencyKey: string) =>
  request<Shape.Conflict>('POST', '/v1/conflicts', { body, idempotencyKey });
export const endConflict = (conflict: string, reason: string) =>
  request<Shape.Conflict>('POST', `/v1/conflicts/${id(conflict)}/end`, { body: { reason } });

// -- people ------------------------------------------------------------------------------------------------------------
export const listPeople = (query: { cursor?: string; q?: string }, signal?: AbortSignal) =>
  get<Shape.Page<Shape.Person>>('/v1/users', query, signal);
export const getPerson = (person: string): Promise<Answered<Shape.Person>> => request('GET', `/v1/users/${id(person)}`);
export const createPerson = (body: Shape.NewPerson): Promise<MaybeProposed<Shape.Person>> => request('POST', '/v1/users', { body });
export const changePerson = (person: string, etag: string, body: Shape.PersonChange): Promise<MaybeProposed<Shape.Person>> =>
  request('PATCH', `/v1/users/${id(person)}`, { body, ifMatch: etag });
export const setPassword = (person: string, body: { current?: string; password?: string }): Promise<MaybeProposed<null>> =>
  request('POST', `/v1/users/${id(person)}/password`, { body });
export const getIdentity = (person: string, signal?: AbortSignal) =>
  get<Shape.PersonIdentity>(`/v1/users/${id(person)}/identity`, {}, signal);
export const linkIdentity = (person: string, subject: string): Promise<MaybeProposed<null>> =>
  request('POST', `/v1/users/${id(person)}/identity`, { body: { subject } });
export const unlinkIdentity = (person: string): Promise<MaybeProposed<null>> => request('DELETE', `/v1/users/${id(person)}/identity`);
export const resetSecondFactor = (person: string): Promise<MaybeProposed<null>> => request('DELETE', `/v1/users/${id(person)}/second-factor`);
export const createDepartment = (name: string) =>
  request<Shape.Department>('POST', '/v1/departments', { body: { name } });
export const listTokens = (query: { cursor?: string }, signal?: AbortSignal) =>
  get<Shape.Page<Shape.Token>>('/v1/tokens', query, signal);
export const createToken = (body: Shape.NewToken): Promise<MaybeProposed<Shape.CreatedToken>> => request('POST', '/v1/tokens', { body });
export const revokeToken = (token: string) => request<null>('DELETE', `/v1/tokens/${id(token)}`);

// -- what takes two administrators -------------------------------------------------------------------------------------
export const listProposals = (query: { state?: readonly Shape.ProposalState[]; cursor?: string; limit?: number }, signal?: AbortSignal) =>
  get<Shape.Page<Shape.Proposal>>('/v1/proposals', { ...query, state: query.state?.join(',') }, signal);
export const getProposal = (proposal: string, signal?: AbortSignal) => get<Shape.Proposal>(`/v1/proposals/${id(proposal)}`, {}, signal);
/** Confirms exactly what was shown. */
export const confirmProposal = async ({ id: proposal, digest }: Shape.Proposal) =>
  (await request<Shape.Proposal>('POST', `/v1/proposals/${id(proposal)}/confirmation`, { body: { digest } })).value;
export const rejectProposal = (proposal: string, reason: string) =>
  request<Shape.Proposal>('POST', `/v1/proposals/${id(proposal)}/rejection`, { body: { reason } });
export const withdrawProposal = (proposal: string, reason: string) =>
  request<Shape.Proposal>('POST', `/v1/proposals/${id(proposal)}/withdrawal`, { body: { reason } });
/** Proposes that a registry from a backup may say yes again. */
export const acceptRestore = async () => (await request<Shape.Proposal>('POST', '/v1/restoration/acceptance')).value;
export const acceptWelcome = (body: Shape.WelcomeCode) => request<null>('POST', '/v1/welcome', { body });

// -- the identity provider ---------------------------------------------------------------------------------------------
export const listGroupMappings = (signal?: AbortSignal) =>
  get<{ items: Shape.GroupMapping[]; groups: Shape.ProvisionedGroup[] }>('/v1/group-mappings', {}, signal);
export const createGroupMapping = (body: Shape.NewGroupMapping, idempotencyKey: string): Promise<MaybeProposed<Shape.GroupMapping>> =>
  request('POST', '/v1/group-mappings', { body, idempotencyKey });
export const removeGroupMapping = (mapping: string): Promise<MaybeProposed<null>> => request('DELETE', `/v1/group-mappings/${id(mapping)}`);
export const listIdentityAlarms = async (signal?: AbortSignal) =>
  (await get<{ items: Shape.IdentityAlarm[] }>('/v1/identity-alarms', {}, signal)).items;
export const acknowledgeAlarm = (alarm: string) =>
  request<null>('POST', `/v1/identity-alarms/${id(alarm)}/acknowledgement`);

// -- submissions -------------------------------------------------------------------------------------------------------
export interface SubmissionQuery {
  state?: readonly string[];
  mine?: boolean;
  q?: string;
  cursor?: string;
  limit?: number;
}
export const listSubmissions = (query: SubmissionQuery, signal?: AbortSignal) =>
  get<Shape.Page<Shape.SubmissionRow>>('/v1/submissions', { ...query }, signal);
export const getSubmission = (submission: string, signal?: AbortSignal) =>
  get<Shape.Submission>(`/v1/submissions/${id(submission)}`, {}, signal);
export const createSubmission = (body: Shape.NewSubmission, idempotencyKey: string) =>
  request<Shape.Submission>('POST', '/v1/submissions', { body, idempotencyKey });

/** What is done to a submission: each is made on the revision that the person saw. */
function act<Body>(method: string, what: string) {
  return (submission: Shape.Submission, body: Body, idempotencyKey?: string) =>
    request<unknown>(method, `/v1/submissions/${id(submission.id)}/${what}`, {
      body,
      ifMatch: submission.revision,
      idempotencyKey,
    });
}
export const answerSubmission = act<Shape.Answers>('PUT', 'answers');
export const handInAssetLinks = act<Shape.AssetLinks>('POST', 'asset-links');
export const withdrawSubmission = act<{ reason: string }>('POST', 'withdrawal');
export const askSubmitter = act<{ question: string }>('POST', 'questions');
export const reviewSubmission = act<Shape.NewReview>('POST', 'reviews');
export const decideSubmission = act<Shape.NewDecision>('POST', 'decisions');
export const keepDossier = act<Shape.NewDossier>('PUT', 'dossier');
export const giveOpinion = act<{ claim: string; accepted: boolean; reason: string; valid_until?: string }>('POST', 'claim-opinions');
export const getReport = (submission: string, signal?: AbortSignal) =>
  get<Shape.Report>(`/v1/submissions/${id(submission)}/report`, {}, signal);

// -- documents ---------------------------------------------------------------------------------------------------------
export interface Documents {
  items: Shape.DocumentRow[];
  required: Shape.RequiredDocument[];
  may: { hand_in: boolean };
}
export const listDocuments = (submission: string, signal?: AbortSignal) =>
  get<Documents>(`/v1/submissions/${id(submission)}/documents`, {}, signal);
export const listDocumentKinds = async (signal?: AbortSignal) =>
  (await get<{ items: Shape.DocumentKind[] }>('/v1/document-kinds', {}, signal)).items;
export const getDocument = (document: string, signal?: AbortSignal) => get<Shape.Document>(`/v1/documents/${id(document)}`, {}, signal);
export const handInDocument = act<{ kind: string; fields: Record<string, string>; upload?: string }>('POST', 'documents');
export const correctDocument = (document: Shape.Document, body: { fields: Record<string, string>; upload?: string }) =>
  request<Shape.Document>('PUT', `/v1/documents/${id(document.id)}`, { body, ifMatch: document.revision });
/** Where a browser fetches its file, to keep. */
export const documentFile = (document: string) => `/v1/documents/${id(document)}/file`;
export const judgeDocument = (document: Shape.Document, body: { accepted: boolean; reason: string }, idempotencyKey: string) =>
  request<Shape.Document>('POST', `/v1/documents/${id(document.id)}/opinions`, { body, ifMatch: document.revision, idempotencyKey });

// -- the registry ------------------------------------------------------------------------------------------------------
export const listTools = (query: { q?: string; platform?: string; cursor?: string }, signal?: AbortSignal) =>
  get<Shape.Page<Shape.ToolRow>>('/v1/tools', query, signal);
export const getTool = (tool: string, signal?: AbortSignal) => get<Shape.Tool>(`/v1/tools/${id(tool)}`, {}, signal);
export const listApprovals = (query: { state?: string; cursor?: string; limit?: number }, signal?: AbortSignal) =>
  get<Shape.Page<Shape.Approval>>('/v1/approvals', query, signal);
export type ApprovalChange = 'suspend' | 'lift' | 'revoke';
export const changeApproval = (approval: Shape.Approval, change: ApprovalChange, reason: string, key: string) =>
  request<Shape.Approval>('POST', `/v1/approvals/${id(approval.id)}/${change}`, {
    body: { reason },
    ifMatch: approval.revision,
    idempotencyKey: key,
  });
export const listRules = (query: { cursor?: string }, signal?: AbortSignal) =>
  get<Shape.Page<Shape.Rule>>('/v1/rules', { ...query, limit: 200 }, signal);
export const listPolicies = (signal?: AbortSignal) => get<Shape.Page<Shape.Policy>>('/v1/policies', {}, signal);
export const createPolicy = async (body: { name: string; based_on: number; classes: Shape.NewPolicyClass[] }, idempotencyKey: string) =>
  (await request<Shape.Proposal>('POST', '/v1/policies', { body, idempotencyKey })).value;

// -- regulators and their data -----------------------------------------------------------------------------------------
export const listRegulators = async (signal?: AbortSignal) =>
  (await get<{ items: Shape.Regulator[] }>('/v1/regulators', {}, signal)).items;
export interface ClaimQuery extends Partial<Shape.DeviceIdentity> {
  jurisdiction: string;
  scheme: string;
  number: string;
  product_code?: string;
  device_class?: string;
}
export const checkClaim = (query: ClaimQuery) => get<Shape.ClaimCheck>('/v1/claim-check', { ...query });
export const getAuthorizations = async (tool: string, signal?: AbortSignal) =>
  (await get<{ items: Shape.AuthorizationHistory[] }>(`/v1/tools/${id(tool)}/authorizations`, {}, signal)).items;
interface AliasChange {
  name: string;
  other: string;
  reason: string;
}
export const listAliases = async (signal?: AbortSignal) => (await get<{ items: Shape.CompanyAlias[] }>('/v1/company-aliases', {}, signal)).items;
export const confirmAlias = (body: AliasChange, idempotencyKey: string) => request<unknown>('POST', '/v1/company-aliases', { body, idempotencyKey });
export const withdrawAlias = (body: AliasChange, idempotencyKey: string) => request<unknown>('POST', '/v1/company-aliases/withdrawals', { body, idempotencyKey });
export const listDeviceQuestions = async (signal?: AbortSignal) =>
  (await get<{ items: Shape.DeviceQuestion[] }>('/v1/device-questions', {}, signal)).items;
export interface Calendar {
  from: string;
  to: string;
  items: Shape.CalendarItem[];
  more: boolean;
  notices: Shape.ExpiryNotice[];
}
export const getCalendar = (query: { from?: string; to?: string }, signal?: AbortSignal) => get<Calendar>('/v1/calendar', query, signal);
export const calendarFile = (query: { from: string; to: string }) => `/v1/calendar?from=${id(query.from)}&to=${id(query.to)}&format=csv`;
export const datasetsFile = '/v1/datasets?format=csv&limit=10000';
export const getDataset = (dataset: string, signal?: AbortSignal) =>
  get<Shape.Dataset>(`/v1/datasets/${id(dataset)}`, {}, signal);
export const importDataset = (body: Shape.NewImport, idempotencyKey: string) =>
  request<Shape.DatasetImport>('POST', '/v1/datasets', { body, idempotencyKey });
export const listImports = (dataset: string, query: { cursor?: string; limit?: number }, signal?: AbortSignal) =>
  get<Shape.Page<Shape.DatasetImport>>(`/v1/datasets/${id(dataset)}/imports`, query, signal);
export const listRecords = (dataset: string, query: { number?: string; cursor?: string }, signal?: AbortSignal) =>
  get<Shape.Page<Shape.AuthorityRecord>>(`/v1/datasets/${id(dataset)}/records`, query, signal);
export const recordsFile = (dataset: string, number: string) =>
  `/v1/datasets/${id(dataset)}/records?format=csv&limit=10000${number ? `&number=${id(number)}` : ''}`;
export const getImport = (one: string, signal?: AbortSignal) =>
  get<Shape.DatasetImport>(`/v1/imports/${id(one)}`, {}, signal);
export const listRejections = (one: string, query: { cursor?: string }, signal?: AbortSignal) =>
  get<Shape.Page<Shape.Rejection>>(`/v1/imports/${id(one)}/rejections`, query, signal);
/** Where a browser fetches them as a file for spreadsheets. */
export const rejectionsFile = (one: string) => `/v1/imports/${id(one)}/rejections?format=csv&limit=10000`;

// -- recalls -----------------------------------------------------------------------------------------------------------
export const listDuties = async (signal?: AbortSignal) => (await get<{ items: Shape.RecallDuty[] }>('/v1/notices', {}, signal)).items;
export const listRecallMatches = (query: { state?: string; tool?: string; cursor?: string }, signal?: AbortSignal) =>
  get<Shape.Page<Shape.RecallMatch>>('/v1/recall-matches', query, signal);
export const recallMatchesFile = (state: string) => `/v1/recall-matches?state=${id(state)}&format=csv&limit=10000`;
export const getRecallMatch = (match: string, signal?: AbortSignal) =>
  get<Shape.RecallMatch>(`/v1/recall-matches/${id(match)}`, {}, signal);
export const decideRecall = (match: string, body: { decision: Shape.RecallDecision; reason: string; digest: string }, idempotencyKey: string) =>
  request<Shape.RecallMatch>('POST', `/v1/recall-matches/${id(match)}/decisions`, { body, idempotencyKey });
export const acknowledgeRecall = (match: string, idempotencyKey: string) =>
  request<Shape.RecallMatch>('POST', `/v1/recall-matches/${id(match)}/acknowledgements`, { body: {}, idempotencyKey });
export const enterRecall = (body: Shape.NewRecall, idempotencyKey: string) =>
  request<Shape.Recall>('POST', '/v1/recalls', { body, idempotencyKey });

// -- procurement and account -------------------------------------------------------------------------------------------
export interface GateQuery {
  sha256?: string;
  platform?: string;
  id?: string;
  version?: string;
  signer?: string;
  jurisdiction?: string;
}
export const askGate = (query: GateQuery) => get<Shape.GateAnswer>('/v1/gate', { ...query });
export interface AuditQuery {
  from?: string;
  to?: string;
  actor?: string;
  object?: string;
  action?: string;
  cursor?: string;
}
export const readAudit = (query: AuditQuery, signal?: AbortSignal) =>
  get<Shape.Page<Shape.AuditEntry>>('/v1/audit', { ...query }, signal);

/** Follows `next` to the end; for lists that are short by nature. */
export async function all<T>(page: (cursor?: string) => Promise<Shape.Page<T>>): Promise<T[]> {
  const items: T[] = [];
  for (let cursor: string | undefined; ; ) {
    const part = await page(cursor);
    items.push(...part.items);
    if (part.next === null || part.next === cursor) return items;
    cursor = part.next;
  }
}
/** All that waits for a second administrator, oldest first. */
export const openProposals = async (signal?: AbortSignal) =>
  (await all<Shape.Proposal>((cursor) => listProposals({ state: ['open'], cursor, limit: 200 }, signal))).filter((one) => one.state === 'open').reverse();
export const allDepartments = (signal?: AbortSignal) =>
  all<Shape.Department>((cursor) => get('/v1/departments', { cursor }, signal));
export const allDatasets = (signal?: AbortSignal) =>
  all<Shape.Dataset>((cursor) => get('/v1/datasets', { cursor, limit: 200 }, signal));
export const allRules = (signal?: AbortSignal) => all<Shape.Rule>((cursor) => listRules({ cursor }, signal));
