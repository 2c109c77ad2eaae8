// Where something was found, on demand: one locator a line.
import { Raw } from './Raw';
import { Details } from './Section';

export function EvidenceList({ places }: { places: readonly string[] }) {
  const each = [...new Set(places)];
  if (each.length === 0) return null;
  return (
    <Details summary={`Evidence (${each.length})`}>
      <ul class="evidence">
        {each.map((place) => (
          <li>
            <Raw text={place} mono />
          </li>
        ))}
      </ul>
    </Details>
  );
}
