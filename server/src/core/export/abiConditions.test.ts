import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Abi } from '../target/abi.js';
import { ALL_ABIS } from '../target/abis.js';
import { predefinedMacros } from '../target/predefines.js';
import { abiConditions } from './abiConditions.js';

/**
 * The conditions use `defined(X)`, `!defined(X)` and `X == Y`, joined by `&&`: enough to be read without a compiler.
 */
function holds(condition: string, macros: ReadonlyMap<string, string>): boolean {
  return condition.split(' && ').every((term) => {
    const defined = /^(!?)defined\((\w+)\)$/.exec(term);
    if (defined !== null) return macros.has(defined[2]) !== (defined[1] === '!');
    const equal = /^(\w+) == (\w+)$/.exec(term);
    assert.ok(equal !== null, `unexpected form: ${term}`);
    return bodyOf(equal[1], macros) === bodyOf(equal[2], macros);
  });
}

/** A name that is not defined is 0 in `#if` (C11 6.10.1p4). */
function bodyOf(name: string, macros: ReadonlyMap<string, string>): string {
  if (/^\d/.test(name)) return name;
  const body = macros.get(name);
  return body === undefined ? '0' : body === name ? name : bodyOf(body, macros);
}

function macrosOf(abi: Abi): ReadonlyMap<string, string> {
  return new Map(
    predefinedMacros(abi)
      .flatMap((lines) => lines.split('\n'))
      .map((line) => {
        const space = line.indexOf(' ');
        return space < 0 ? [line, ''] : [line.slice(0, space), line.slice(space + 1)];
      }),
  );
}

for (const abi of ALL_ABIS) {
  test(`gcc's predefined macros of ${abi.id} satisfy its condition alone`, () => {
    const macros = macrosOf(abi);
    const satisfied = ALL_ABIS.filter(({ id }) => holds(abiConditions[id], macros)).map(({ id }) => id);
    assert.deepEqual(satisfied, [abi.id]);
  });
}
