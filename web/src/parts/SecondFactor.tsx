// One's own second factor: setting it up with an authenticator app, and recovery codes, which are shown once.
import { useState } from 'preact/hooks';
import { activateSecondFactor, beginSecondFactor, renewRecoveryCodes } from '../api/calls';
import { useSeat } from '../api/session';
import { check } from '../api/trouble';
import { Buttons, TextField } from './fields';
import { Form } from './Form';
import { Notice } from './Notice';

/** In groups of four, as people type it. */
function grouped(secret: string): string {
  return secret.replace(/(.{4})(?=.)/g, '$1 ');
}

export function SecondFactor() {
  const { session, refresh } = useSeat();
  const [begun, setBegun] = useState<{ secret: string; address: string } | null>(null);
  const [codes, setCodes] = useState<string[]>([]);
  const begin = async () => setBegun((await beginSecondFactor()).value);
  const renew = async () => setCodes((await renewRecoveryCodes()).value.recovery_codes);
  if (codes.length > 0) {
    const kept = () => {
      setCodes([]);
      refresh();
    };
    return <RecoveryCodes codes={codes} kept={kept} />;
  }
  if (begun) {
    const done = (made: string[]) => {
      setBegun(null);
      setCodes(made);
    };
    return <Activation secret={begun.secret} address={begun.address} done={done} />;
  }
  return (
    <>
      <p>
        {session.second_factor
          ? `Log-in asks for the code of your authenticator app. Recovery codes left: ${session.recovery_codes_left}.`
          : 'An authenticator app on your phone or computer shows a new code every half minute. With it, a password that somebody found out is not enough.'}
      </p>
      <Form name="Second factor" send={begin}>
        {(busy) => (
          <Buttons>
            <button class={session.second_factor ? 'button' : 'button button-main'} disabled={busy}>
              {session.second_factor ? 'Use another app' : 'Set up an app'}
            </button>
          </Buttons>
        )}
      </Form>
      {session.second_factor && (
        <Form name="Recovery codes" send={renew}>
          {(busy) => (
            <Buttons>
              <button class="button" disabled={busy}>
                Make new recovery codes
              </button>
            </Buttons>
          )}
        </Form>
      )}
    </>
  );
}

function Activation({ secret, address, done }: { secret: string; address: string; done: (codes: string[]) => void }) {
  const [code, setCode] = useState('');
  const send = async () => {
    check([!code.trim() && { pointer: '/code', detail: 'Enter the six digits that the app shows.' }]);
    done((await activateSecondFactor(code.trim())).value.recovery_codes);
  };
  return (
    <Form name="Switch on the second factor" send={send}>
      {(busy) => (
        <>
          <ol>
            <li>
              In your authenticator app, add an account by typing this key: <code class="secret">{grouped(secret)}</code>
            </li>
            <li>
              If the app is on this device, <a href={address}>open it with the key</a> instead.
            </li>
            <li>Enter the code that the app shows.</li>
          </ol>
          <TextField pointer="/code" label="Code" size="medium" autocomplete="one-time-code" value={code} onValue={setCode} />
          <Buttons>
            <button class="button button-main" disabled={busy}>
              Switch it on
            </button>
          </Buttons>
        </>
      )}
    </Form>
  );
}

function RecoveryCodes({ codes, kept }: { codes: string[]; kept: () => void }) {
  return (
    <Notice tone="good" title="Your recovery codes" live>
      <p>Each logs you in once when you do not have the app. They are shown only now: print them or write them down.</p>
      <ul>
        {codes.map((code) => (
          <li>
            <code class="secret">{code}</code>
          </li>
        ))}
      </ul>
      <div class="buttons">
        <button type="button" class="button button-main" onClick={kept}>
          I have kept them
        </button>
      </div>
    </Notice>
  );
}
