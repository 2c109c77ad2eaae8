// The state of one file on its way to the service, for the forms that need one.
import { useEffect, useRef, useState } from 'preact/hooks';
import { fileTrouble, sendFile, type Sending } from '../api/upload';
import type { Trouble } from '../api/trouble';

export interface FileState {
  name: string;
  size: number;
  sent: number;
  /** Id of the finished upload; empty while it is on its way. */
  id: string;
  trouble: Trouble | null;
}

export interface FileUpload {
  state: FileState | null;
  pick: (file: File) => void;
  retry: () => void;
  remove: () => void;
  /** The form was sent: the file is the service's now. */
  forget: () => void;
}

export function useUpload(): FileUpload {
  const [state, setState] = useState<FileState | null>(null);
  const sending = useRef<Sending | null>(null);
  const file = useRef<File | null>(null);

  const pick = (picked: File) => {
    sending.current?.stop(true);
    sending.current = null;
    file.current = picked;
    const start: FileState = { name: picked.name, size: picked.size, sent: 0, id: '', trouble: fileTrouble(picked) };
    setState(start);
    if (start.trouble) return;
    const update = (change: Partial<FileState>) => setState((old) => (old ? { ...old, ...change } : old));
    sending.current = sendFile(picked, {
      progress: (sent) => update({ sent }),
      done: (id) => update({ id, sent: picked.size, trouble: null }),
      failed: (trouble) => update({ trouble }),
    });
  };
  const forget = () => {
    sending.current = null;
    file.current = null;
    setState(null);
  };
  const remove = () => {
    sending.current?.stop(true);
    forget();
  };
  const retry = () => {
    const again = file.current;
    sending.current?.stop(false);
    sending.current = null;
    if (again) pick(again);
  };
  // Leaving the page stops the sending; picking the same file again goes on where it stopped.
  useEffect(() => () => sending.current?.stop(false), []);
  return { state, pick, retry, remove, forget };
}
