/** What the front end has to say about one unit's own file, gathered from its rooms in text order. */
import type { Diagnostic } from '../base/diagnostic.js';
import { nameOf } from '../base/names.js';
import type { AbiMeasurer } from '../layout/measure.js';
import type { MacroDefinition } from '../preprocess/macro.js';
import type { PreprocessedUnit } from '../preprocess/preprocess.js';
import type { StaticAssertion } from '../sema/bindRun.js';
import { rangeAt } from '../sema/ctype.js';
import { rangeIn } from '../source/sourceFile.js';
import type { OwnRuns } from './bindPieces.js';
import type { DeclaredRecord } from './headerAnalysis.js';

export function unitDiagnostics(
  unit: PreprocessedUnit,
  own: readonly OwnRuns[],
  records: readonly DeclaredRecord[],
  measurer: AbiMeasurer,
  tooLarge: MacroDefinition | undefined,
): Diagnostic[] {
  const found: Diagnostic[] = [];
  if (tooLarge?.file !== undefined) {
    found.push({
      code: 'limit/macro-expansion',
      severity: 'error',
      message: `macro "${nameOf(tooLarge.name)}" expands to too much: it has no value here, nor may macros after it`,
      range: rangeIn(tooLarge.file, tooLarge.nameStart, tooLarge.nameEnd),
    });
  }
  for (const { steps } of unit.rootRuns) {
    for (const step of steps) if (step.kind === 'text' && step.diagnostics.length > 0) found.push(...step.diagnostics);
  }
  for (const diagnostic of unit.diagnostics) if (diagnostic.range.file === unit.root) found.push(diagnostic);
  for (const { runs } of own) {
    for (const run of runs) {
      if (run.parsed.diagnostics.length > 0) found.push(...run.parsed.diagnostics);
      if (run.diagnostics.length > 0) found.push(...run.diagnostics);
      for (const assertion of run.assertions) {
        if (!isBroken(assertion, measurer)) continue;
        const said = assertion.message === '' ? '' : `: ${assertion.message}`;
        found.push({
          code: 'sema/static-assertion',
          severity: 'error',
          message: `this static assertion does not hold${said}`,
          range: rangeAt(assertion.origin, 0, assertion.length - 1),
        });
      }
    }
  }
  const errors = found.filter((diagnostic) => diagnostic.severity === 'error');
  for (const record of records) {
    const { incomplete } = record;
    if (incomplete === undefined || incomplete.range.file !== unit.root) continue;
    const told = errors.some(({ range }) => range.start >= record.range.start && range.end <= record.range.end);
    if (told) continue;
    found.push({
      code: 'sema/incomplete-record',
      severity: 'error',
      message: `${record.kind} ${record.name} has no layout: ${incomplete.reason}`,
      range: incomplete.range,
    });
  }
  return found.sort((a, b) => a.range.start - b.range.start);
}

function isBroken({ condition }: StaticAssertion, { evaluator }: AbiMeasurer): boolean {
  const value = evaluator.evaluate(condition);
  return value.kind === 'integer' && value.value === 0n;
}
