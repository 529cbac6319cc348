/** A record: its sizes on each ABI, padding, the commands and records that use it, and a table of its members. */
import {
  abiNames,
  bytes,
  groupByAnswer,
  type RecordOnAbis,
  type RuleContext,
  shortFactLines,
} from '../../core/index.js';
import { declarationText } from './hoverMember.js';
import { code, kernelDocMarkdown, list, table } from './markdown.js';

export function recordText(record: RecordOnAbis, context: RuleContext): string {
  const { header } = context;
  const doc = header.kernelDocOf(record);
  const use = header.use(record);
  const sizes = shortFactLines(
    record.onAbis.map(({ abi, record: { layout, incomplete } }) => [
      abi,
      layout === undefined
        ? `no layout: ${incomplete?.reason ?? 'it is incomplete'}`
        : `${bytes(layout.sizeBytes)}${paddingText(layout.padding)}`,
    ]),
  );
  const users = use.commands.map(({ name }) => code(name));
  const holders = use.embedders.map((name) => code(`struct ${name}`));
  const members = header.members(record);
  const rows = members
    .slice(0, MAX_ROWS)
    .map(({ flat }) => [
      flat.widthBits === undefined
        ? `${flat.offsetBits / 8}`
        : `${Math.floor(flat.offsetBits / 8)}:${flat.offsetBits % 8}`,
      flat.widthBits === undefined ? `${flat.sizeBytes}` : `${flat.widthBits}b`,
      code(declarationText(flat, flat.path)),
    ]);
  const rest = members.length - rows.length;
  return [
    `${code(`${record.kind} ${record.name}`)}${doc === undefined || doc.brief === '' ? '' : `: ${kernelDocMarkdown(doc.brief)}`}`,
    '',
    ...list(sizes),
    ...alignmentLines(record),
    ...(users.length === 0
      ? []
      : ['', `Used by ${users.slice(0, MAX_USERS).join(', ')}${more(users.length - MAX_USERS)}`]),
    ...(holders.length === 0
      ? []
      : ['', `Inside ${holders.slice(0, MAX_USERS).join(', ')}${more(holders.length - MAX_USERS)}`]),
    ...(rows.length === 0 ? [] : ['', table(['offset', 'size', 'member'], rows)]),
    ...(rest > 0 ? ['', `and ${rest} more members`] : []),
  ].join('\n');
}

/** Apart from the sizes, which mostly agree where alignments do not. */
function alignmentLines({ onAbis }: RecordOnAbis): readonly string[] {
  const answers = onAbis.flatMap(({ abi, record: { layout } }) =>
    layout === undefined ? [] : [[abi, layout.alignBytes] as const],
  );
  const all = answers.map(([abi]) => abi);
  const groups = groupByAnswer(answers);
  if (groups.length === 0) return [];
  const texts = groups.map(({ abis, value }) => `${value} on ${abiNames(abis, all)}`);
  return ['', groups.length === 1 ? `Alignment ${groups[0].value}` : `Alignment ${texts.join('; ')}`];
}

/** A hover is no listing: `uapi/layout` has all of it. */
const MAX_ROWS = 24;
const MAX_USERS = 6;

function more(count: number): string {
  return count > 0 ? ` and ${count} more` : '';
}

export function paddingText(padding: readonly { readonly widthBits: number; readonly kind: string }[]): string {
  const sum = (wanted: string): number =>
    padding.filter(({ kind }) => kind === wanted).reduce((total, { widthBits }) => total + widthBits, 0);
  const size = (bits: number): string => (bits % 8 === 0 ? bytes(bits / 8) : `${bits} bits`);
  const [holes, tail] = [sum('hole'), sum('tail')];
  if (holes + tail === 0) return ', no padding';
  return [holes === 0 ? '' : `, ${size(holes)} in holes`, tail === 0 ? '' : `, ${size(tail)} of tail padding`].join('');
}
