// A new command, completed by keyboard as a person does it: what is in the file then, and that the rules for new headers
// have nothing to say about it.

import assert from 'node:assert/strict';
import { copyFileSync, readFileSync, watch } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { repositoryRoot } from '../harness/repository.js';
import { runUapi } from '../harness/uapi.js';
import { withEvidence } from './harness/browser.js';
import { cursorAt, editor, goTo, openFile } from './harness/driver.js';
import { openSession } from './harness/session.js';

/** Two commands with numbers in an enum, and an empty line before the end. */
const before = join(repositoryRoot, 'test', 'fixtures', 'workbench', 'more', 'gate.h');

const written = `/**
 * struct gate_lock - ioctl(GATE_LOCK)
 * @size: sizeof(struct gate_lock)
 * @flags: Must be 0
 */
struct gate_lock {
	__u32 size;
	__u32 flags;
	
};
#define GATE_LOCK _IO(GATE_TYPE, GATE_CMD_NEW)
`;

/** What the file holds as soon as that is accepted: asked now, and whenever its folder changes. */
function savedText(file: string, accept: (text: string) => boolean): Promise<string> {
  return new Promise((fulfil) => {
    const look = () => {
      const text = readFileSync(file, 'utf8');
      if (!accept(text)) return;
      watcher.close();
      fulfil(text);
    };
    const watcher = watch(dirname(file), look);
    look();
  });
}

test('a command is completed, named in one go, and right as it stands', async (context) => {
  const session = await openSession(context, {
    developmentPath: repositoryRoot,
    prepare: async (_, workspace) => copyFileSync(before, join(workspace, 'include/uapi/linux/gate.h')),
    // Lists come when asked for, not while a name is typed.
    settings: { 'uapi.profile': 'new', 'editor.quickSuggestions': false, 'editor.suggestOnTriggerCharacters': false },
  });
  const { page, workspace } = session;
  const file = join(workspace, 'include/uapi/linux/gate.h');
  const text = readFileSync(file, 'utf8');
  const emptyLine = text.slice(0, text.indexOf('#endif')).split('\n').length - 1;
  await withEvidence(session, 'completion', async () => {
    await openFile(page, 'gate.h');
    await page.locator('.codelens-decoration', { hasText: 'used by 1 ioctl' }).first().waitFor();
    await goTo(page, emptyLine, 1);
    await page.keyboard.press('Control+Space');
    const item = page.locator('.suggest-widget .monaco-list-row', { hasText: 'structure that begins with its size' });
    await item.click();
    await editor(page).locator('.view-line', { hasText: 'struct gate_new {' }).waitFor();
    // The name of the structure, at all its places; then that of the command; then the place of the first member.
    await page.keyboard.type('gate_lock');
    await page.keyboard.press('Tab');
    await page.keyboard.type('GATE_LOCK');
    await page.keyboard.press('Tab');
    const inRecord = written.slice(0, written.indexOf('\t\n')).split('\n').length - 1;
    // The enum above has a line more.
    await cursorAt(page, emptyLine + 1 + inRecord, 5);
    await page.keyboard.press('Control+S');
    const after = await savedText(file, (saved) => saved.includes('GATE_LOCK _IO'));
    assert.ok(after.includes(written), after);
    assert.ok(after.includes('\tGATE_CMD_SHUT = 0x81,\n\tGATE_CMD_NEW = 0x82,\n};'), after);
    assert.equal(after.length, text.length + written.length + '\tGATE_CMD_NEW = 0x82,\n'.length);
    await page.locator('.codelens-decoration', { hasText: '0x7782' }).waitFor();
    assert.equal(await page.locator('.monaco-editor .squiggly-error, .monaco-editor .squiggly-warning').count(), 0);
  });
  const { status, stdout } = runUapi(['check', '--profile', 'new', '--fail-on', 'warning', '--format', 'gcc', file]);
  assert.equal(status, 0, stdout);
  assert.equal(stdout, '');
});
