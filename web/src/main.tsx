// Starts the application.
import { render } from 'preact';
import { App } from './App';
import { preparePaper } from './parts/paper';
import { followTheme } from './parts/theme';
import './style/tokens.css';
import './style/base.css';
import './style/shell.css';
import './style/parts.css';
import './style/table.css';
import './style/forms.css';
import './style/request.css';
import './style/regulatory.css';
import './style/print.css';

// Addresses of pages without the `#` work, too: the service answers them with the start page.
if (location.pathname !== '/' && !location.hash) {
  history.replaceState(null, '', `/#${location.pathname}${location.search}`);
}
followTheme();
preparePaper();
const place = document.getElementById('app');
if (place) render(<App />, place);
