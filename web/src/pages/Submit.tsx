// Ask for a tool: a file or a name, the questions about the intended use, and on to the first answer. What was typed is
// kept in this browser window until it is sent.
import { useEffect, useRef, useState } from 'preact/hooks';
import { allDepartments, createSubmission } from '../api/calls';
import { useLoad } from '../api/load';
import { Attempts } from '../api/request';
import { useSeat } from '../api/session';
import { check } from '../api/trouble';
import type { NewSubmission, Platform } from '../api/types';
import { Buttons, Radios, Select, TextField } from '../parts/fields';
import { FilePicker } from '../parts/FilePicker';
import { Form } from '../parts/Form';
import { Heading } from '../parts/Heading';
import { IntendedUseForm } from '../parts/IntendedUseForm';
import { Section } from '../parts/Section';
import { emptyAnswers, openQuestions, rememberCountries, toUse, type UseAnswers } from '../parts/use_answers';
import { useUpload } from '../parts/use_upload';
import { go } from '../router';
import { platforms } from '../words/labels';

type Way = 'file' | 'name';
interface Kept {
  way: Way;
  platform: Platform;
  identifier: string;
  version: string;
  department: string;
  use: UseAnswers;
}
const keptKey = 'formulary.submit';

function kept(): Kept {
  const fresh: Kept = { way: 'file', platform: 'android', identifier: '', version: '', department: '', use: emptyAnswers() };
  try {
    const stored = JSON.parse(sessionStorage.getItem(keptKey) ?? 'null') as Kept | null;
    return stored ? { ...fresh, ...stored, use: { ...fresh.use, ...stored.use } } : fresh;
  } catch {
    return fresh;
  }
}

export function Submit() {
  const { session } = useSeat();
  const upload = useUpload();
  const [form, setForm] = useState(kept);
  const departments = useLoad((signal) => allDepartments(signal), []);
  const attempts = useRef(new Attempts());
  const draft = useRef(false);
  const set = (change: Partial<Kept>) => setForm((old) => ({ ...old, ...change }));
  useEffect(() => sessionStorage.setItem(keptKey, JSON.stringify(form)), [form]);

  const own = session.person.department?.id ?? '';
  const send = async () => {
    const asDraft = draft.current;
    draft.current = false;
    const file = form.way === 'file';
    const state = upload.state;
    const sending = file && state && !state.id;
    check([
      file && !state && !asDraft && { pointer: '/upload', detail: 'Pick the file, or choose to give a name instead.' },
      sending && { pointer: '/upload', detail: state.trouble ? 'The file did not arrive. Try again or take another.' : 'Wait until the file has arrived.' },
      !file && !form.identifier.trim() && { pointer: '/claim/identifier', detail: 'Name the tool, or choose to send a file instead.' },
      !form.department && !own && { pointer: '/department', detail: 'Say for which department you ask.' },
      ...(asDraft ? [] : openQuestions(form.use)),
    ]);
    const body: NewSubmission = { intended_use: toUse(form.use) };
    if (file && state) body.upload = state.id;
    if (!file) body.claim = { platform: form.platform, identifier: form.identifier.trim(), version: form.version.trim() };
    if (form.department) body.department = form.department;
    if (asDraft) body.draft = true;
    const { value } = await attempts.current.send(body, (key) => createSubmission(body, key));
    rememberCountries(form.use.jurisdictions);
    sessionStorage.removeItem(keptKey);
    go(asDraft ? `/requests/${value.id}` : `/requests/${value.id}/first-answer`);
  };

  return (
    <div class="column">
      <Heading title="Ask for a tool" />
      <p class="lead">
        Tell us which app or program you need and what for. It takes about ten minutes. The automatic check answers within
        seconds; then colleagues review it and somebody decides.
      </p>
      <Form name="Ask for a tool" send={send}>
        {(busy) => (
          <>
            <Section title="1. Which tool?">
              <Radios
                pointer="/way"
                label="What do you have?"
                value={form.way}
                onValue={(way: Way) => set({ way })}
                choices={[
                  { value: 'file', text: 'The installation file', hint: 'the best way: it can be checked at once' },
                  { value: 'name', text: 'Its name in a store, or a web address', hint: 'nothing can be checked yet, so the gate stays on hold until there is a file' },
                ]}
              />
              {form.way === 'file' ? (
                <FilePicker upload={upload} label="The file" />
              ) : (
                <>
                  <Select
                    pointer="/claim/platform"
                    label="What is it?"
                    value={form.platform}
                    onValue={(platform: Platform) => set({ platform })}
                    choices={(Object.keys(platforms) as Platform[]).map((value) => ({ value, text: platforms[value].text }))}
                  />
                  <TextField
                    pointer="/claim/identifier"
                    label={platforms[form.platform].identifier}
                    hint={`For example ${platforms[form.platform].example}`}
                    value={form.identifier}
                    onValue={(identifier) => set({ identifier })}
                    maxLength={400}
                  />
                  <TextField
                    pointer="/claim/version"
                    label="Version"
                    optional
                    size="medium"
                    value={form.version}
                    onValue={(version) => set({ version })}
                    maxLength={100}
                  />
                </>
              )}
              {(departments.value?.length ?? 0) > 0 && (
                <Select
                  pointer="/department"
                  label="For which department?"
                  value={form.department || own}
                  onValue={(department) => set({ department })}
                  choices={[
                    ...(own ? [] : [{ value: '', text: 'Choose a department…' }]),
                    ...(departments.value ?? []).map((one) => ({ value: one.id, text: one.name })),
                  ]}
                />
              )}
            </Section>
            <Section title="2. What is it for?">
              <IntendedUseForm use={form.use} onUse={(use) => set({ use })} />
            </Section>
            <Buttons>
              <button class="button button-main" disabled={busy}>
                {busy ? 'Sending…' : 'Send the request'}
              </button>
              <button class="button" disabled={busy} onClick={() => (draft.current = true)}>
                Keep as a draft
              </button>
            </Buttons>
          </>
        )}
      </Form>
    </div>
  );
}
