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
import './style/print.css';

followTheme();
preparePaper();
const place = document.getElementById('app');
if (place) render(<App />, place);
