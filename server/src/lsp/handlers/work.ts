/** `uapi/work`: what the server did since it started, for tests that fail on work done twice and for reports on slowness. */
import type { Server } from '../serverState.js';

export function workHandlers({ connection, analysis }: Server): void {
  connection.onRequest('uapi/work', () => ({ schemaVersion: 1, analyses: analysis.analyses }));
}
