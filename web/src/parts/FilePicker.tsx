// Pick a file, or drop it here; then how far it has come. The button is an ordinary file input: keyboards and screen
// readers need no dropping.
import { useState } from 'preact/hooks';
import { sizeText } from '../words/numbers';
import { useField } from './Form';
import { Raw } from './Raw';
import type { FileUpload } from './use_upload';

export function DropZone(props: { id: string; label: string; hint: string; onFile: (file: File) => void; mistakes?: string[] }) {
  const [over, setOver] = useState(false);
  const take = (files: FileList | null | undefined) => {
    const file = files?.[0];
    if (file) props.onFile(file);
  };
  const wrong = props.mistakes && props.mistakes.length > 0;
  return (
    <div
      class={`drop${over ? ' drop-over' : ''}${wrong ? ' field-is-wrong' : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer?.files);
      }}
    >
      <label for={props.id}>{props.label}</label>
      <p class="hint" id={`${props.id}-hint`}>
        {props.hint}
      </p>
      {wrong && (
        <p class="field-wrong" id={`${props.id}-wrong`}>
          {props.mistakes?.join(' ')}
        </p>
      )}
      <input
        id={props.id}
        type="file"
        aria-describedby={`${props.id}-hint${wrong ? ` ${props.id}-wrong` : ''}`}
        onChange={(event) => {
          take(event.currentTarget.files);
          event.currentTarget.value = '';
        }}
      />
    </div>
  );
}

const packages =
  'Pick the installation package, or drop it here. For Android: the .apk, or all parts together (.apks, .xapk, .apkm); a bundle (.aab) can be examined, but not cleared for installation. At most 2 GB.';

export function FilePicker({ upload, label, hint = packages }: { upload: FileUpload; label: string; hint?: string }) {
  const { id, mistakes, forget } = useField('/upload');
  const pick = (file: File) => {
    forget();
    upload.pick(file);
  };
  const { state } = upload;
  if (!state) {
    return (
      <DropZone
        id={id}
        label={label}
        hint={hint}
        onFile={pick}
        mistakes={mistakes}
      />
    );
  }
  const percent = state.size ? Math.floor((state.sent / state.size) * 100) : 0;
  return (
    <div class="sending" id={id} tabIndex={-1}>
      <p class="sending-name">
        <Raw text={state.name} /> <span class="quiet">{sizeText(state.size)}</span>
      </p>
      {state.trouble ? (
        <p class="field-wrong" role="alert">
          {state.trouble.detail}
        </p>
      ) : (
        <>
          <progress max={100} value={state.id ? 100 : percent} aria-label="Sending the file" />
          <p role="status" class="quiet">
            {state.id ? 'The file has arrived.' : `${percent} % sent. You can fill in the form meanwhile.`}
          </p>
        </>
      )}
      {mistakes.length > 0 && <p class="field-wrong">{mistakes.join(' ')}</p>}
      <div class="buttons">
        {state.trouble && state.size > 0 && (
          <button type="button" class="button" onClick={upload.retry}>
            Try again
          </button>
        )}
        <button type="button" class="button" onClick={upload.remove}>
          {state.id || state.trouble ? 'Take another file' : 'Stop'}
        </button>
      </div>
    </div>
  );
}
