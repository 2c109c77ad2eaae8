// Where the tool will be used: countries picked one by one, each removable.
import { useState } from 'preact/hooks';
import { countries, countryName } from '../words/countries';
import { useField } from './Form';

export function Countries(props: { pointer: string; label: string; hint: string; codes: string[]; onCodes: (codes: string[]) => void }) {
  const { id, mistakes } = useField(props.pointer);
  const [said, setSaid] = useState('');
  const add = (code: string) => {
    if (!code || props.codes.includes(code)) return;
    props.onCodes([...props.codes, code]);
    setSaid(`${countryName(code)} added`);
  };
  const remove = (code: string) => {
    props.onCodes(props.codes.filter((one) => one !== code));
    setSaid(`${countryName(code)} removed`);
    document.getElementById(id)?.focus();
  };
  return (
    <div class={`field${mistakes.length ? ' field-is-wrong' : ''}`}>
      <label for={id}>{props.label}</label>
      <p class="hint" id={`${id}-hint`}>
        {props.hint}
      </p>
      {mistakes.length > 0 && (
        <p class="field-wrong" id={`${id}-wrong`}>
          {mistakes.join(' ')}
        </p>
      )}
      <select
        id={id}
        value=""
        aria-describedby={`${id}-hint${mistakes.length ? ` ${id}-wrong` : ''}`}
        onChange={(event) => {
          add(event.currentTarget.value);
          event.currentTarget.value = '';
        }}
      >
        <option value="">Add a country…</option>
        {countries.map((country) => (
          <option value={country.code} disabled={props.codes.includes(country.code)}>
            {country.name}
          </option>
        ))}
      </select>
      {props.codes.length > 0 && (
        <ul class="chips">
          {props.codes.map((code) => (
            <li>
              {countryName(code)}
              <button type="button" class="quiet-button" onClick={() => remove(code)}>
                Remove<span class="hidden"> {countryName(code)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <p class="hidden" role="status">
        {said}
      </p>
    </div>
  );
}
