// Names that the server knows, as values for generators.

import { importFromSource } from './importFromSource.mjs';

/**
 * @returns {Promise<{ ALL_ABIS: readonly { id: string }[], interfaceStyles: readonly string[],
 *   profiles: readonly string[], CONFIG_KEYS: readonly string[], defaultSettings: Readonly<Record<string, unknown>> }>}
 *   `CONFIG_KEYS` are those of `.uapi.json`, `defaultSettings` what an editor alone has
 */
export const loadServerNames = () =>
  importFromSource(`
    export { ALL_ABIS, interfaceStyles, profiles } from './server/src/core/index.ts';
    export { CONFIG_KEYS } from './server/src/host/common/configKeys.ts';
    export { defaultSettings } from './server/src/lsp/editorSettings.ts';
  `);
