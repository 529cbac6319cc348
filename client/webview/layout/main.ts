import './layout.css';
import { html, render } from '../shared/components.js';

render(html`<p>No record yet.</p>`, document.body);
