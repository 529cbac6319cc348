import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Log } from 'sarif';
import type { FileRule, RuleFinding } from '../../core/rules/rule.js';
import { sourceFile } from '../testing/analyses.js';
import { type CliResult, type FakeMachine, run } from '../testing/environment.js';

/** The formats of `uapi check`, on findings made by hand. */
const file = sourceFile('a.h', 'int a;\nint b; /* uapi-ignore[test/rule]: known, since 5.4 */\nint c;\nint\nd;\n');
const other = sourceFile('b.h', 'int other;\n');

function at(word: string, parts: Partial<RuleFinding> = {}): RuleFinding {
  const start = file.text.indexOf(word);
  return { range: { file, start, end: start + word.length }, message: `about ${word}`, abis: ['x86_64'], ...parts };
}

const insertion = { range: { file, start: 14, end: 14 }, newText: 'x' };
const findings: readonly RuleFinding[] = [
  at('a;', { symbol: 'a', message: '100%: a,b\nc', help: 'do, this: now' }),
  at('b;', { symbol: 'b' }),
  at('c;', {
    severity: 'hint',
    related: [{ range: { file: other, start: 4, end: 9 }, message: 'the other' }],
    fixes: [{ title: 'Insert x', effect: 'layout', edits: [insertion] }],
  }),
  at('int\nd', { severity: 'info' }),
];

const rule: FileRule = {
  id: 'test/rule',
  scope: 'file',
  why: 'Because.',
  reference: { title: 'A document', url: 'https://docs.kernel.org/' },
  severity: { recommended: 'error', new: 'error', legacy: 'off', strict: 'error' },
  // On the changed text of a trial it says nothing, so that fixes hold.
  check: (context) => (context.file.text === file.text ? findings : []),
};

const machine: FakeMachine = {
  files: [file, other],
  rules: [rule],
  rulePages: new Map([['test/rule', '# test/rule\n\n## What it does\n\nFinds `x`. More.\n']]),
};

const check = (...argv: readonly string[]): Promise<CliResult> => run(['check', ...argv, 'a.h'], machine);

test('github: commands with everything escaped that would end them', async () => {
  const { stdout, status } = await check('--format', 'github', '--show-hints');
  assert.equal(status, 1);
  assert.deepEqual(stdout.split('\n'), [
    '::error file=a.h,line=1,endLine=1,col=5,endColumn=7,title=test/rule::100%25: a,b%0Ac%0Ahelp: do, this: now',
    '::notice file=a.h,line=3,endLine=3,col=5,endColumn=7,title=test/rule::about c;',
    '::notice file=a.h,line=4,endLine=5,title=test/rule::about int%0Ad',
    '',
  ]);
});

test('a suppressed finding is kept in json, counted in text, and fails nothing', async () => {
  const { stdout } = await check('--format', 'json', '--show-hints');
  const report = JSON.parse(stdout);
  assert.deepEqual(report.summary, { files: 1, errors: 1, warnings: 0, infos: 1, hints: 1, suppressed: 1 });
  const [first, second, third] = report.findings;
  assert.equal(first.suppressed, undefined);
  assert.deepEqual(second.suppressed, { kind: 'comment', reason: 'known, since 5.4' });
  assert.deepEqual(third.related, [
    { file: 'b.h', range: { start: { line: 1, column: 5 }, end: { line: 1, column: 10 } }, message: 'the other' },
  ]);
  assert.deepEqual(third.fix, {
    title: 'Insert x',
    edits: [{ range: { start: { line: 2, column: 8 }, end: { line: 2, column: 8 } }, newText: 'x' }],
  });
  const text = (await check()).stdout;
  assert.doesNotMatch(text, /about b;/);
  assert.match(text, /^1 error, 1 info, 1 hint in 1 header \(1 suppressed; hints are shown with --show-hints\)$/m);
  const only: FileRule = { ...rule, check: () => [findings[1]] };
  assert.equal((await run(['check', 'a.h'], { ...machine, rules: [only] })).status, 0);
});

test('hints are counted everywhere and shown when asked for', async () => {
  for (const format of ['gcc', 'github', 'json', 'sarif', 'text']) {
    const hidden = (await check('--format', format)).stdout;
    const shown = (await check('--format', format, '--show-hints')).stdout;
    assert.ok(!hidden.includes('about c;') && shown.includes('about c;'), format);
  }
});

test('sarif: the fix, the related place, the page of the rule', async () => {
  const log: Log = JSON.parse((await check('--format', 'sarif', '--show-hints')).stdout);
  const [{ results = [], tool }] = log.runs;
  const hint = results.find(({ message }) => message.text === 'about c;');
  assert.deepEqual(hint?.fixes, [
    {
      description: { text: 'Insert x' },
      artifactChanges: [
        {
          artifactLocation: { uri: 'a.h', uriBaseId: '%SRCROOT%' },
          replacements: [
            {
              deletedRegion: { startLine: 2, startColumn: 8, endLine: 2, endColumn: 8 },
              insertedContent: { text: 'x' },
            },
          ],
        },
      ],
    },
  ]);
  assert.equal(hint?.level, 'note');
  assert.equal(hint?.relatedLocations?.[0].message?.text, 'the other');
  const [described] = tool.driver.rules ?? [];
  assert.equal(described.shortDescription?.text, 'Finds x.');
  assert.deepEqual(described.defaultConfiguration, { enabled: true, level: 'error' });
});

test('statistics in every format leave out what is suppressed', async () => {
  const statistics = async (format: string): Promise<string> =>
    (await check('--statistics', '--show-hints', '--format', format)).stdout;
  assert.match(await statistics('text'), /^1 {2}error {4}test\/rule$/m);
  assert.equal(await statistics('gcc'), await statistics('text'));
  assert.equal(JSON.parse(await statistics('json')).statistics.length, 3);
  assert.equal(
    await statistics('github'),
    '::notice title=uapi check::1 error test/rule%0A1 hint test/rule%0A1 info test/rule%0A1 header, 1 suppressed\n',
  );
  const log: Log = JSON.parse(await statistics('sarif'));
  assert.equal(log.runs[0].properties?.statistics.length, 3);
});
