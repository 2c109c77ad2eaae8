// The gate check: may this be bought and installed here, now? By a file, whose digest is computed in the browser so that
// the file never leaves it, or by name and version.
import { useRef, useState } from 'preact/hooks';
import { askGate, type GateQuery } from '../api/calls';
import { asTrouble, check, type Trouble } from '../api/trouble';
import type { GateAnswer, Platform } from '../api/types';
import { Buttons, Select, TextField } from '../parts/fields';
import { DropZone } from '../parts/FilePicker';
import { Form } from '../parts/Form';
import { GateResult } from '../parts/GateResult';
import { Heading } from '../parts/Heading';
import { Notice } from '../parts/Notice';
import { Loading } from '../parts/Ready';
import { Section } from '../parts/Section';
import { countries, countryName } from '../words/countries';
import { platforms } from '../words/labels';
import { sha256OfFile } from '../words/sha256';

interface Asked {
  about: string;
  sha256?: string;
  answer?: GateAnswer;
  trouble?: Trouble;
  part?: number;
}

export function Gate() {
  const [asked, setAsked] = useState<Asked | null>(null);
  const [platform, setPlatform] = useState<Platform>('android');
  const [identifier, setIdentifier] = useState('');
  const [version, setVersion] = useState('');
  const [digest, setDigest] = useState('');
  const [place, setPlace] = useState('');
  const turn = useRef(0);

  const ask = async (what: string, query: GateQuery, mine = ++turn.current) => {
    const answer = await askGate({ ...query, jurisdiction: place || undefined });
    const about = place ? `${what}, in ${countryName(place)}` : what;
    if (mine === turn.current) setAsked({ about, sha256: query.sha256, answer });
  };
  const askFile = async (file: File) => {
    const mine = ++turn.current;
    setAsked({ about: file.name, part: 0 });
    try {
      const sha256 = await sha256OfFile(file, (part) => mine === turn.current && setAsked({ about: file.name, part }));
      await ask(file.name, { sha256 }, mine);
    } catch (thrown) {
      if (mine === turn.current) setAsked({ about: file.name, trouble: asTrouble(thrown) });
    }
  };
  const sendName = async () => {
    setAsked(null);
    check([
      !identifier.trim() && { pointer: '/id', detail: `Enter the ${platforms[platform].identifier.toLowerCase()}.` },
      !version.trim() && { pointer: '/version', detail: 'Enter the version.' },
    ]);
    await ask(`${identifier.trim()} ${version.trim()}`, { platform, id: identifier.trim(), version: version.trim() });
  };
  const sendDigest = async () => {
    setAsked(null);
    const sha256 = digest.trim().toLowerCase();
    check([!/^[0-9a-f]{64}$/.test(sha256) && { pointer: '/sha256', detail: 'A SHA-256 has 64 characters: digits and the letters a to f.' }]);
    await ask(sha256, { sha256 });
  };
  return (
    <>
      <Heading title="Gate check" />
      <p class="lead">May it be bought and installed here, now? The answer counts today; ask again on the day you install.</p>
      {asked && (
        <div class="gate-place">
          {asked.part !== undefined && <Loading what={`Reading ${asked.about}: ${Math.floor(asked.part * 100)} %`} />}
          {asked.trouble && (
            <Notice tone="bad" title="The gate could not be asked" live>
              <p>{asked.trouble.detail}</p>
            </Notice>
          )}
          {asked.answer && <GateResult about={asked.about} sha256={asked.sha256} answer={asked.answer} />}
        </div>
      )}
      <div class="field">
        <label for="gate-place">Where will it be used? (optional)</label>
        <p class="hint" id="gate-place-hint">
          What one authority permits does not hold everywhere. Without a place the answer is for every place that was approved, and the worst of them counts.
        </p>
        <select id="gate-place" value={place} aria-describedby="gate-place-hint" onChange={(event) => setPlace(event.currentTarget.value)}>
          <option value="">Everywhere it was approved for</option>
          {countries.map((country) => (
            <option value={country.code}>{country.name}</option>
          ))}
        </select>
      </div>
      <div class="halves">
        <Section title="With a file">
          <DropZone
            id="gate-file"
            label="The file"
            hint="Pick it or drop it here. It stays on this computer: only its fingerprint is sent."
            onFile={(file) => void askFile(file)}
          />
          <Form name="Gate check by fingerprint" send={sendDigest}>
            {(busy) => (
              <>
                <TextField pointer="/sha256" label="Or its SHA-256 fingerprint" value={digest} onValue={setDigest} maxLength={80} />
                <Buttons>
                  <button class="button" disabled={busy}>
                    Ask by fingerprint
                  </button>
                </Buttons>
              </>
            )}
          </Form>
        </Section>
        <Section title="With a name and a version">
          <Form name="Gate check by name" send={sendName}>
            {(busy) => (
              <>
                <Select
                  pointer="/platform"
                  label="What is it?"
                  value={platform}
                  onValue={setPlatform}
                  choices={(Object.keys(platforms) as Platform[]).map((value) => ({ value, text: platforms[value].text }))}
                />
                <TextField
                  pointer="/id"
                  label={platforms[platform].identifier}
                  hint={`For example ${platforms[platform].example}`}
                  value={identifier}
                  onValue={setIdentifier}
                  maxLength={400}
                />
                <TextField pointer="/version" label="Version" size="medium" value={version} onValue={setVersion} maxLength={100} />
                <Buttons>
                  <button class="button button-main" disabled={busy}>
                    Ask the gate
                  </button>
                </Buttons>
              </>
            )}
          </Form>
        </Section>
      </div>
    </>
  );
}
