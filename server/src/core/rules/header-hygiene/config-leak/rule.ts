import { isInside } from '../../../review/conditionals.js';
import type { TextToken } from '../../../review/headerText.js';
import type { FileRule, RuleContext, RuleFinding } from '../../rule.js';
import { abisOf } from '../includes.js';

/**
 * A `CONFIG_` option in a condition, a macro or a declaration. Comments may speak of options, `#ifdef __KERNEL__` parts
 * are not installed, and a name that the header itself defines or declares is no option.
 */
export const rule: FileRule = {
  id: 'header-hygiene/config-leak',
  scope: 'file',
  why:
    'A program is not compiled with the configuration of the kernel that it will run on: the option is never defined ' +
    'there, so the program sees one layout or value and the kernel may have the other.',
  reference: {
    title: 'ioctl based interfaces, "Structure layout"',
    url: 'https://docs.kernel.org/driver-api/ioctl.html#structure-layout',
  },
  severity: { recommended: 'error', new: 'error', legacy: 'off', strict: 'error' },
  check,
};

function check({ file, header }: RuleContext): readonly RuleFinding[] {
  if (!file.text.includes('CONFIG_')) return [];
  const { code, directives } = header.text;
  const declared = new Set(header.text.defines.map(({ name }) => name));
  for (const { enums } of header.analyses)
    for (const each of enums) for (const { name } of each.enumerators) declared.add(name);
  const options = new Map<string, TextToken[]>();
  const collect = (tokens: readonly TextToken[]): void => {
    for (const token of tokens) {
      if (!/^CONFIG_[A-Z0-9]/.test(token.text) || declared.has(token.text)) continue;
      if (isInside(header.kernelOnly, token.range.start)) continue;
      const known = options.get(token.text);
      if (known === undefined) options.set(token.text, [token]);
      else known.push(token);
    }
  };
  for (const { name, tokens } of directives) if (name !== 'include') collect(tokens);
  collect(code);
  return [...options].map(([option, [{ range }, ...others]]) => ({
    symbol: option,
    range,
    message: `${option} is an option of the kernel's configuration, which programs do not know`,
    abis: abisOf(header),
    help: 'declare the same for every configuration, and let the kernel say at run time what it supports',
    related: others.slice(0, 8).map((other) => ({ range: other.range, message: 'and here' })),
  }));
}
