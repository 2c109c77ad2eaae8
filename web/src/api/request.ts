// One request to the service: JSON in, JSON out, problems thrown as Trouble. Adds what the service demands of unsafe
// requests: the CSRF token of the session, If-Match, Idempotency-Key.
import { lostConnection, troubleFrom } from './trouble';

export interface Wanted {
  query?: Record<string, string | number | boolean | readonly string[] | null | undefined>;
  body?: unknown;
  /** Revision or entity tag that the change is made on. */
  ifMatch?: number | string;
  idempotencyKey?: string;
  signal?: AbortSignal;
}

export interface Answered<T> {
  value: T;
  etag: string;
  /** HTTP status: 202 where something waits for somebody else. */
  status: number;
}

let csrf = '';
let onSessionEnd: () => void = () => undefined;
let proveAgain: () => Promise<boolean> = () => Promise.resolve(false);

export function rememberCsrf(token: string): void {
  csrf = token;
}
export function csrfToken(): string {
  return csrf;
}
/** Called when the service says that nobody is logged in any more. */
export function whenSessionEnds(call: () => void): void {
  onSessionEnd = call;
}

/** Called when the service wants a fresh proof of who the person is; true: it was given, and the request is repeated. */
export function whenProofIsWanted(call: () => Promise<boolean>): void {
  proveAgain = call;
}

export function queryText(query: Wanted['query']): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value === null || value === undefined || value === '') continue;
    if (Array.isArray(value)) for (const one of value) parameters.append(name, one);
    else parameters.append(name, String(value));
  }
  const text = parameters.toString();
  return text ? `?${text}` : '';
}

function headersFor(method: string, wanted: Wanted): Record<string, string> {
  const headers: Record<string, string> = { accept: 'application/json, application/problem+json' };
  if (wanted.body !== undefined) headers['content-type'] = 'application/json';
  if (method !== 'GET' && method !== 'HEAD' && csrf) headers['x-formulary-csrf'] = csrf;
  if (wanted.ifMatch !== undefined) {
    headers['if-match'] = typeof wanted.ifMatch === 'number' ? `"${wanted.ifMatch}"` : wanted.ifMatch;
  }
  if (wanted.idempotencyKey) headers['idempotency-key'] = wanted.idempotencyKey;
  return headers;
}

async function readBody(response: Response): Promise<unknown> {
  const text = await response.text();
  if (!text || !(response.headers.get('content-type') ?? '').includes('json')) return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

/** `proved`: this is the repetition after a fresh proof, so that nobody is asked twice. */
export async function request<T>(method: string, path: string, wanted: Wanted = {}, proved = false): Promise<Answered<T>> {
  let response: Response;
  let body: unknown;
  try {
    response = await fetch(path + queryText(wanted.query), {
      method,
      headers: headersFor(method, wanted),
      body: wanted.body === undefined ? undefined : JSON.stringify(wanted.body),
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
      signal: wanted.signal,
    });
    body = await readBody(response);
  } catch (thrown) {
    if (wanted.signal?.aborted) throw thrown;
    throw lostConnection();
  }
  if (!response.ok) {
    if (response.status === 401 && csrf) {
      csrf = '';
      onSessionEnd();
    }
    const trouble = troubleFrom(response.status, body);
    if (trouble.type === '/problems/step-up' && !proved && (await proveAgain())) return request(method, path, wanted, true);
    throw trouble;
  }
  return { value: body as T, etag: response.headers.get('etag') ?? '', status: response.status };
}

export async function get<T>(path: string, query?: Wanted['query'], signal?: AbortSignal): Promise<T> {
  return (await request<T>('GET', path, { query, signal })).value;
}

/**
 * The keys for one form: the same key when the same content is sent again because no answer came, a new one otherwise,
 * so that a lost answer never makes two requests and a corrected form is never mistaken for the old one.
 */
export class Attempts {
  private key = '';
  private content = '';

  async send<T>(content: unknown, send: (key: string) => Promise<T>): Promise<T> {
    const text = JSON.stringify(content);
    if (!this.key || text !== this.content) this.key = newKey();
    this.content = text;
    try {
      const value = await send(this.key);
      this.key = '';
      return value;
    } catch (thrown) {
      if ((thrown as { unanswered?: boolean }).unanswered !== true) this.key = '';
      throw thrown;
    }
  }
}

function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
