// That a notice is not published any more. It may be a mistake: people are told, and nothing follows from it.
import type { RecallMatch } from '../api/types';
import { datasetName } from '../words/datasets';
import { Notice } from './Notice';

export function GoneNotice({ match }: { match: Pick<RecallMatch, 'sources'> }) {
  const gone = (match.sources ?? []).filter((one) => !one.published);
  if (gone.length === 0) return null;
  return (
    <Notice tone="warn" title="No longer published">
      <p>
        Not in these data any more: {[...new Set(gone.map((one) => datasetName(one.dataset)))].join(', ')}. That ends nothing: what follows stays until a person
        decides.
      </p>
    </Notice>
  );
}
