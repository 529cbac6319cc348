// A new command that is completed in a header whose commands are numbered by an enum: it gets a line there.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { temporaryFolder } from '../harness/repository.js';
import { type Json, startClient } from './lspClient.js';

const headerWith = (numbers: string) => `#include <linux/ioctl.h>
#include <linux/types.h>

${numbers}

struct gate_open {
	__u32 size;
	__u32 flags;
};
#define GATE_OPEN _IO('g', GATE_CMD_OPEN)
#define GATE_SHUT _IO('g', GATE_CMD_SHUT)

`;

/** The first item at the end of the header, and the header with what it writes beside the cursor. */
async function completed(
  context: TestContext,
  numbers: string,
): Promise<{ readonly item: Json; readonly text: string }> {
  const text = headerWith(numbers);
  const folder = temporaryFolder(context);
  const file = join(folder, 'gate.h');
  writeFileSync(file, text);
  const client = await startClient(context, { folder });
  const uri = pathToFileURL(file).href;
  client.open(uri, text);
  const { items } = await client.at('textDocument/completion', uri, text.split('\n').length - 1, 0);
  const [item] = items;
  const lines = text.split('\n');
  for (const { range, newText } of item.additionalTextEdits ?? []) {
    const { line, character } = range.start;
    assert.deepEqual(range.start, range.end);
    lines[line] = lines[line].slice(0, character) + newText + lines[line].slice(character);
  }
  return { item, text: lines.join('\n') };
}

for (const [what, numbers, expected] of [
  [
    'a list that ends with a comma',
    'enum {\n\tGATE_CMD_BASE = 0x80,\n\tGATE_CMD_OPEN = GATE_CMD_BASE,\n\tGATE_CMD_SHUT = 0x81,\n};',
    'enum {\n\tGATE_CMD_BASE = 0x80,\n\tGATE_CMD_OPEN = GATE_CMD_BASE,\n\tGATE_CMD_SHUT = 0x81,\n\tGATE_CMD_NEW = 0x82,\n};',
  ],
  [
    'a list that ends without one',
    'enum {\n\tGATE_CMD_OPEN = 0x80,\n\tGATE_CMD_SHUT\n};',
    'enum {\n\tGATE_CMD_OPEN = 0x80,\n\tGATE_CMD_SHUT,\n\tGATE_CMD_NEW = 0x82,\n};',
  ],
  [
    'a comment behind the last line, and an end that is no command',
    'enum {\n\tGATE_CMD_OPEN = 0x80,\n\tGATE_CMD_SHUT = 0x81, /* for good */\n\tGATE_CMD_MAX\n};',
    'enum {\n\tGATE_CMD_OPEN = 0x80,\n\tGATE_CMD_SHUT = 0x81, /* for good */\n\tGATE_CMD_NEW = 0x82,\n\tGATE_CMD_MAX\n};',
  ],
  [
    'one line',
    'enum { GATE_CMD_OPEN = 0x80, GATE_CMD_SHUT = 0x81, };',
    'enum { GATE_CMD_OPEN = 0x80, GATE_CMD_SHUT = 0x81, GATE_CMD_NEW = 0x82, };',
  ],
] as const) {
  test(`the new command has its number in the enum: ${what}`, async (context) => {
    const { item, text } = await completed(context, numbers);
    assert.ok(text.includes(expected), text);
    assert.match(item.textEdit.newText, /_IO\('g', GATE_CMD_NEW\)/);
  });
}

for (const [what, numbers] of [
  ['the enum does not end with the highest number', 'enum {\n\tGATE_CMD_SHUT = 0x81,\n\tGATE_CMD_OPEN = 0x80,\n};'],
  ['the name is taken', 'enum {\n\tGATE_CMD_NEW = 1,\n\tGATE_CMD_OPEN = 0x80,\n\tGATE_CMD_SHUT = 0x81,\n};'],
  ['the numbers are macros', '#define GATE_CMD_OPEN 0x80\n#define GATE_CMD_SHUT 0x81'],
] as const) {
  test(`the new command has a number to type where ${what}`, async (context) => {
    const { item } = await completed(context, numbers);
    assert.equal(item.additionalTextEdits, undefined);
    assert.match(item.textEdit.newText, /_IO\('g', \$\{3:0x82\}\)/);
  });
}
