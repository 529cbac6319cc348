/**
 * The rooms that are fuzzed by themselves, in the child process: each takes a text and throws when what it gave is not
 * well-formed. The front end and the layouts are `analysis.ts`, over whole headers.
 */
import {
  abiById,
  allRules,
  checkHeader,
  type DispatchRequest,
  dispatchModels,
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

export const fuzzTargets = ['analysis', 'lexer', 'rules', 'dispatch', 'replay'] as const;
export type FuzzTarget = (typeof fuzzTargets)[number];

/** Gives codes that say what was met: diagnostics, rules, errnos. */
export function runTarget(target: FuzzTarget, path: string, text: string): readonly string[] {
  switch (target) {
    case 'analysis':
      return analyzeText(path, text);
    case 'lexer':
      return lexText(path, text);
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
const ruleAbis = ['x86_64', 'i386'].map((id) => abiById(id)).filter((abi) => abi !== undefined);

/** No rule fails, and a finding and its fixes stand inside the text. */
function checkText(path: string, text: string): readonly string[] {
  const file = sourceOf(path, text);
  const session = host.sessionFor(file, { includeRoots: [], archIncludes: [] });
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

const dispatchAbis = ['x86_64', 'i386', 'powerpc64', 'sparc64']
  .map((id) => abiById(id))
  .filter((abi) => abi !== undefined);

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
