// Sends a file in pieces by the tus protocol: goes on after a lost connection, also after the page was left and the
// same file is picked again. The protocol's client is fetched only when a file is sent.
import { csrfToken } from './request';
import { Trouble, troubleFrom } from './trouble';

export const chunkSize = 8 * 1024 * 1024;
export const largestFile = 2 * 1024 * 1024 * 1024;

export interface Sending {
  /** Stops; with `forget` what was sent is removed at the service, too. */
  stop: (forget: boolean) => void;
}

export interface SendingEvents {
  progress: (sent: number, total: number) => void;
  /** `id` is what a submission names. */
  done: (id: string) => void;
  failed: (trouble: Trouble) => void;
}

export function fileTrouble(file: { name: string; size: number }): Trouble | null {
  if (file.size === 0) return new Trouble(`The file “${file.name}” is empty. Pick another one.`);
  if (file.size > largestFile) return new Trouble(`The file “${file.name}” is larger than 2 GB, the most that can be sent.`);
  return null;
}

export function idFromAddress(address: string): string {
  return decodeURIComponent(address.replace(/[?#].*$/, '').replace(/\/+$/, '').split('/').pop() ?? '');
}

interface TusResponse {
  getStatus(): number;
  getBody(): string;
}

function troubleOf(error: Error): Trouble {
  const response = (error as { originalResponse?: TusResponse | null }).originalResponse;
  if (!response) return new Trouble('The connection was lost while the file was being sent. Try again: it goes on where it stopped.');
  let body: unknown = null;
  try {
    body = JSON.parse(response.getBody());
  } catch {
    // Not a problem document: the status says enough.
  }
  return troubleFrom(response.getStatus(), body);
}

export function sendFile(file: File, events: SendingEvents): Sending {
  let stopped = false;
  let abort: (forget: boolean) => void = () => undefined;
  void (async () => {
    const { Upload } = await import('tus-js-client');
    if (stopped) return;
    const upload = new Upload(file, {
      endpoint: '/v1/uploads',
      chunkSize,
      retryDelays: [0, 1000, 3000, 5000, 10000, 20000],
      removeFingerprintOnSuccess: true,
      metadata: { filename: file.name, filetype: file.type || 'application/octet-stream' },
      onBeforeRequest: (request) => request.setHeader('X-Formulary-CSRF', csrfToken()),
      onProgress: (sent, total) => !stopped && events.progress(sent, total ?? file.size),
      onSuccess: () => !stopped && events.done(idFromAddress(upload.url ?? '')),
      onError: (error) => !stopped && events.failed(troubleOf(error)),
    });
    abort = (forget) => void upload.abort(forget).catch(() => undefined);
    const earlier = await upload.findPreviousUploads();
    if (stopped) return;
    if (earlier.length > 0) upload.resumeFromPreviousUpload(earlier[earlier.length - 1]);
    upload.start();
  })().catch(() => events.failed(new Trouble('The file could not be read. Pick it again.')));
  return {
    stop: (forget) => {
      stopped = true;
      abort(forget);
    },
  };
}
