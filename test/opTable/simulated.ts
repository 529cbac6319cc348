/** The same calls through the simulator: the models `fwctl` and `kivity-extensible`, over the same user memory. */
import { constants } from 'node:os';
import {
  type Call,
  type DispatchModel,
  genericCommand,
  type HandlerEffect,
  type ModelStep,
  modelById,
  type Outcome,
  parameterDefaults,
  runSteps,
  Simulation,
  UserMemory,
} from 'uapi-language-server/core';
import { type CallRange, heldBytes, type RandomCall, type TableEntry, type TableStyle, userEnd } from './calls.js';
import type { Answer, Change } from './compiled.js';

export type Simulator = (call: RandomCall) => Answer;

const modelIds: Readonly<Record<TableStyle, string>> = { fwctl: 'fwctl', kivity: 'kivity-extensible' };

/** A model looks at one line of a table; which one is meant is told by the number, as the table itself would. */
export function createSimulator(style: TableStyle, table: readonly TableEntry[]): Simulator {
  const model = modelById(modelIds[style]);
  if (model === undefined) throw new Error(`no model ${modelIds[style]}`);
  const entries = new Map(table.map((entry) => [keyOf(style, entry.number), entry]));
  return (call) => simulate(model, entries.get(keyOf(style, call.cmd)) ?? table[0], call);
}

function keyOf(style: TableStyle, number: number): number {
  return style === 'fwctl' ? number % 256 : number % 65536;
}

function simulate(model: DispatchModel, entry: TableEntry, { cmd, arg, handler, ranges }: RandomCall): Answer {
  const memory = new UserMemory(
    ranges.map(({ address, length, permission, fill, bytes }) => {
      return { name: 'memory', address, length, permission, fill, bytes };
    }),
  );
  // The handler's stores follow from the copy that it finds, which the step before it notes.
  const effect: { ret: number; writes: HandlerEffect['writes']; errno?: string } = { ret: handler.ret, writes: [] };
  if (handler.ret < 0) effect.errno = errnoName(-handler.ret);
  const sim = new Simulation({
    memory,
    arg: arg <= BigInt(userEnd) ? Number(arg) : undefined,
    littleEndian: true,
    wordBytes: 8,
    handler: effect,
  });
  const parameters = { ...parameterDefaults(model), commands: 256, respond: handler.responds };
  const call: Call = {
    command: genericCommand(cmd),
    tableCommand: genericCommand(entry.number),
    kernelSize: entry.size,
    minSize: entry.minSize,
    userSize: 0,
    parameters,
    handled: undefined,
    stepsBegun: 0,
  };
  const copies: Uint8Array[] = [];
  const visit: ModelStep = {
    kind: 'CONTENT_CHECK',
    text: 'The test looks at the copy.',
    source: 'the test',
    run({ buffer }) {
      const copy = buffer!.bytes.slice();
      copies.push(copy);
      effect.writes = changedBytes(copy, handler.changes);
      return undefined;
    },
  };
  const steps = model.steps(parameters).flatMap((step) => (step.kind === 'HANDLER' ? [visit, step] : [step]));
  const outcome = runSteps(sim, call, steps);
  return {
    ret: returned(outcome),
    handlerCalls: copies.length,
    copy: copies[0] ?? new Uint8Array(),
    changes: ranges.map((range) => changeOf(range, memory)),
  };
}

function returned({ errno, ret }: Outcome): number {
  return errno === undefined ? ret : -constants.errno[errno as keyof typeof constants.errno];
}

const errnoNames = new Map(Object.entries(constants.errno).map(([name, value]) => [value, name]));

function errnoName(value: number): string {
  const name = errnoNames.get(value);
  if (name === undefined) throw new Error(`no errno ${value}`);
  return name;
}

/** The copy as the handler leaves it: its one store. */
function changedBytes(copy: Uint8Array, changes: RandomCall['handler']['changes']): HandlerEffect['writes'] {
  if (changes.length === 0) return [];
  const bytes = Buffer.from(copy);
  for (const { offset, length, mask } of changes) {
    for (let at = offset; at < offset + length && at < bytes.length; at++) {
      // Both are below 256: the operators of `Buffer` and of JavaScript agree there.
      bytes.writeUInt8(Number(BigInt(bytes[at]) ^ BigInt(mask)), at);
    }
  }
  return [{ offset: 0, bytes }];
}

function changeOf({ address, length, permission, fill, bytes }: CallRange, memory: UserMemory): Change {
  // Nobody can store there, and nobody can look.
  if (permission === 'none') return { offset: Math.min(length, heldBytes), bytes: new Uint8Array() };
  const after = memory.read(address, Math.min(length, heldBytes));
  const before = (index: number): number => (index < bytes.length ? bytes[index] : fill);
  let first = 0;
  while (first < after.length && after[first] === before(first)) first++;
  let end = after.length;
  while (end > first && after[end - 1] === before(end - 1)) end--;
  return { offset: first, bytes: after.subarray(first, end) };
}
