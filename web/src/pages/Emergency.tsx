// Emergency access: for when nobody who may is there and the ward cannot wait. The code comes from the host.
import { useState } from 'preact/hooks';
import { openBreakGlass } from '../api/calls';
import { check } from '../api/trouble';
import type { Session } from '../api/types';
import { Buttons, TextField } from '../parts/fields';
import { Form } from '../parts/Form';
import { Heading } from '../parts/Heading';
import { go } from '../router';
import type { PageProps } from '../routes';

export function Emergency({ onSession }: PageProps & { onSession?: (session: Session) => void }) {
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const send = async () => {
    check([
      !code.trim() && { pointer: '/code', detail: 'Enter the code.' },
      !name.trim() && { pointer: '/name', detail: 'Enter your name.' },
    ]);
    const { value } = await openBreakGlass({ code: code.trim(), name: name.trim() });
    onSession?.(value);
    go('/');
  };
  return (
    <div class="narrow">
      <Heading title="Emergency access" />
      <p class="lead">For when nobody who may decide can be reached and care cannot wait.</p>
      <p>
        Whoever runs the server makes a one-time code there, which works for fifteen minutes. With it you have one hour to read the registry, let one file through for at
        most 72 hours, stop an approval or lock a person out. Administrators and auditors are told at once.
      </p>
      <Form name="Open emergency access" send={send}>
        {(busy) => (
          <>
            <TextField pointer="/code" label="One-time code" hint="From whoever runs the server." value={code} onValue={setCode} autocomplete="one-time-code" />
            <TextField pointer="/name" label="Your name" value={name} onValue={setName} autocomplete="name" maxLength={200} />
            <Buttons>
              <button class="button button-danger" disabled={busy}>
                Open emergency access
              </button>
            </Buttons>
          </>
        )}
      </Form>
    </div>
  );
}
