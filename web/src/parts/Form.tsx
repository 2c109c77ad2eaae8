// A form: sends once at a time, and when something is wrong shows a summary that takes the focus, with a link to each
// field concerned. Fields find their own mistakes by their JSON Pointer (parts/fields.tsx).
import { createContext, type ComponentChildren } from 'preact';
import { useContext, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { asTrouble, type FieldTrouble, type Trouble } from '../api/trouble';

interface FormState {
  scope: string;
  fields: FieldTrouble[];
  /** The field was changed, so that its mistake no longer holds. */
  forget: (pointer: string) => void;
}
const FormContext = createContext<FormState>({ scope: '', fields: [], forget: () => undefined });

/** How the page fetches the latest state, for forms that were sent on an older one; what was typed stays. */
export const ReloadContext = createContext<(() => void) | null>(null);

let forms = 0;

/** The id of the field for `pointer` within a form. */
export function fieldId(scope: string, pointer: string): string {
  return `${scope}${pointer.replace(/[^A-Za-z0-9]+/g, '-')}`;
}

/** What is wrong with the field at `pointer` or with what is in it. */
export function mistakesOf(fields: FieldTrouble[], pointer: string): string[] {
  return fields
    .filter((field) => field.pointer === pointer || field.pointer.startsWith(`${pointer}/`))
    .map((field) => field.detail);
}

export function useField(pointer: string): { id: string; mistakes: string[]; forget: () => void } {
  const { scope, fields, forget } = useContext(FormContext);
  return { id: fieldId(scope, pointer), mistakes: mistakesOf(fields, pointer), forget: () => forget(pointer) };
}

export function Form(props: {
  name: string;
  send: () => Promise<void>;
  children: (busy: boolean) => ComponentChildren;
}) {
  const scope = useRef('');
  if (!scope.current) scope.current = `form${++forms}`;
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [forgotten, setForgotten] = useState<string[]>([]);
  const alive = useRef(true);
  useEffect(() => () => void (alive.current = false), []);

  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setTrouble(null);
    setForgotten([]);
    try {
      await props.send();
    } catch (thrown) {
      if (alive.current) setTrouble(asTrouble(thrown));
    }
    if (alive.current) setBusy(false);
  };
  return (
    <form class="form" noValidate aria-label={props.name} onSubmit={(event) => void submit(event)} aria-busy={busy}>
      {trouble && <ErrorSummary scope={scope.current} trouble={trouble} clear={() => setTrouble(null)} />}
      <FormContext.Provider
        value={{
          scope: scope.current,
          fields: (trouble?.fields ?? []).filter((field) => !forgotten.includes(field.pointer)),
          forget: (pointer) => trouble && setForgotten((old) => [...old, pointer]),
        }}
      >
        {props.children(busy)}
      </FormContext.Provider>
    </form>
  );
}

function ErrorSummary({ scope, trouble, clear }: { scope: string; trouble: Trouble; clear: () => void }) {
  const box = useRef<HTMLDivElement>(null);
  const reload = useContext(ReloadContext);
  useLayoutEffect(() => box.current?.focus(), [trouble]);
  const jump = (event: Event, pointer: string) => {
    event.preventDefault();
    for (let at = pointer; at; at = at.slice(0, at.lastIndexOf('/'))) {
      const field = document.getElementById(fieldId(scope, at));
      if (field) return field.focus();
    }
  };
  const listed = trouble.fields.filter((field) => field.detail !== trouble.detail || field.pointer);
  return (
    <div class="error-summary" ref={box} tabIndex={-1} role="alert">
      <p class="notice-title">{listed.length > 0 ? 'There is a problem' : 'This did not work'}</p>
      {!listed.some((field) => field.detail === trouble.detail) && <p>{trouble.detail}</p>}
      {listed.length > 0 && (
        <ul>
          {listed.map((field) => (
            <li>
              <a href="#" onClick={(event) => jump(event, field.pointer)}>
                {field.detail}
              </a>
            </li>
          ))}
        </ul>
      )}
      {trouble.status === 412 && reload && (
        <p>
          <button
            type="button"
            class="button"
            onClick={() => {
              clear();
              reload();
            }}
          >
            Show the latest state
          </button>{' '}
          What you typed stays.
        </p>
      )}
      {trouble.requestId && trouble.status >= 500 && <p class="quiet">Number of this request: {trouble.requestId}</p>}
    </div>
  );
}
