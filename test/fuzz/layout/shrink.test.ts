/** The tools of the differential fuzzing: a difference is seen, and what is not needed for it is left out. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { liveCompilers } from '../../oracle/compilers.js';
import { createRandom } from '../random.js';
import { compareLayouts, shrink } from './compare.js';
import { type Declaration, membersOf, optional, piece, textOf } from './piece.js';
import { randomDeclarations } from './randomRecords.js';

/** gcc lays out for i386 and we for x86_64, so that there is a difference without a fault. */
const wrongCompiler = { ...liveCompilers.i386, abi: 'x86_64' };
const member = (text: string, name: string): Declaration => ({
  ...optional(`${text} `, { parts: [name], member: { name, kind: 'object', first: '' } }, '; '),
});

test('a difference is reported with both numbers, and the text for it is made small', () => {
  const text: readonly Declaration[] = [
    optional('#pragma pack(push, 8)\n'),
    { ...optional('enum e { A };\n'), declares: 'e' },
    {
      ...optional('struct other { ', member('int', 'x'), '};\n'),
      record: 'struct other',
      declares: 'other',
    },
    {
      ...optional('struct s { ', member('char', 'a'), member('long long', 'b'), member('enum e', 'c'), '};\n'),
      record: 'struct s',
      declares: 's',
    },
  ];
  const { cases, refused, differences } = compareLayouts([wrongCompiler], text);
  assert.deepEqual({ cases, refused }, { cases: 2, refused: 0 });
  assert.equal(differences.length, 1);
  const [difference] = differences;
  assert.equal(difference.record, 'struct s');
  assert.ok(difference.facts.includes('offset of b: gcc 4, uapi 8'), difference.facts.join('\n'));
  assert.ok(difference.facts.includes('size: gcc 16, uapi 24'), difference.facts.join('\n'));
  const smallest = shrink([wrongCompiler], text, { ...difference, facts: ['offset of b: gcc 4, uapi 8'] });
  assert.equal(smallest.map(textOf).join(''), 'struct s { char a; long long b; };\n');
});

test('what the compiler refuses is counted and left out, with what used it', () => {
  const text: readonly Declaration[] = [
    { ...piece('struct bad { ', member('unknown', 'a'), '};\n'), record: 'struct bad', declares: 'bad' },
    { ...piece('struct user { ', member('struct bad', 'a'), '};\n'), record: 'struct user', declares: 'user' },
    { ...piece('struct good { ', member('int', 'a'), '};\n'), record: 'struct good', declares: 'good' },
  ];
  const { cases, refused, differences } = compareLayouts([liveCompilers.x86_64], text);
  assert.deepEqual({ cases, refused, differences }, { cases: 1, refused: 2, differences: [] });
});

test('a seed and a number always make the same text, with members in it', () => {
  const text = (): string => randomDeclarations(createRandom(3), 50).map(textOf).join('');
  assert.equal(text(), text());
  const members = randomDeclarations(createRandom(3), 50).flatMap((declaration) => membersOf(declaration));
  assert.deepEqual(
    new Set(members.map(({ kind }) => kind)),
    new Set(['object', 'bit-field', 'record', 'flexible array']),
  );
});
