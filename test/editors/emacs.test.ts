import assert from 'node:assert/strict';
import { test } from 'node:test';
import { configuration, type EditorFolder, editorFolder, runEditor, script } from './editor.js';

const packages = 'emacs-nox elpa-eglot';

/** Debian's add-ons; `-Q` leaves their folder out. */
const addOns = [
  '--eval',
  '(progn (require \'package) (add-to-list \'package-directory-list "/usr/share/emacs/site-lisp/elpa") (package-initialize))',
];

function emacs(folder: EditorFolder, ...args: string[]): ReturnType<typeof runEditor> {
  const env = { ...folder.env, UAPI_HEADER: folder.header };
  return runEditor({ ...folder, env }, 'emacs', ['--batch', '-Q', ...args], packages);
}

test('Emacs with eglot: hover, diagnostics, a code action, an edit that clears, a clean end', async (t) => {
  const folder = editorFolder(t);
  const config = configuration(folder, 'eglot.el');
  const { status, output } = await emacs(folder, ...addOns, '-l', config, '-l', script('eglot.el'));
  assert.equal(status, 0, output);
  assert.match(output, /SERVER uapi-language-server/);
  assert.match(output, /HOVER .*Offset: 8/);
  assert.match(output, /DIAGNOSTIC line 7/);
  assert.match(output, /ACTION \t\/\* uapi-ignore\[types\/long-member\]: say why \*\//);
  assert.match(output, /CLEARED\n(?:.*\n)*STOPPED/);
});

test('the configuration for lsp-mode is Emacs Lisp', async (t) => {
  const folder = editorFolder(t);
  const config = configuration(folder, 'lsp-mode.el');
  const read = `(with-temp-buffer (insert-file-contents "${config}") (check-parens) (goto-char (point-min)) (condition-case nil (while t (read (current-buffer))) (end-of-file nil)))`;
  const { status, output } = await emacs(folder, '--eval', read);
  assert.equal(status, 0, output);
});
