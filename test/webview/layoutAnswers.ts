/** Headers that show what the layout view must show, and the answers of the real server about them as messages. */
import type { TestContext } from 'node:test';
import type { Finding, ToLayoutView } from 'uapi-client/webview/layout/messages.js';
import { startClient } from '../lsp/lspClient.js';

export type LayoutMessage = Extract<ToLayoutView, { type: 'layout' }>;

export const headerText = `#include <linux/ioctl.h>
#include <linux/types.h>

struct slot_query {
	__u32 size;
	__u32 flags;
	__s32 fd;
	__u64 token;
};
#define SLOT_QUERY _IO(0xe6, 0x41)
#define SLOT_QUERY_OLD _IOWR(0xe6, 0x42, struct slot_query)

struct point { __u8 x; __u64 y; };

struct shape {
	__u32 size;
	__u32 flags;
	union {
		struct { __u16 low; __u32 high; };
		__u64 all;
		__u8 raw[6];
	};
	__u32 ready:1;
	__u32 mode:3;
	__u32 owner_id:16;
	__u16 after;
	struct { __u8 kind; __u16 codes[2]; } parts[3];
	struct point at[2];
	char name[32];
	__u8 __reserved[5];
	__u8 data[];
};

struct small { __u8 a; __u16 b; };

struct page_of { __u32 count; __u32 pad; __u8 bytes[1048576]; };
`;

const names = ['slot_query', 'shape', 'shape+at', 'small', 'page_of'] as const;

type Name = (typeof names)[number];

let answers: Promise<ReadonlyMap<string, LayoutMessage>> | undefined;

/** `uapi/layout` about a record of the header above, as VS Code passes it on; `+` opens members. Asked once for a file. */
export async function layoutMessage(context: TestContext, name: Name): Promise<LayoutMessage> {
  answers ??= ask(context);
  const message = (await answers).get(name);
  if (message === undefined) throw new Error(`no answer about ${name}`);
  return message;
}

async function ask(context: TestContext): Promise<ReadonlyMap<string, LayoutMessage>> {
  const client = await startClient(context);
  const uri = 'file:///made-up/slots.h';
  client.open(uri, headerText);
  const messages = new Map<string, LayoutMessage>();
  for (const name of names) {
    const [record, ...expand] = name.split('+');
    const answer = await client.request('uapi/layout', { textDocument: { uri }, record, expand });
    const { kind, name: tag } = answer.record;
    const { records: layouts, commands } = answer;
    messages.set(name, { type: 'layout', header: 'include/uapi/slots.h', kind, name: tag, layouts, commands });
  }
  return messages;
}

export const findings: readonly Finding[] = [
  {
    id: 1,
    severity: 'warning',
    rule: 'layout/implicit-hole',
    message:
      '4 bytes of implicit padding before "token" in struct slot_query: kernel stack may leak through it\nhelp: add "__u32 __reserved;" before it',
    fixes: [{ id: 1, title: 'add "__u32 __reserved;" before "token"' }],
  },
  {
    id: 2,
    severity: 'error',
    rule: 'layout/abi-divergent',
    message:
      'struct slot_query differs between x86_64 and i386: "token" is at 16 on x86_64 and at 12 on i386\nx86_64: 24 bytes\ni386: 20 bytes',
    fixes: [],
  },
  {
    id: 3,
    severity: 'hint',
    rule: 'types/prefer-aligned-u64',
    message: 'struct slot_query: "token" is a __u64, which i386 aligns to 4 bytes\nhelp: use __aligned_u64',
    fixes: [],
  },
];

/** The record as it was, with fewer members each time one goes back. */
export function historyOf({ layouts }: LayoutMessage): Extract<ToLayoutView, { type: 'history' }> {
  const shrunk = layouts.map((layout) => ({
    ...layout,
    size: 16,
    members: layout.members.slice(0, 3),
    holes: [{ kind: 'tail' as const, bitOffset: 96, bitWidth: 32, after: 'fd' }],
  }));
  const first = layouts.map((layout) => ({ ...layout, size: 8, members: layout.members.slice(0, 2), holes: [] }));
  return {
    type: 'history',
    reason: null,
    revisions: [
      { revision: 'v6.1', date: '2022-12-11T14:15:18Z', subject: 'slots: Add the slot device', layouts: first },
      {
        revision: '4f2a91c',
        date: '2024-02-03T09:00:00Z',
        subject: 'slots: Report the file of a slot',
        layouts: shrunk,
      },
      { revision: 'v7.2', date: '2026-08-30T10:11:12Z', subject: 'slots: Find slots by token', layouts: [...layouts] },
    ],
  };
}
