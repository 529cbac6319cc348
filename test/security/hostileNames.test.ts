/**
 * Headers as an attacker would write them: names that JavaScript's own objects have, markup and command links where an
 * editor shows text, and comments on which a careless regular expression would run for ever. docs/security.md lists the
 * threats and their tests.
 */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { createSupervisor, fuzzLimits } from '../fuzz/supervisor.js';
import { temporaryFolder } from '../harness/repository.js';
import { runUapi } from '../harness/uapi.js';
import { positionOf, startClient } from '../lsp/lspClient.js';

const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype', 'valueOf'];

test('names of JavaScript’s own objects are names like any other: layouts, values, findings', (t) => {
  const file = path.join(temporaryFolder(t), 'names.h');
  const text = names
    .map(
      (name, index) =>
        `/**\n * struct ${name} - x\n * @${name}: y\n */\nstruct ${name} { int ${name}; };\n#define M${index} ${index}\n`,
    )
    .join('');
  writeFileSync(file, `${text}enum e { ${names.map((name) => `${name}`).join(', ')} };\n`);
  const { stdout, stderr, status } = runUapi(['layout', '--abi', 'x86_64', '--format', 'ndjson', file]);
  assert.equal(stderr, '');
  assert.equal(status, 0);
  const document = JSON.parse(stdout);
  assert.deepEqual(
    document.structs.map(({ name, members }: { name: string; members: { path: string }[] }) => [name, members[0].path]),
    names.map((name) => [name, name]),
  );
  for (const format of ['text', 'json', 'sarif', 'gcc', 'github']) {
    const check = runUapi(['check', '--profile', 'strict', '--abi', 'all', '--format', format, file]);
    assert.equal(check.stderr, '', format);
    assert.ok(check.status === 0 || check.status === 1, `${format}: status ${check.status}`);
  }
});

test('macros of such names have their values', (t) => {
  const file = path.join(temporaryFolder(t), 'macros.h');
  writeFileSync(file, names.map((name, index) => `#define ${name} ${index}\n`).join(''));
  const { stdout } = runUapi(['layout', '--abi', 'x86_64', '--format', 'ndjson', file]);
  const { macros } = JSON.parse(stdout);
  assert.deepEqual(
    names.map((name) => Object.getOwnPropertyDescriptor(macros, name)?.value),
    names.map((_, index) => index),
  );
});

const link = '[x](command:workbench.action.terminal.new) <img src=x onerror=alert(1)> ![y](http://example.org/y.png)';
const hostile = `/**
 * struct trap - ${link}
 * @addr: \` ${link} \`\`\` ${link}
 */
struct trap {
	int addr[sizeof("\`\`${link.replaceAll('"', '')}\`\`")];
};
#define TRAP "\`\`\`${link}"
`;

test('a hover shows markup, command links and pictures of a header as text', async (t) => {
  const folder = temporaryFolder(t);
  const client = await startClient(t, { folder });
  const uri = pathToFileURL(path.join(folder, 'trap.h')).href;
  client.open(uri, hostile);
  for (const place of ['trap {', 'addr[', 'TRAP']) {
    const { line, character } = positionOf(hostile, place);
    const answer = await client.request('textDocument/hover', { textDocument: { uri }, position: { line, character } });
    if (answer === null) continue;
    const shown = withoutCode(answer.contents.value);
    assert.doesNotMatch(shown, /(?<!\\)\]\(/, `a link in the hover of ${place}: ${shown}`);
    assert.doesNotMatch(shown, /<[a-z]/i, `markup in the hover of ${place}: ${shown}`);
  }
});

/** Without code spans, whose characters mean nothing (CommonMark 6.1: a run of backticks up to the next of its length). */
function withoutCode(markdown: string): string {
  return markdown.replace(/(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, '');
}

/** The same limit as for the bombs of the front end: what grows faster than its input takes far longer. */
const supervisor = createSupervisor({ ...fuzzLimits, milliseconds: 5000 });
after(() => supervisor.stop());

const SIZE = 20_000;
const pieces = [
  '@',
  ' ',
  '\t',
  '*',
  '@a',
  '@a:',
  ' * @a: ',
  'a_',
  '_',
  '%',
  '&',
  '&struct ',
  '(',
  'ioctl(',
  '0',
  '[',
  '-',
  ': ',
];

test('comments of one piece many times over take the rules no time', async (t) => {
  for (const piece of pieces) {
    await t.test(JSON.stringify(piece), async () => {
      const run = piece.repeat(SIZE / piece.length);
      const text = `/**\n * struct s - ${run}\n * @a: ${run}\n${run}\n */\nstruct s { int a; };\n#define X _IO('x', 1) /* ${run} */\n/* uapi-ignore[${run} */\n`;
      const outcome = await supervisor.run({ path: '/usr/include/linux/comment.h', target: 'rules', text });
      assert.equal(outcome.kind, 'fine', outcome.kind === 'fine' ? '' : outcome.message);
    });
  }
});
