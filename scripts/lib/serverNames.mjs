// Names that the server knows, as values for generators. They are bundled from source, so that nothing has to be compiled
// first.

import { build } from 'esbuild';
import { root } from './repository.mjs';

/**
 * @returns {Promise<{ ALL_ABIS: readonly { id: string }[], interfaceStyles: readonly string[],
 *   profiles: readonly string[], CONFIG_KEYS: readonly string[], defaultSettings: Readonly<Record<string, unknown>> }>}
 *   `CONFIG_KEYS` are those of `.uapi.json`, `defaultSettings` what an editor alone has
 */
export async function loadServerNames() {
  const folder = './server/src';
  const contents = `
    export { ALL_ABIS, interfaceStyles, profiles } from '${folder}/core/index.ts';
    export { CONFIG_KEYS } from '${folder}/host/common/configKeys.ts';
    export { defaultSettings } from '${folder}/lsp/editorSettings.ts';
  `;
  const result = await build({
    absWorkingDir: root,
    stdin: { contents, resolveDir: root, loader: 'ts' },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire('file:///');" },
    logLevel: 'silent',
  });
  const code = Buffer.from(result.outputFiles[0].contents).toString('base64');
  return import(`data:text/javascript;base64,${code}`);
}
