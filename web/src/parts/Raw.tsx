// Text that somebody else wrote: from packages, from forms. Always a text node; characters that hide or turn others
// are replaced by their names, and the direction of the text cannot leak into what stands beside it.
import { looksForeign, pieces } from '../words/visible';

/** Technical names may be broken after their dots and slashes rather than anywhere. */
function breakable(text: string) {
  return text.split(/(?<=[._/#:@])(?=[^._/#:@])/).flatMap((part, i) => (i === 0 ? [part] : [<wbr />, part]));
}

export function Raw({ text, mono }: { text: string; mono?: boolean }) {
  return (
    <bdi class={mono ? 'mono' : undefined}>
      {pieces(text).map((piece) =>
        piece.code ? (
          <span class="unseen" title="A character that is not visible">
            {piece.code}
          </span>
        ) : mono ? (
          breakable(piece.text)
        ) : (
          piece.text
        ),
      )}
    </bdi>
  );
}

/** A technical name; says so when it holds letters that imitate others. */
export function Identifier({ text }: { text: string }) {
  return (
    <>
      <Raw text={text} mono />
      {looksForeign(text) && <span class="unseen">holds letters that are not a to z</span>}
    </>
  );
}

/** Text with paragraphs, as typed. */
export function Prose({ text }: { text: string }) {
  return (
    <div class="prose">
      {text.split(/\n{2,}/).map((part) => (
        <p>
          <Raw text={part} />
        </p>
      ))}
    </div>
  );
}

/** A SHA-256: all of it for people who compare, in groups for their eyes. */
export function Digest({ hex }: { hex: string }) {
  return <code class="digest">{hex}</code>;
}
