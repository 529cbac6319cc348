import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type MemberOnAbis, membersOnAbis, recordsOnAbis } from '../review/byAbi.js';
import type { SourceFile } from '../source/sourceFile.js';
import { ALL_ABIS } from '../target/abis.js';
import { createAnalysisSession } from '../unit/analysisSession.js';
import { appendMember, insertBefore, reservedDeclaration, retypeMember } from './memberFixes.js';
import type { Fix } from './rule.js';

const text = `struct a {
	/* what b is for */
	const unsigned int b; /* trailing */
	int c, *d;
	struct {
		unsigned char lo;
		char *ptr;
	} in[2];
	int one; int two;
};
`;

function fixed(make: (member: (path: string) => MemberOnAbis) => Fix | undefined): string | undefined {
  const file: SourceFile = { path: '/a.h', displayName: 'a.h', text, view: 'installed' };
  const session = createAnalysisSession({ resolverFor: () => ({ resolve: () => undefined }) });
  const [record] = recordsOnAbis(session.analyze(file, ALL_ABIS.slice(0, 2)));
  const fix = make((path) => {
    const member = membersOnAbis(record).find((each) => each.path === path);
    assert.ok(member !== undefined, path);
    return member;
  });
  return fix === undefined ? undefined : applied(fix);
}

function applied({ edits }: Fix): string {
  let result = text;
  for (const { range, newText } of edits.toReversed()) {
    result = result.slice(0, range.start) + newText + result.slice(range.end);
  }
  return result;
}

test('a member gets another type, its name and comments stay', () => {
  const result = fixed((member) => retypeMember(member('b'), '__u32', 'neutral'));
  assert.equal(result, text.replace('const unsigned int b', '__u32 b'));
});

test('a member inside an untagged record is found by its path', () => {
  const result = fixed((member) => retypeMember(member('in[].lo'), '__u8', 'neutral'));
  assert.equal(result, text.replace('unsigned char lo', '__u8 lo'));
});

test('shared declarations and pointers have no type to replace', () => {
  assert.equal(
    fixed((member) => retypeMember(member('c'), '__s32', 'neutral')),
    undefined,
  );
  assert.equal(
    fixed((member) => retypeMember(member('in[].ptr'), '__u64', 'layout')),
    undefined,
  );
});

test('an insertion goes before the comment that belongs to the member', () => {
  const result = fixed((member) => insertBefore(member('b'), '__u32 size;', 'layout'));
  assert.equal(result, text.replace('\t/* what', '\t__u32 size;\n\t/* what'));
});

test('no insertion where the line holds another member', () => {
  assert.equal(
    fixed((member) => insertBefore(member('two'), '__u32 x;', 'layout')),
    undefined,
  );
});

test('a member is added before the closing brace', () => {
  const file: SourceFile = { path: '/a.h', displayName: 'a.h', text, view: 'installed' };
  const session = createAnalysisSession({ resolverFor: () => ({ resolve: () => undefined }) });
  const [record] = recordsOnAbis(session.analyze(file, ALL_ABIS.slice(0, 1)));
  const fix = appendMember(record, '__u32 __reserved;', 'layout');
  assert.ok(fix !== undefined);
  assert.equal(applied(fix), text.replace('int two;\n};', 'int two;\n\t__u32 __reserved;\n};'));
});

test('padding is as wide as offset and size allow', () => {
  assert.equal(reservedDeclaration(4, 4, '__reserved'), '__u32 __reserved;');
  assert.equal(reservedDeclaration(1, 3, '__reserved'), '__u8 __reserved[3];');
  assert.equal(reservedDeclaration(2, 6, '__reserved'), '__u16 __reserved[3];');
});
