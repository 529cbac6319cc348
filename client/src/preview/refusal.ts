/** What a request's error means to a view that waits for the answer. */

export interface Refusal {
  /** `call`: the server does not answer this question; `server`: it answers none. */
  readonly cause: 'call' | 'server';
  readonly message: string;
}

const invalidParams = -32602;
/** The question is void: it was cancelled, or the header changed meanwhile, and another one follows. */
const superseded: ReadonlySet<unknown> = new Set([-32800, -32801, -32802]);

/** @returns nothing where a newer question is under way */
export function refusalOf(error: unknown): Refusal | undefined {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  if (superseded.has(code)) return undefined;
  const message = error instanceof Error ? error.message : String(error);
  return { cause: code === invalidParams ? 'call' : 'server', message };
}
