import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memberAt, rangesTouch, readHistory, readLayout } from './layoutAnswer.js';

const at = (line: number, character: number) => ({
  uri: 'file:///a.h',
  range: { start: { line, character }, end: { line, character: character + 1 } },
});

test('the cursor means the member before it on its line', () => {
  const places = new Map([
    ['a', at(3, 7)],
    ['b', at(3, 10)],
    ['far', { ...at(3, 8), uri: 'file:///other.h' }],
    ['c', at(4, 7)],
  ]);
  const memberOn = (line: number, character: number) => memberAt(places, 'file:///a.h', { line, character });
  assert.equal(memberOn(3, 0), 'a');
  assert.equal(memberOn(3, 8), 'a');
  assert.equal(memberOn(3, 10), 'b');
  assert.equal(memberOn(3, 99), 'b');
  assert.equal(memberOn(4, 0), 'c');
  assert.equal(memberOn(5, 0), null);
});

test('ranges touch where they share a position', () => {
  const one = { start: { line: 1, character: 2 }, end: { line: 3, character: 0 } };
  assert.ok(rangesTouch(one, { start: { line: 3, character: 0 }, end: { line: 9, character: 0 } }));
  assert.ok(!rangesTouch(one, { start: { line: 3, character: 1 }, end: { line: 9, character: 0 } }));
});

test('an answer of another shape is no answer', () => {
  assert.equal(readLayout({ records: 'all' }, 'file:///a.h'), undefined);
  assert.equal(readLayout(null, 'file:///a.h'), undefined);
  assert.equal(readHistory({ versions: [{}] }), undefined);
});

test('the history leaves out the text at hand, and commits that changed something else', () => {
  const version = (revision: string | null, size: number) => ({
    revision,
    date: '2024-01-01T00:00:00Z',
    subject: 's',
    records: [{ name: 's', kind: 'struct', abis: ['x86_64'], size, align: 4, members: [], holes: [], blocks: [] }],
  });
  const revisions = readHistory({
    versions: [version('aaaa', 4), version('bbbb', 4), version('cccc', 8), version(null, 8)],
  });
  assert.deepEqual(
    revisions?.map(({ revision }) => revision),
    ['aaaa', 'cccc'],
  );
});
