// Every page of the application: its address, its title, who is offered it. This is the one list; the service alone
// decides what anybody may see or do.
import type { ComponentType } from 'preact';
import type { Role } from './api/types';
import { matchPath } from './router';
import { Account } from './pages/Account';
import { Audit } from './pages/Audit';
import { CalendarPage } from './pages/CalendarPage';
import { Companies } from './pages/Companies';
import { DatasetPage } from './pages/DatasetPage';
import { Datasets } from './pages/Datasets';
import { DocumentPage } from './pages/DocumentPage';
import { Emergency } from './pages/Emergency';
import { EditDossier } from './pages/EditDossier';
import { EditRequest } from './pages/EditRequest';
import { FirstAnswer } from './pages/FirstAnswer';
import { FirstStart } from './pages/FirstStart';
import { Gate } from './pages/Gate';
import { Home } from './pages/Home';
import { IdentityProvider } from './pages/IdentityProvider';
import { ImportPage } from './pages/ImportPage';
import { LogIn } from './pages/LogIn';
import { NotFound } from './pages/NotFound';
import { People } from './pages/People';
import { PersonPage } from './pages/PersonPage';
import { PolicyPage } from './pages/PolicyPage';
import { ProposalPage } from './pages/ProposalPage';
import { Proposals } from './pages/Proposals';
import { RecallPage } from './pages/RecallPage';
import { Recalls } from './pages/Recalls';
import { RequestPage } from './pages/RequestPage';
import { Requests } from './pages/Requests';
import { RuleBook } from './pages/RuleBook';
import { Submit } from './pages/Submit';
import { Tokens } from './pages/Tokens';
import { ToolPage } from './pages/ToolPage';
import { Tools } from './pages/Tools';
import { Welcome } from './pages/Welcome';

export interface PageProps {
  params: Record<string, string>;
  query: Record<string, string>;
}

export interface Route {
  path: string;
  title: string;
  page: ComponentType<PageProps>;
  /** Shown without logging in. */
  open?: boolean;
  /** In the navigation, under this name, for people with one of `roles` (absent: everybody). */
  nav?: string;
  roles?: Role[];
}

export const routes: Route[] = [
  { path: '/', title: 'Start', page: Home, nav: 'Start' },
  { path: '/setup', title: 'First start', page: FirstStart, open: true },
  { path: '/login', title: 'Log in', page: LogIn, open: true },
  { path: '/emergency', title: 'Emergency access', page: Emergency, open: true },
  { path: '/welcome', title: 'Welcome', page: Welcome, open: true },
  { path: '/submit', title: 'Ask for a tool', page: Submit, nav: 'Ask for a tool', roles: ['submitter'] },
  { path: '/requests', title: 'Requests', page: Requests, nav: 'Requests' },
  { path: '/requests/:id', title: 'Request', page: RequestPage },
  { path: '/requests/:id/edit', title: 'Change a request', page: EditRequest },
  { path: '/requests/:id/dossier', title: 'What it is to regulators', page: EditDossier },
  { path: '/requests/:id/first-answer', title: 'First answer', page: FirstAnswer },
  { path: '/tools', title: 'Tools', page: Tools, nav: 'Tools' },
  { path: '/tools/:id', title: 'Tool', page: ToolPage },
  { path: '/gate', title: 'Gate check', page: Gate, nav: 'Gate check' },
  { path: '/rules', title: 'Rule book', page: RuleBook, nav: 'Rule book' },
  { path: '/recalls', title: 'Recalls', page: Recalls, nav: 'Recalls' },
  { path: '/recalls/:id', title: 'Recall', page: RecallPage },
  { path: '/documents/:id', title: 'Document', page: DocumentPage },
  { path: '/calendar', title: 'Calendar', page: CalendarPage, nav: 'Calendar' },
  { path: '/datasets', title: 'Data sets', page: Datasets, nav: 'Data sets', roles: ['reviewer', 'administrator', 'auditor'] },
  { path: '/datasets/:id', title: 'Data set', page: DatasetPage },
  { path: '/imports/:id', title: 'Import', page: ImportPage },
  { path: '/companies', title: 'Names of companies', page: Companies },
  { path: '/policy', title: 'Policy', page: PolicyPage },
  { path: '/people', title: 'People', page: People, nav: 'People', roles: ['administrator', 'auditor'] },
  { path: '/people/:id', title: 'Person', page: PersonPage, roles: ['administrator', 'auditor'] },
  { path: '/proposals', title: 'Waiting for a second administrator', page: Proposals, nav: 'Proposals', roles: ['administrator'] },
  { path: '/proposals/:id', title: 'Proposal', page: ProposalPage },
  { path: '/identity-provider', title: 'Identity provider', page: IdentityProvider, roles: ['administrator', 'auditor'] },
  { path: '/audit', title: 'Audit', page: Audit, nav: 'Audit', roles: ['auditor'] },
  { path: '/tokens', title: 'Tokens', page: Tokens },
  { path: '/account', title: 'Your account', page: Account },
];

const nowhere: Route = { path: '', title: 'Not found', page: NotFound };

export function findRoute(path: string): { route: Route; params: Record<string, string> } {
  for (const route of routes) {
    const params = matchPath(route.path, path);
    if (params) return { route, params };
  }
  return { route: nowhere, params: {} };
}
