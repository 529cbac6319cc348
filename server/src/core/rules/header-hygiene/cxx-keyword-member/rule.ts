import { conditionalParts } from '../../../review/conditionals.js';
import type { FileRange } from '../../../source/sourceFile.js';
import type { FileRule, RuleContext, RuleFinding } from '../../rule.js';
import { abisOf } from '../includes.js';

/**
 * A member, enumerator, struct, union or enum named with a word that C++ reserves. A name that stands in a branch about
 * `__cplusplus` is left alone: C++ sees another one there.
 */
export const rule: FileRule = {
  id: 'header-hygiene/cxx-keyword-member',
  scope: 'file',
  why:
    'C++ programs use kernel headers too, and cannot include one that declares a member named class or new. Renaming it ' +
    'later breaks the C programs that use the name.',
  reference: {
    title: 'Linux Kernel Makefiles, "Kbuild syntax for exported headers"',
    url: 'https://docs.kernel.org/kbuild/makefiles.html#kbuild-syntax-for-exported-headers',
  },
  severity: { recommended: 'warning', new: 'warning', legacy: 'off', strict: 'warning' },
  check,
};

/** C++98 (lex.key) with its operator names, and what C++11 and C++20 added. */
const keywords = new Set(
  (
    'and and_eq asm bitand bitor bool catch class compl const_cast delete dynamic_cast explicit export false friend ' +
    'mutable namespace new not not_eq operator or or_eq private protected public reinterpret_cast static_cast template ' +
    'this throw true try typeid typename using virtual wchar_t xor xor_eq alignas alignof char16_t char32_t constexpr ' +
    'decltype noexcept nullptr static_assert thread_local concept requires co_await co_return co_yield'
  ).split(' '),
);

function check({ header }: RuleContext): readonly RuleFinding[] {
  const found: RuleFinding[] = [];
  const add = (name: string, symbol: string, what: string, range: FileRange): void => {
    if (!keywords.has(name)) return;
    const branches = header.part('cxxBranches', () =>
      conditionalParts(header.text).filter(({ condition }) => condition.includes('__cplusplus')),
    );
    if (branches.some(({ start, end }) => range.start >= start && range.start < end)) return;
    found.push({
      symbol,
      range,
      message: `${what} is named with the C++ keyword '${name}'`,
      abis: abisOf(header),
      help: 'as long as the header is unpublished, choose another name',
    });
  };
  for (const record of header.records) {
    const [{ record: declared }] = record.onAbis;
    add(record.name, record.name, `${record.kind} ${record.name}`, declared.nameRange);
    for (const { path, range } of header.members(record)) {
      const name = path.slice(path.lastIndexOf('.') + 1).replaceAll('[]', '');
      add(name, `${record.name}.${path}`, `${record.kind} ${record.name}: member '${path}'`, range);
    }
  }
  for (const { enumerators } of header.analyses[0].enums) {
    for (const { name, range } of enumerators) add(name, name, `the enumerator ${name}`, range);
  }
  return found;
}
