// Log in: with the hospital's identity provider where there is one, and with a local password where those are used,
// and then the code of a second factor where the account has one.
import { useEffect, useState } from 'preact/hooks';
import { getSignIn, logIn, signInAddress } from '../api/calls';
import { asTrouble, check } from '../api/trouble';
import type { Session, SignIn } from '../api/types';
import { Buttons, TextField } from '../parts/fields';
import { Form } from '../parts/Form';
import { Heading } from '../parts/Heading';
import { Notice } from '../parts/Notice';
import { go, linkTo, parseAddress } from '../router';
import type { PageProps } from '../routes';

interface Props extends PageProps {
  onSession?: (session: Session) => void;
  session?: Session | null;
  /** The person was logged in a moment ago. */
  ended?: boolean;
}

/** Where to come back to: the page that was asked for, but not this one. */
const placeAfter = () => (parseAddress(location.hash).path === '/login' ? '#/' : location.hash || '#/');

export function LogIn({ onSession, session, ended, query }: Props) {
  const [ways, setWays] = useState<SignIn | null>(null);
  useEffect(() => {
    const going = new AbortController();
    // Without an answer the local log-in is shown: the service says what it thinks of that.
    getSignIn(going.signal).then(setWays, () => undefined);
    return () => going.abort();
  }, []);
  const refused = query['refused'];
  const asksAgain = !!ways?.due && !refused;
  useEffect(() => {
    if (asksAgain) location.assign(signInAddress(placeAfter(), 'silently'));
  }, [asksAgain]);
  const reason = refused && ways?.reasons.find(({ name }) => name === refused)?.sentence;
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [codeWanted, setCodeWanted] = useState(false);
  const send = async () => {
    check([
      !login.trim() && { pointer: '/login', detail: 'Enter your login.' },
      !password && { pointer: '/password', detail: 'Enter your password.' },
      codeWanted && !code.trim() && { pointer: '/code', detail: 'Enter the code that your authenticator app shows.' },
    ]);
    try {
      const { value } = await logIn(login.trim(), password, code.trim());
      onSession?.(value);
    } catch (thrown) {
      if (asTrouble(thrown).type !== '/problems/second-factor' || codeWanted) throw thrown;
      setCodeWanted(true);
      return;
    }
    if (parseAddress(location.hash).path === '/login') go('/');
  };
  return (
    <div class="narrow">
      <Heading title="Log in" />
      {ended && (
        <Notice tone="warn" title="You were logged out" live>
          <p>Your session ended. Log in to go on where you were.</p>
        </Notice>
      )}
      {session && (
        <Notice>
          <p>
            You are logged in as {session.person.name}. <a href={linkTo('/')}>Go to the start page.</a>
          </p>
        </Notice>
      )}
      {reason && (
        <Notice tone="bad" title="You could not be signed in" live>
          <p>{reason}</p>
        </Notice>
      )}
      {ways?.provider && (
        <Buttons>
          <a class="button button-main" href={signInAddress(placeAfter())}>
            Sign in with {ways.provider}
          </a>
        </Buttons>
      )}
      {ways?.local !== false && (
        <Form name="Log in" send={send}>
          {(busy) => (
            <>
              <TextField pointer="/login" label="Login" value={login} onValue={setLogin} autocomplete="username" />
              <TextField
                pointer="/password"
                label="Password"
                type="password"
                value={password}
                onValue={setPassword}
                autocomplete="current-password"
              />
              {codeWanted && (
                <TextField
                  pointer="/code"
                  label="Code"
                  hint="Six digits from your authenticator app, or one of your recovery codes."
                  size="medium"
                  value={code}
                  onValue={setCode}
                  autocomplete="one-time-code"
                />
              )}
              <p class="quiet" role="status">
                {codeWanted && 'Your password is right. Enter the code as well.'}
              </p>
              <Buttons>
                <button class="button button-main" disabled={busy}>
                  {busy ? 'Logging in…' : 'Log in'}
                </button>
              </Buttons>
            </>
          )}
        </Form>
      )}
      <p class="quiet">
        Did two administrators give you halves of a code? <a href={linkTo('/welcome')}>Choose your password.</a>
      </p>
      <p class="quiet">
        Forgotten your password, or lost your authenticator app? An administrator can help. Is this registry new?{' '}
        <a href={linkTo('/setup')}>Set it up.</a> Is it an emergency and nobody who may decide is there?{' '}
        <a href={linkTo('/emergency')}>Emergency access.</a>
      </p>
    </div>
  );
}
