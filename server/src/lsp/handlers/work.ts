/** `uapi/work`: what the server did since it started, for tests that fail on work done twice and for reports on slowness. */
import { isObject } from '../editorSettings.js';
import type { Server } from '../serverState.js';
import { uriOf } from './requestParams.js';

export function workHandlers(server: Server): void {
  server.connection.onRequest('uapi/work', (params: unknown) => {
    const uri = isObject(params) ? uriOf(params) : undefined;
    const path = uri === undefined ? undefined : server.pathOf(uri);
    return {
      schemaVersion: 1,
      analyses: server.analysis.analyses(path),
      loadsDriverSide: server.driver.loaded !== undefined,
      sources: server.driver.sources.length,
    };
  });
}
