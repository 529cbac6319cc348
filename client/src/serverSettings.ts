/**
 * Which settings the server is told. Those of the client itself are left out, since the server names every key that it
 * does not know; so are those that nobody set, for which the server has its own defaults and `.uapi.json` its say.
 */

/** What `workspace.getConfiguration` gives, as far as it is needed here. */
export interface Settings {
  readonly get: (key: string) => unknown;
  readonly inspect: (
    key: string,
  ) =>
    | { readonly globalValue?: unknown; readonly workspaceValue?: unknown; readonly workspaceFolderValue?: unknown }
    | undefined;
}

/** Keys that the server reads: those that `.uapi.json` has too, then those of an editor alone. */
export const serverKeys = [
  'profile',
  'style',
  'abis',
  'includeRoots',
  'kernelTree',
  'rules',
  'styles',
  'overrides',
  'suppressions',
  'baseline',
  'uaccessRoots',
  'uaccessPrimitives',
  'hover',
  'definition',
  'outline',
  'completion',
  'inlayHints',
  'codeLens',
] as const;

/** Keys that the client alone reads. */
export const clientKeys = ['headers', 'sources', 'trace.server'] as const;

/** Extensions that know C as a language: clangd, C/C++ of Microsoft, ccls. */
export const languageExtensions = [
  'llvm-vs-code-extensions.vscode-clangd',
  'ms-vscode.cpptools',
  'ccls-project.ccls',
] as const;

/** What they show already, and would be seen twice. */
const shownByThem: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['definition', false],
  ['outline', false],
  ['completion', 'snippets'],
]);

/**
 * @param isBesideOther one of `languageExtensions` is there: what it shows is left to it, unless the user set otherwise
 */
export function serverSettings(settings: Settings, isBesideOther: boolean): Readonly<Record<string, unknown>> {
  const values = serverKeys.map((key) => {
    const isMuted = isBesideOther && shownByThem.has(key) && !isSetByUser(settings, key);
    return [key, isMuted ? shownByThem.get(key) : settings.get(key)] as const;
  });
  return Object.fromEntries(values.filter(([, value]) => isMeant(value)));
}

function isSetByUser(settings: Settings, key: string): boolean {
  const found = settings.inspect(key);
  return [found?.globalValue, found?.workspaceValue, found?.workspaceFolderValue].some((value) => value !== undefined);
}

/** An empty list or object is what the settings page leaves behind when the last entry is removed. */
function isMeant(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return false;
  if (Array.isArray(value)) return value.length > 0;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}
