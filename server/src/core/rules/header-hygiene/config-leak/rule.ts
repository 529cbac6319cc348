import { isInside } from '../../../review/conditionals.js';
import { perPiece, type TextDirective, type TextToken } from '../../../review/headerText.js';
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

interface OptionToken {
  readonly token: TextToken;
  readonly directive: TextDirective | undefined;
}

const isOfDirective = ({ directive }: OptionToken): boolean => directive !== undefined;

const optionsIn = perPiece((text): readonly OptionToken[] => {
  if (!text.file.text.includes('CONFIG_')) return [];
  const isOption = ({ text: name }: TextToken): boolean => /^CONFIG_[A-Z0-9]/.test(name);
  return [
    ...text.directives
      .filter(({ name }) => name !== 'include')
      .flatMap((directive) => directive.tokens.filter(isOption).map((token) => ({ token, directive }))),
    ...text.code.filter(isOption).map((token) => ({ token, directive: undefined })),
  ];
});

function check({ header }: RuleContext): readonly RuleFinding[] {
  const found = optionsIn(header.text);
  if (found.length === 0) return [];
  const declared = new Set(header.text.defines.map(({ name }) => name));
  for (const { enums } of header.analyses)
    for (const each of enums) for (const { name } of each.enumerators) declared.add(name);
  const options = new Map<string, TextToken[]>();
  // Those of directives first, as of what decides which code there is.
  for (const { token } of [...found.filter(isOfDirective), ...found.filter((each) => !isOfDirective(each))]) {
    if (declared.has(token.text) || isInside(header.kernelOnly, token.range.start)) continue;
    const known = options.get(token.text);
    if (known === undefined) options.set(token.text, [token]);
    else known.push(token);
  }
  return [...options].map(([option, [{ range }, ...others]]) => ({
    symbol: option,
    range,
    message: `${option} is an option of the kernel's configuration, which programs do not know`,
    abis: abisOf(header),
    help: 'declare the same for every configuration, and let the kernel say at run time what it supports',
    related: others.slice(0, 8).map((other) => ({ range: other.range, message: 'and here' })),
  }));
}
