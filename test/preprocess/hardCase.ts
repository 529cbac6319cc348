/**
 * A hard case of preprocessing. Only the input stands in the tables: gcc is asked for the answer each time. Each text is
 * preprocessed alone, without any include root.
 */
export interface HardCase {
  readonly title: string;
  readonly text: string;
}

/** A case from its lines, each ended by a line feed. */
export function hard(title: string, ...lines: string[]): HardCase {
  return { title, text: `${lines.join('\n')}\n` };
}
