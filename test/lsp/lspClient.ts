/**
 * A client of the language server for tests: the real process over standard input and output, and promises for what it
 * says. Nothing here waits for a time; a message that never comes ends with the test's own limit.
 */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { pathToFileURL } from 'node:url';
import { repositoryRoot } from '../harness/repository.js';

export const serverProgram = path.join(repositoryRoot, 'server', 'bin', 'uapi-language-server.js');

/** A message as it goes over the wire; tests look into it freely. */
// biome-ignore lint/suspicious/noExplicitAny: what a server answers is any JSON, and the tests check it.
export type Json = any;

export interface ClientOptions {
  /** Capabilities in place of those of an able editor. */
  readonly capabilities?: object;
  readonly initializationOptions?: object;
  readonly folder?: string;
  /** What `workspace/configuration` answers for each item. */
  readonly configuration?: (item: { readonly scopeUri?: string }) => object | null;
  readonly args?: readonly string[];
  readonly program?: string;
}

export const ableClient = {
  general: { positionEncodings: ['utf-16'] },
  textDocument: {
    hover: { contentFormat: ['markdown', 'plaintext'] },
    completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown'] } },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    publishDiagnostics: { versionSupport: true, relatedInformation: true, codeDescriptionSupport: true },
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'source.fixAll'] } },
      dataSupport: true,
      resolveSupport: { properties: ['edit'] },
    },
    rename: { prepareSupport: true },
  },
  workspace: {
    workspaceEdit: { documentChanges: true, changeAnnotationSupport: {} },
    workspaceFolders: true,
    textDocumentContent: {},
  },
};

/** The same, but it asks for diagnostics. */
export const pullingClient = { ...ableClient, textDocument: { ...ableClient.textDocument, diagnostic: {} } };

export class LspClient {
  readonly process: ChildProcessWithoutNullStreams;
  readonly notifications: Json[] = [];
  readonly requests: Json[] = [];
  /** What the server wrote that is no message: must stay empty. */
  garbage = '';
  capabilities: Json;
  serverInfo: Json;
  readonly #options: ClientOptions;
  readonly #pending = new Map<number, (message: Json) => void>();
  readonly #waiting: { readonly matches: (message: Json) => boolean; readonly resolve: (message: Json) => void }[] = [];
  #lastId = 0;
  #buffer: Buffer = Buffer.alloc(0);
  readonly exited: Promise<number | null>;

  constructor(options: ClientOptions = {}) {
    this.#options = options;
    const args = [options.program ?? serverProgram, ...(options.args ?? ['--stdio'])];
    this.process = spawn(process.execPath, args, { stdio: 'pipe', cwd: options.folder ?? repositoryRoot });
    this.process.stdout.on('data', (chunk: Buffer) => this.#read(chunk));
    this.process.stdin.on('error', () => undefined);
    this.exited = new Promise((resolve) => this.process.once('exit', resolve));
  }

  async initialize(): Promise<Json> {
    const { capabilities = ableClient, initializationOptions, folder } = this.#options;
    const answer = await this.request('initialize', {
      processId: process.pid,
      rootUri: folder === undefined ? null : pathToFileURL(folder).href,
      workspaceFolders: folder === undefined ? null : [{ uri: pathToFileURL(folder).href, name: 'test' }],
      capabilities,
      ...(initializationOptions === undefined ? {} : { initializationOptions }),
    });
    this.capabilities = answer.capabilities;
    this.serverInfo = answer.serverInfo;
    this.notify('initialized', {});
    return answer;
  }

  /** The result; throws the server's error with its code. */
  async request(method: string, params: unknown): Promise<Json> {
    const message = await this.requestRaw(method, params).answer;
    if (message.error !== undefined) {
      throw Object.assign(new Error(message.error.message), { code: message.error.code });
    }
    return message.result;
  }

  requestRaw(method: string, params: unknown): { readonly id: number; readonly answer: Promise<Json> } {
    const id = ++this.#lastId;
    const answer = new Promise<Json>((resolve) => this.#pending.set(id, resolve));
    this.send({ jsonrpc: '2.0', id, method, params });
    return { id, answer };
  }

  /** The answer to a request that the test writes by itself. */
  expect(id: number): Promise<Json> {
    return new Promise((resolve) => this.#pending.set(id, resolve));
  }

  notify(method: string, params: unknown): void {
    this.send({ jsonrpc: '2.0', method, params });
  }

  send(message: object): void {
    const body = JSON.stringify(message);
    this.process.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  /** The next notification that matches, or one that came already and was not taken. */
  next(method: string, matches: (params: Json) => boolean = () => true): Promise<Json> {
    const isWanted = (message: Json): boolean => message.method === method && matches(message.params);
    const index = this.notifications.findIndex(isWanted);
    if (index >= 0) return Promise.resolve(this.notifications.splice(index, 1)[0].params);
    return new Promise((resolve) => this.#waiting.push({ matches: isWanted, resolve: (m) => resolve(m.params) }));
  }

  diagnostics(uri: string, version?: number): Promise<Json[]> {
    return this.next('textDocument/publishDiagnostics', (params) => {
      return params.uri === uri && (version === undefined || params.version === version);
    }).then((params) => params.diagnostics);
  }

  open(uri: string, text: string, version = 1): void {
    this.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'c', version, text } });
  }

  change(uri: string, version: number, ...contentChanges: object[]): void {
    this.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
  }

  at(method: string, uri: string, line: number, character: number, more: object = {}): Promise<Json> {
    return this.request(method, { textDocument: { uri }, position: { line, character }, ...more });
  }

  async hover(uri: string, line: number, character: number): Promise<string | null> {
    const hover = await this.at('textDocument/hover', uri, line, character);
    return hover === null ? null : hover.contents.value;
  }

  async stop(): Promise<number | null> {
    await this.request('shutdown', undefined);
    this.notify('exit', undefined);
    return this.exited;
  }

  #read(chunk: Buffer): void {
    this.#buffer = this.#buffer.length === 0 ? chunk : Buffer.concat([this.#buffer, chunk]);
    for (;;) {
      const head = this.#buffer.indexOf('\r\n\r\n');
      if (head < 0) return;
      const length = /^Content-Length: (\d+)$/m.exec(this.#buffer.toString('latin1', 0, head).replace(/\r/g, ''))?.[1];
      if (length === undefined) {
        this.garbage += this.#buffer.toString('latin1');
        this.#buffer = Buffer.alloc(0);
        return;
      }
      const end = head + 4 + Number(length);
      if (this.#buffer.length < end) return;
      const message: Json = JSON.parse(this.#buffer.toString('utf8', head + 4, end));
      this.#buffer = this.#buffer.subarray(end);
      this.#take(message);
    }
  }

  #take(message: Json): void {
    if (message.method === undefined) {
      this.#pending.get(message.id)?.(message);
      this.#pending.delete(message.id);
      return;
    }
    if (message.id !== undefined) {
      this.requests.push(message);
      const result =
        message.method === 'workspace/configuration'
          ? message.params.items.map((item: Json) => this.#options.configuration?.(item) ?? null)
          : null;
      this.send({ jsonrpc: '2.0', id: message.id, result });
    }
    const index = this.#waiting.findIndex(({ matches }) => matches(message));
    if (index >= 0) this.#waiting.splice(index, 1)[0].resolve(message);
    else if (message.id === undefined) this.notifications.push(message);
  }
}

/** A server that is ended with the test, however that ends. */
export async function startClient(context: TestContext, options: ClientOptions = {}): Promise<LspClient> {
  const client = new LspClient(options);
  context.after(async () => {
    client.process.kill();
    await client.exited;
  });
  await client.initialize();
  return client;
}

/** Line and character of the first `needle` in a text, and of the nth character behind its start. */
export function positionOf(text: string, needle: string, behind = 0): { line: number; character: number } {
  const at = text.indexOf(needle);
  if (at < 0) throw new Error(`'${needle}' is not in the text`);
  const before = text.slice(0, at + behind).split('\n');
  return { line: before.length - 1, character: before[before.length - 1].length };
}
