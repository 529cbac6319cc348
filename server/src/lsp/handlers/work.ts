/** `uapi/work`: what the server did since it started, for tests that fail on work done twice and for reports on slowness. */
import type { Server } from '../serverState.js';

export function workHandlers({ connection, analysis, driver }: Server): void {
  connection.onRequest('uapi/work', () => ({
    schemaVersion: 1,
    analyses: analysis.analyses,
    loadsDriverSide: driver.loaded !== undefined,
    sources: driver.sources.length,
  }));
}
