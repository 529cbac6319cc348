import assert from 'node:assert/strict';
import { test } from 'node:test';
import { abiById } from '../target/abis.js';
import { createAnalysisSession } from './analysisSession.js';

test('a tag that only a macro mentions is unknown on every ABI, and when the header is analysed again', () => {
  const session = createAnalysisSession({ resolverFor: () => ({ resolve: () => undefined }) });
  const text = '#define SIZE sizeof(struct nowhere_declared)\nstruct here_declared { int a; };\n';
  const file = { path: '/a.h', displayName: 'a.h', text, view: 'installed' as const };
  const abis = ['x86_64', 'i386'].flatMap((id) => abiById(id) ?? []);
  const lookUp = ['nowhere_declared', 'here_declared'];
  for (let time = 0; time < 2; time++) {
    for (const { knownNames } of session.analyze(file, abis, { lookUp })) {
      assert.deepEqual([...knownNames], ['here_declared']);
    }
  }
});
