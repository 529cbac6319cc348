/** Predefined macros and the answers of `__has_attribute` against the ABI tables. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Abi } from './abi.js';
import { ALL_ABIS, abiById } from './abis.js';
import { hasAttribute, hasBuiltin, hasCAttribute } from './hasAttribute.js';
import { predefinedMacros } from './predefines.js';

const linesOf = (abi: Abi): string[] => predefinedMacros(abi).flatMap((lines) => lines.split('\n'));

function macros(abi: Abi): ReadonlyMap<string, string> {
  return new Map(
    linesOf(abi).map((line) => {
      const match = /^(\w+(?:\(\w+(?:,\w+)*\))?)(?: (.*))?$/.exec(line);
      assert.ok(match, `not a macro definition: ${line}`);
      return [match[1] ?? '', match[2] ?? ''];
    }),
  );
}

for (const abi of ALL_ABIS) {
  test(`${abi.id}: the macros say what the table says`, () => {
    const found = macros(abi);
    assert.equal(found.size, linesOf(abi).length, 'a name is defined twice');
    const expected = {
      __SIZE_TYPE__: abi.sizeType,
      __PTRDIFF_TYPE__: abi.ptrdiffType,
      __WCHAR_TYPE__: abi.wcharType,
      __WINT_TYPE__: abi.wintType,
      __SIZEOF_LONG__: `${abi.scalars.long.sizeBytes}`,
      __SIZEOF_LONG_DOUBLE__: `${abi.scalars['long double'].sizeBytes}`,
      __SIZEOF_POINTER__: `${abi.scalars.pointer.sizeBytes}`,
      __BIGGEST_ALIGNMENT__: `${abi.biggestAlignBytes}`,
      __BYTE_ORDER__: `__ORDER_${abi.endian.toUpperCase()}_ENDIAN__`,
      __CHAR_UNSIGNED__: abi.charSigned ? undefined : '1',
      __SIZEOF_INT128__: abi.scalars.__int128.missing ? undefined : '16',
      __STDC_HOSTED__: '1',
      __STDC_VERSION__: '201710L',
      __OPTIMIZE__: undefined,
      __GNUC__: '12',
      __linux__: '1',
      linux: '1',
    };
    for (const [name, body] of Object.entries(expected)) assert.equal(found.get(name), body, name);
  });
}

test('lines that two ABIs have in common are one text', () => {
  const [first] = predefinedMacros(known('m68k'));
  assert.ok(predefinedMacros(known('sh4')).includes(first));
});

test('function-like macros keep their parameters', () => {
  assert.equal(macros(known('x86_64')).get('__UINT64_C(c)'), 'c ## UL');
  assert.equal(macros(known('i386')).get('__UINT64_C(c)'), 'c ## ULL');
});

test('__has_attribute', () => {
  const abi = known('x86_64');
  for (const name of ['packed', '__packed__', 'gnu::packed', '__gnu__::__packed__', 'ms_abi', 'gnu::deprecated']) {
    assert.equal(hasAttribute(name, abi), 1, name);
  }
  assert.equal(hasAttribute('deprecated', abi), 201904);
  assert.equal(hasAttribute('__nodiscard__', abi), 202003);
  for (const name of ['counted_by', 'no_such_attribute', 'clang::packed', 'gnu::no_such_attribute', '', '____']) {
    assert.equal(hasAttribute(name, abi), 0, name);
  }
  assert.equal(hasAttribute('ms_abi', known('arm')), 0);
  assert.equal(hasAttribute('altivec', known('powerpc')), 1);
});

test('__has_c_attribute knows GNU attributes by their prefix only', () => {
  const abi = known('s390x');
  assert.equal(hasCAttribute('packed', abi), 0);
  assert.equal(hasCAttribute('gnu::packed', abi), 1);
  assert.equal(hasCAttribute('__maybe_unused__', abi), 201904);
});

test('__has_builtin', () => {
  assert.equal(hasBuiltin('__builtin_offsetof', known('hppa')), 1);
  assert.equal(hasBuiltin('memcpy', known('hppa')), 1);
  assert.equal(hasBuiltin('no_such_function', known('hppa')), 0);
  assert.equal(hasBuiltin('__builtin_bswap128', known('hppa')), 0);
  assert.equal(hasBuiltin('__builtin_bswap128', known('alpha')), 1);
});

function known(id: string): Abi {
  const abi = abiById(id);
  assert.ok(abi, id);
  return abi;
}
