/**
 * The rooms that are fuzzed by themselves, in the child process: each takes a text and throws when what it gave is not
 * well-formed. The front end and the layouts are `analysis.ts`, over whole headers.
 */
import {
  type Abi,
  abiById,
  allRules,
  checkHeader,
  type DispatchRequest,
  dispatchModels,
  flattenMembers,
  forgetFile,
  lex,
  mentionedNames,
  readRecordedFile,
  replay,
  ruleContext,
  type SourceFile,
  simulateCall,
  spellingOf,
} from 'uapi-language-server/core';
import { createTestHost } from '../harness/uapi.js';
import { analyzeText } from './analysis.js';
import { createRandom } from './random.js';
import { takeMessage } from './rpcTarget.js';

export const fuzzTargets = [
  'analysis',
  'lexer',
  'preprocessor',
  'parser',
  'layout',
  'rules',
  'dispatch',
  'replay',
  'rpc',
] as const;
export type FuzzTarget = (typeof fuzzTargets)[number];

/** Gives codes that say what was met: diagnostics, rules, errnos. */
export function runTarget(target: FuzzTarget, path: string, text: string): readonly string[] | Promise<string[]> {
  switch (target) {
    case 'analysis':
      return analyzeText(path, text);
    case 'lexer':
      return lexText(path, text);
    case 'preprocessor':
      return preprocessText(path, text);
    case 'parser':
      return analyzeText(path, text, parserAbis);
    case 'layout':
      return layOutText(path, text);
    case 'rpc':
      return takeMessage(text);
    case 'rules':
      return checkText(path, text);
    case 'dispatch':
      return simulateText(text);
    case 'replay':
      return replayText(text);
  }
}

const sourceOf = (path: string, text: string): SourceFile => ({ path, displayName: path, text, view: 'installed' });

/** Tokens and comments stand one behind the other, inside the text. */
function lexText(path: string, text: string): readonly string[] {
  const file = sourceOf(path, text);
  const lexed = lex(file);
  let end = 0;
  for (let index = 0; index < lexed.count; index++) {
    if (lexed.starts[index] < end || lexed.ends[index] <= lexed.starts[index] || lexed.ends[index] > text.length) {
      throw new Error(
        `token ${index} from ${lexed.starts[index]} to ${lexed.ends[index]}, the one before ends at ${end}`,
      );
    }
    if (spellingOf(lexed, index) === '') throw new Error(`token ${index} has no spelling`);
    end = lexed.ends[index];
  }
  for (let at = 1; at < lexed.comments.length; at++) {
    if (lexed.comments[at] < lexed.comments[at - 1]) throw new Error(`comment ${at} begins before the one before ends`);
  }
  forgetFile(file);
  return [];
}

const host = createTestHost();
const alone = { includeRoots: [], archIncludes: [] };
const abisNamed = (...ids: readonly string[]): readonly Abi[] => ids.map(abiById).filter((abi) => abi !== undefined);
const parserAbis = abisNamed('m68k');
const layoutAbis = abisNamed('x86_64', 'i386', 'arm-oabi', 'sh4');
const ruleAbis = abisNamed('x86_64', 'i386');

/** Each token is spelled inside its file and comes from a place inside the file at hand. */
function preprocessText(path: string, text: string): readonly string[] {
  const file = sourceOf(path, text);
  const tokens = host.sessionFor(file, alone).preprocess(file, ruleAbis[0]);
  for (const { kind, spelling, spellingRange, expansionRange } of tokens) {
    if (spelling === '') throw new Error(`${kind}: a token without spelling`);
    for (const { file: where, start, end } of [spellingRange, expansionRange]) {
      if (start < 0 || end < start || end > where.text.length) {
        throw new Error(`'${spelling}' from ${start} to ${end} of ${where.text.length} characters`);
      }
    }
  }
  return [];
}

/** Members and padding stand inside their record, which is as large as a whole number of its alignments. */
function layOutText(path: string, text: string): readonly string[] {
  const file = sourceOf(path, text);
  for (const { records, abi } of host.sessionFor(file, alone).analyze(file, layoutAbis)) {
    for (const { name, layout } of records) {
      if (layout === undefined) continue;
      const what = `${name} on ${abi.id}`;
      if (layout.sizeBytes % layout.alignBytes !== 0) throw new Error(`${what}: size ${layout.sizeBytes}`);
      const sizeBits = layout.sizeBytes * 8;
      for (const { path: member, offsetBits, sizeBytes, widthBits = sizeBytes * 8 } of flattenMembers(layout)) {
        requireInside(`${what}: ${member}`, offsetBits, widthBits, sizeBits);
      }
      for (const { offsetBits, widthBits } of layout.padding) {
        if (widthBits <= 0) throw new Error(`${what}: ${widthBits} bits of padding`);
        requireInside(`${what}: padding`, offsetBits, widthBits, sizeBits);
      }
    }
  }
  return [];
}

function requireInside(what: string, offsetBits: number, widthBits: number, sizeBits: number): void {
  if (offsetBits >= 0 && widthBits >= 0 && offsetBits + widthBits <= sizeBits) return;
  throw new Error(`${what}: ${widthBits} bits at ${offsetBits} of ${sizeBits}`);
}

/** No rule fails, and a finding and its fixes stand inside the text. */
function checkText(path: string, text: string): readonly string[] {
  const file = sourceOf(path, text);
  const session = host.sessionFor(file, alone);
  const context = ruleContext(file, session.analyze(file, ruleAbis, { lookUp: mentionedNames(file) }));
  const { findings, failures } = checkHeader(allRules, context, {
    profile: 'strict',
    severities: new Map(),
    ignore: [],
  });
  if (failures.length > 0) throw new Error(`${failures[0].rule}: ${failures[0].reason}`);
  for (const { rule, message, range, fixes = [] } of findings) {
    const ranges = [range, ...fixes.flatMap(({ edits }) => edits.map((edit) => edit.range))];
    for (const { file: where, start, end } of ranges) {
      if (message === '' || start < 0 || end < start || end > where.text.length) {
        throw new Error(`${rule}: "${message}" from ${start} to ${end} of ${where.text.length} characters`);
      }
    }
  }
  return findings.map(({ rule }) => rule);
}

const dispatchAbis = abisNamed('x86_64', 'i386', 'powerpc64', 'sparc64');

/** The text is a seed: its hash chooses model, sizes, bytes, fault and race. */
function simulateText(text: string): readonly string[] {
  let hash = 0;
  for (let at = 0; at < text.length; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) >>> 0;
  const random = createRandom(hash);
  const size = (): number => random.pick([0, 1, 3, 4, 8, 16, 24, 4095, 4096, 16383, random.below(200), 2 ** 31]);
  const kernelSize = random.pick([1, 4, 8, 16, 64, 4096, 1 + random.below(200)]);
  const model = random.pick(dispatchModels);
  const parameters = Object.fromEntries(
    model.parameters
      .filter(() => random.below(3) === 0)
      .map(({ name, value, choices }) => [
        name,
        choices !== undefined ? random.pick(choices) : typeof value === 'number' ? size() : random.below(2) === 0,
      ]),
  );
  const bytes = Uint8Array.from({ length: random.below(300) }, () => random.pick([0, 0, 1, 255, random.below(256)]));
  const request: DispatchRequest = {
    model,
    abi: random.pick(dispatchAbis),
    command: { direction: random.pick(['none', 'r', 'w', 'rw']), type: random.below(256), nr: random.below(256) },
    ...(random.below(3) === 0 ? { number: random.below(2 ** 31) * 2 } : {}),
    callerSize: size(),
    kernelSize,
    minSize: Math.min(kernelSize, random.below(64)),
    bytes,
    fillsSizeWord: random.below(2) === 0,
    ...(random.below(2) === 0 ? { faultAt: random.below(128) } : {}),
    isReadonly: random.below(4) === 0,
    mutations: [{ beforeEvent: random.below(6), offset: random.below(32), bytes: Uint8Array.of(random.below(256)) }],
    parameters,
  };
  const report = simulateCall(request);
  if (!Number.isSafeInteger(report.bytesIn) || report.bytesIn < 0 || report.bytesOut < 0) {
    throw new Error(`${model.id}: ${report.bytesIn} bytes in, ${report.bytesOut} out`);
  }
  if (!Number.isFinite(report.outcome.ret)) throw new Error(`${model.id} returned ${report.outcome.ret}`);
  return [model.id];
}

/** The text is a file of recorded calls, or none: then it says what is wrong. */
function replayText(text: string): readonly string[] {
  const read = readRecordedFile(text);
  if (typeof read === 'string') {
    if (read === '') throw new Error('refused without a reason');
    return [];
  }
  return replay(read).map(() => 'replayed');
}
