// The fields of forms: a label, a hint, the mistake, the control, tied together for screen readers. Each names the place
// of its value in the request body (`pointer`).
import type { ComponentChildren, JSX } from 'preact';
import { useField } from './Form';

interface Common {
  pointer: string;
  label: string;
  hint?: ComponentChildren;
  optional?: boolean;
}

function describedBy(id: string, hint: unknown, mistakes: string[]): string | undefined {
  return [hint ? `${id}-hint` : '', mistakes.length ? `${id}-wrong` : ''].filter(Boolean).join(' ') || undefined;
}

function Mistakes({ id, mistakes }: { id: string; mistakes: string[] }) {
  if (mistakes.length === 0) return null;
  return (
    <p class="field-wrong" id={`${id}-wrong`}>
      <span class="hidden">Mistake: </span>
      {mistakes.join(' ')}
    </p>
  );
}

function Framed({ pointer, label, hint, optional, children }: Common & { children: (id: string, described?: string, wrong?: boolean) => JSX.Element }) {
  const { id, mistakes } = useField(pointer);
  return (
    <div class={`field${mistakes.length ? ' field-is-wrong' : ''}`}>
      <label for={id}>
        {label}
        {optional && <span class="quiet"> (optional)</span>}
      </label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <Mistakes id={id} mistakes={mistakes} />
      {children(id, describedBy(id, hint, mistakes), mistakes.length > 0)}
    </div>
  );
}

export function TextField(props: Common & {
  value: string;
  onValue: (value: string) => void;
  type?: 'text' | 'password' | 'date' | 'search' | 'number';
  autocomplete?: string;
  maxLength?: number;
  min?: string;
  max?: string;
  size?: 'short' | 'medium';
  list?: string;
}) {
  const plain = props.type === undefined || props.type === 'text';
  return (
    <Framed {...props}>
      {(id, described, wrong) => (
        <input
          id={id}
          class={props.size ? `input-${props.size}` : undefined}
          type={props.type ?? 'text'}
          value={props.value}
          autocomplete={(props.autocomplete ?? 'off') as 'off'}
          autocapitalize={plain ? 'none' : undefined}
          spellcheck={false}
          maxLength={props.maxLength}
          min={props.min}
          max={props.max}
          list={props.list}
          aria-describedby={described}
          aria-invalid={wrong || undefined}
          onInput={(event) => props.onValue(event.currentTarget.value)}
        />
      )}
    </Framed>
  );
}

export function TextArea(props: Common & { value: string; onValue: (value: string) => void; rows?: number; maxLength?: number }) {
  return (
    <Framed {...props}>
      {(id, described, wrong) => (
        <textarea
          id={id}
          rows={props.rows ?? 3}
          value={props.value}
          maxLength={props.maxLength}
          aria-describedby={described}
          aria-invalid={wrong || undefined}
          onInput={(event) => props.onValue(event.currentTarget.value)}
        />
      )}
    </Framed>
  );
}

export interface Choice<Value extends string> {
  value: Value;
  text: string;
  hint?: string;
}

export function Select<Value extends string>(props: Common & { value: Value; onValue: (value: Value) => void; choices: Choice<Value>[] }) {
  return (
    <Framed {...props}>
      {(id, described, wrong) => (
        <select
          id={id}
          value={props.value}
          aria-describedby={described}
          aria-invalid={wrong || undefined}
          onChange={(event) => props.onValue(event.currentTarget.value as Value)}
        >
          {props.choices.map((choice) => (
            <option value={choice.value}>{choice.text}</option>
          ))}
        </select>
      )}
    </Framed>
  );
}

/** Radio buttons, or check boxes when `many`. */
function Group<Value extends string>(props: Common & {
  many: boolean;
  chosen: readonly Value[];
  onChosen: (chosen: Value[]) => void;
  choices: Choice<Value>[];
}) {
  const { id, mistakes } = useField(props.pointer);
  const toggle = (value: Value, on: boolean) => {
    if (!props.many) return props.onChosen([value]);
    const rest = props.chosen.filter((one) => one !== value);
    props.onChosen(on ? props.choices.map((choice) => choice.value).filter((one) => one === value || rest.includes(one)) : rest);
  };
  return (
    <fieldset
      class={`field${mistakes.length ? ' field-is-wrong' : ''}`}
      id={id}
      tabIndex={-1}
      aria-describedby={describedBy(id, props.hint, mistakes)}
    >
      <legend>
        {props.label}
        {props.optional && <span class="quiet"> (optional)</span>}
      </legend>
      {props.hint && (
        <p class="hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      )}
      <Mistakes id={id} mistakes={mistakes} />
      {props.choices.map((choice) => (
        <label class="choice">
          <input
            type={props.many ? 'checkbox' : 'radio'}
            name={id}
            checked={props.chosen.includes(choice.value)}
            onChange={(event) => toggle(choice.value, event.currentTarget.checked)}
          />
          <span>
            {choice.text}
            {choice.hint && <span class="quiet">: {choice.hint}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

export function Radios<Value extends string>(props: Common & { value: Value | ''; onValue: (value: Value) => void; choices: Choice<Value>[] }) {
  return (
    <Group {...props} many={false} chosen={props.value ? [props.value] : []} onChosen={(chosen) => props.onValue(chosen[0])} />
  );
}

export function Checks<Value extends string>(props: Common & { values: readonly Value[]; onValues: (values: Value[]) => void; choices: Choice<Value>[] }) {
  return <Group {...props} many chosen={props.values} onChosen={props.onValues} />;
}

export function Buttons({ children }: { children: ComponentChildren }) {
  return <div class="buttons">{children}</div>;
}
