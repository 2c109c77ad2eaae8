// Where something is published: a link when it is a web address, else the text alone.
import { Raw } from './Raw';

export function Address({ text }: { text: string }) {
  if (!/^https?:\/\/\S+$/.test(text)) return <Raw text={text} />;
  return (
    <a href={text} target="_blank" rel="noopener noreferrer">
      <Raw text={text} />
    </a>
  );
}
