import type { FileRange } from '../../../source/sourceFile.js';
import type { FileRule, RuleContext, RuleFinding } from '../../rule.js';
import { abisOf, includeGuard } from '../includes.js';

/**
 * A struct, union, enum, enumerator or macro without the prefix that nearly all names of the header have. The first word
 * is compared, without regard to case, and `IOMMUFD` counts as `IOMMU`. Names that begin with an underscore, words that
 * three names or more share, and headers without a clear prefix are left alone.
 */
export const rule: FileRule = {
  id: 'header-hygiene/name-prefix',
  scope: 'file',
  why:
    'All names of all kernel headers share one name space with the C library and the program. A name without the prefix ' +
    'of its interface clashes one day, and it cannot be renamed then.',
  reference: {
    title: 'Linux kernel coding style, "Naming"',
    url: 'https://docs.kernel.org/process/coding-style.html#naming',
  },
  severity: { recommended: 'hint', new: 'hint', legacy: 'off', strict: 'hint' },
  check,
};

interface PublicName {
  readonly name: string;
  readonly what: string;
  readonly range: FileRange;
  readonly word: string;
}

function check({ header }: RuleContext): readonly RuleFinding[] {
  const names = publicNames(header);
  if (names.length < 8) return [];
  const counts = new Map<string, number>();
  for (const { word } of names) counts.set(word, (counts.get(word) ?? 0) + 1);
  const [[prefix, count]] = [...counts].sort((a, b) => b[1] - a[1]);
  if (count * 10 < names.length * 8) return [];
  return names.flatMap(({ name, what, range, word }) => {
    if ((counts.get(word) ?? 0) >= 3 || word.startsWith(prefix) || prefix.startsWith(word)) return [];
    return [
      {
        symbol: name,
        range,
        message: `${what} lacks the prefix '${prefix}' that ${count} of the ${names.length} names of this header have`,
        abis: abisOf(header),
        help: 'as long as the header is unpublished, begin the name with the prefix of the interface',
      },
    ];
  });
}

function publicNames(header: RuleContext['header']): readonly PublicName[] {
  const names = new Map<string, PublicName>();
  const add = (name: string, what: string, range: FileRange): void => {
    const word = name.split('_', 1)[0].toLowerCase();
    if (word !== '' && !names.has(name)) names.set(name, { name, what, range, word });
  };
  const guard = includeGuard(header)?.name;
  for (const record of header.records) {
    add(record.name, `${record.kind} ${record.name}`, record.onAbis[0].record.nameRange);
  }
  for (const { enumerators } of header.analyses[0].enums) {
    for (const { name, range } of enumerators) add(name, `the enumerator ${name}`, range);
  }
  for (const { name, nameRange } of header.text.defines) {
    if (name !== guard) add(name, `the macro ${name}`, nameRange);
  }
  return [...names.values()];
}
