/** An enum and its constants: values, bits, what comments say, and the members that hold them. */
import type { DeclaredEnum, RuleContext } from '../../core/index.js';
import { abiLines, sharedAnswer } from './abiLines.js';
import { commentBehind, commentText } from './comments.js';
import { heldBy } from './heldBy.js';
import { bitNote, bitText, code, kernelDocMarkdown, list, meansBits, table, valueText } from './markdown.js';

export function enumText({ name, enumerators, kernelDoc }: DeclaredEnum, { header }: RuleContext): string {
  const doc = kernelDoc === undefined ? undefined : header.kernelDocAt(kernelDoc);
  const shown = enumerators.slice(0, MAX_ROWS);
  const bits = shown.map((each, i) => (isBits(enumerators, i) ? bitText(each.value) : ''));
  const hasBits = bits.some((each) => each !== '');
  const rows = shown.map((each, i) => [code(each.name), valueText(each.value), ...(hasBits ? [bits[i]] : [])]);
  const rest = enumerators.length - rows.length;
  const holders = name === undefined ? [] : heldBy([name], header);
  return [
    `${code(`enum ${name ?? ''}`.trim())}${doc === undefined || doc.brief === '' ? '' : `: ${kernelDocMarkdown(doc.brief)}`}`,
    ...holderLines(holders),
    '',
    table(['constant', 'value', ...(hasBits ? ['bit'] : [])], rows),
    ...(rest > 0 ? ['', `and ${rest} more`] : []),
  ].join('\n');
}

const MAX_ROWS = 24;

type Enumerator = DeclaredEnum['enumerators'][number];

function isBits(enumerators: readonly Enumerator[], index: number): boolean {
  const beside = [enumerators[index - 1], enumerators[index + 1]];
  return meansBits(
    expressionOf(enumerators[index]),
    beside.flatMap((each) => (each === undefined ? [] : [expressionOf(each)])),
  );
}

/** What the author gave it for a value; empty for one that counts on from the last. */
function expressionOf({ range: { file, end } }: Pick<Enumerator, 'range'>): string {
  return /^\s*=([^,}/]*)/.exec(file.text.slice(end, end + MAX_EXPRESSION))?.[1] ?? '';
}

const MAX_EXPRESSION = 200;

export function enumeratorText(
  { name, value, enum: declared }: { name: string; value: bigint | undefined; enum: DeclaredEnum },
  { header, analyses }: RuleContext,
): string {
  const answers = analyses.flatMap(({ abi, enums }) => {
    const found = enumeratorsByName(enums).get(name);
    return found === undefined ? [] : [[abi.id, valueText(found.value)] as const];
  });
  const index = declared.enumerators.findIndex((each) => each.name === name);
  const own = index < 0 ? undefined : declared.enumerators[index];
  const bits = own !== undefined && isBits(declared.enumerators, index) ? bitNote(value) : '';
  const inDoc =
    declared.kernelDoc === undefined
      ? undefined
      : header.kernelDocAt(declared.kernelDoc)?.members.find((member) => member.name === name)?.text;
  const doc = inDoc || (own === undefined ? '' : commentText(commentBehind(header, own.range)));
  return [
    `${code(name)} = ${valueText(value)}${bits}, in ${declared.name === undefined ? 'an enum without a name' : code(`enum ${declared.name}`)}`,
    ...(sharedAnswer(answers) === undefined && answers.length > 0 ? ['', ...list(abiLines(answers))] : []),
    ...holderLines(heldBy(declared.name === undefined ? [name] : [name, declared.name], header)),
    ...(doc === '' ? [] : ['', kernelDocMarkdown(doc)]),
  ].join('\n');
}

export function holderLines(holders: readonly string[]): readonly string[] {
  const rest = holders.length - MAX_HOLDERS;
  const shown = holders.slice(0, MAX_HOLDERS).map(code).join(', ');
  return holders.length === 0 ? [] : ['', `Held by ${shown}${rest > 0 ? ` and ${rest} more` : ''}`];
}

const MAX_HOLDERS = 4;

/** ABIs that agree share the list. */
const byName = new WeakMap<readonly DeclaredEnum[], ReadonlyMap<string, Enumerator>>();

function enumeratorsByName(enums: readonly DeclaredEnum[]): ReadonlyMap<string, Enumerator> {
  let known = byName.get(enums);
  if (known === undefined) {
    known = new Map(enums.flatMap(({ enumerators }) => enumerators.map((each) => [each.name, each] as const)));
    byName.set(enums, known);
  }
  return known;
}
