/** How `_IOC` and its wrappers put a number together is found out by asking them; what does more than that has no model. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SourceFile } from '../source/sourceFile.js';
import { abiById } from '../target/abis.js';
import { createAnalysisSession } from './analysisSession.js';

/** Name, direction, type, number, size and argument of the commands of a header, `?` for one whose number is not known. */
function commands(text: string): readonly string[] {
  const file: SourceFile = { path: '/a.h', displayName: 'a.h', text, view: 'installed' };
  const abi = abiById('x86_64');
  assert.ok(abi !== undefined);
  const session = createAnalysisSession({ resolverFor: () => ({ resolve: () => undefined }) });
  const [{ ioctls, unresolvedIoctls }] = session.analyze(file, [abi]);
  return [
    ...ioctls.map(({ name, direction, type, nr, sizeBytes, argumentType }) =>
      [name, direction, type, nr, sizeBytes, argumentType ?? '-'].join(' '),
    ),
    ...unresolvedIoctls.map(({ name }) => `${name} ?`),
  ];
}

const plain = '#define _IOC(dir, type, nr, size) (((dir) << 30) | ((type) << 8) | (nr) | ((size) << 16))\n';
const wrappers = `
#define _IO(type, nr) _IOC(0U, type, nr, 0)
#define _IOR(type, nr, t) _IOC(2U, type, nr, sizeof(t))
#define _IOW(type, nr, t) _IOC(1U, type, nr, sizeof(t))
`;
const used = '#define A _IOR(7, 1, int)\n#define B _IO(7, 2)\n';

test('the model of the kernel', () => {
  assert.deepEqual(commands(plain + wrappers + used), ['A r 7 1 4 int', 'B none 7 2 0 -']);
  // The kernel's own check of the type.
  const checked = wrappers.replaceAll('sizeof(t)', '_IOC_TYPECHECK(t)');
  const check = '#define _IOC_TYPECHECK(t) ((sizeof(t) == sizeof(t[1]) && sizeof(t) < (1 << 14)) ? sizeof(t) : bad)\n';
  assert.deepEqual(commands(plain + check + checked + used), ['A r 7 1 4 int', 'B none 7 2 0 -']);
});

test('an _IOC that does more than shift and join has no commands', () => {
  const odd = [
    '#define _IOC(dir, type, nr, size) ((dir) + (type) * 256 + 5)\n',
    '#define _IOC(dir, type, nr, size) unknown(dir, type, nr, size)\n',
    '#define _IOC(dir, type, nr) (((dir) << 30) | ((type) << 8) | (nr))\n',
  ];
  for (const ioc of odd) assert.deepEqual(commands(ioc + wrappers + used), [], ioc);
  const twisted = [
    '#define _IO(type, nr, extra) _IOC(0U, type, nr, 0)\n#define _IOR(type, nr, t) _IOC(2U, type, nr, sizeof(t))\n',
    '#define _IO(type, nr) _IOC(0U, type, nr, 0)\n#define _IOR(type, nr, t) (_IOC(2U, type, nr, sizeof(t)) | 0x20000000)\n',
  ];
  for (const made of twisted) assert.deepEqual(commands(`${plain}${made}#define A _IOC(2U, 7, 1, 4)\n`), [], made);
});
