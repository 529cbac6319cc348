/**
 * The language server as a target: one message that may be spoiled, and the answer to a good question about a document that
 * no message names. The server lives as long as the process does, so that what one message leaves behind meets the next.
 */
import { type InProcessServer, startInProcess } from '../edits/inProcessServer.js';
import { positionOf } from '../lsp/lspClient.js';
import { sampleText } from '../lsp/sampleHeader.js';

const folder = 'file:///fuzzed';
const steady = `${folder}/steady.h`;
/** The document that the messages are about. */
export const messageUri = `${folder}/sample.h`;
const MESSAGES_PER_OPENING = 32;

let running: Promise<InProcessServer> | undefined;
let taken = 0;

export async function takeMessage(body: string): Promise<string[]> {
  running ??= start();
  const server = await running;
  // What closed or emptied the document would leave little for later messages to be about.
  if (taken++ % MESSAGES_PER_OPENING === 0) open(server, messageUri);
  server.sendBody(body);
  const position = positionOf(sampleText, 'addr;');
  const answer = await server.ask('textDocument/hover', { textDocument: { uri: steady }, position });
  if (!/Offset: 8/.test(answer?.contents?.value ?? '')) throw new Error(`the hover became ${JSON.stringify(answer)}`);
  return [];
}

async function start(): Promise<InProcessServer> {
  const server = await startInProcess(folder);
  open(server, steady);
  return server;
}

function open(server: InProcessServer, uri: string): void {
  server.notify('textDocument/didOpen', {
    textDocument: { uri, languageId: 'c', version: 1, text: sampleText },
  });
}
