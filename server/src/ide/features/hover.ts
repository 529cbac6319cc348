/**
 * What a reviewer wants to know of what stands under the cursor, as Markdown: offsets, holes and sizes on every ABI,
 * ioctl numbers taken apart, values. ABIs that agree share a line.
 */
import {
  type AbiId,
  bytes,
  type FileRange,
  headerText,
  type RuleContext,
  shortFactLines,
  type TextDefine,
} from '../../core/index.js';
import type { HeaderDocument } from '../headerDocument.js';
import { enumeratorText, enumText } from './hoverEnum.js';
import { ioctlText, numberText } from './hoverIoctl.js';
import { memberText } from './hoverMember.js';
import { recordText } from './hoverRecord.js';
import { bitText, code, list, valueText } from './markdown.js';
import { type Thing, thingAt } from './thingAt.js';

export interface HoverInfo {
  readonly range: FileRange;
  readonly markdown: string;
}

export function hoverAt(document: HeaderDocument, offset: number): HoverInfo | undefined {
  const found = thingAt(document, offset, document.onAllAbis);
  if (found === undefined) return undefined;
  const markdown = describe(found.thing, document.onAllAbis);
  if (markdown === undefined) return undefined;
  return { range: found.range, markdown: document.isTrusted ? markdown : `${markdown}\n\n${untrusted}` };
}

const untrusted =
  "_This workspace is not trusted: only its own files and the built-in headers were read, so that what comes from the system's headers may be missing._";

function describe(thing: Thing, context: RuleContext): string | undefined {
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
      return defineText(thing.define);
    case 'external':
      return externalText(thing.symbol.name, thing.symbol.kind, thing.symbol.range, context);
    case 'basicType':
      return typeSizes(thing.name, context);
    case 'include': {
      const { step, to } = thing.edge;
      if (to === undefined) return `${code(step.spelling)} was not found`;
      const own = context.analyses[0].includes.filter(({ from }) => from === to).length;
      return `${code(to.displayName)}: ${to.path.startsWith('builtin:') ? 'built in' : to.path}${own === 0 ? '' : `\n\nIt includes ${own} more`}`;
    }
    case 'number':
      return numberText(thing.text, context);
  }
}

function macroText(name: string, context: RuleContext): string | undefined {
  const values: bigint[] = [];
  const answers = context.analyses.flatMap(({ abi, macros }) => {
    const macro = macros.find((each) => each.name === name);
    if (macro === undefined) return [];
    values.push(macro.value);
    return [[abi.id, valueText(macro.value)] as [AbiId, string]];
  });
  if (answers.length === 0) return undefined;
  const lines = shortFactLines(answers);
  const define = context.header.defineOf(name);
  const body = define === undefined ? '' : bodyText(define);
  const isPlain = body === '' || body === `${answers[0][1]}`;
  // `1 << n` is a flag; another power of two may be a count.
  const bit = body.includes('<<') ? bitText(BigInt.asUintN(64, values[0])) : '';
  const head = lines.length === 1 ? `${code(name)} = ${answers[0][1]}${bit === '' ? '' : `, bit ${bit}`}` : code(name);
  return [
    `${head}${isPlain ? '' : `, defined as ${code(body)}`}`,
    ...(lines.length === 1 ? [] : ['', ...list(lines)]),
  ].join('\n');
}

function externalText(name: string, kind: string, { file }: FileRange, context: RuleContext): string {
  const isTag = kind === 'struct' || kind === 'union' || kind === 'enum';
  const spelled = isTag ? `${kind} ${name}` : name;
  const define = kind === 'macro' ? headerText(file).defines.find((each) => each.name === name) : undefined;
  const sizes = define === undefined ? typeSizes(spelled, context) : defineText(define);
  const where = `declared in ${code(file.displayName)}`;
  return sizes === undefined ? `${code(spelled)}: ${kind}, ${where}` : `${sizes}\n\nIt is ${where}`;
}

function defineText(define: TextDefine): string {
  const { name, parameters } = define;
  const head = parameters === undefined ? name : `${name}(${parameters.join(', ')})`;
  return code(`#define ${head} ${bodyText(define)}`.trim());
}

/** The tokens of a definition, apart where the author has them apart. */
function bodyText({ body }: TextDefine): string {
  return body.map(({ text, range }, i) => (i > 0 && body[i - 1].range.end < range.start ? ` ${text}` : text)).join('');
}

/** Size and alignment of a type, as the members of the header have it. */
function typeSizes(spelled: string, { header }: RuleContext): string | undefined {
  for (const record of header.records) {
    for (const { flat, onAbis } of header.members(record)) {
      if (flat.type !== spelled || flat.widthBits !== undefined || flat.member.isUserAligned === true) continue;
      const answers = onAbis.map(
        ({ abi, flat: { sizeBytes, member } }) => [abi, `${bytes(sizeBytes)}, alignment ${member.alignBytes}`] as const,
      );
      return [code(spelled), '', ...list(shortFactLines(answers))].join('\n');
    }
  }
  return undefined;
}
