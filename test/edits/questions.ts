/**
 * Questions of every kind about a document, as an editor asks them. What an answer leads to (an item to resolve, a result to
 * tell the next difference from) is followed, so that an answer here is what the user would see in the end.
 */
import type { Random } from '../fuzz/random.js';
import type { Json } from '../lsp/lspClient.js';
import type { AskedServer } from './inProcessServer.js';

/** What a client keeps of earlier answers. */
export interface ClientMemory {
  readonly tokens: Map<string, { readonly resultId: string; readonly data: readonly number[] }>;
  readonly diagnostics: Map<string, { readonly resultId: string; readonly items: Json }>;
}

export function emptyMemory(): ClientMemory {
  return { tokens: new Map(), diagnostics: new Map() };
}

export interface Question {
  readonly name: string;
  readonly ask: (server: AskedServer, memory: ClientMemory) => Promise<Json>;
}

type Maker = (uri: string, text: string, random: Random) => Question;

const atPosition =
  (method: string, more: object = {}): Maker =>
  (uri, text, random) => {
    const position = randomPosition(text, random);
    const params = { textDocument: { uri }, position, ...more };
    return { name: `${method} ${JSON.stringify(position)}`, ask: (server) => server.ask(method, params) };
  };

const ofDocument =
  (method: string, more: object = {}): Maker =>
  (uri) => ({ name: method, ask: (server) => server.ask(method, { textDocument: { uri }, ...more }) });

const inRange =
  (method: string, more: object = {}, follow: Follow = asItIs): Maker =>
  (uri, text, random) => {
    const [a, b] = [random.below(text.length + 1), random.below(text.length + 1)];
    const range = { start: positionAt(text, Math.min(a, b)), end: positionAt(text, Math.max(a, b)) };
    return {
      name: `${method} ${JSON.stringify(range)}`,
      ask: async (server) => follow(server, await server.ask(method, { textDocument: { uri }, range, ...more })),
    };
  };

type Follow = (server: AskedServer, answer: Json) => Promise<Json>;
const asItIs: Follow = async (_, answer) => answer;

/** A few of what was offered, resolved: not all, since each may cost as much as the list. */
const resolving =
  (method: string, most: number): Follow =>
  async (server, answer) => {
    const items: readonly Json[] = Array.isArray(answer) ? answer : (answer?.items ?? []);
    const resolved: Json[] = [];
    const step = Math.max(1, Math.ceil(items.length / most));
    for (let i = 0; i < items.length; i += step) resolved.push(await server.ask(method, items[i]));
    return { answer, resolved };
  };

const noDiagnostics = { context: { diagnostics: [] } };

/** How often, and what. */
const makers: readonly (readonly [number, Maker])[] = [
  [8, atPosition('textDocument/hover')],
  [2, atPosition('textDocument/definition')],
  [1, atPosition('textDocument/typeDefinition')],
  [2, atPosition('textDocument/references', { context: { includeDeclaration: true } })],
  [2, atPosition('textDocument/documentHighlight')],
  [2, atPosition('textDocument/signatureHelp')],
  [1, atPosition('textDocument/prepareRename')],
  [1, atPosition('textDocument/rename', { newName: 'other_name' })],
  [2, atPosition('uapi/layout')],
  [3, completion],
  [4, diagnostics],
  [3, ofDocument('textDocument/documentSymbol')],
  [1, ofDocument('textDocument/foldingRange')],
  [1, ofDocument('textDocument/documentLink')],
  [2, codeLens],
  [3, tokens],
  [1, inRange('textDocument/semanticTokens/range')],
  [2, inRange('textDocument/inlayHint')],
  [1, inRange('textDocument/codeAction', noDiagnostics, resolving('codeAction/resolve', 3))],
  [1, inRange('textDocument/codeAction', { context: { diagnostics: [], only: ['source.fixAll'] } })],
  [1, selection],
  [1, ofDocument('uapi/ioctls')],
  [1, ofDocument('uapi/decodeIoctl', { text: '0x4004b709' })],
  [1, ofDocument('uapi/simulateDispatch', { ioctl: 'GADGET_OPEN', model: 'drm' })],
  [1, report],
  [
    1,
    (): Question => ({ name: 'workspace/symbol', ask: (server) => server.ask('workspace/symbol', { query: 'gad' }) }),
  ],
  [1, workspaceDiagnostics],
];

const total = makers.reduce((sum, [weight]) => sum + weight, 0);

export function randomQuestion(uri: string, text: string, random: Random): Question {
  let left = random.below(total);
  for (const [weight, make] of makers) {
    if (left < weight) return make(uri, text, random);
    left -= weight;
  }
  return makers[0][1](uri, text, random);
}

function completion(uri: string, text: string, random: Random): Question {
  const { name, ask } = atPosition('textDocument/completion')(uri, text, random);
  const resolve = resolving('completionItem/resolve', 2);
  return { name, ask: async (server, memory) => resolve(server, await ask(server, memory)) };
}

function codeLens(uri: string): Question {
  const resolve = resolving('codeLens/resolve', 3);
  return {
    name: 'textDocument/codeLens',
    ask: async (server) => resolve(server, await server.ask('textDocument/codeLens', { textDocument: { uri } })),
  };
}

/** The items; where the server says that they are as before, those from before. */
function diagnostics(uri: string): Question {
  return {
    name: 'textDocument/diagnostic',
    async ask(server, memory) {
      const before = memory.diagnostics.get(uri);
      const answer = await server.ask('textDocument/diagnostic', {
        textDocument: { uri },
        ...(before === undefined ? {} : { previousResultId: before.resultId }),
      });
      if (answer.kind === 'unchanged') return before?.items;
      if (answer.resultId !== undefined) memory.diagnostics.set(uri, answer);
      return answer.items;
    },
  };
}

/** The tokens, put together from the difference where the server gives one. */
function tokens(uri: string): Question {
  return {
    name: 'textDocument/semanticTokens',
    async ask(server, memory) {
      const before = memory.tokens.get(uri);
      const method = `textDocument/semanticTokens/full${before === undefined ? '' : '/delta'}`;
      const answer = await server.ask(method, {
        textDocument: { uri },
        ...(before === undefined ? {} : { previousResultId: before.resultId }),
      });
      if (answer.error !== undefined) return answer;
      let data: number[] = answer.data ?? [...(before?.data ?? [])];
      for (const edit of answer.edits ?? []) {
        data = [...data.slice(0, edit.start), ...(edit.data ?? []), ...data.slice(edit.start + edit.deleteCount)];
      }
      memory.tokens.set(uri, { resultId: answer.resultId, data });
      return data;
    },
  };
}

function selection(uri: string, text: string, random: Random): Question {
  const positions = [randomPosition(text, random), randomPosition(text, random)];
  return {
    name: `textDocument/selectionRange ${JSON.stringify(positions)}`,
    ask: (server) => server.ask('textDocument/selectionRange', { textDocument: { uri }, positions }),
  };
}

function report(uri: string): Question {
  return {
    name: 'uapi-layout:',
    ask: (server) => server.ask('workspace/textDocumentContent', { uri: `uapi-layout:${uri}` }),
  };
}

/** Result ids count the answers of one server, and say nothing about a document. */
function workspaceDiagnostics(): Question {
  return {
    name: 'workspace/diagnostic',
    async ask(server) {
      const answer = await server.ask('workspace/diagnostic', { previousResultIds: [] });
      return answer.items?.map(({ resultId: _, ...item }: Json) => item) ?? answer;
    },
  };
}

function randomPosition(text: string, random: Random): { line: number; character: number } {
  return positionAt(text, random.below(text.length + 1));
}

/** A place between CR and LF, or within a surrogate pair, is one that a client may name all the same. */
export function positionAt(text: string, offset: number): { line: number; character: number } {
  const lines = text.slice(0, offset).split(/\r\n|\n|\r/);
  return { line: lines.length - 1, character: lines[lines.length - 1].length };
}
