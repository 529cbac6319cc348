/**
 * The token stream of every header of /usr/include/linux that gcc preprocesses without an error, on x86_64 and i386,
 * against `gcc -E -P`: same kinds, same spellings, pragma lines included. gcc's own include folder is a root for both.
 */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { abiById } from 'uapi-language-server/core';
import { createTestHost } from '../harness/uapi.js';
import { compilerIncludeFolder, liveCompilers, mapConcurrently, requireCompiler, run } from '../oracle/compilers.js';
import { firstTokenDifference } from './compareTokens.js';
import { tokenize } from './tokenizer.js';

const folder = '/usr/include/linux';
const JUDGED_FLOOR = 700;

/** gcc -m32 has no search path of its own for the architecture's headers on Debian; they are x86's. */
const searchFlags = { x86_64: [], i386: ['-idirafter', '/usr/include/x86_64-linux-gnu'] };

const host = createTestHost();

for (const id of ['x86_64', 'i386'] as const) {
  test(`tokens of linux/*.h on ${id} are those of gcc -E -P`, async (t) => {
    const compiler = liveCompilers[id];
    requireCompiler(compiler);
    const include = { includeRoots: [compilerIncludeFolder(compiler)], archIncludes: [] };
    const abi = abiById(id);
    assert.ok(abi !== undefined);
    const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.h'));

    let judged = 0;
    const lines: string[] = [];
    await mapConcurrently(names.sort(), 2, async (name) => {
      const file = path.join(folder, name);
      const flags = [...compiler.flags, '-w', ...searchFlags[id], '-E', '-P', file];
      const gcc = await run(compiler.command, flags, '');
      if (gcc.status !== 0) return;
      judged++;
      const source = host.openFile(file, include);
      if ('problem' in source) {
        lines.push(`${name}: ${source.message}`);
        return;
      }
      const difference = firstTokenDifference(
        tokenize(gcc.stdout),
        host.sessionFor(source, include).preprocess(source, abi),
      );
      if (difference !== undefined) lines.push(`${name}: ${difference}`);
    });
    t.diagnostic(`${judged} of ${names.length} headers judged`);
    assert.ok(judged >= JUDGED_FLOOR, `only ${judged} headers were judged`);
    assert.equal(lines.join('\n'), '');
  });
}
