/** A header with three deliberate mistakes gives exactly three findings, each at its place and in words. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { temporaryFolder } from '../harness/repository.js';
import { runUapi } from '../harness/uapi.js';

const header = `#ifndef _LINUX_THREE_H
#define _LINUX_THREE_H
#include <linux/types.h>
#include <linux/missing_header.h>

struct three_request {
	__u32 argsz;
	__u23 flags;
	__u64 addr;
};

struct three_reply {
	__u32 argsz
	__u32 count;
};

struct three_good {
	__u32 argsz;
	__u32 flags;
};
#endif
`;

interface Finding {
  readonly severity: string;
  readonly message: string;
  readonly range: { readonly start: { readonly line: number } };
}

test('a missing include, an unknown type and a missing semicolon', (t) => {
  const file = path.join(temporaryFolder(t), 'three.h');
  fs.writeFileSync(file, header);
  const result = runUapi(['check', '--format', 'json', file]);
  assert.equal(result.status, 1, result.stderr);
  const { findings } = JSON.parse(result.stdout) as { readonly findings: readonly Finding[] };
  const told = findings.map((f) => `${f.range.start.line} ${f.severity}: ${f.message}`);
  assert.equal(findings.length, 3, told.join('\n'));
  const lines = findings.map((f) => f.range.start.line);
  assert.deepEqual(lines.slice(0, 2), [4, 8]);
  assert.ok(lines[2] === 13 || lines[2] === 14, told[2]);
  assert.match(findings[0].message, /missing_header\.h/);
  assert.match(findings[1].message, /__u23/);
  assert.match(findings[2].message, /;|semicolon/);
});

test('what stands around a mistake is still analysed', (t) => {
  const file = path.join(temporaryFolder(t), 'three.h');
  fs.writeFileSync(file, header);
  const result = runUapi(['layout', '--abi', 'x86_64', '--format', 'ndjson', file]);
  assert.equal(result.status, 1, result.stderr);
  const { structs } = JSON.parse(result.stdout) as { readonly structs: readonly { name: string; size: number }[] };
  assert.equal(structs.find((s) => s.name === 'three_good')?.size, 8);
});
