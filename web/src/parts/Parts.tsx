// The parts of an app that comes in several: the packages of a set, or the modules of a bundle.
import type { Fact } from '../api/types';
import { count } from '../words/numbers';
import { Raw } from './Raw';
import { Table } from './Table';

interface Part {
  name: string;
  what: string;
  when: string;
}

const kinds: Record<string, string> = {
  base: 'The app itself',
  feature: 'A feature',
  'asset-pack': 'Pictures, sounds and other data',
};
const deliveries: Record<string, string> = {
  'install-time': 'With the app',
  'on-demand': 'When it is asked for',
  'fast-follow': 'Soon after the app',
  conditional: 'On some telephones only',
};

/** What a split is for, by the way that packaging tools name them: `config.de`, `scanner.config.arm64_v8a`. */
export function splitText(name: string): string {
  const [, , of] = /^(|.*\.)config\.([^.]+)$/.exec(name) ?? [];
  if (!of) return kinds.feature;
  if (/^(armeabi|arm64|x86|mips|riscv)/.test(of)) return 'For one kind of processor';
  if (/dpi$/.test(of)) return 'For one kind of screen';
  return /^[a-z]{2,3}([-_].*)?$/.test(of) ? `For one language (${of})` : 'For some telephones';
}

export function partsOf(facts: readonly Fact[]): Part[] {
  const parts: Part[] = [];
  for (const { name, subject, value } of facts) {
    if (name === 'apk_set.base') parts.unshift({ name: value, what: kinds.base, when: '' });
    else if (name === 'apk_set.split') parts.push({ name: subject, what: splitText(value), when: '' });
    else if (name === 'apk_set.alternative') parts.push({ name: value, what: 'The app itself, for other telephones', when: '' });
    else if (name === 'aab.module') {
      const delivery = facts.find((one) => one.name === 'aab.module.delivery' && one.subject === subject)?.value ?? '';
      parts.push({ name: subject, what: kinds[value] ?? value, when: deliveries[delivery] ?? delivery });
    }
  }
  return parts;
}

export function Parts({ parts }: { parts: readonly Part[] }) {
  const timed = parts.some((part) => part.when);
  return (
    <>
      <p>The file holds {count(parts.length, 'part')}. What one of them may do, the app may do.</p>
      <Table
        caption="Parts of the app"
        rows={parts}
        keyOf={(part) => part.name}
        columns={[
          { name: 'What it is', head: true, cell: (part) => <Raw text={part.what} /> },
          ...(timed ? [{ name: 'When it is installed', cell: (part: Part) => <Raw text={part.when} /> }] : []),
          { name: 'Part', cell: (part) => <Raw text={part.name} mono /> },
        ]}
      />
    </>
  );
}
