// Pick several files, or drop them here; then how far each has come. The button is an ordinary file input.
import { useState } from 'preact/hooks';
import { sizeText } from '../words/numbers';
import { useField } from './Form';
import { Raw } from './Raw';
import type { FileUploads, SentFile } from './use_uploads';

export function FilesPicker(props: { uploads: FileUploads; pointer: string; label: string; hint: string }) {
  const { id, mistakes, forget } = useField(props.pointer);
  const [over, setOver] = useState(false);
  const { uploads } = props;
  const take = (files: FileList | null | undefined) => {
    if (!files || files.length === 0) return;
    forget();
    uploads.add(files);
  };
  const wrong = mistakes.length > 0;
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
      <label for={id}>{props.label}</label>
      <p class="hint" id={`${id}-hint`}>
        {props.hint}
      </p>
      {wrong && (
        <p class="field-wrong" id={`${id}-wrong`}>
          {mistakes.join(' ')}
        </p>
      )}
      <input
        id={id}
        type="file"
        multiple
        aria-describedby={`${id}-hint${wrong ? ` ${id}-wrong` : ''}`}
        onChange={(event) => {
          take(event.currentTarget.files);
          event.currentTarget.value = '';
        }}
      />
      {uploads.files.length > 0 && (
        <ul class="files">
          {uploads.files.map((file) => (
            <OneFile key={file.key} file={file} uploads={uploads} />
          ))}
        </ul>
      )}
    </div>
  );
}

function OneFile({ file, uploads }: { file: SentFile; uploads: FileUploads }) {
  const percent = file.size ? Math.floor((file.sent / file.size) * 100) : 0;
  return (
    <li>
      <p class="sending-name">
        <Raw text={file.name} /> <span class="quiet">{sizeText(file.size)}</span>
      </p>
      {file.trouble ? (
        <p class="field-wrong" role="alert">
          {file.trouble.detail}
        </p>
      ) : (
        <>
          <progress max={100} value={file.id ? 100 : percent} aria-label={`Sending ${file.name}`} />
          <p role="status" class="quiet">
            {file.id ? 'It has arrived.' : `${percent} % sent.`}
          </p>
        </>
      )}
      <div class="buttons">
        {file.trouble && file.size > 0 && (
          <button type="button" class="button" onClick={() => uploads.retry(file.key)}>
            Try again
          </button>
        )}
        <button type="button" class="button" onClick={() => uploads.remove(file.key)}>
          Remove<span class="hidden"> {file.name}</span>
        </button>
      </div>
    </li>
  );
}
