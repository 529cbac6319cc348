// After many random edits the server must say what a fresh one says of the same text: nothing stale survives.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { createRandom, type Random } from '../fuzz/random.js';
import { repositoryRoot, temporaryFolder } from '../harness/repository.js';
import { type Json, type LspClient, startClient } from './lspClient.js';

/** `UAPI_EDITS=10000 npm test -- lsp/edits` looks longer. */
const EDITS = Number(process.env.UAPI_EDITS ?? 200);
/** A fresh server is asked once for so many edits. */
const COMPARE_EVERY = 25;

const pieces = [
  ...[
    '\t__u32 added;\n',
    '\tlong wide;\n',
    ';',
    '{',
    '}',
    '/*',
    '*/',
    '\n',
    '#endif\n',
    '#define EXTRA 3\n',
    '#if 0\n',
  ],
  ...[
    'struct fresh {\n\t__u8 a;\n\t__u64 b;\n};\n',
    '_IO',
    '(',
    ')',
    ',',
    '"',
    "'",
    '\\\n',
    '😀',
    '\r\n',
    '__aligned_u64 ',
  ],
  ...[
    'enum more { MORE_A = 1, MORE_B };\n',
    '/** struct widget_turn - text\n * @size: a\n */\n',
    '#include "other.h"\n',
  ],
];

test('random edits give what a fresh server gives', async (t) => {
  const folder = temporaryFolder(t);
  const original = readFileSync(path.join(repositoryRoot, 'examples/include/uapi/linux/widget.h'), 'utf8');
  writeFileSync(path.join(folder, 'other.h'), '#include <linux/types.h>\nstruct other {\n\t__u64 a;\n};\n');
  const uri = pathToFileURL(path.join(folder, 'widget.h')).href;
  const client = await startClient(t, { folder });
  const random = createRandom(4);
  let text = original;
  client.open(uri, text);
  for (let edit = 1; edit <= EDITS; edit++) {
    const { change, after } = randomEdit(text, random);
    // From time to time back to whole text, or nothing but broken text would be compared.
    const isReset = edit % 20 === 0;
    text = isReset ? original : after;
    client.change(uri, edit + 1, isReset ? { text } : change);
    const place = positionAt(text, random.below(text.length + 1));
    if (edit % 5 === 0) await client.hover(uri, place.line, place.character);
    if (edit % COMPARE_EVERY !== COMPARE_EVERY - 1 && edit !== EDITS) continue;
    assert.deepEqual(
      await everything(client, uri, text, edit + 1),
      await fromFresh(t, folder, uri, text),
      `after edit ${edit}`,
    );
  }
});

async function fromFresh(context: TestContext, folder: string, uri: string, text: string): Promise<Json> {
  const fresh = await startClient(context, { folder });
  fresh.open(uri, text);
  const said = await everything(fresh, uri, text, 1);
  await fresh.stop();
  return said;
}

/** Diagnostics, outline, tokens, and hovers over the whole text. */
async function everything(client: LspClient, uri: string, text: string, version: number): Promise<Json> {
  const diagnostics = await client.diagnostics(uri, version);
  const textDocument = { uri };
  const symbols = await client.request('textDocument/documentSymbol', { textDocument });
  const tokens = (await client.request('textDocument/semanticTokens/full', { textDocument })).data;
  const hovers: (string | null)[] = [];
  for (let offset = 0; offset < text.length; offset += 61) {
    const { line, character } = positionAt(text, offset);
    hovers.push(await client.hover(uri, line, character));
  }
  return { diagnostics, symbols, tokens, hovers };
}

function randomEdit(text: string, random: Random): { readonly change: object; readonly after: string } {
  const start = random.below(text.length + 1);
  const isInsertion = random.below(10) < 6;
  const end = Math.min(text.length, start + (isInsertion ? 0 : random.below(30)));
  const piece = isInsertion || random.below(10) < 3 ? random.pick(pieces) : '';
  // A position between CR and LF means the end of the line; no client sends one.
  const [from, to] = [start, end].map((at) => (text[at - 1] === '\r' && text[at] === '\n' ? at + 1 : at));
  return {
    change: { range: { start: positionAt(text, from), end: positionAt(text, to) }, text: piece },
    after: text.slice(0, from) + piece + text.slice(to),
  };
}

function positionAt(text: string, offset: number): { line: number; character: number } {
  const lines = text.slice(0, offset).split(/\r\n|\n|\r/);
  return { line: lines.length - 1, character: lines[lines.length - 1].length };
}
