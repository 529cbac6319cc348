// Every version of a structure as caller against every version as kernel, for several styles of interface: what a
// program of one age meets on a kernel of another.

import type { Abi } from '../target/abi.js';
import type { DispatchModel, ParameterValue } from './dispatchModel.js';
import { type DispatchReport, simulateCall } from './simulateCall.js';

export interface StructVersion {
  readonly name: string;
  readonly sizeBytes: number;
}

export interface MatrixCell {
  readonly caller: string;
  readonly kernel: string;
  /** `works`, `zero-filled`, `truncated`, `dropped`, or the errno. */
  readonly outcome: string;
  readonly when: string;
}

export interface Matrix {
  readonly model: string;
  readonly cells: readonly MatrixCell[];
}

export interface MatrixRequest {
  readonly models: readonly DispatchModel[];
  readonly versions: readonly StructVersion[];
  readonly abi: Abi;
  readonly command: { readonly direction: 'none' | 'r' | 'w' | 'rw'; readonly type: number; readonly nr: number };
  readonly parameters?: Readonly<Record<string, ParameterValue>>;
}

export function compatibilityMatrix(request: MatrixRequest): readonly Matrix[] {
  const { models, versions } = request;
  return models.map((model) => ({
    model: model.id,
    cells: versions.flatMap((caller) => versions.map((kernel) => cell(request, model, caller, kernel))),
  }));
}

function cell(request: MatrixRequest, model: DispatchModel, caller: StructVersion, kernel: StructVersion): MatrixCell {
  const names = { caller: caller.name, kernel: kernel.name };
  const old = run(request, model, caller, kernel, false);
  const { errno } = old.outcome;
  if (errno !== undefined) return { ...names, outcome: errno, when: 'always' };
  if (caller.sizeBytes === kernel.sizeBytes) return { ...names, outcome: 'works', when: 'always' };
  if (caller.sizeBytes < kernel.sizeBytes) return { ...names, ...olderCaller(old) };
  const used = run(request, model, caller, kernel, true);
  if (used.outcome.errno !== undefined) {
    return { ...names, outcome: used.outcome.errno, when: 'a new field is set; with zeros it works' };
  }
  const dropped = used.warnings.includes('tail-dropped');
  if (dropped) return { ...names, outcome: 'dropped', when: 'a new field is set, and nobody looks at it' };
  const stale = used.warnings.includes('tail-kept-stale');
  return {
    ...names,
    outcome: 'works',
    when: stale ? 'new fields keep what the caller had there' : 'new fields come back as zeros',
  };
}

function olderCaller(report: DispatchReport): Pick<MatrixCell, 'outcome' | 'when'> {
  const onlyOut = report.events.every(({ step }) => step !== 'ZERO_FILL');
  return onlyOut && report.bytesOut > 0
    ? { outcome: 'truncated', when: 'the caller gets the fields it knows' }
    : { outcome: 'zero-filled', when: 'fields the caller does not know are zero' };
}

/** The size word stays what the model makes it; every other byte that the older version knows is used. */
function run(
  { abi, command, parameters, versions }: MatrixRequest,
  model: DispatchModel,
  caller: StructVersion,
  kernel: StructVersion,
  setsNewFields: boolean,
): DispatchReport {
  const bytes = new Uint8Array(caller.sizeBytes);
  if (setsNewFields) bytes.fill(1, kernel.sizeBytes);
  const direction = command.direction === 'none' ? 'rw' : command.direction;
  const known = model.parameters.map(({ name }) => name);
  const given = Object.entries(parameters ?? {}).filter(([name]) => known.includes(name));
  return simulateCall({
    model,
    abi,
    command: { ...command, direction },
    callerSize: caller.sizeBytes,
    kernelSize: kernel.sizeBytes,
    minSize: Math.min(...versions.map(({ sizeBytes }) => sizeBytes)),
    bytes,
    fillsSizeWord: true,
    parameters: Object.fromEntries(given),
  });
}
