// node scripts/make-dispatch-fixture.mjs VECTORS.json: restates recorded calls as test/fixtures/dispatch/recorded.json,
// one call a line. Kept: the call, the argument's memory before and after, the result, and the facts of the machine.
// Dropped: names that speak, notes, and what a prediction must not know.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, runMain, UserError } from './lib/repository.mjs';

await runMain(() => {
  const [path] = process.argv.slice(2);
  if (path === undefined) throw new UserError('Name the file of recorded calls.', 2);
  const { environment, vectors } = JSON.parse(readFileSync(path, 'utf8'));
  const lines = vectors
    .filter(({ scored }) => scored !== false)
    .map((vector, index) => JSON.stringify(restate(vector, index)));
  const facts = JSON.stringify({ kernel: environment.kernel, machine: environment.machine, facts: environment.facts });
  const text = `{"environment":${facts},\n"vectors":[\n${lines.join(',\n')}\n]}\n`;
  writeFileSync(join(root, 'test/fixtures/dispatch/recorded.json'), text);
  console.log(`${lines.length} calls, ${Math.round(text.length / 1024)} kB`);
});

function restate({ call, layout, result }, index) {
  const { cmd_name: _, attr, ...plain } = call;
  const { payload_after: _after, ...payload } = attr ?? {};
  return {
    id: `call ${index + 1}`,
    call: attr === undefined ? plain : { ...plain, attr: payload },
    layout: restateLayout(layout),
    result: {
      ret: result.ret,
      errno_name: result.errno_name,
      ret_kind: result.ret_kind,
      ...(result.ret_volatile === true ? { ret_volatile: true } : {}),
    },
  };
}

function restateLayout({ pointer, value, fault_before, accessible, start_mod8, readonly, before, after }) {
  if (pointer !== 'buffer') return value === undefined ? { pointer } : { pointer, value };
  const same = JSON.stringify(before) === JSON.stringify(after);
  return {
    pointer,
    fault_before,
    accessible,
    start_mod8,
    readonly,
    before: blob(before),
    after: same ? blob(before) : blob(after),
  };
}

/** Bytes as a fill and what differs from it, which is shorter than hex for most structures. */
function blob({ len, hex, fill, patches }) {
  if (hex === undefined) return { len, fill, patches };
  const bytes = hex.match(/../g) ?? [];
  const counts = new Map();
  for (const byte of bytes) counts.set(byte, (counts.get(byte) ?? 0) + 1);
  const common = [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '00';
  const runs = [];
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] === common) continue;
    const last = runs.at(-1);
    if (last !== undefined && last[0] + last[1].length / 2 === at) last[1] += bytes[at];
    else runs.push([at, bytes[at]]);
  }
  const short = { len, fill: common, patches: runs };
  return JSON.stringify(short).length < hex.length ? short : { len, hex };
}
