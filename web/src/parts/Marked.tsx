// Text of a notice or a tool with the words marked that both have in common: underlined and bold, not only coloured.
import { markWords } from '../words/recalls';
import { Raw } from './Raw';

export function Marked({ text, words }: { text: string; words: readonly string[] }) {
  return (
    <>
      {markWords(text, words).map((piece) =>
        piece.marked ? (
          <mark>
            <Raw text={piece.text} />
          </mark>
        ) : (
          <Raw text={piece.text} />
        ),
      )}
    </>
  );
}
