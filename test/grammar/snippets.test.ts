/**
 * Every snippet, inserted and completed with its defaults: it is what its author would want to send. The rules have
 * nothing to say under the profile for new headers, and gcc lays it out without padding on x86_64 and i386.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { repositoryRoot, temporaryFolder } from '../harness/repository.js';
import { runUapi } from '../harness/uapi.js';
import { type Compiler, liveCompilers, requireCompiler } from '../oracle/compilers.js';
import { bareFlags } from '../oracle/includeRoots.js';
import { expandSnippet } from './expandSnippet.js';

interface Snippet {
  readonly prefix: readonly string[];
  readonly description: string;
  readonly body: readonly string[];
}

const abis = [liveCompilers.x86_64, liveCompilers.i386];

const manifest = JSON.parse(readFileSync(join(repositoryRoot, 'package.json'), 'utf8'));
const contributed: readonly { language: string; path: string }[] = manifest.contributes.snippets;
const snippets: Readonly<Record<string, Snippet>> = JSON.parse(
  readFileSync(join(repositoryRoot, contributed[0].path), 'utf8'),
);
const bodyOf = (prefix: string): string => {
  const snippet = Object.values(snippets).find((candidate) => candidate.prefix.includes(prefix));
  assert.ok(snippet !== undefined, `no snippet with the prefix ${prefix}`);
  return expandSnippet(snippet.body);
};

/** The header that a snippet is inserted into. */
const headerWith = (text: string): string => `/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */
#ifndef _LINUX_WIDGET_H
#define _LINUX_WIDGET_H

#include <linux/ioctl.h>
#include <linux/types.h>

${text}
#endif /* _LINUX_WIDGET_H */
`;

/** A structure whose last member leaves four bytes that an ABI may count or not. */
const recordWith = (member: string): string => `/**
 * struct widget_place - Where a widget stands
 * @nanometres: Distance from the origin
 * @axis: Number of the axis
 */
struct widget_place {
	__aligned_u64 nanometres;
	__u32 axis;
${member.replace(/^(?=.)/gm, '\t')}
};
`;

/** By prefix, the header that the snippet makes. A line of an op table stands in a driver, so it makes none. */
const headers: Readonly<Record<string, () => string>> = {
  'uapi-size-first': () => headerWith(bodyOf('uapi-size-first')),
  'uapi-argsz': () => headerWith(bodyOf('uapi-argsz')),
  'uapi-commands': () => headerWith(bodyOf('uapi-commands')),
  'uapi-flags': () => headerWith(bodyOf('uapi-flags')),
  'uapi-reserved': () => headerWith(recordWith(bodyOf('uapi-reserved'))),
};

test('both languages have the same snippets, and each of them is tried below', () => {
  assert.deepEqual(
    contributed.map(({ language, path }) => [language, path]),
    ['c', 'cpp'].map((language) => [language, contributed[0].path]),
  );
  const prefixes = Object.values(snippets).map(({ prefix }) => prefix[0]);
  assert.deepEqual(prefixes.toSorted(), [...Object.keys(headers), 'uapi-op'].toSorted());
  assert.equal(new Set(Object.values(snippets).flatMap(({ prefix }) => prefix)).size, prefixes.length * 2);
});

for (const [prefix, header] of Object.entries(headers)) {
  test(`${prefix}: no finding of severity warning or above under the profile new`, (context) => {
    const file = writeHeader(context, header());
    const { stdout, stderr } = runUapi(['check', '--profile', 'new', '--abi', 'all', '--format', 'json', file]);
    assert.equal(stderr, '');
    const { findings } = JSON.parse(stdout) as { findings: readonly { severity: string; message: string }[] };
    assert.deepEqual(
      findings.filter(({ severity }) => severity === 'warning' || severity === 'error'),
      [],
    );
  });

  for (const compiler of abis) {
    test(`${prefix}: gcc for ${compiler.abi} compiles it and adds no padding`, (context) => {
      assert.deepEqual(compile(compiler, writeHeader(context, header())), { status: 0, stderr: '' });
    });
  }
}

/** The table of drivers/iommu/iommufd/main.c in small: an entry names the size, the number and the function. */
const opTable = (line: string): string => `${headerWith(bodyOf('uapi-size-first'))}
#define offsetofend(type, member) (__builtin_offsetof(type, member) + sizeof(((type *)0)->member))
#define IOCTL_OP(_ioctl, _fn, _struct, _last) \\
	[_IOC_NR(_ioctl) - 0x80] = { sizeof(_struct), offsetofend(_struct, _last), _ioctl, _fn }
struct op { unsigned long size, min_size, number; int (*execute)(void *); };
static int widget_create(void *user) { return user != 0; }
const struct op ops[] = {
	${line}
};
_Static_assert(sizeof(ops) == sizeof(ops[0]), "the command is at the beginning of the table");
`;

for (const compiler of abis) {
  test(`uapi-op: gcc for ${compiler.abi} takes the line in a driver's table`, (context) => {
    const file = writeHeader(context, opTable(bodyOf('uapi-op')));
    assert.deepEqual(compile(compiler, file), { status: 0, stderr: '' });
  });
}

test('the expander refuses what it does not know', () => {
  const expand = (text: string): string => expandSnippet([text.replaceAll('S', '$')]);
  assert.throws(() => expand('S{1:a} S{2}'), /tab stop 2 has no default/);
  assert.throws(() => expand('S{1:a} S{1:b}'), /two defaults/);
  assert.throws(() => expand('STM_FILENAME'), /not understood/);
  assert.equal(expand('S{1:a_b} S{1/(.*)/S{1:/upcase}/} S{2|8,16|}S0'), 'a_b A_B 8');
});

function writeHeader(context: TestContext, text: string): string {
  const file = join(temporaryFolder(context), 'widget.h');
  writeFileSync(file, text);
  return file;
}

/** The installed headers are system headers to gcc, so that padding counts only in what the snippet declares. */
function compile(compiler: Compiler, file: string): { status: number | null; stderr: string } {
  requireCompiler(compiler);
  const warnings = ['-std=gnu11', '-Wall', '-Wextra', '-Wpadded', '-Werror'];
  const roots = bareFlags(compiler, ['/usr/include/x86_64-linux-gnu', '/usr/include']);
  const options = [...compiler.flags, ...warnings, ...roots, '-fsyntax-only', '-x', 'c'];
  const { status, stderr } = spawnSync(compiler.command, [...options, file], { encoding: 'utf8' });
  return { status, stderr };
}
