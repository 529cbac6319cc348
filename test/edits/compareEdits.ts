/**
 * The proof that nothing stale survives an edit: one server lives through all edits, and every answer that it gives is
 * compared with that of a server which never saw an earlier text.
 *
 * Two headers are at work, one of which includes the other; both are edited, the included one also on the disk, where it
 * vanishes at times. The fresh server is one in this process; now and then it is the real program.
 */
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { createRandom, type Random } from '../fuzz/random.js';
import { type Json, LspClient } from '../lsp/lspClient.js';
import { createEditGenerator, type Edit, type EditGenerator, edited } from './editGenerator.js';
import { type AskedServer, editingClient, startInProcess } from './inProcessServer.js';
import { emptyMemory, positionAt, type Question, randomQuestion } from './questions.js';

export interface EditRun {
  /** An empty folder for the headers. */
  readonly folder: string;
  /** Name and text of each; the second is included by the first. */
  readonly headers: readonly (readonly [name: string, text: string])[];
  readonly seed: number;
  readonly count: number;
  /** Once in so many edits the fresh server is a process of its own; 0: never. */
  readonly processEvery: number;
  readonly onEdit?: (done: number) => void;
}

export interface EditSummary {
  readonly edits: number;
  readonly questions: number;
  readonly failure: EditFailure | undefined;
}

/** The first answer that was not that of a fresh server. */
export interface EditFailure {
  readonly edit: number;
  readonly question: string;
  readonly live: Json;
  readonly fresh: Json;
  /** By name; what a fresh server was given. */
  readonly texts: ReadonlyMap<string, string>;
}

export interface OpenHeader {
  readonly name: string;
  readonly path: string;
  readonly uri: string;
  readonly original: string;
  readonly edits: EditGenerator;
  text: string;
  version: number;
  isOpen: boolean;
}

/** Writes the headers into a folder; none is open yet. */
export function writeHeaders(
  folder: string,
  headers: readonly (readonly [name: string, text: string])[],
  random: Random,
): readonly OpenHeader[] {
  return headers.map(([name, text]): OpenHeader => {
    const file = path.join(folder, name);
    writeFileSync(file, text);
    const uri = pathToFileURL(file).href;
    const edits = createEditGenerator(text, random);
    return { name, path: file, uri, original: text, edits, text, version: 1, isOpen: false };
  });
}

export async function compareEdits(run: EditRun): Promise<EditSummary> {
  const random = createRandom(run.seed);
  const headers = writeHeaders(run.folder, run.headers, random);
  const folderUri = pathToFileURL(run.folder).href;
  const live = await startInProcess(folderUri);
  const memory = emptyMemory();
  let opened: OpenHeader[] = [];
  const open = (header: OpenHeader): void => {
    header.isOpen = true;
    opened = [...opened, header];
    live.notify('textDocument/didOpen', opening(header));
  };
  const close = (header: OpenHeader): void => {
    header.isOpen = false;
    opened = opened.filter((each) => each !== header);
    for (const kept of [memory.tokens, memory.diagnostics]) kept.delete(header.uri);
    live.notify('textDocument/didClose', { textDocument: { uri: header.uri } });
  };
  const [main, included] = headers;
  open(main);
  open(included);
  let questions = 0;
  let nextProcess = run.processEvery;
  for (let edit = 1; edit <= run.count; edit++) {
    run.onEdit?.(edit);
    const what = random.below(50);
    if (what === 0) changeOnDisk(included, live, random);
    else if (what < (included.isOpen ? 2 : 8)) (included.isOpen ? close : open)(included);
    else changeText(included.isOpen && random.below(3) === 0 ? included : main, live);
    // Now and then several edits come before anybody asks.
    const asked = random.below(3) === 0 ? [] : questionsAbout([main, ...opened], random);
    if (asked.length === 0) continue;
    // A question is not asked after each edit, so the process takes the next one that is.
    const isProcess = run.processEvery > 0 && edit >= nextProcess;
    if (isProcess) nextProcess += run.processEvery;
    const fresh = isProcess ? await startProcess(run.folder) : await startInProcess(folderUri);
    for (const header of opened) fresh.notify('textDocument/didOpen', opening(header));
    const freshMemory = emptyMemory();
    for (const question of asked) {
      questions++;
      const [said, expected] = [await question.ask(live, memory), await question.ask(fresh, freshMemory)];
      if (isDeepStrictEqual(said, expected) && live.faults.length === 0) continue;
      const texts = new Map(headers.map(({ name, text }) => [name, text]));
      const asking = live.faults.length === 0 ? question.name : `${question.name}: ${live.faults[0]}`;
      return { edits: edit, questions, failure: { edit, question: asking, live: said, fresh: expected, texts } };
    }
    await fresh.stop();
  }
  return { edits: run.count, questions, failure: undefined };
}

export function opening({ uri, version, text }: OpenHeader): object {
  return { textDocument: { uri, languageId: 'c', version, text } };
}

/** One to three questions, about any open header. */
export function questionsAbout(opened: readonly OpenHeader[], random: Random): readonly Question[] {
  return Array.from({ length: 1 + random.below(3) }, () => {
    const { uri, text } = random.pick(opened);
    return randomQuestion(uri, text, random);
  });
}

export function changeText(header: OpenHeader, live: AskedServer): void {
  const edits = header.edits.next(header.text);
  header.version++;
  let { text } = header;
  const contentChanges = edits.map((edit) => {
    const change = changeOf(text, edit);
    text = edited(text, [edit]);
    return change;
  });
  header.text = text;
  live.notify('textDocument/didChange', {
    textDocument: { uri: header.uri, version: header.version },
    contentChanges,
  });
}

/** A range that would begin or end between CR and LF means another place, so the whole text is sent. */
function changeOf(text: string, { start, end, newText }: Edit): object {
  const isCut = [start, end].some((at) => text[at - 1] === '\r' && text[at] === '\n');
  if (isCut) return { text: edited(text, [{ start, end, newText }]) };
  return { range: { start: positionAt(text, start), end: positionAt(text, end) }, text: newText };
}

/** LSP 3.17, `FileChangeType`. */
const FileChange = { created: 1, changed: 2, deleted: 3 } as const;

/** The file changes, is as it was at first, or is gone. An editor that holds it hides that. */
export function changeOnDisk(header: OpenHeader, live: AskedServer, random: Random): void {
  const chance = random.below(6);
  const wasThere = existsSync(header.path);
  if (chance === 0) {
    rmSync(header.path, { force: true });
  } else {
    let text = header.original;
    if (chance > 1) for (let i = 0; i < 5; i++) text = edited(text, header.edits.next(text));
    writeFileSync(header.path, text);
    // Half a character cannot be stored, and is another one when the editor reads the file.
    if (!header.isOpen) header.text = Buffer.from(text).toString();
  }
  const type = chance === 0 ? FileChange.deleted : wasThere ? FileChange.changed : FileChange.created;
  live.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: header.uri, type }] });
}

/** The real program as a fresh server, which has its process number. */
export async function startProcess(folder: string): Promise<AskedServer & { readonly pid: number }> {
  const client = new LspClient({ folder, capabilities: editingClient });
  await client.initialize();
  return {
    faults: [],
    pid: client.process.pid ?? 0,
    notify(method, params) {
      // What the server says by itself is not looked at, and must not pile up here.
      client.notifications.length = 0;
      client.requests.length = 0;
      client.notify(method, params);
    },
    async ask(method, params) {
      const { error, result } = await client.requestRaw(method, params).answer;
      return error === undefined ? result : { error };
    },
    async stop() {
      await client.stop();
    },
  };
}
