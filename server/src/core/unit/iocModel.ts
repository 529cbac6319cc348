/**
 * How the `asm/ioctl.h` in force makes ioctl numbers, found by evaluating its macros: `_IOC` with one bit in each field in
 * turn, and the wrappers `_IO`, `_IOR`, `_IOW`, `_IOWR` with an argument of one byte. Once that is known a call of them
 * need not be expanded, so that the thousands of ioctls of a tree cost one look each, and not one per ABI family.
 */
import { intern, type NameId } from '../base/names.js';
import { lex } from '../lex/lexer.js';
import { definitionOf, directivesOf } from '../preprocess/directives.js';
import type { MacroDefinition } from '../preprocess/macro.js';
import type { RecordingTable } from '../preprocess/recordingTable.js';
import type { IocModel } from '../sema/evaluate.js';

/** A model, and the macros whose calls it stands for. Equal models are one object. */
export interface KnownIocModel extends IocModel {
  readonly opaque: ReadonlySet<NameId>;
  readonly key: string;
}

const N_IOC = intern('_IOC');

const probe = (body: string): MacroDefinition => {
  const lexed = lex({ path: 'probe:', displayName: 'probe', text: `#define UAPI_PROBE ${body}`, view: 'installed' });
  return definitionOf(lexed, directivesOf(lexed).directives[0]) as MacroDefinition;
};

const fieldProbes = ['1U,0,0,0', '0,1U,0,0', '0,0,1U,0', '0,0,0,1U', '1U,1U,1U,1U'].map((args) =>
  probe(`_IOC(${args})`),
);
const wrappers = (['_IO', '_IOR', '_IOW', '_IOWR'] as const).map((name, i) => ({
  name: intern(name),
  direction: (['none', 'r', 'w', 'rw'] as const)[i],
  hasSize: i > 0,
  probe: probe(i > 0 ? `${name}(0,0,char)` : `${name}(0,0)`),
}));

const known = new Map<string, KnownIocModel>();

/**
 * The model of a macro table; `evaluate` evaluates a macro in it. `undefined` when there is no `_IOC`, or when it or a
 * wrapper does more than shift and join its fields.
 */
export function iocModelOf(
  macros: RecordingTable<MacroDefinition>,
  evaluate: (definition: MacroDefinition) => bigint | undefined,
): KnownIocModel | undefined {
  if (macros.peek(N_IOC)?.parameters.length !== 4) return undefined;
  const number = (definition: MacroDefinition): bigint => {
    const value = evaluate(definition);
    return value === undefined ? -1n : BigInt.asUintN(32, value);
  };
  const [direction, type, nr, size, all] = fieldProbes.map(number);
  if (direction <= 0n || type <= 0n || nr <= 0n || size <= 0n || all !== direction + type + nr + size) return undefined;
  const codes: bigint[] = [];
  for (const wrapper of wrappers) {
    const definition = macros.peek(wrapper.name);
    if (definition === undefined) {
      codes.push(NO_CODE);
      continue;
    }
    if (definition.parameters.length !== (wrapper.hasSize ? 3 : 2)) return undefined;
    const bits = number(wrapper.probe) - (wrapper.hasSize ? size : 0n);
    if (bits < 0n || bits % direction !== 0n) return undefined;
    codes.push(bits / direction);
  }
  const key = [direction, type, nr, size, ...codes].join(' ');
  let model = known.get(key);
  if (model === undefined) {
    const shift = (bit: bigint): number => bit.toString(2).length - 1;
    const [none, r, w, rw] = codes.map(Number);
    model = {
      directionShift: shift(direction),
      typeShift: shift(type),
      nrShift: shift(nr),
      sizeShift: shift(size),
      codes: { none, r, w, rw },
      opaque: opaqueNames(codes),
      key,
    };
    known.set(key, model);
  }
  return model;
}

/** Stands for the code of a wrapper that is not defined. */
const NO_CODE = -1n;

const nameSets = new Map<string, ReadonlySet<NameId>>();

/** `_IOC` and the wrappers that are defined; equal sets are one object. */
function opaqueNames(codes: readonly bigint[]): ReadonlySet<NameId> {
  const defined = wrappers.filter((_, i) => codes[i] !== NO_CODE).map((wrapper) => wrapper.name);
  const key = defined.join(' ');
  let names = nameSets.get(key);
  if (names === undefined) {
    names = new Set([N_IOC, ...defined]);
    nameSets.set(key, names);
  }
  return names;
}
