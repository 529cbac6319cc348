import type { Suppression } from '../../core/index.js';
import type { ConfigSuppression, LoadedConfig } from '../cliHost.js';
import { headerNames, matchesHeader, matchesSymbol } from '../globs.js';

export interface ConfigEntry extends Suppression {
  readonly entry: ConfigSuppression;
}

/** An entry of the settings as `core` takes it. */
export function configSuppression(entry: ConfigSuppression, { path = '' }: LoadedConfig): ConfigEntry {
  const { rule, header, symbol, reason = '' } = entry;
  const range = entry.range ?? { file: { path, displayName: path, text: '', view: 'installed' }, start: 0, end: 0 };
  return {
    entry,
    kind: 'config',
    rules: [{ name: rule, range }],
    reason,
    range,
    covers: ({ range: { file }, symbol: found }) =>
      (header === undefined || matchesHeader(header.text, headerNames(file, path))) &&
      (symbol === undefined || (found !== undefined && matchesSymbol(symbol, found))),
  };
}
