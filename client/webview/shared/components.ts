/**
 * The controls of the views, which are those of @vscode-elements/elements (docs/decisions/0010). Each view imports what
 * it uses from here, so that the list of custom elements in the program is this file.
 */
import '@vscode-elements/elements/dist/vscode-badge/index.js';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-checkbox/index.js';
import '@vscode-elements/elements/dist/vscode-collapsible/index.js';
import '@vscode-elements/elements/dist/vscode-option/index.js';
import '@vscode-elements/elements/dist/vscode-single-select/index.js';
import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import '@vscode-elements/elements/dist/vscode-toolbar-button/index.js';
import '@vscode-elements/elements/dist/vscode-toolbar-container/index.js';

export { html, nothing, render, type TemplateResult } from 'lit';
export { guard } from 'lit/directives/guard.js';
export { live } from 'lit/directives/live.js';
export { repeat } from 'lit/directives/repeat.js';
