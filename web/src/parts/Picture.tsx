// The picture of what an app can do with data about people: a drawing of where they come from and by which ways they
// can leave, and below it the same in words, with evidence. The words are complete by themselves; the drawing is one
// image to those who do not see it. What nothing guards is dashed and says so, so that no colour is needed.
import type { Picture as PictureShape, PictureItem } from '../api/types';
import { EvidenceList } from './EvidenceList';
import { Empty } from './Notice';
import { Raw } from './Raw';
import { Tag } from './Tag';

const width = 840;
const box = { width: 290, height: 34, gap: 10 };
const middle = { left: 365, width: 110, height: 52 };

/** Where the boxes of a column stand, in the middle of the height; never more than one above another. */
export function tops(count: number, height: number): number[] {
  const whole = count * box.height + Math.max(0, count - 1) * box.gap;
  return Array.from({ length: count }, (_, i) => (height - whole) / 2 + i * (box.height + box.gap));
}

export function heightOf(picture: PictureShape): number {
  const rows = Math.max(picture.sources.length, picture.ways_out.length, 2);
  return rows * (box.height + box.gap) - box.gap + 8;
}

function Box({ item, left, top }: { item: PictureItem; left: number; top: number }) {
  return (
    <g class={item.concern ? 'picture-concern' : undefined}>
      <rect x={left} y={top} width={box.width} height={box.height} rx={5} />
      <text x={left + 10} y={top + box.height / 2 + 4.5}>
        {item.title}
      </text>
      {item.concern && (
        <text class="picture-mark" x={left + box.width - 10} y={top + box.height / 2 + 4.5} text-anchor="end">
          open
        </text>
      )}
    </g>
  );
}

function Drawing({ picture }: { picture: PictureShape }) {
  const height = heightOf(picture);
  const sources = tops(picture.sources.length, height);
  const ways = tops(picture.ways_out.length, height);
  const center = height / 2;
  const right = middle.left + middle.width;
  const curve = (from: number, to: number, a: number, b: number) => {
    const half = (from + to) / 2;
    return `M${from} ${a} C${half} ${a} ${half} ${b} ${to} ${b}`;
  };
  return (
    <svg class="picture" role="img" aria-label={picture.summary} viewBox={`0 0 ${width} ${height}`}>
      {picture.sources.map((_, i) => (
        <path d={curve(box.width, middle.left, sources[i] + box.height / 2, center)} />
      ))}
      {picture.ways_out.map((item, i) => (
        <path class={item.concern ? 'picture-concern' : undefined} d={curve(right, width - box.width, center, ways[i] + box.height / 2)} />
      ))}
      {picture.sources.map((item, i) => (
        <Box item={item} left={0} top={sources[i]} />
      ))}
      <rect class="picture-app" x={middle.left} y={center - middle.height / 2} width={middle.width} height={middle.height} rx={8} />
      <text x={middle.left + middle.width / 2} y={center + 4.5} text-anchor="middle">
        The app
      </text>
      {picture.ways_out.map((item, i) => (
        <Box item={item} left={width - box.width} top={ways[i]} />
      ))}
    </svg>
  );
}

function Items({ title, none, items }: { title: string; none: string; items: readonly PictureItem[] }) {
  return (
    <div>
      <h3>{title}</h3>
      {items.length === 0 && <p class="quiet">{none}</p>}
      <ul class="picture-items">
        {items.map((item) => (
          <li key={item.kind}>
            <strong>{item.title}</strong> {item.concern && <Tag tone="warn">Open, not guarded</Tag>}
            <br />
            <Raw text={item.sentence} />
            {item.names.length > 0 && (
              <span class="under">
                {item.names.map((name, i) => (
                  <>
                    {i > 0 && ', '}
                    <Raw text={name} mono />
                  </>
                ))}
              </span>
            )}
            <EvidenceList places={item.evidence} />
          </li>
        ))}
      </ul>
    </div>
  );
}

export function Picture({ picture }: { picture: PictureShape | null }) {
  if (!picture) return <Empty title="There is no picture for this kind of file." />;
  return (
    <>
      <p>{picture.summary}</p>
      {picture.sources.length + picture.ways_out.length > 0 && <Drawing picture={picture} />}
      <div class="picture-words">
        <Items title="Where data come from" none="The app asks for no data about people." items={picture.sources} />
        <Items title="How they can leave" none="No way was found." items={picture.ways_out} />
        <Items title="What protects them" none="Nothing in the package." items={picture.protections} />
      </div>
    </>
  );
}
