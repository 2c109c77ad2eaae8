// Several files on their way to the service, one after the other, for forms that take as many as there are.
import { useEffect, useRef, useState } from 'preact/hooks';
import { Trouble } from '../api/trouble';
import { fileTrouble, sendFile, type Sending } from '../api/upload';
import type { FileState } from './use_upload';

export interface SentFile extends FileState {
  key: number;
}

export interface FileUploads {
  files: SentFile[];
  /** Every picked file has arrived. */
  arrived: boolean;
  add: (files: Iterable<File>) => void;
  retry: (key: number) => void;
  remove: (key: number) => void;
}

let keys = 0;

export function useUploads(): FileUploads {
  const [files, setFiles] = useState<SentFile[]>([]);
  const picked = useRef(new Map<number, File>());
  const sending = useRef<{ key: number; sending: Sending } | null>(null);
  const update = (key: number, change: Partial<SentFile>) => setFiles((old) => old.map((one) => (one.key === key ? { ...one, ...change } : one)));

  // The next one that waits, as soon as none is on its way.
  useEffect(() => {
    if (sending.current) return;
    const next = files.find((one) => !one.id && !one.trouble);
    const file = next && picked.current.get(next.key);
    if (!next || !file) return;
    const { key } = next;
    const over = (change: Partial<SentFile>) => {
      sending.current = null;
      update(key, change);
    };
    sending.current = {
      key,
      sending: sendFile(file, {
        progress: (sent) => update(key, { sent }),
        done: (id) => over({ id, sent: file.size }),
        failed: (trouble: Trouble) => over({ trouble }),
      }),
    };
  }, [files]);
  useEffect(() => () => sending.current?.sending.stop(false), []);

  const stop = (key: number, forget: boolean) => {
    if (sending.current?.key !== key) return;
    sending.current.sending.stop(forget);
    sending.current = null;
  };
  return {
    files,
    arrived: files.length > 0 && files.every((one) => one.id),
    add: (list) => {
      const added = Array.from(list, (file): SentFile => {
        const key = ++keys;
        picked.current.set(key, file);
        return { key, name: file.name, size: file.size, sent: 0, id: '', trouble: fileTrouble(file) };
      });
      setFiles((old) => [...old, ...added]);
    },
    retry: (key) => update(key, { trouble: null, sent: 0 }),
    remove: (key) => {
      stop(key, true);
      picked.current.delete(key);
      setFiles((old) => old.filter((one) => one.key !== key));
    },
  };
}
