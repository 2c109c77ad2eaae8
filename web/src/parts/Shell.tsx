// What surrounds every page: skip link, name, navigation, the person's menu, foot.
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { has, type Seat } from '../api/session';
import { linkTo, type Address } from '../router';
import { routes } from '../routes';
import { KeysDialog } from '../keys/KeysDialog';
import { EmergencyBanner } from './EmergencyBanner';
import { chooseTheme, theme } from './theme';
import { useWaitingCount } from './use_waiting_count';

function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" width="26" height="26" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="currentColor" />
      <path class="mark-letter" d="M10 7h13v4h-8.500v3.500H21v4h-6.500V25H10z" />
    </svg>
  );
}

function ThemeButton() {
  const [now, setNow] = useState(theme());
  const other = now === 'dark' ? 'light' : 'dark';
  useEffect(() => {
    const follow = () => setNow(theme());
    addEventListener('formulary:theme', follow);
    return () => removeEventListener('formulary:theme', follow);
  }, []);
  return (
    <button type="button" class="quiet-button" onClick={() => chooseTheme(other)}>
      {other === 'dark' ? 'Dark' : 'Light'}
      <span class="hidden"> colours</span>
    </button>
  );
}

/** What emergency access may read; the rest would be offered in vain. */
const inEmergency = ['/', '/requests', '/tools', '/gate', '/rules', '/recalls', '/people'];

function Navigation({ seat, path }: { seat: Seat; path: string }) {
  const [open, setOpen] = useState(false);
  const waiting = useWaitingCount(seat, path);
  const offered = routes.filter((route) => route.nav && (seat.session.emergency?.mine ? inEmergency.includes(route.path) : !route.roles || has(seat.session, ...route.roles)));
  const here = (route: string) => (route === '/' ? path === '/' : path === route || path.startsWith(`${route}/`));
  return (
    <>
      <button type="button" class="menu-button" aria-expanded={open} aria-controls="nav" onClick={() => setOpen(!open)}>
        Menu
      </button>
      <nav id="nav" class={open ? 'nav nav-open' : 'nav'} aria-label="Main" onClick={() => setOpen(false)}>
        <ul>
          {offered.map((route) => (
            <li>
              <a href={linkTo(route.path)} aria-current={here(route.path) ? 'page' : undefined}>
                {route.nav}
                {route.path === '/proposals' && waiting > 0 && (
                  <span class="number">
                    {waiting}
                    <span class="hidden"> waiting for you</span>
                  </span>
                )}
              </a>
            </li>
          ))}
        </ul>
        <ul class="nav-person">
          <li>
            <a href={linkTo('/account')} aria-current={path === '/account' ? 'page' : undefined}>
              <span class="hidden">Your account: </span>
              <bdi>{seat.session.person.name}</bdi>
            </a>
          </li>
          <li>
            <button type="button" class="quiet-button" onClick={seat.leave}>
              Log out
            </button>
          </li>
        </ul>
      </nav>
    </>
  );
}

export function Shell({ seat, address, children }: { seat: Seat | null; address: Address; children: ComponentChildren }) {
  const skip = (event: Event) => {
    event.preventDefault();
    document.getElementById('main')?.focus();
  };
  return (
    <>
      <a class="skip" href="#main" onClick={skip}>
        Skip to the content
      </a>
      <header class="head">
        <div class="head-inner">
          <a class="brand" href={linkTo('/')}>
            <Mark />
            <span>Formulary</span>
          </a>
          {seat ? <Navigation seat={seat} path={address.path} /> : <span class="nav" />}
          <ThemeButton />
        </div>
      </header>
      {seat && <EmergencyBanner seat={seat} />}
      <main id="main" tabIndex={-1} class="main">
        {children}
      </main>
      <footer class="foot">
        <span>Formulary: which software may be bought and installed here, and why.</span>
        <button type="button" class="quiet-button" onClick={() => dispatchEvent(new Event('formulary:keys'))}>
          Keyboard shortcuts
        </button>
      </footer>
      <KeysDialog />
    </>
  );
}
