/** `uapi/callPath`: the way of calls to a function of a driver's source, and on to an access of user memory. */
import type { CallPathResult } from '../extensions.js';
import { toOffset } from '../positions.js';
import type { Server } from '../serverState.js';
import { toLocation } from '../toLsp.js';
import { headerOf, invalid, isPosition, type Params, versionOf } from './requestParams.js';

export async function callPath(server: Server, params: Params): Promise<CallPathResult> {
  const { file, settings } = headerOf(server, params).header;
  const { function: name, position } = params;
  if (typeof name !== 'string' && !isPosition(position)) throw invalid("'function' or 'position' is needed");
  const at =
    typeof name === 'string' ? name : toOffset(file, isPosition(position) ? position : zero, server.client.encoding);
  // With headers alone nothing of what reads sources is loaded.
  const { callPaths, callPathsMarkdown } = await import('../../ide/driver/callPath.js');
  const folder = server.analysis.filesBeside(file.path);
  const found = callPaths({ file, folder, at, ...(settings.userAccess && { settings: settings.userAccess }) });
  if (found === undefined) {
    throw invalid(typeof name === 'string' ? `no function '${name}' there` : 'no function stands at the position');
  }
  return {
    schemaVersion: 1,
    version: versionOf(server, params),
    function: found.name,
    isCutOff: found.isCutOff,
    paths: found.paths.map((steps) =>
      steps.map(({ name: each, kind, contexts, roots, place, call }) => ({
        name: each,
        kind,
        contexts,
        roots,
        ...(place && { location: toLocation(place, server) }),
        ...(call && { call: toLocation(call, server) }),
      })),
    ),
    markdown: callPathsMarkdown(found),
  };
}

const zero = { line: 0, character: 0 };
