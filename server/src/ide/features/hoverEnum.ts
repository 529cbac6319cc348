/** An enum and its constants: values, bits, what kernel-doc says, and the members that hold them. */
import { type DeclaredEnum, type RuleContext, shortFactLines } from '../../core/index.js';
import { bitText, code, kernelDocMarkdown, list, table, valueText } from './markdown.js';

export function enumText({ name, enumerators, kernelDoc }: DeclaredEnum, { header }: RuleContext): string {
  const doc = header.kernelDocs.find(({ range }) => range.start === kernelDoc?.start);
  const rows = enumerators
    .slice(0, MAX_ROWS)
    .map((each) => [code(each.name), valueText(each.value), bitText(each.value)]);
  const rest = enumerators.length - rows.length;
  return [
    `${code(`enum ${name ?? ''}`.trim())}${doc === undefined || doc.brief === '' ? '' : `: ${kernelDocMarkdown(doc.brief)}`}`,
    '',
    table(['constant', 'value', 'bit'], rows),
    ...(rest > 0 ? ['', `and ${rest} more`] : []),
  ].join('\n');
}

const MAX_ROWS = 24;

export function enumeratorText(
  { name, value, enum: declared }: { name: string; value: bigint | undefined; enum: DeclaredEnum },
  { header, analyses }: RuleContext,
): string {
  const answers = analyses.flatMap(({ abi, enums }) => {
    const found = enumeratorsByName(enums).get(name);
    return found === undefined ? [] : [[abi.id, valueText(found.value)] as const];
  });
  const lines = shortFactLines(answers);
  const bit = bitText(value);
  const doc = header.kernelDocs
    .find(({ range }) => range.start === declared.kernelDoc?.start)
    ?.members.find((member) => member.name === name)?.text;
  const holders = holdersOf(name, declared.name, { header });
  return [
    `${code(name)} = ${valueText(value)}${bit === '' ? '' : `, bit ${bit}`}, in ${code(`enum ${declared.name ?? '{…}'}`)}`,
    ...(lines.length > 1 ? ['', ...list(lines)] : []),
    ...(holders.length === 0 ? [] : ['', `Held by ${holders.slice(0, 4).map(code).join(', ')}`]),
    ...(doc === undefined || doc === '' ? [] : ['', kernelDocMarkdown(doc)]),
  ].join('\n');
}

type Enumerator = DeclaredEnum['enumerators'][number];

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

/** Members whose kernel-doc names the enum or the constant. */
function holdersOf(
  name: string,
  enumName: string | undefined,
  { header }: Pick<RuleContext, 'header'>,
): readonly string[] {
  const documented = header.part('ide:documentedMembers', () =>
    header.records.flatMap((record) =>
      [...header.documentedMembers(record)].map(([path, { text }]) => ({ symbol: `${record.name}.${path}`, text })),
    ),
  );
  const wanted = enumName === undefined ? new RegExp(`\\b${name}\\b`) : new RegExp(`\\b(?:${name}|${enumName})\\b`);
  return documented.filter(({ text }) => wanted.test(text)).map(({ symbol }) => symbol);
}
