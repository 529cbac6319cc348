import { type DispatchReport, type Matrix, type ReplayResult, type TraceEvent, toHex } from '../../core/index.js';

/** The JSON of `uapi dispatch` (contract of the command line, section 5). */
export function dispatchJson(report: DispatchReport): string {
  const { model, outcome, stacPairs, bytesIn, bytesOut, before, after, written, events, address } = report;
  return JSON.stringify(
    {
      schemaVersion: 1,
      model,
      ret: outcome.ret,
      errno: outcome.errno ?? null,
      stacPairs,
      bytesIn,
      bytesOut,
      userMemory: {
        before: toHex(before),
        after: toHex(after),
        written: written.map(({ start, end, origin }) => [start, end, origin]),
      },
      events: events.map((event) => eventJson(event, address)),
      warnings: report.warnings,
    },
    null,
    1,
  );
}

function eventJson(
  { seq, step, text, source, user, kernel, errno, ret, warnings }: TraceEvent,
  address: number,
): object {
  return {
    seq,
    step,
    text,
    ...(source === undefined ? {} : { source }),
    ...(user === undefined
      ? {}
      : {
          user: {
            op: user.op,
            offset: user.address - address,
            length: user.length,
            done: user.done,
            fault: user.fault,
            window: user.window,
          },
        }),
    ...(kernel === undefined ? {} : { kernel: { place: kernel.place, size: kernel.size, bytes: toHex(kernel.bytes) } }),
    ...(errno === undefined ? {} : { errno }),
    ...(ret === undefined ? {} : { ret }),
    warnings,
  };
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
