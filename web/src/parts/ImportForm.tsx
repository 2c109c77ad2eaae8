// Import what an authority publishes: the files, which data set they are, and how to take them. It goes on to the page
// of the import, which says how far it is.
import { useRef, useState } from 'preact/hooks';
import { importDataset } from '../api/calls';
import { Attempts } from '../api/request';
import { check } from '../api/trouble';
import type { Dataset, NewImport } from '../api/types';
import { go } from '../router';
import { hasNames, kindOf } from '../words/datasets';
import { importModes } from '../words/regulatory';
import { todayHere } from '../words/time';
import { Buttons, Checks, Radios, Select, TextField } from './fields';
import { FilesPicker } from './FilesPicker';
import { Form } from './Form';
import { useUploads } from './use_uploads';

type Mode = keyof typeof importModes;

/** `only`: for this data set and no other. */
export function ImportForm({ datasets, only }: { datasets: readonly Dataset[]; only?: Dataset }) {
  const uploads = useUploads();
  const [kind, setKind] = useState(only ? kindOf(only.id) : '');
  const [name, setName] = useState(only?.id.split(':')[1] ?? '');
  const [sourceDate, setSourceDate] = useState('');
  const [mode, setMode] = useState<Mode>('whole');
  const [force, setForce] = useState<'force'[]>([]);
  const attempts = useRef(new Attempts());
  // Kinds of which there are several stand in the list once for each name.
  const kinds = [...new Map(datasets.map((one) => [kindOf(one.id), one])).values()];
  const named = hasNames(kinds.find((one) => kindOf(one.id) === kind));
  const send = async () => {
    check([
      !kind && { pointer: '/kind', detail: 'Choose which data they are.' },
      uploads.files.length === 0 && { pointer: '/uploads', detail: 'Pick the files.' },
      uploads.files.length > 0 && !uploads.arrived && { pointer: '/uploads', detail: uploads.files.some((one) => one.trouble) ? 'A file did not arrive. Try it again or remove it.' : 'Wait until the files have arrived.' },
    ]);
    const body: NewImport = { kind, uploads: uploads.files.map((one) => one.id), mode };
    if (named && name.trim()) body.name = name.trim();
    if (sourceDate) body.source_date = sourceDate;
    if (force.length > 0) body.force = true;
    const { value } = await attempts.current.send(body, (key) => importDataset(body, key));
    go(`/imports/${value.id}`);
  };
  return (
    <Form name="Import data" send={send}>
      {(busy) => (
        <>
          {!only && (
            <Select
              pointer="/kind"
              label="Which data are they?"
              value={kind}
              onValue={setKind}
              choices={[{ value: '', text: 'Choose a data set…' }, ...kinds.map((one) => ({ value: kindOf(one.id), text: hasNames(one) ? one.name.replace(/ \([a-z0-9-]+\)$/, '') : one.name }))]}
            />
          )}
          {named && !only?.id.includes(':') && (
            <TextField
              pointer="/name"
              label="Name"
              optional
              hint="Keeps several of this kind apart: small letters, digits and hyphens, such as au or swiss-notices."
              size="medium"
              value={name}
              onValue={setName}
              maxLength={40}
            />
          )}
          <FilesPicker
            uploads={uploads}
            pointer="/uploads"
            label="The files"
            hint="As the authority publishes them, zipped or not. Several files together are one publication. Each at most 2 GB."
          />
          <TextField
            pointer="/source_date"
            label="Published on"
            optional
            hint="Needed where the files do not say it themselves: their age is counted from this day, and data without a day confirm nothing."
            type="date"
            size="medium"
            max={todayHere()}
            value={sourceDate}
            onValue={setSourceDate}
          />
          <Radios
            pointer="/mode"
            label="What do the files hold?"
            value={mode}
            onValue={setMode}
            choices={(Object.keys(importModes) as Mode[]).map((value) => ({ value, ...importModes[value] }))}
          />
          <Checks
            pointer="/force"
            label="When in doubt"
            values={force}
            onValues={setForce}
            choices={[{ value: 'force', text: 'Import all the same', hint: 'although the files are older than those in force, mostly not readable, or would remove much' }]}
          />
          <Buttons>
            <button class="button button-main" disabled={busy}>
              Import
            </button>
          </Buttons>
        </>
      )}
    </Form>
  );
}
