// Asks the person to prove again who they are, when the service wants that before it does something. The request that
// wanted it is then sent again (api/request); closing the dialog leaves it undone.
import { useEffect, useRef, useState } from 'preact/hooks';
import { confirmSession, getSignIn, signInAddress } from '../api/calls';
import { rememberCsrf, whenProofIsWanted } from '../api/request';
import { useSeat } from '../api/session';
import { check } from '../api/trouble';
import type { SignIn } from '../api/types';
import { Buttons, TextField } from './fields';
import { Form } from './Form';

export function ProofDialog() {
  const { session } = useSeat();
  const dialog = useRef<HTMLDialogElement>(null);
  const answer = useRef<(proved: boolean) => void>(() => undefined);
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    whenProofIsWanted(
      () =>
        new Promise((resolve) => {
          answer.current(false);
          answer.current = resolve;
          setAsked((before) => before + 1);
          dialog.current?.showModal();
        }),
    );
    return () => {
      answer.current(false);
      whenProofIsWanted(() => Promise.resolve(false));
    };
  }, []);
  const close = (proved: boolean) => {
    answer.current(proved);
    answer.current = () => undefined;
    if (dialog.current?.open) dialog.current.close();
  };
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby="proof-title" onClose={() => close(false)}>
      <h2 id="proof-title">Is it you?</h2>
      <p>What you are about to do counts a lot, so please prove again who you are.</p>
      {asked > 0 && <Proof key={asked} code={session.second_factor} done={close} />}
    </dialog>
  );
}

function Proof({ code, done }: { code: boolean; done: (proved: boolean) => void }) {
  const [given, setGiven] = useState('');
  const [ways, setWays] = useState<SignIn | null>(null);
  useEffect(() => {
    const going = new AbortController();
    getSignIn(going.signal).then(setWays, () => undefined);
    return () => going.abort();
  }, []);
  if (ways?.from_provider) {
    return (
      <>
        <p>You sign in with {ways.provider}. Prove there who you are; you come back to this page and begin anew.</p>
        <div class="buttons">
          <a class="button button-main" href={signInAddress(location.hash || '#/', 'to-prove')}>
            Go to {ways.provider}
          </a>
          <button type="button" class="button" onClick={() => done(false)}>
            Cancel
          </button>
        </div>
      </>
    );
  }
  const pointer = code ? '/code' : '/password';
  const send = async () => {
    check([!given.trim() && { pointer, detail: code ? 'Enter the code that your authenticator app shows.' : 'Enter your password.' }]);
    const { value } = await confirmSession(code ? { code: given.trim() } : { password: given });
    rememberCsrf(value.csrf);
    done(true);
  };
  return (
    <Form name="Prove who you are" send={send}>
      {(busy) => (
        <>
          <TextField
            pointer={pointer}
            label={code ? 'Code' : 'Password'}
            type={code ? 'text' : 'password'}
            autocomplete={code ? 'one-time-code' : 'current-password'}
            value={given}
            onValue={setGiven}
          />
          <Buttons>
            <button class="button button-main" disabled={busy}>
              Go on
            </button>
            <button type="button" class="button" onClick={() => done(false)}>
              Cancel
            </button>
          </Buttons>
        </>
      )}
    </Form>
  );
}
