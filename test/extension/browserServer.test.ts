// The web worker's bundle, run as a browser would: in a context that has web globals and nothing of Node, with a client
// that holds its files in memory.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import vm from 'node:vm';
import { repositoryRoot } from '../harness/repository.js';
import { ableClient, type Json } from '../lsp/lspClient.js';

const bundle = new vm.Script(readFileSync(join(repositoryRoot, 'server/dist/uapi-language-server.browser.js'), 'utf8'));

/** What a worker's global has, as far as the server may use it. */
const webGlobals = {
  TextDecoder,
  TextEncoder,
  setTimeout,
  clearTimeout,
  setInterval,
  performance,
  clearInterval,
  console,
  crypto,
  URL,
};

class Worker {
  readonly files: Map<string, string>;
  /** URIs of the files that the server wanted to read. */
  readonly asked: string[] = [];
  /** How often it asked for a file or a folder. */
  questions = 0;
  readonly #global: { onmessage?: (event: { data: Json }) => void } & vm.Context;
  readonly #pending = new Map<number, { resolve: (value: Json) => void; reject: (error: Error) => void }>();
  readonly #waiting: { method: string; resolve: () => void }[] = [];
  #lastId = 0;

  constructor(files: Record<string, string>) {
    this.files = new Map(Object.entries(files));
    this.#global = vm.createContext({
      ...webGlobals,
      // The library listens for faults of the port, of which there are none here.
      addEventListener: () => undefined,
      postMessage: (message: Json) => {
        const copy = structuredClone(message);
        setImmediate(() => this.#receive(copy));
      },
    });
    this.#global.self = this.#global;
    bundle.runInContext(this.#global);
  }

  async start(folder: string, options: object = {}): Promise<void> {
    await this.request('initialize', {
      processId: null,
      workspaceFolders: [{ uri: folder, name: 'w' }],
      capabilities: {
        ...ableClient,
        textDocument: { ...ableClient.textDocument, diagnostic: {} },
        workspace: { ...ableClient.workspace, diagnostics: { refreshSupport: true } },
      },
      initializationOptions: options,
    });
    this.notify('initialized', {});
  }

  request(method: string, params: object): Promise<Json> {
    const id = ++this.#lastId;
    const answer = new Promise<Json>((resolve, reject) => this.#pending.set(id, { resolve, reject }));
    this.#send({ jsonrpc: '2.0', id, method, params });
    return answer;
  }

  notify(method: string, params: object): void {
    this.#send({ jsonrpc: '2.0', method, params });
  }

  open(uri: string): void {
    const textDocument = { uri, languageId: 'c', version: 1, text: this.files.get(uri) };
    this.notify('textDocument/didOpen', { textDocument });
  }

  /** The next request of the server with this method. */
  next(method: string): Promise<void> {
    return new Promise((resolve) => this.#waiting.push({ method, resolve }));
  }

  #send(message: object): void {
    const data = structuredClone(message);
    setImmediate(() => this.#global.onmessage?.({ data }));
  }

  #receive({ id, method, params, result, error }: Json): void {
    if (method === undefined) {
      const { resolve, reject } = this.#pending.get(id) ?? assert.fail(`an answer to no request: ${id}`);
      if (error === undefined) resolve(result);
      else reject(new Error(error.message));
      return;
    }
    if (id !== undefined) this.#send({ jsonrpc: '2.0', id, result: this.#answer(method, params) ?? null });
    for (const waiting of this.#waiting.filter((each) => each.method === method)) {
      this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
      waiting.resolve();
    }
  }

  #answer(method: string, params: Json): Json {
    if (method.startsWith('uapi/')) this.questions++;
    if (method === 'uapi/readFile') {
      this.asked.push(params.uri);
      const text = this.files.get(params.uri);
      return text === undefined ? { problem: 'no such file' } : { text };
    }
    if (method !== 'uapi/readDirectory') return null;
    const prefix = `${params.uri.replace(/\/$/, '')}/`;
    const below = [...this.files.keys()].filter((uri) => uri.startsWith(prefix)).map((uri) => uri.slice(prefix.length));
    if (below.length === 0) return null;
    const names = new Map(below.map((rest) => [rest.split('/')[0], rest.includes('/') ? 'folder' : 'file']));
    return [...names];
  }
}

const folder = 'vscode-vfs://github/someone/tree';
const header = `${folder}/include/uapi/linux/a.h`;
const files = {
  [header]: '#include <linux/b.h>\n\nstruct a {\n\t__u32 flags;\n\tstruct b inner;\n};\n',
  [`${folder}/include/uapi/linux/b.h`]: '#include <linux/types.h>\n\nstruct b {\n\t__u64 addr;\n};\n',
  [`${folder}/include/uapi/linux/types.h`]: '#include <asm-generic/int-ll64.h>\n',
};

async function started(t: TestContext, more: Record<string, string> = {}, options: object = {}): Promise<Worker> {
  const worker = new Worker({ ...files, ...more });
  t.after(() => worker.request('shutdown', {}));
  await worker.start(folder, options);
  return worker;
}

/** Codes of the findings once nothing more is asked for: answers go to the server before the next request. */
async function settledFindings(worker: Worker, uri: string): Promise<string[]> {
  for (;;) {
    const before = worker.questions;
    const { items } = await worker.request('textDocument/diagnostic', { textDocument: { uri } });
    if (worker.questions === before) return items.map(({ code }: Json) => code).sort();
  }
}

test('includes come through the client, and findings follow them', { timeout: 60_000 }, async (t) => {
  const worker = await started(t);
  worker.open(header);
  const refreshed = worker.next('workspace/diagnostic/refresh');
  await worker.request('textDocument/diagnostic', { textDocument: { uri: header } });
  await refreshed;
  const found = await settledFindings(worker, header);
  assert.ok(found.includes('layout/implicit-hole'), found.join());
  assert.ok(!found.includes('preprocess/include-not-found'), found.join());
  const { contents } = await worker.request('textDocument/hover', {
    textDocument: { uri: header },
    position: { line: 4, character: 10 },
  });
  assert.match(contents.value, /Offset: 8/);
});

test('a .uapi.json of the folder holds', { timeout: 60_000 }, async (t) => {
  const settings = `${folder}/.uapi.json`;
  const worker = await started(t, { [settings]: '{ "profile": "new", "abis": ["m68k"] }' });
  worker.open(header);
  await settledFindings(worker, header);
  const inForce = await worker.request('uapi/headerSettings', { textDocument: { uri: header } });
  assert.equal(inForce.profile, 'new');
  assert.deepEqual(inForce.abis, ['m68k']);
  assert.equal(inForce.file, settings);
});

test('a changed include is read again when the client says so', { timeout: 60_000 }, async (t) => {
  const worker = await started(t);
  const included = `${folder}/include/uapi/linux/b.h`;
  worker.open(header);
  await settledFindings(worker, header);
  worker.files.set(included, 'struct b {\n\tunsigned int addr;\n};\n');
  const refreshed = worker.next('workspace/diagnostic/refresh');
  worker.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: included, type: 2 }] });
  await refreshed;
  const found = await settledFindings(worker, header);
  assert.ok(!found.includes('layout/implicit-hole'), found.join());
});

test('nothing outside of the folder is asked for', { timeout: 60_000 }, async (t) => {
  const worker = await started(
    t,
    {
      [header]: '#include "../../../../../other/secret.h"\n#include </etc/passwd>\nstruct a {\n\tint x;\n};\n',
      'vscode-vfs://github/someone/other/secret.h': 'struct secret {\n\tint x;\n};\n',
    },
    { includeRoots: ['../other'] },
  );
  worker.open(header);
  await settledFindings(worker, header);
  assert.deepEqual(
    worker.asked.filter((uri) => !uri.startsWith(`${folder}/`)),
    [],
  );
});

test('what needs git says that there is none', { timeout: 60_000 }, async (t) => {
  const worker = await started(t);
  worker.open(header);
  const textDocument = { uri: header };
  await assert.rejects(worker.request('uapi/compat', { textDocument, against: 'v6.6' }), /no git here/);
});
