/**
 * The headers that C compilers bring, found in each way that a machine may offer them: the built-in ones alone, gcc's own
 * include folder as a root (its <stdint.h> goes on to the C library's), and the system's.
 */
import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { abiById, builtinHeader, createAnalysisSession, type SourceFile } from 'uapi-language-server/core';
import { createBuiltinHeaders, createFileStore, createNodeHost, pathStyleOf } from 'uapi-language-server/host/node';
import { temporaryFolder } from '../harness/repository.js';
import { compilerIncludeFolder, liveCompilers, requireCompiler } from '../oracle/compilers.js';

const text = `#include <stdint.h>
#include <limits.h>
#include <stddef.h>
#include <stdbool.h>
struct s { uint64_t a; size_t b; bool c; int_fast16_t d; };
#define INT INT_MAX
#define WIDE UINT64_MAX
#define LONG LONG_MAX
`;

/** Size of the record, and LONG_MAX. */
const expected = { x86_64: [32, 0x7fffffffffffffffn], i386: [20, 0x7fffffffn], m68k: [18, 0x7fffffffn] } as const;

for (const systemRoot of ['/usr/include', undefined]) {
  for (const withCompiler of [true, false]) {
    const title = `${withCompiler ? "gcc's include folder" : 'the built-in headers'}, ${systemRoot ?? 'no system root'}`;
    test(title, (t) => {
      requireCompiler(liveCompilers.x86_64);
      const host = createNodeHost({
        store: createFileStore(pathStyleOf(process.platform)),
        machine: { systemRoot, architecture: 'x86' },
        builtins: createBuiltinHeaders(builtinHeader),
        createSession: createAnalysisSession,
        stdin: () => process.stdin,
        cwd: process.cwd(),
      });
      const include = {
        includeRoots: withCompiler ? [compilerIncludeFolder(liveCompilers.x86_64)] : [],
        archIncludes: [],
      };
      const file: SourceFile = {
        path: path.join(temporaryFolder(t), 'a.h'),
        displayName: 'a.h',
        text,
        view: 'installed',
      };
      for (const [id, [size, longMax]] of Object.entries(expected)) {
        const abi = abiById(id);
        assert.ok(abi !== undefined);
        const [{ records, macros, diagnostics }] = host.sessionFor(file, include).analyze(file, [abi]);
        assert.deepEqual(diagnostics, [], id);
        assert.equal(records[0].layout?.sizeBytes, size, id);
        assert.deepEqual(
          macros.map((macro) => macro.value),
          [0x7fffffffn, 0xffffffffffffffffn, longMax],
          id,
        );
      }
    });
  }
}
