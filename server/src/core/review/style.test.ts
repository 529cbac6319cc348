/** How a header passes its structures, and why it is taken for that. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { IncludeResolver } from '../preprocess/includeResolver.js';
import type { SourceFile } from '../source/sourceFile.js';
import { ALL_ABIS } from '../target/abis.js';
import { builtinHeader } from '../target/builtinHeaders.js';
import { createAnalysisSession } from '../unit/analysisSession.js';
import { ReviewedHeader } from './reviewedHeader.js';
import { commandStyle, headerStyle } from './style.js';

const builtins: IncludeResolver = {
  resolve({ spelling }) {
    const text = builtinHeader(spelling)?.text;
    if (text === undefined) return undefined;
    return { file: { path: `builtin:/${spelling}`, displayName: spelling, text, view: 'installed' }, root: 0 };
  },
};

function styleOf(text: string, versioned: readonly string[] = []): string {
  const all = `#include <linux/types.h>\n#include <linux/ioctl.h>\n${text}\n`;
  const file: SourceFile = { path: '/a.h', displayName: 'a.h', text: all, view: 'installed' };
  const session = createAnalysisSession({ resolverFor: () => builtins });
  const header = new ReviewedHeader(file, session.analyze(file, ALL_ABIS.slice(0, 2)), {});
  const command = header.commands.find(({ name }) => name === 'A');
  const record = header.records.find(({ name }) => name === 's');
  assert.ok(command !== undefined, text);
  return commandStyle(command, record, new Set(versioned));
}

const drm = '#define DRM_IOWR(nr, type) _IOWR(0x64, nr, type)\n';
const passed = '#define A _IOWR(1, 2, struct s)';
const alone = '#define A _IO(1, 2)';

test('the style of a command', () => {
  assert.equal(styleOf(`${drm}struct s { __u32 a; };\n#define A DRM_IOWR(2, struct s)`), 'drm');
  assert.equal(styleOf(`struct s { __u32 size; };\n${alone}`), 'size-first');
  assert.equal(styleOf(`struct s { __u32 argsz; };\n${alone}`), 'argsz');
  assert.equal(styleOf(`struct s { __u32 flags; };\n${alone}`), 'classic');
  assert.equal(styleOf(`struct s { __u64 size; };\n${alone}`), 'classic');
  assert.equal(styleOf(`struct s { __u32 size[2]; };\n${alone}`), 'classic');
  assert.equal(styleOf(`union s { __u32 size; };\n${alone}`), 'classic');
  assert.equal(styleOf(alone), 'classic');
  assert.equal(styleOf(`struct s { __u32 size; };\n${passed}`), 'classic');
  assert.equal(styleOf(`struct s { __u32 a; };\n${passed}`, ['s']), 'ioc-size');
  assert.equal(styleOf(`struct s { __u32 group; __u64 addr; };\n${passed}`), 'mux-attr');
  assert.equal(styleOf(`struct s { __u32 attr; __u64 data; __u32 len; };\n${passed}`), 'classic');
  assert.equal(styleOf(`struct s { __u32 group; };\n${passed}`), 'classic');
  assert.equal(styleOf(`union s { __u32 group; __u64 addr; };\n${passed}`), 'classic');
});

test('the style of a header: a comment before the settings, those before what most commands do', () => {
  const none = new Set<string>();
  assert.deepEqual(headerStyle(['drm'], 'argsz', 'classic', none), {
    style: 'argsz',
    isSet: true,
    reason: 'the uapi-style comment of the header',
  });
  assert.deepEqual(headerStyle(['drm'], undefined, 'classic', none), {
    style: 'classic',
    isSet: true,
    reason: 'the settings',
  });
  assert.equal(headerStyle(['drm', 'argsz', 'argsz'], undefined, undefined, none).style, 'argsz');
  assert.equal(headerStyle(['drm', 'argsz', 'argsz'], undefined, undefined, none).reason, '2 of 3 ioctls');
  assert.equal(headerStyle([], undefined, undefined, none).reason, 'no ioctl says otherwise');
  assert.equal(headerStyle([], undefined, undefined, new Set(['s'])).style, 'syscall-ext');
});
