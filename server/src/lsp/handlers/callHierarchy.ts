/** The call hierarchy of a driver's source: who calls a function and whom it calls, in the files of its folder. */
import {
  type CallHierarchyIncomingCall,
  type CallHierarchyIncomingCallsParams,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  type CallHierarchyOutgoingCallsParams,
  type CallHierarchyPrepareParams,
  SymbolKind,
} from 'vscode-languageserver';
import type { CallNeighbour, CallPathQuestion } from '../../ide/driver/callPath.js';
import { toOffset, toRange } from '../positions.js';
import { answering, headerAt, type Server } from '../serverState.js';

type Item = Omit<CallNeighbour, 'calls'>;

export function callHierarchyHandlers(server: Server): void {
  const { callHierarchy } = server.connection.languages;
  callHierarchy.onPrepare(
    answering<CallHierarchyPrepareParams, CallHierarchyItem[] | null>(
      server,
      'textDocument/prepareCallHierarchy',
      null,
      async ({ textDocument, position }) => {
        const question = server.settings.definition ? questionAt(server, textDocument.uri, position) : undefined;
        if (question === undefined) return null;
        const { functionAt } = await loaded();
        const found = functionAt(question);
        return found === undefined ? null : [toItem(found, server)];
      },
    ),
  );
  callHierarchy.onIncomingCalls(
    answering<CallHierarchyIncomingCallsParams, CallHierarchyIncomingCall[] | null>(
      server,
      'callHierarchy/incomingCalls',
      null,
      async ({ item }) =>
        (await neighbours(server, item, 'callers'))?.map((each) => ({
          from: toItem(each, server),
          fromRanges: each.calls.map((call) => toRange(call, server.client.encoding)),
        })) ?? null,
    ),
  );
  callHierarchy.onOutgoingCalls(
    answering<CallHierarchyOutgoingCallsParams, CallHierarchyOutgoingCall[] | null>(
      server,
      'callHierarchy/outgoingCalls',
      null,
      async ({ item }) =>
        (await neighbours(server, item, 'calls'))?.map((each) => ({
          to: toItem(each, server),
          fromRanges: each.calls.map((call) => toRange(call, server.client.encoding)),
        })) ?? null,
    ),
  );
}

/** With headers alone nothing of what reads sources is loaded. */
function loaded(): Promise<typeof import('../../ide/driver/callPath.js')> {
  return import('../../ide/driver/callPath.js');
}

async function neighbours(
  server: Server,
  { uri, selectionRange }: CallHierarchyItem,
  direction: 'callers' | 'calls',
): Promise<readonly CallNeighbour[] | undefined> {
  const question = questionAt(server, uri, selectionRange.start, true);
  if (question === undefined) return undefined;
  const { callNeighbours } = await loaded();
  return callNeighbours(question, direction);
}

/** Undefined for what is no source; the private headers of a folder are asked about when one of its sources was. */
function questionAt(
  server: Server,
  uri: string,
  position: CallHierarchyPrepareParams['position'],
  isBehindSource = false,
): CallPathQuestion | undefined {
  const path = server.pathOf(uri);
  if (path === undefined || !(path.endsWith('.c') || (isBehindSource && path.endsWith('.h')))) return undefined;
  const header = headerAt(server, uri);
  if (header === undefined) return undefined;
  const { file, settings } = header;
  return {
    file,
    folder: server.analysis.filesBeside(path),
    at: toOffset(file, position, server.client.encoding),
    ...(settings.userAccess && { settings: settings.userAccess }),
  };
}

function toItem({ step, extent }: Item, server: Server): CallHierarchyItem {
  const { encoding } = server.client;
  const notes = [...step.contexts, ...step.roots.map((root) => `root of ${root}`)];
  return {
    name: step.name,
    kind: step.kind === 'macro' ? SymbolKind.Constant : SymbolKind.Function,
    ...(notes.length === 0 ? {} : { detail: notes.join(', ') }),
    uri: server.uriOf(extent.file.path),
    range: toRange(extent, encoding),
    selectionRange: toRange(step.place ?? extent, encoding),
  };
}
