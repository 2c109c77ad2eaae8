// The recalls that stand against a tool, or against one version of it, in a notice that leads to each; nothing where there
// are none.
import { listRecallMatches } from '../api/calls';
import { useLoad } from '../api/load';
import type { RecallMatch } from '../api/types';
import { linkTo } from '../router';
import { recallActions, recallClasses, recallStates } from '../words/recalls';
import { Notice } from './Notice';
import { Raw } from './Raw';

export function StandingRecalls({ tool, version }: { tool: string; version?: string }) {
  const loaded = useLoad((signal) => listRecallMatches({ tool, state: 'open,confirmed' }, signal), [tool]);
  return <RecallNotice matches={(loaded.value?.items ?? []).filter((one) => version === undefined || one.version === version)} />;
}

export function RecallNotice({ matches }: { matches: readonly RecallMatch[] }) {
  if (matches.length === 0) return null;
  const grave = matches.some((one) => recallActions[one.action].tone === 'bad');
  return (
    <Notice tone={grave ? 'bad' : 'warn'} title={matches.length === 1 ? 'A recall may be about it' : 'Recalls may be about it'}>
      <ul>
        {matches.map((one) => (
          <li>
            <a href={linkTo(`/recalls/${one.id}`)}>
              <Raw text={[one.recall.name, one.recall.number].filter(Boolean).join(', ') || one.recall.key} />
            </a>{' '}
            (version <Raw text={one.version || 'not named'} />, {recallClasses[one.recall.class].text.toLowerCase().replace(/\bi+$/, (roman) => roman.toUpperCase())},{' '}
            {recallStates[one.state].text.toLowerCase()}): {recallActions[one.action].hint}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
