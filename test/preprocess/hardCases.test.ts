/** Each hard case of preprocessing on x86_64 and i386, judged by the machine's gcc. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { abiById, createAnalysisSession } from 'uapi-language-server/core';
import { liveCompilers, mapConcurrently, requireCompiler, run } from '../oracle/compilers.js';
import { firstTokenDifference } from './compareTokens.js';
import { directiveCases } from './directiveCases.js';
import { lexicalCases } from './lexicalCases.js';
import { macroCases } from './macroCases.js';
import { tokenize } from './tokenizer.js';

const hardCases = [...lexicalCases, ...macroCases, ...directiveCases];

for (const id of ['x86_64', 'i386'] as const) {
  test(`hard cases on ${id} give the tokens of gcc -E -P`, async (t) => {
    const compiler = liveCompilers[id];
    requireCompiler(compiler);
    const abi = abiById(id);
    assert.ok(abi !== undefined);
    const flags = [...compiler.flags, '-w', '-x', 'c', '-E', '-P', '-'];
    const answers = await mapConcurrently(hardCases, 2, ({ text }) => run(compiler.command, flags, text));
    const session = createAnalysisSession({ resolverFor: () => ({ resolve: () => undefined }) });
    for (const [index, { title, text }] of hardCases.entries()) {
      await t.test(title, () => {
        const gcc = answers[index];
        assert.equal(gcc.status, 0, gcc.stderr);
        const file = { path: '<stdin>', displayName: '<stdin>', text, view: 'installed' } as const;
        assert.equal(firstTokenDifference(tokenize(gcc.stdout), session.preprocess(file, abi)), undefined);
      });
    }
  });
}
