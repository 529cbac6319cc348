import assert from 'node:assert/strict';
import { test } from 'node:test';
import { run } from '../testing/environment.js';

const page = `# layout/implicit-hole

## What it does

Finds \`holes\`, see [the document](https://docs.kernel.org/x.html).

## Example

\`\`\`c abi=m68k
struct s {
	int a;	//~ warning[layout/implicit-hole]: text
};
\`\`\`
`;
const machine = { rulePages: new Map([['layout/implicit-hole', page]]) };

test('a page as text', async () => {
  const { status, stdout } = await run(['explain', 'layout/implicit-hole'], machine);
  assert.equal(status, 0);
  assert.equal(
    stdout,
    `layout/implicit-hole
====================

What it does
------------

Finds holes, see the document <https://docs.kernel.org/x.html>.

Example
-------

    struct s {
    	int a;	// warning[layout/implicit-hole]: text
    };
`,
  );
});

test('a page as Markdown, without the marks of the tests', async () => {
  const { stdout } = await run(['explain', '--format', 'markdown', 'layout/implicit-hole'], machine);
  assert.equal(stdout, page.replace('```c abi=m68k', '```c').replace('//~ ', '// '));
});

test('a rule that does not exist, with the nearest one', async () => {
  const { status, stderr } = await run(['explain', 'layout/implicit-hle'], machine);
  assert.equal(status, 2);
  assert.match(
    stderr,
    /^uapi: unknown rule 'layout\/implicit-hle' \(did you mean 'layout\/implicit-hole'\?\); known rules/,
  );
  const group = await run(['explain', 'layout'], machine);
  assert.match(group.stderr, /^uapi: 'layout' is a group; its rules: .*layout\/implicit-hole/);
});

test('a page that was not built', async () => {
  const { status, stderr } = await run(['explain', 'layout/implicit-hole']);
  assert.deepEqual(
    [status, stderr],
    [2, 'uapi: the page of layout/implicit-hole is missing: build the program anew\n'],
  );
});

test('colours on a terminal', async () => {
  const { stdout } = await run(['explain', 'layout/implicit-hole'], { ...machine, isTty: true });
  assert.match(stdout, /^\x1b\[1mlayout\/implicit-hole\x1b\[22m\n/);
});
