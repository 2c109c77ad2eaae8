// Hands in what a web site says about an app that claims its addresses. Shown to the department and to reviewers while a
// site is open; the registry itself fetches nothing.
import { useRef, useState } from 'preact/hooks';
import { handInAssetLinks } from '../api/calls';
import { Attempts } from '../api/request';
import { has, useSeat } from '../api/session';
import { check } from '../api/trouble';
import type { AssetStatement, Submission } from '../api/types';
import { Buttons, Select, TextArea } from './fields';
import { Form } from './Form';
import { Raw } from './Raw';
import { Details, Section } from './Section';

interface Props {
  submission: Submission;
  /** After it was carried out, with a sentence that says so. */
  done: (said: string) => void;
}

/** The sites that nobody has handed in anything for, or that do not vouch for the file. */
export function openHosts({ state, assessment }: Pick<Submission, 'state' | 'assessment'>): string[] {
  if (state !== 'in_review' && state !== 'needs_info') return [];
  const about = (assessment?.findings ?? []).filter((finding) => /^AND-MAN-011[ab]$/.test(finding.rule));
  return [...new Set(about.map((finding) => finding.subject))];
}

/** What was pasted, as a list; or a sentence that says why it is none. */
export function readStatements(text: string): AssetStatement[] | string {
  const all = text.trim();
  if (!all) return 'Paste what the site shows. If it has no such page, hand in [].';
  if (!all.startsWith('[') || !all.endsWith(']')) {
    return 'This is not the whole list: it begins with [ and ends with ]. Copy all that the browser shows.';
  }
  try {
    return JSON.parse(all) as AssetStatement[];
  } catch {
    return 'Something within this list is damaged or missing. Copy it again from the page of the site, and change nothing in it.';
  }
}

export function AssetLinks({ submission, done }: Props) {
  const { session } = useSeat();
  const hosts = openHosts(submission);
  if (hosts.length === 0 || !(submission.may.edit || has(session, 'reviewer'))) return null;
  return (
    <Section title="Web sites of the app" screenOnly>
      <p>
        The app wants to open links to {hosts.length === 1 ? 'a web site' : 'web sites'}. Each site publishes a list of the apps that may. The
        registry does not fetch it: somebody has to.
      </p>
      <Details summary="Hand in the list of a site">
        <AssetLinksForm submission={submission} done={done} hosts={hosts} />
      </Details>
    </Section>
  );
}

function AssetLinksForm({ submission, done, hosts }: Props & { hosts: string[] }) {
  const [chosen, setChosen] = useState(hosts[0]);
  const host = hosts.includes(chosen) ? chosen : hosts[0];
  const [text, setText] = useState('');
  const attempts = useRef(new Attempts());
  const send = async () => {
    const statements = readStatements(text);
    if (typeof statements === 'string') return check([{ pointer: '/statements', detail: statements }]);
    const body = { host, statements };
    await attempts.current.send(body, (key) => handInAssetLinks(submission, body, key));
    setText('');
    done(`The list of ${host} is handed in. Look at the findings again.`);
  };
  return (
    <Form name="Hand in the list of a site" send={send}>
      {(busy) => (
        <>
          <Select pointer="/host" label="Web site" value={host} onValue={setChosen} choices={hosts.map((value) => ({ value, text: value }))} />
          <TextArea
            pointer="/statements"
            label="What the site shows"
            hint={
              <>
                Open <Raw text={`https://${host}/.well-known/assetlinks.json`} /> in a browser, then copy and paste all of it. If there is no such
                page, hand in [].
              </>
            }
            rows={6}
            value={text}
            onValue={setText}
          />
          <Buttons>
            <button class="button" disabled={busy}>
              Hand in the list
            </button>
          </Buttons>
        </>
      )}
    </Form>
  );
}
