import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isAcceptance, mends, readActions, readEdits } from './codeActions.js';

const range = { start: { line: 1, character: 2 }, end: { line: 1, character: 7 } };

test('an action is for the findings that it names', () => {
  const [action] = readActions([
    { title: 'add it', kind: 'quickfix', diagnostics: [{ range, code: 'layout/implicit-hole' }], data: { index: 3 } },
    { kind: 'without a title' },
    7,
  ]);
  assert.ok(mends(action, 'layout/implicit-hole', range));
  assert.ok(!mends(action, 'layout/info-leak', range));
  assert.ok(!mends(action, 'layout/implicit-hole', { ...range, end: range.start }));
  // What the server wants back is kept.
  assert.deepEqual(action.data, { index: 3 });
  assert.deepEqual(readActions(null), []);
});

test('accepting a finding is no remedy', () => {
  assert.ok(isAcceptance({ title: 'Accept layout/info-leak here, with a reason' }, 'layout/info-leak'));
  assert.ok(!isAcceptance({ title: 'Accept all' }, 'layout/info-leak'));
});

test('edits come in both forms of LSP', () => {
  const edits = [{ range, newText: 'x' }];
  const title = 'fix';
  const expected = [{ uri: 'file:///a.h', edits }];
  assert.deepEqual(readEdits({ title, edit: { changes: { 'file:///a.h': edits } } }), expected);
  const documentChanges = [{ textDocument: { uri: 'file:///a.h', version: 3 }, edits }];
  assert.deepEqual(readEdits({ title, edit: { documentChanges } }), expected);
  assert.deepEqual(readEdits({ title }), []);
});
