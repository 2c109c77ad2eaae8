// Requests: what is sent with them, and what becomes of what comes back.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { all } from '../src/api/calls';
import { Attempts, queryText, rememberCsrf, request, whenProofIsWanted, whenSessionEnds } from '../src/api/request';
import { asTrouble, check, Trouble, troubleFrom } from '../src/api/trouble';
import { fileTrouble, idFromAddress } from '../src/api/upload';

interface Sent {
  path: string;
  method: string;
  headers: Record<string, string>;
}
let sent: Sent[];
let answer: () => Promise<Response> | Response;

beforeEach(() => {
  sent = [];
  answer = () => new Response('{}', { headers: { 'content-type': 'application/json', etag: '"4"' } });
  vi.stubGlobal('fetch', async (path: string, init: { method: string; headers: Record<string, string> }) => {
    sent.push({ path, method: init.method, headers: init.headers });
    return answer();
  });
  rememberCsrf('');
});
afterEach(() => vi.unstubAllGlobals());

const problem = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/problem+json' } });

describe('what is sent', () => {
  it('unsafe requests carry the CSRF token, safe ones do not', async () => {
    rememberCsrf('secret');
    await request('GET', '/v1/tools');
    await request('POST', '/v1/tokens', { body: {} });
    expect(sent[0].headers['x-formulary-csrf']).toBeUndefined();
    expect(sent[1].headers['x-formulary-csrf']).toBe('secret');
  });
  it('a revision becomes an entity tag in quotes, a tag stays as it came', async () => {
    await request('PUT', '/v1/x', { ifMatch: 7 });
    await request('PATCH', '/v1/x', { ifMatch: '"abc"' });
    expect(sent.map((one) => one.headers['if-match'])).toEqual(['"7"', '"abc"']);
  });
  it('queries repeat lists and leave out what is empty', () => {
    expect(queryText({ state: ['draft', 'in_review'], q: 'a b&c', cursor: undefined, mine: true, x: '' })).toBe(
      '?state=draft&state=in_review&q=a+b%26c&mine=true',
    );
    expect(queryText({})).toBe('');
  });
});

describe('a fresh proof of who one is', () => {
  const wanted = () => problem(403, { type: '/problems/step-up', detail: 'Prove it.' });
  afterEach(() => whenProofIsWanted(() => Promise.resolve(false)));

  it('is asked for once, and the request is sent again with the new session', async () => {
    rememberCsrf('before');
    answer = () => (sent.length === 1 ? wanted() : new Response('{}', { headers: { 'content-type': 'application/json' } }));
    whenProofIsWanted(() => {
      rememberCsrf('after');
      return Promise.resolve(true);
    });
    await request('POST', '/v1/tokens', { body: { name: 'x' }, idempotencyKey: 'k' });
    expect(sent.map((one) => one.headers['x-formulary-csrf'])).toEqual(['before', 'after']);
    expect(sent[1].headers['idempotency-key']).toBe('k');
  });
  it('that is not given leaves the request undone', async () => {
    answer = wanted;
    await expect(request('POST', '/v1/tokens', { body: {} })).rejects.toMatchObject({ detail: 'Prove it.' });
    expect(sent).toHaveLength(1);
  });
  it('that does not help is not asked for again and again', async () => {
    answer = wanted;
    whenProofIsWanted(() => Promise.resolve(true));
    await expect(request('POST', '/v1/tokens', { body: {} })).rejects.toMatchObject({ status: 403 });
    expect(sent).toHaveLength(2);
  });
});

describe('what comes back', () => {
  it('a problem document: its sentence, its fields, its number', async () => {
    answer = () => problem(422, { detail: 'Look again.', request_id: 'r1', errors: [{ pointer: '/name', detail: 'Too long.' }] });
    await expect(request('POST', '/v1/x')).rejects.toMatchObject({
      detail: 'Look again.',
      status: 422,
      requestId: 'r1',
      fields: [{ pointer: '/name', detail: 'Too long.' }],
    });
  });
  it('an answer that is no problem document still says what to do', async () => {
    answer = () => new Response('<html>Bad gateway</html>', { status: 503, headers: { 'content-type': 'text/html' } });
    await expect(request('GET', '/v1/x')).rejects.toMatchObject({ status: 503, detail: expect.stringContaining('Try again') });
    expect(troubleFrom(418, null).detail).toContain('418');
  });
  it('no answer: says so, and that nobody knows whether it was done', async () => {
    answer = () => Promise.reject(new TypeError('network'));
    const trouble = await request('POST', '/v1/x').catch(asTrouble);
    expect(trouble).toBeInstanceOf(Trouble);
    expect((trouble as Trouble).unanswered).toBe(true);
  });
  it('401 ends a session, but not before there was one', async () => {
    const ended = vi.fn();
    whenSessionEnds(ended);
    answer = () => problem(401, { detail: 'Log in.' });
    await request('GET', '/v1/x').catch(() => undefined);
    expect(ended).not.toHaveBeenCalled();
    rememberCsrf('c');
    await request('GET', '/v1/x').catch(() => undefined);
    expect(ended).toHaveBeenCalledOnce();
  });
  it('a bug of the page does not show its text', () => {
    expect(asTrouble(new Error('x is undefined')).detail).not.toContain('undefined');
  });
});

describe('idempotency keys', () => {
  const keys: string[] = [];
  const record = (outcome: () => unknown) => async (key: string) => {
    keys.push(key);
    const result = outcome();
    if (result instanceof Error) throw result;
    return result;
  };
  beforeEach(() => keys.splice(0));

  it('the same content after a lost answer keeps its key', async () => {
    const attempts = new Attempts();
    await attempts.send({ a: 1 }, record(() => new Trouble('lost'))).catch(() => undefined);
    await attempts.send({ a: 1 }, record(() => 'done'));
    expect(keys[0]).toBe(keys[1]);
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
  });
  it('other content, a refusal, or a success: a new key', async () => {
    const attempts = new Attempts();
    await attempts.send({ a: 1 }, record(() => new Trouble('lost'))).catch(() => undefined);
    await attempts.send({ a: 2 }, record(() => new Trouble('no', [], 422))).catch(() => undefined);
    await attempts.send({ a: 2 }, record(() => 'done'));
    await attempts.send({ a: 2 }, record(() => 'done'));
    expect(new Set(keys).size).toBe(4);
  });
});

describe('lists, forms, files', () => {
  it('follows `next` to the end, and stops when it repeats', async () => {
    const pages: Record<string, { items: number[]; next: string | null }> = {
      '': { items: [1, 2], next: 'b' },
      b: { items: [3], next: null },
      loop: { items: [9], next: 'loop' },
    };
    expect(await all(async (cursor) => pages[cursor ?? ''])).toEqual([1, 2, 3]);
    expect(await all(async (cursor) => pages[cursor ?? 'loop'])).toEqual([9, 9]);
  });
  it('a form’s own check lists every mistake', () => {
    expect(() => check([false, null, undefined])).not.toThrow();
    try {
      check([{ pointer: '/a', detail: 'A.' }, false, { pointer: '/b', detail: 'B.' }]);
      expect.unreachable();
    } catch (thrown) {
      expect((thrown as Trouble).fields.map((field) => field.pointer)).toEqual(['/a', '/b']);
    }
  });
  it('empty and huge files are not sent', () => {
    expect(fileTrouble({ name: 'a.apk', size: 0 })?.detail).toContain('empty');
    expect(fileTrouble({ name: 'a.apk', size: 2 * 1024 ** 3 + 1 })?.detail).toContain('2 GB');
    expect(fileTrouble({ name: 'a.apk', size: 1 })).toBeNull();
  });
  it('the id of an upload is the end of its address', () => {
    expect(idFromAddress('/v1/uploads/0192-ab')).toBe('0192-ab');
    expect(idFromAddress('http://127.0.0.1:8080/v1/uploads/0192-ab/?x=1')).toBe('0192-ab');
  });
});
