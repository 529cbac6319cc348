/** A macro: its value and expansion, the bits that it stands for, and the member that holds it. */
import type { AbiId, MacroConstant, RuleContext, TextDefine } from '../../core/index.js';
import { abiLines, onlyOn, sharedAnswer } from './abiLines.js';
import { commentBehind, commentText } from './comments.js';
import { heldBy } from './heldBy.js';
import { holderLines } from './hoverEnum.js';
import { bitNote, code, integerOf, kernelDocMarkdown, list, meansBits, valueText } from './markdown.js';

export function macroText(name: string, { header, analyses }: RuleContext): string | undefined {
  const answers: (readonly [AbiId, string])[] = [];
  let first: bigint | undefined;
  for (const { abi, macros } of analyses) {
    const macro = macrosByName(macros).get(name);
    if (macro === undefined) continue;
    first ??= macro.value;
    answers.push([abi.id, valueText(macro.value)]);
  }
  if (first === undefined) return undefined;
  const define = header.defineOf(name);
  const body = define === undefined ? '' : bodyText(define);
  const isPlain = body === '' || integerOf(body) === first || body === `${first}`;
  const bits =
    define !== undefined && meansBits(body, bodiesBeside(define, header)) ? bitNote(BigInt.asUintN(64, first)) : '';
  const shared = sharedAnswer(answers);
  const only = onlyOn(
    answers.map(([abi]) => abi),
    header.abiIds,
  );
  const head = shared === undefined ? code(name) : `${code(name)} = ${shared}${bits}`;
  return [
    `${head}${only === '' ? '' : `, ${only}`}${isPlain ? '' : `, defined as ${code(body)}`}`,
    ...(shared === undefined ? ['', ...list(abiLines(answers))] : []),
    ...(define === undefined ? [] : holderLines(heldBy([name], header, define.range.start))),
    ...(define === undefined ? [] : noteLines(define, { header })),
  ].join('\n');
}

/** What is defined before and behind a macro. */
function bodiesBeside({ range }: TextDefine, header: RuleContext['header']): readonly string[] {
  const { defines } = header.text;
  const places = header.part('ide:defineIndex', () => new Map(defines.map((each, i) => [each.range.start, i])));
  const at = places.get(range.start) ?? -1;
  return at < 0
    ? []
    : [defines[at - 1], defines[at + 1]].flatMap((each) => (each === undefined ? [] : [bodyText(each)]));
}

/** A macro that is no integer constant: a guard, a text, one with parameters. */
export function defineText(define: TextDefine, context?: Pick<RuleContext, 'header'>): string {
  const { name, parameters } = define;
  const head = parameters === undefined ? name : `${name}(${parameters.join(', ')})`;
  return [
    code(`#define ${head} ${bodyText(define)}`.trim()),
    ...(context === undefined ? [] : noteLines(define, context)),
  ].join('\n');
}

function noteLines({ range }: TextDefine, { header }: Pick<RuleContext, 'header'>): readonly string[] {
  const note = commentText(commentBehind(header, range));
  return note === '' ? [] : ['', kernelDocMarkdown(note)];
}

/** The tokens of a definition, apart where the author has them apart. */
function bodyText({ body }: TextDefine): string {
  return body.map(({ text, range }, i) => (i > 0 && body[i - 1].range.end < range.start ? ` ${text}` : text)).join('');
}

/** ABIs that agree share the list. */
const byName = new WeakMap<readonly MacroConstant[], ReadonlyMap<string, MacroConstant>>();

function macrosByName(macros: readonly MacroConstant[]): ReadonlyMap<string, MacroConstant> {
  let known = byName.get(macros);
  if (known === undefined) {
    known = new Map(macros.map((each) => [each.name, each] as const));
    byName.set(macros, known);
  }
  return known;
}
