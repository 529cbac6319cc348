/**
 * Which settings the server is told. Those of the client itself are left out, since the server names every key that it
 * does not know; so are those that nobody set, for which the server has its own defaults and `.uapi.json` its say.
 */

/** What `workspace.getConfiguration` gives, as far as it is needed here. */
export interface Settings {
  readonly get: (key: string) => unknown;
}

/** Keys that the server reads: those that `.uapi.json` has too, then those of an editor alone. */
export const serverKeys = [
  'profile',
  'style',
  'abis',
  'includeRoots',
  'kernelTree',
  'rules',
  'hover',
  'definition',
  'outline',
  'completion',
  'inlayHints',
  'codeLens',
] as const;

/** Keys that the client alone reads. */
export const clientKeys = ['headers', 'trace.server'] as const;

export function serverSettings(settings: Settings): Readonly<Record<string, unknown>> {
  const set = serverKeys.map((key) => [key, settings.get(key)] as const).filter(([, value]) => isSet(value));
  return Object.fromEntries(set);
}

/** An empty list or object is what the settings page leaves behind when the last entry is removed. */
function isSet(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return false;
  if (Array.isArray(value)) return value.length > 0;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}
