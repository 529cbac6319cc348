import type { CliEnvironment } from './cliHost.js';

/** Functions that put a text in a colour; each returns the text unchanged where colours are off. */
export interface Style {
  readonly enabled: boolean;
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly blue: (text: string) => string;
  readonly magenta: (text: string) => string;
  readonly cyan: (text: string) => string;
}

export type ColorChoice = 'auto' | 'always' | 'never';

/**
 * Whether to print colours. `--color always|never` decides; for `auto`, a non-empty `NO_COLOR` says no
 * (no-color.org), then `FORCE_COLOR` says yes (or no when it is `0`), then a terminal that is not `dumb` says yes.
 */
export function wantsColor(choice: ColorChoice, env: Pick<CliEnvironment, 'env' | 'isTty'>): boolean {
  if (choice !== 'auto') return choice === 'always';
  if ((env.env.NO_COLOR ?? '') !== '') return false;
  const force = env.env.FORCE_COLOR ?? '';
  if (force !== '') return force !== '0' && force !== 'false';
  return env.isTty && env.env.TERM !== 'dumb';
}

export function createStyle(enabled: boolean): Style {
  const sgr = (on: number, off: number) => (text: string) =>
    enabled && text !== '' ? `\x1b[${on}m${text}\x1b[${off}m` : text;
  return {
    enabled,
    bold: sgr(1, 22),
    dim: sgr(2, 22),
    red: sgr(31, 39),
    green: sgr(32, 39),
    yellow: sgr(33, 39),
    blue: sgr(34, 39),
    magenta: sgr(35, 39),
    cyan: sgr(36, 39),
  };
}
