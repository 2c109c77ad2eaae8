// Says first what matters most about a bundle: whatever else was found in it, it is not what gets onto a telephone.
import type { Finding } from '../api/types';
import { Notice } from './Notice';
import { Raw } from './Raw';

export function NotInstallable({ findings }: { findings: readonly Finding[] }) {
  const bundle = findings.find((one) => one.rule === 'AND-AAB-001');
  if (!bundle) return null;
  return (
    <Notice tone="warn" title="This file cannot be installed">
      <p>
        <Raw text={bundle.sentence} />
      </p>
      <p>
        What to do: <Raw text={bundle.would_pass} />
      </p>
    </Notice>
  );
}
