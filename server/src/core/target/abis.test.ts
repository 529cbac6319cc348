/** The ABI tables against what gcc answered for each ABI: `test/golden/abi/`, made by scripts/probe-abi.mjs. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import type { Abi, ScalarName } from './abi.js';
import { ALL_ABIS, abiById } from './abis.js';

/** Seen from the source and from the compiled test alike. */
const goldens = new URL('../../../../test/golden/abi/', import.meta.url);

interface Golden {
  readonly compiler: string;
  readonly types: Readonly<Record<string, string>>;
  readonly scalars: Readonly<Record<string, { size: number; align: number; preferred: number }>>;
  readonly bitFields: Readonly<Record<string, { size: number; align: number }>>;
  readonly enum: { size: number; align: number };
  readonly charSigned: boolean;
  readonly biggestAlign: number;
  readonly endian: string;
  readonly kernelHeaders: { readonly values: Readonly<Record<string, number>> };
}

for (const abi of ALL_ABIS) {
  describe(abi.id, () => {
    const golden: Golden = JSON.parse(readFileSync(new URL(`${abi.id}.json`, goldens), 'utf8'));

    test('names the compiler that the golden was made with', () => {
      assert.match(golden.compiler, /^gcc 12\.2\.0 /);
      assert.deepEqual(golden.compiler.split(' ').slice(2), [abi.compiler.command, ...abi.compiler.flags]);
    });

    test('scalars', () => {
      const measured = Object.entries(abi.scalars)
        .filter(([, scalar]) => scalar.missing !== true)
        .map(([name, scalar]) => [
          name,
          {
            size: scalar.sizeBytes,
            align: scalar.alignBytes,
            preferred: scalar.preferredAlignBytes ?? scalar.alignBytes,
          },
        ]);
      assert.deepEqual(Object.fromEntries(measured), golden.scalars);
    });

    test('an enum has the size and alignment of int', () => {
      assert.deepEqual({ size: abi.scalars.int.sizeBytes, align: abi.scalars.int.alignBytes }, golden.enum);
    });

    test('data model, byte order and char', () => {
      assert.deepEqual([abi.endian, abi.charSigned], [golden.endian, golden.charSigned]);
      const bytes = abi.dataModel === 'LP64' ? 8 : 4;
      assert.deepEqual([golden.scalars.long?.size, golden.scalars.pointer?.size], [bytes, bytes]);
    });

    test('types of the size_t family', () => {
      assert.deepEqual(golden.types, {
        __SIZE_TYPE__: abi.sizeType,
        __PTRDIFF_TYPE__: abi.ptrdiffType,
        __WCHAR_TYPE__: abi.wcharType,
        __WINT_TYPE__: abi.wintType,
      });
    });

    test('alignment of records', () => {
      assert.equal(abi.biggestAlignBytes, golden.biggestAlign);
      assert.equal(abi.minRecordAlignBytes, golden.bitFields['char only']?.align);
      assert.equal(abi.minRecordAlignBytes, golden.bitFields['char only']?.size);
    });

    test('bit-fields and the alignment of their record', () => {
      for (const type of ['char', 'short', 'int', 'long long'] as const) {
        for (const [record, zeroWidth] of [
          [`unnamed ${type}:1`, false],
          [`${type}:0 between`, true],
        ] as const) {
          assert.equal(unnamedAlign(abi, type, zeroWidth), golden.bitFields[record]?.align, record);
        }
        if (type === 'char') continue;
        const named = abi.bitFieldTypeMatters ? abi.scalars[type].alignBytes : 1;
        const record = `named ${type}:1`;
        assert.equal(Math.max(named, abi.minRecordAlignBytes), golden.bitFields[record]?.align, record);
      }
      // Packed records keep what a zero-width bit-field does to alignment, and nothing else.
      const { kind } = abi.unnamedBitFieldAlignment;
      assert.equal(golden.bitFields['packed, unnamed int:3']?.align, 1);
      const packed = kind === 'none' ? 1 : unnamedAlign(abi, 'int', true);
      assert.equal(golden.bitFields['packed, int:0 between']?.align, packed);
    });

    test('a zero-width bit-field moves the next member', () => {
      for (const type of ['char', 'short', 'int', 'long long'] as const) {
        const { unnamedBitFieldAlignment: rule } = abi;
        const offset = rule.kind === 'zero-width' ? rule.alignBytes : abi.scalars[type].alignBytes;
        const align = unnamedAlign(abi, type, true);
        const size = Math.ceil((offset + 1) / align) * align;
        assert.equal(golden.bitFields[`${type}:0 between`]?.size, size, type);
      }
    });

    test('fields and codes of ioctl numbers', () => {
      const { values } = golden.kernelHeaders;
      const { sizeTakesDirectionBit, ...fields } = abi.ioctl;
      assert.equal(sizeTakesDirectionBit, abi.id === 'sparc64' ? true : undefined);
      assert.deepEqual(fields, {
        nrBits: values._IOC_NRBITS,
        typeBits: values._IOC_TYPEBITS,
        sizeBits: values._IOC_SIZEBITS,
        dirBits: values._IOC_DIRBITS,
        none: values._IOC_NONE,
        read: values._IOC_READ,
        write: values._IOC_WRITE,
      });
    });
  });
}

test('every ABI is found by its id', () => {
  for (const abi of ALL_ABIS) assert.equal(abiById(abi.id), abi);
  assert.equal(abiById('vax'), undefined);
});

test('the order is that of AbiId', () => {
  const ids = 'x86_64 i386 x32 arm arm-oabi aarch64 m68k mips powerpc powerpc64 sparc64 alpha hppa s390x riscv64 sh4';
  assert.deepEqual(
    ALL_ABIS.map((abi) => abi.id),
    ids.split(' '),
  );
});

/** Alignment of `struct { char c; TYPE :WIDTH; char d; }` by the table's rule. */
function unnamedAlign(abi: Abi, type: ScalarName, zeroWidth: boolean): number {
  const rule = abi.unnamedBitFieldAlignment;
  const align =
    rule.kind === 'declared-type'
      ? abi.scalars[type].alignBytes
      : rule.kind === 'zero-width' && zeroWidth
        ? rule.alignBytes
        : 1;
  return Math.max(align, abi.minRecordAlignBytes);
}
