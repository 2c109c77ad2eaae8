// A filter above a list: a text and a choice. The text counts when the form is sent, the choice at once.
import type { Choice } from './fields';
import { useRef } from 'preact/hooks';

let bars = 0;

export function FilterBar<Value extends string>(props: {
  text: string;
  onText: (text: string) => void;
  search?: () => void;
  label: string;
  choice?: Value;
  choices?: Choice<Value>[];
  choiceLabel?: string;
  onChoice?: (value: Value) => void;
}) {
  const id = useRef('');
  if (!id.current) id.current = `filter${++bars}`;
  return (
    <form
      class="filter"
      role="search"
      aria-label={props.label}
      data-filter
      onSubmit={(event) => {
        event.preventDefault();
        props.search?.();
      }}
    >
      <div class="filter-text">
        <label for={id.current}>{props.label}</label>
        <input
          id={id.current}
          type="search"
          value={props.text}
          autocomplete="off"
          spellcheck={false}
          onInput={(event) => props.onText(event.currentTarget.value)}
        />
      </div>
      {props.search && <button class="button">Find</button>}
      {props.choices && (
        <div class="filter-choice">
          <label for={`${id.current}-choice`}>{props.choiceLabel}</label>
          <select
            id={`${id.current}-choice`}
            value={props.choice}
            onChange={(event) => props.onChoice?.(event.currentTarget.value as Value)}
          >
            {props.choices.map((choice) => (
              <option value={choice.value}>{choice.text}</option>
            ))}
          </select>
        </div>
      )}
    </form>
  );
}
