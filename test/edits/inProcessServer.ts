/**
 * A language server in this process, behind streams: all of it but the process. A fresh one costs what its first answer
 * does, so that thousands can be asked. Nothing is kept between two of them but what `core` keeps of texts that never change.
 */
import { PassThrough } from 'node:stream';
import { connectionOver, serveOn } from 'uapi-language-server/host/node';
import { framed } from '../fuzz/rpcMessages.js';
import { ableClient, type Json } from '../lsp/lspClient.js';

/** What `compareEdits` asks of a server, in this process or another. */
export interface AskedServer {
  readonly notify: (method: string, params: unknown) => void;
  /** The answer, or the error with its code and message. */
  readonly ask: (method: string, params: unknown) => Promise<Json>;
  /** Faults that the server logged. */
  readonly faults: readonly string[];
  readonly stop: () => Promise<void>;
}

/** It asks for diagnostics and tells which files change, so that no timer runs for it. */
export const editingClient = {
  ...ableClient,
  textDocument: { ...ableClient.textDocument, diagnostic: {} },
  workspace: { ...ableClient.workspace, didChangeWatchedFiles: { dynamicRegistration: true } },
};

export interface InProcessServer extends AskedServer {
  /** Sends a body as it is, in a correct frame; an answer to it is dropped. */
  readonly sendBody: (body: string) => void;
}

export async function startInProcess(folderUri: string): Promise<InProcessServer> {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const faults: string[] = [];
  const pending = new Map<number, (answer: Json) => void>();
  const sendBody = (body: string): void => {
    input.write(framed(body));
  };
  const send = (message: object): void => sendBody(JSON.stringify({ jsonrpc: '2.0', ...message }));
  const take = (message: Json): void => {
    if (message.method === undefined) {
      pending.get(message.id)?.(message.error === undefined ? message.result : { error: message.error });
      pending.delete(message.id);
    } else if (message.id !== undefined) {
      send({ id: message.id, result: null });
    } else if (message.method === 'window/logMessage' && message.params.type === 1) {
      faults.push(message.params.message);
    }
  };
  let buffered: Buffer = Buffer.alloc(0);
  output.on('data', (chunk: Buffer) => {
    buffered = Buffer.concat([buffered, chunk]);
    for (;;) {
      const head = buffered.indexOf('\r\n\r\n');
      const length = head < 0 ? undefined : /Content-Length: (\d+)/.exec(buffered.toString('latin1', 0, head))?.[1];
      const end = head + 4 + Number(length);
      if (length === undefined || buffered.length < end) return;
      const message: Json = JSON.parse(buffered.toString('utf8', head + 4, end));
      buffered = buffered.subarray(end);
      take(message);
    }
  });
  serveOn(connectionOver(input, output));
  let lastId = 0;
  const server: InProcessServer = {
    faults,
    sendBody,
    notify: (method, params) => send({ method, params }),
    ask(method, params) {
      const id = ++lastId;
      return new Promise((resolve) => {
        pending.set(id, resolve);
        send({ id, method, params });
      });
    },
    async stop() {
      await server.ask('shutdown', undefined);
    },
  };
  await server.ask('initialize', {
    processId: null,
    rootUri: folderUri,
    workspaceFolders: [{ uri: folderUri, name: 'edits' }],
    capabilities: editingClient,
  });
  server.notify('initialized', {});
  return server;
}
