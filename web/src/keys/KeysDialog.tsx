// The list of keyboard shortcuts, opened with `?` or from the foot of the page.
import { useEffect, useRef, useState } from 'preact/hooks';
import { shortcuts, shortcutsOn, switchShortcuts } from './keys';

export function KeysDialog() {
  const dialog = useRef<HTMLDialogElement>(null);
  const [on, setOn] = useState(shortcutsOn());
  useEffect(() => {
    const open = () => dialog.current?.showModal();
    addEventListener('formulary:keys', open);
    return () => removeEventListener('formulary:keys', open);
  }, []);
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby="keys-title">
      <h2 id="keys-title">Keyboard shortcuts</h2>
      <table class="keys">
        <caption class="hidden">Keys and what they do</caption>
        <thead class="hidden">
          <tr>
            <th scope="col">Keys</th>
            <th scope="col">What they do</th>
          </tr>
        </thead>
        <tbody>
          {shortcuts.map((one) => (
            <tr>
              <td>
                {one.keys.split(' ').map((key, i) => (
                  <>
                    {i > 0 && ' then '}
                    <kbd>{key}</kbd>
                  </>
                ))}
              </td>
              <td>{one.text}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <label class="choice">
        <input
          type="checkbox"
          checked={on}
          onChange={(event) => {
            setOn(event.currentTarget.checked);
            switchShortcuts(event.currentTarget.checked);
          }}
        />
        <span>Use these shortcuts</span>
      </label>
      <form method="dialog" class="buttons">
        <button class="button button-main">Close</button>
      </form>
    </dialog>
  );
}
