import type { DispatchReport, Matrix, ReplayResult } from '../../core/index.js';
import { wireReport } from '../../ide/index.js';

/** The JSON of `uapi dispatch` (contract of the command line, section 5). */
export function dispatchJson(report: DispatchReport): string {
  return JSON.stringify({ schemaVersion: 1, ...wireReport(report) }, null, 1);
}

export function matrixJson(matrix: readonly Matrix[]): string {
  return JSON.stringify({ schemaVersion: 1, matrix }, null, 1);
}

export function replayJson(results: readonly ReplayResult[]): string {
  return JSON.stringify(
    {
      schemaVersion: 1,
      results: results.map(({ id, model, prediction, verdict, why }) => ({
        id,
        model,
        ...(prediction === undefined
          ? {}
          : {
              predicted: {
                errno: prediction.errno,
                retKind: prediction.retKind,
                ...(prediction.retKind === 'value' ? { ret: prediction.ret } : {}),
                written: prediction.written,
              },
            }),
        verdict,
        why,
      })),
      summary: replaySummary(results),
    },
    null,
    1,
  );
}

export interface ReplaySummary {
  readonly vectors: number;
  readonly scored: number;
  readonly match: number;
  readonly mismatch: number;
  readonly unsupported: number;
  readonly unjudged: number;
}

export function replaySummary(results: readonly ReplayResult[]): ReplaySummary {
  const scored = results.filter(({ isScored }) => isScored);
  const of = (verdict: ReplayResult['verdict']): number => scored.filter((result) => result.verdict === verdict).length;
  return {
    vectors: results.length,
    scored: scored.length,
    match: of('match'),
    mismatch: of('mismatch'),
    unsupported: of('unsupported'),
    unjudged: of('unjudged'),
  };
}
