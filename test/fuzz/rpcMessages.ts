/**
 * Messages of the language server's protocol that are nearly right: their numbers, names and values are exchanged, and one
 * body in three is then spoiled as text. Notifications and requests, of LSP and our own.
 */
import { mutate } from './mutations.js';
import type { Random } from './random.js';

const methods = [
  ...['hover', 'definition', 'references', 'completion', 'documentSymbol', 'foldingRange', 'codeAction', 'codeLens'],
  ...['inlayHint', 'semanticTokens/full', 'semanticTokens/range', 'rename', 'selectionRange', 'didChange', 'didClose'],
].map((name) => `textDocument/${name}`);
const others = ['workspace/symbol', 'workspace/executeCommand', 'workspace/didChangeConfiguration', '$/cancelRequest'];
const own = ['uapi/layout', 'uapi/ioctls', 'uapi/dispatch'];
const odd = [null, [], {}, -1, 1e308, 0.5, 2 ** 40, '', '__proto__', 'file:///', true, [[[]]], { __proto__: 1 }];

/** The body of a message about the document `uri`; a request has the number `id`, unless that was spoiled too. */
export function spoiledMessage(random: Random, uri: string, id: number): string {
  const body = JSON.stringify(message(random, uri, id));
  return random.below(3) === 0 ? mutate(body, random) : body;
}

function message(random: Random, uri: string, id: number): object {
  const position = { line: random.below(60), character: random.below(60) };
  const params = {
    textDocument: { uri, version: random.below(9) },
    position,
    positions: [position],
    range: { start: { line: 0, character: 0 }, end: position },
    context: { diagnostics: [], includeDeclaration: true },
    contentChanges: [{ range: { start: position, end: position }, text: random.pick(['x', '}', '/*', '\n']) }],
    newName: random.pick(['a', '9', '__proto__']),
    query: 'x',
  };
  const spoiled: unknown = JSON.parse(JSON.stringify(params), (_key, value) =>
    random.below(25) === 0 ? random.pick(odd) : value,
  );
  const method = random.pick([...methods, ...others, ...own]);
  const isNotification = /did|\$\//.test(method);
  return { jsonrpc: '2.0', ...(isNotification ? {} : { id }), method, params: spoiled };
}

/** A body with the header that frames it. */
export function framed(body: string): string {
  return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}
