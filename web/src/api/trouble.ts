// What went wrong, in the one shape that the pages show: a sentence, and a sentence for each field concerned. Made from
// the service's problem documents, from a lost connection, or by a form before anything is sent.
import type { Problem } from './types';

export interface FieldTrouble {
  /** JSON Pointer into the request body; fields of forms carry the same. */
  pointer: string;
  detail: string;
}

export class Trouble extends Error {
  constructor(
    readonly detail: string,
    readonly fields: FieldTrouble[] = [],
    /** HTTP status; 0 when there was no answer. */
    readonly status = 0,
    readonly requestId = '',
    readonly type = '',
  ) {
    super(detail);
  }

  /** Nobody can tell whether the request was carried out. */
  get unanswered(): boolean {
    return this.status === 0;
  }
}

const lost = 'The service did not answer. Check the connection and try again; nothing you typed is lost.';

export function lostConnection(): Trouble {
  return new Trouble(lost);
}

/** For answers that are not problem documents: a proxy in between, a crash. */
const byStatus: Record<number, string> = {
  401: 'Please log in.',
  403: 'You may not do this.',
  404: 'There is nothing here, or you may not see it.',
  409: 'This does not fit the present state. Load the page again.',
  412: 'Somebody changed this in the meantime. Load the page again, look at what changed, and repeat your step.',
  413: 'This is too large.',
  429: 'Too many requests. Wait a moment and try again.',
  503: 'The service is busy or cannot write its audit log. Try again in a moment.',
};

export function troubleFrom(status: number, body: unknown): Trouble {
  const problem = (typeof body === 'object' && body !== null ? body : {}) as Partial<Problem>;
  const detail =
    problem.detail || problem.title || byStatus[status] || `The service answered with an error (${status}). Try again later.`;
  return new Trouble(detail, problem.errors ?? [], status, problem.request_id ?? '', problem.type ?? '');
}

export function asTrouble(thrown: unknown): Trouble {
  if (thrown instanceof Trouble) return thrown;
  return new Trouble('Something in this page went wrong. Load it again.', [], -1);
}

/** A form's own check before sending: nothing when every field is fine. */
export function check(fields: (FieldTrouble | false | null | undefined)[]): void {
  const wrong = fields.filter((field): field is FieldTrouble => Boolean(field));
  if (wrong.length > 0) throw new Trouble('Please look at these answers again.', wrong, -1);
}
