// The application: finds out who is logged in, then shows the page of the address. Who is not logged in is asked to,
// and comes back to where they wanted to go.
import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import { getSession, getSignIn, logOut, signOutAddress } from './api/calls';
import { rememberCsrf, whenSessionEnds } from './api/request';
import { SeatContext, type Seat } from './api/session';
import { asTrouble, type Trouble } from './api/trouble';
import type { Session } from './api/types';
import { listenForKeys } from './keys/keys';
import { Emergency } from './pages/Emergency';
import { LogIn } from './pages/LogIn';
import { Unfinished } from './pages/Unfinished';
import { ProofDialog } from './parts/ProofDialog';
import { Failed, Loading } from './parts/Ready';
import { Shell } from './parts/Shell';
import { keepFor } from './parts/tab';
import { go, useAddress } from './router';
import { findRoute } from './routes';

type Known = { session: Session | null } | { trouble: Trouble } | null;

export function App() {
  const address = useAddress();
  const [known, setKnown] = useState<Known>(null);
  const [ended, setEnded] = useState(false);

  const enter = useCallback((session: Session) => {
    keepFor(session.person.id);
    rememberCsrf(session.csrf);
    setEnded(false);
    setKnown({ session });
  }, []);
  const refresh = useCallback(() => {
    getSession().then(enter, (thrown) => {
      const trouble = asTrouble(thrown);
      setKnown(trouble.status === 401 ? { session: null } : { trouble });
    });
  }, [enter]);

  useEffect(refresh, [refresh]);
  useEffect(listenForKeys, []);
  useEffect(() => {
    whenSessionEnds(() => {
      setEnded(true);
      setKnown({ session: null });
    });
  }, []);

  const session = known && 'session' in known ? known.session : null;
  const seat = useMemo<Seat | null>(() => {
    if (!session) return null;
    const leave = async () => {
      let fromProvider = false;
      try {
        fromProvider = (await getSignIn()).from_provider;
        await logOut();
      } catch {
        // The session is over or the service is away: forget it here all the same.
      }
      rememberCsrf('');
      sessionStorage.clear();
      setKnown({ session: null });
      if (fromProvider) location.assign(signOutAddress);
      else go('/login');
    };
    return { session, refresh, leave: () => void leave() };
  }, [session, refresh]);

  const { route, params } = findRoute(address.path);
  const Page = route.page;
  let content;
  if (known === null) content = <Loading what="Opening the registry" />;
  else if ('trouble' in known) content = <Failed trouble={known.trouble} retry={refresh} />;
  else if (!seat && !route.open) content = <LogIn params={{}} query={address.query} onSession={enter} ended={ended} />;
  else if (seat && seat.session.due !== 'nothing') content = <Unfinished />;
  else if (route.path === '/login') content = <LogIn params={{}} query={address.query} onSession={enter} session={session} />;
  else if (route.path === '/emergency') content = <Emergency params={{}} query={address.query} onSession={enter} />;
  else content = <Page key={address.path} params={params} query={address.query} />;

  return (
    <SeatContext.Provider value={seat}>
      <Shell seat={seat} address={address}>
        {content}
      </Shell>
      {seat && <ProofDialog />}
    </SeatContext.Provider>
  );
}
