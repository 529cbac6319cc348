import { kernelBitMacros } from '../../../review/mentionedNames.js';
import type { FileRule, RuleContext, RuleFinding } from '../../rule.js';
import { abisOf, insertInclude } from '../includes.js';
import { tokenUses, type Use } from '../tokens.js';

/**
 * `BIT()`, `BIT_ULL()`, `GENMASK()` and `GENMASK_ULL()` in a macro or a declaration, where neither the header nor what it
 * includes defines them. One finding for each macro or enumerator that uses them.
 */
export const rule: FileRule = {
  id: 'header-hygiene/kernel-bit-macros',
  scope: 'file',
  why:
    'These macros exist inside the kernel only. The header compiles, since a macro is expanded where it is used, and then ' +
    'the program that uses the constant does not.',
  reference: {
    title: 'Linux Kernel Makefiles, "Kbuild syntax for exported headers"',
    url: 'https://docs.kernel.org/kbuild/makefiles.html#kbuild-syntax-for-exported-headers',
  },
  severity: { recommended: 'error', new: 'error', legacy: 'off', strict: 'error' },
  check,
};

const exported: ReadonlyMap<string, readonly [string, string]> = new Map([
  ['BIT', ['_BITUL', 'linux/const.h']],
  ['BIT_ULL', ['_BITULL', 'linux/const.h']],
  ['GENMASK', ['__GENMASK', 'linux/bits.h']],
  ['GENMASK_ULL', ['__GENMASK_ULL', 'linux/bits.h']],
]);

const bitMacroUses = tokenUses(/\b(?:BIT|BIT_ULL|GENMASK|GENMASK_ULL)\b/, (text) => kernelBitMacros.includes(text));

function check({ header }: RuleContext): readonly RuleFinding[] {
  const used = new Set(bitMacroUses(header).map(({ token }) => token.text));
  const unknown = kernelBitMacros.filter(
    (name) =>
      used.has(name) &&
      header.file.text.includes(`${name}(`) &&
      header.defineOf(name) === undefined &&
      !header.analyses.some(({ knownNames }) => knownNames.has(name)),
  );
  if (unknown.length === 0) return [];
  const bySymbol = new Map<string, Use[]>();
  for (const use of bitMacroUses(header)) {
    if (!unknown.includes(use.token.text) || use.next?.text !== '(') continue;
    const symbol = use.macro ?? enumeratorBefore(header, use) ?? '';
    const known = bySymbol.get(symbol);
    if (known === undefined) bySymbol.set(symbol, [use]);
    else known.push(use);
  }
  return [...bySymbol].map(([symbol, uses]) => finding(header, symbol, uses));
}

/** `FOO_FLAG` of `FOO_FLAG = BIT(0)`. */
function enumeratorBefore(header: RuleContext['header'], { token }: Use): string | undefined {
  const before = header.file.text.slice(Math.max(0, token.range.start - 120), token.range.start);
  return /(\w+)\s*=[^,;{}]*$/.exec(before)?.[1];
}

function finding(header: RuleContext['header'], symbol: string, uses: readonly Use[]): RuleFinding {
  const names = [...new Set(uses.map(({ token }) => token.text))];
  const replacements = names.map((name) => exported.get(name)?.[0] ?? name);
  const needed = [...new Set(names.map((name) => exported.get(name)?.[1] ?? ''))].filter(
    (include) => include !== '' && !header.includeClosure.names.has(include),
  );
  const renames = uses.map(({ token: { text, range } }) => ({ range, newText: exported.get(text)?.[0] ?? text }));
  const edits = [...needed.flatMap((include) => insertInclude(header, include)), ...renames].sort(
    (a, b) => a.range.start - b.range.start,
  );
  return {
    ...(symbol === '' ? {} : { symbol }),
    range: uses[0].token.range,
    message: `${symbol === '' ? 'the header' : symbol} uses ${names.map((name) => `${name}()`).join(' and ')}, which user space does not have`,
    abis: abisOf(header),
    help: `use ${replacements.map((name) => `${name}()`).join(' and ')} from ${[...new Set(names.map((name) => `<${exported.get(name)?.[1]}>`))].join(' and ')}`,
    fixes: [{ title: `Use ${replacements.map((name) => `${name}()`).join(' and ')}`, edits, effect: 'neutral' }],
  };
}
