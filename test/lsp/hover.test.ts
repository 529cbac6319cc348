// What hovers say of each kind of thing, asked of the real process with every ABI.

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { temporaryFolder } from '../harness/repository.js';
import { type LspClient, positionOf, startClient } from './lspClient.js';

const text = `#ifndef _HOVERED_H
#define _HOVERED_H
#include <linux/ioctl.h>
#include <linux/types.h>

#define HOVERED_TYPE 'H'
#define HOVERED_MASK (0xfU << 4)
#define HOVERED_COUNT 0x24
#define HOVERED_MAX(a, b) ((a) > (b) ? (a) : (b))
#define HOVERED_PAGES (sizeof(long) * 2)
#define HOVERED_NUMBER 0xc0204802

enum hovered_kind {
	HOVERED_ONE = 1,
	HOVERED_TWO,	/* the second */
	HOVERED_EIGHT = 8,
};

typedef unsigned long hovered_word;

/**
 * struct hovered_bits - ioctl(HOVERED_SET)
 * @kind: an &enum hovered_kind
 *
 * Sets something. It is described here.
 */
struct hovered_bits {
	__u32 argsz;
	__u32 flags;
#define HOVERED_FLAG (1 << 2)	/* it is flagged */
	__u32 low:3, high:29;
	__u32 kind;
	__u8 day;	/**< [out] the day */
	__u8 pad[7];
	__aligned_u64 items; /* pointer to struct hovered_item */
	struct {
#define HOVERED_WAY_IN 1
		__u8 way;
		__u8 more[3];
	} call;
};

struct hovered_item {
	__u8 tag;
	__u64 value;
	hovered_word word;
#ifdef __i386__
	__u32 narrow;
#endif
} __attribute__((packed));

struct hovered_wide {
	__u32 first;
	__u64 second;
	unsigned long third;
};

struct hovered_union {
	union {
		struct {
			__aligned_u64 size;
			__u32 shorter;
		};
		__u64 all[4];
	};
};

#define HOVERED_SET _IO(HOVERED_TYPE, 1)
#define HOVERED_GET _IOR(HOVERED_TYPE, 2, struct hovered_wide)

#endif /* _HOVERED_H */
`;

interface Session {
  readonly client: LspClient;
  readonly folder: string;
  /** The hover at the nth character behind the first `needle`. */
  readonly hover: (needle: string, behind?: number) => Promise<string>;
}

async function session(t: TestContext, others: Readonly<Record<string, string>> = {}): Promise<Session> {
  const folder = temporaryFolder(t);
  const file = path.join(folder, 'include', 'hovered.h');
  mkdirSync(path.dirname(file));
  writeFileSync(file, text);
  for (const [name, other] of Object.entries(others)) writeFileSync(path.join(folder, name), other);
  const client = await startClient(t, { folder });
  const uri = pathToFileURL(file).href;
  client.open(uri, text);
  return {
    client,
    folder,
    async hover(needle, behind = 0) {
      const { line, character } = positionOf(text, needle, behind);
      return (await client.hover(uri, line, character)) ?? '';
    },
  };
}

test('a member: alignment by ABI, packing, bits, the hole after it, and ABIs that do not have it', async (t) => {
  const { hover } = await session(t);
  assert.match(
    await hover('second;'),
    /Offset: 8 {2}\nSize: 8 {2}\nAlignment: 8; 4 on i386, arm-oabi, sh4; 2 on m68k\n/,
  );
  assert.match(await hover('first;'), /After it on .*: a hole of 4 bytes before `second`/);
  assert.match(await hover('value;'), /Offset: 1 {2}\nSize: 8 {2}\nAlignment: 1 \(packed\)\n/);
  assert.match(
    await hover('high:29'),
    /Offset: 8 {2}\nSize: 4 {2}\nBits: 29 from bit 3 of byte 8 \(from the low end on/,
  );
  assert.match(await hover('narrow;'), /Only on i386/);
});

test('a member: its comment of any form, direction, pointee, and the type as its author spelled it', async (t) => {
  const { hover } = await session(t);
  const day = await hover('day;');
  assert.match(day, /Direction: out\n/);
  assert.match(day, /\\\[out\\\] the day$/);
  const items = await hover('items;');
  assert.match(items, /^`__aligned_u64 items` in `struct hovered_bits`\n/);
  assert.match(items, /Points to `struct hovered_item` in user space/);
  assert.match(await hover('kind;', 0), /an `enum hovered_kind`/);
});

test('a record: sizes of each group of ABIs, holes as rows, and a column where others differ', async (t) => {
  const { hover } = await session(t);
  const wide = await hover('hovered_wide {');
  assert.match(wide, /^- x86_64.*: 24 bytes, 4 bytes in holes$/m);
  assert.match(wide, /^- i386, .*: 16 bytes, no padding$/m);
  assert.match(wide, /^\| offset on x86_64 \| size \| on i386 \|.* member \|$/m);
  assert.match(wide, /^\| 4 \| 4 \|.* _hole_ \|$/m);
  assert.match(wide, /^\| 16 \| 8 \| 12, 4 \|.* `unsigned long third` \|$/m);
  assert.match(wide, /Used by `HOVERED_GET`/);
  const bits = await hover('hovered_bits {');
  assert.match(bits, /^`struct hovered_bits`\n\n40 bytes, 4 bytes of tail padding, on all 16 ABIs$/m);
  assert.match(bits, /Sets something\. It is described here\./);
  assert.match(bits, /^\| 24 \| 8 \| `__aligned_u64 items` \|$/m);
  assert.match(bits, /^\| 36 \| 4 \| _tail padding_ \|$/m);
});

test('what one alternative of a union leaves free is no padding of the record where another has a member', async (t) => {
  const { hover } = await session(t);
  assert.match(await hover('hovered_union {'), /^32 bytes, no padding, on all 16 ABIs$/m);
  assert.match(await hover('shorter;'), /After it: 4 bytes of padding, which another member of the union covers/);
});

test('an ioctl: what ABIs share once, the record, and what its kernel-doc says', async (t) => {
  const { hover } = await session(t);
  const set = await hover('HOVERED_SET _IO');
  assert.match(set, /^- x86_64 and 10 others: 0x4801 \(18433\)$/m);
  assert.match(set, /^- mips, powerpc, powerpc64, sparc64, alpha: 0x20004801 \(536889345\)$/m);
  assert.match(set, /^none, type 'H' 0x48, nr 1 \(0x1\), size 0$/m);
  assert.match(set, /Argument: `struct hovered_bits`, 40 bytes, whose kernel-doc names the ioctl/);
  assert.match(set, /Sets something\. It is described here\.$/);
  const get = await hover('HOVERED_GET _IOR');
  assert.match(get, /^- x86_64.*: 0x80184802 \(2149074946\), size 24$/m);
  assert.match(get, /^- i386, .*: 0x80104802 \(2148550658\), size 16$/m);
  assert.match(get, /^r, type 'H' 0x48, nr 2 \(0x2\)$/m);
});

test('constants: bits where the author means bits, the comment behind, and the member beside', async (t) => {
  const { hover } = await session(t);
  assert.match(await hover('HOVERED_MASK'), /^`HOVERED_MASK` = 240 \(0xf0\), bits 4-7, defined as/);
  assert.equal(await hover('HOVERED_COUNT'), '`HOVERED_COUNT` = 36 (0x24)');
  assert.equal(
    await hover('HOVERED_FLAG'),
    '`HOVERED_FLAG` = 4, bit 2, defined as `(1 << 2)`\n\nHeld by `hovered_bits.flags`\n\nit is flagged',
  );
  assert.match(await hover('HOVERED_WAY_IN'), /Held by `hovered_bits.call.way`/);
  const two = await hover('HOVERED_TWO');
  assert.match(two, /^`HOVERED_TWO` = 2, in `enum hovered_kind`\n\nHeld by `hovered_bits.kind`\n\nthe second$/);
  assert.match(await hover('HOVERED_EIGHT'), /^`HOVERED_EIGHT` = 8, in/);
  const pages = await hover('HOVERED_PAGES');
  assert.match(pages, /^- x86_64, .*: 16 \(0x10\)$/m);
  assert.match(pages, /^- i386 .*: 8$/m);
});

test('macros without a value, types and includes', async (t) => {
  const { hover } = await session(t);
  assert.equal(await hover('HOVERED_MAX'), '`#define HOVERED_MAX(a, b) ((a) > (b) ? (a) : (b))`');
  assert.equal(await hover('_HOVERED_H'), '`#define _HOVERED_H`');
  assert.match(await hover('__u32 argsz'), /`__u32`: 4 bytes, alignment 4; 2 on m68k\n\nDeclared in /);
  assert.match(await hover('unsigned long third', 10), /^`unsigned long`\n\n- x86_64.*: 8 bytes, alignment 8\n- i386/);
  assert.match(
    await hover('hovered_word word'),
    /^`typedef unsigned long hovered_word;`\n\n`hovered_word`\n\n- x86_64.*: 8 bytes/,
  );
  assert.match(
    await hover('__aligned_u64 items'),
    /`__aligned_u64`: 8 bytes, alignment 8\n\nDefined in `linux\/types.h`/,
  );
  assert.match(await hover('<linux/types.h>', 3), /^`linux\/types.h`: /);
});

test('a number is found among the ioctls of the workspace, and forgotten with them', async (t) => {
  const other = `#include <linux/ioctl.h>
struct other { unsigned char bytes[32]; };
#define OTHER_IOC _IOWR('H', 2, struct other)
`;
  const { client, folder, hover } = await session(t, { 'other.h': other });
  const found = await hover('0xc0204802', 2);
  assert.match(found, /^`0xc0204802` \(3223341058\) is the number of `OTHER_IOC` of `.*other\.h`/);
  assert.match(found, /rw, type 'H' 0x48, nr 2 \(0x2\), size 32$/);
  const file = path.join(folder, 'other.h');
  writeFileSync(file, other.replace("'H', 2", "'H', 3"));
  client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: pathToFileURL(file).href, type: 2 }] });
  assert.equal(await hover('0xc0204802', 2), '');
});
