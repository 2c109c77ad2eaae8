// A text that has to be carried somewhere else, with a button that copies it.
import { useState } from 'preact/hooks';

export function CopyText({ text, large }: { text: string; large?: boolean }) {
  const [copied, setCopied] = useState('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied('Copied.');
    } catch {
      setCopied('The browser did not allow copying. Select the text and copy it by hand.');
    }
  };
  return (
    <>
      <p>
        <code class={large ? 'secret secret-large' : 'secret'}>{text}</code>
      </p>
      <div class="buttons">
        <button type="button" class="button" onClick={() => void copy()}>
          Copy
        </button>
        <span role="status">{copied}</span>
      </div>
    </>
  );
}
