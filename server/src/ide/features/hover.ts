/**
 * What a reviewer wants to know of what stands under the cursor, as Markdown: offsets, holes and sizes on every ABI,
 * ioctl numbers taken apart, values. ABIs that agree share a line.
 */
import {
  type AbiId,
  type FileRange,
  type IncludeEdge,
  lex,
  type RuleContext,
  spellingOf,
  tokenIndexAt,
} from '../../core/index.js';
import type { HeaderDocument } from '../headerDocument.js';
import { abiLines, sharedAnswer } from './abiLines.js';
import { enumeratorText, enumText } from './hoverEnum.js';
import { ioctlText } from './hoverIoctl.js';
import { defineText, macroText } from './hoverMacro.js';
import { memberText } from './hoverMember.js';
import { recordText } from './hoverRecord.js';
import { externalText, typeText } from './hoverType.js';
import { type KnownIoctl, knownIoctls, mayBeIoctl, numberText } from './knownIoctls.js';
import { code, integerOf, list } from './markdown.js';
import { type Thing, thingAt } from './thingAt.js';

export interface HoverInfo {
  readonly range: FileRange;
  readonly markdown: string;
}

/** @param elsewhere commands of other headers by their numbers, for a number that no command of this one has */
export function hoverAt(
  document: HeaderDocument,
  offset: number,
  elsewhere: ReadonlyMap<bigint, readonly KnownIoctl[]> = new Map(),
): HoverInfo | undefined {
  const found = thingAt(document, offset, document.onAllAbis);
  if (found === undefined) return undefined;
  const markdown = describe(found.thing, document.onAllAbis, elsewhere);
  if (markdown === undefined) return undefined;
  return { range: found.range, markdown: document.isTrusted ? markdown : `${markdown}\n\n${untrusted}` };
}

const untrusted =
  "_This workspace is not trusted: only its own files and the built-in headers were read, so that what comes from the system's headers may be missing._";

/** The number at an offset that another header's command may have: one that no command of this header has. */
export function foreignNumberAt(document: HeaderDocument, offset: number): bigint | undefined {
  const lexed = lex(document.file);
  const index = tokenIndexAt(lexed, offset);
  const value = index < 0 ? undefined : integerOf(spellingOf(lexed, index));
  if (value === undefined || !mayBeIoctl(value)) return undefined;
  return knownIoctls(document.onAllAbis).has(value) ? undefined : value;
}

function describe(
  thing: Thing,
  context: RuleContext,
  elsewhere: ReadonlyMap<bigint, readonly KnownIoctl[]>,
): string | undefined {
  switch (thing.kind) {
    case 'member':
      return memberText(thing.record.name, thing.flat.path, context);
    case 'record': {
      const record = context.header.recordsByName.get(thing.record.name);
      return record === undefined ? undefined : recordText(record, context);
    }
    case 'enum':
      return enumText(thing.enum, context);
    case 'enumerator':
      return enumeratorText(thing, context);
    case 'ioctl': {
      const command = context.header.commands.find(({ name }) => name === thing.ioctl.name);
      return command === undefined ? undefined : ioctlText(command, context);
    }
    case 'macro':
      return macroText(thing.macro.name, context);
    case 'define':
      return defineText(thing.define, context);
    case 'external':
      return externalText(thing.symbol.name, thing.symbol.kind, thing.symbol.range, context);
    case 'basicType':
      return typeText(thing.name, context);
    case 'include':
      return includeText(thing.edge, context);
    case 'number': {
      const value = integerOf(thing.text);
      return value === undefined
        ? undefined
        : numberText(value, knownIoctls(context).get(value) ?? elsewhere.get(value), context.file.displayName);
    }
  }
}

/** The file that it leads to, which for `asm/` headers is another one on another architecture. */
function includeText({ step, to, from }: IncludeEdge, { analyses }: RuleContext): string {
  const answers = analyses.flatMap(({ abi, includes }): (readonly [AbiId, string])[] => {
    const edge = includes.find((each) => each.from === from && each.step.start === step.start);
    if (edge === undefined) return [];
    const path = edge.to?.path;
    return [[abi.id, path === undefined ? 'not found' : path.startsWith('builtin:') ? 'built in' : path]];
  });
  const shared = sharedAnswer(answers);
  const own = analyses[0].includes.filter((each) => each.from === to).length;
  return [
    to === undefined && shared !== undefined
      ? `${code(step.spelling)} was not found`
      : shared === undefined
        ? [code(step.spelling), '', ...list(abiLines(answers))].join('\n')
        : `${code(to?.displayName ?? step.spelling)}: ${shared}`,
    ...(own === 0 ? [] : [`It includes ${own === 1 ? 'one more' : `${own} more`}`]),
  ].join('\n\n');
}
