import type { FileRule, RuleContext, RuleFinding } from '../../rule.js';
import { abisOf, codeEnds, includeGuard, isReadable } from '../includes.js';

/**
 * A header that declares something and has no include guard around it, or one whose `#define` has another name. In a
 * kernel tree the guard should also begin with `_UAPI` (a hint), so that the kernel's own header of the same name can
 * have the plain one. A header of includes only may be read twice, and one that is made to be (it undefines or tests a
 * parameter macro first) is left alone.
 */
export const rule: FileRule = {
  id: 'header-hygiene/include-guard',
  scope: 'file',
  why:
    'A program that includes the header twice, itself and through another header, gets every struct declared twice and ' +
    'does not compile.',
  reference: {
    title: 'Linux kernel coding style',
    url: 'https://docs.kernel.org/process/coding-style.html',
  },
  severity: { recommended: 'warning', new: 'warning', legacy: 'off', strict: 'warning' },
  check,
};

function check({ file, header }: RuleContext): readonly RuleFinding[] {
  const { directives, defines } = header.text;
  const [firstCode] = codeEnds(header.text);
  if ((firstCode === undefined && defines.length === 0) || !isReadable(header)) return [];
  if (directives.some((each) => each.name === 'pragma' && each.tokens[0]?.text === 'once')) return [];
  const guard = includeGuard(header);
  const abis = abisOf(header);
  if (guard?.isWhole === true && guard.define !== undefined) {
    const [defined] = guard.define.tokens;
    if (defined?.text !== guard.name) {
      if (defined === undefined || firstCode === undefined) return [];
      const message = `the include guard tests ${guard.name} and defines ${defined.text}, so it guards nothing`;
      return [{ symbol: guard.name, range: defined.range, message, abis, help: `define ${guard.name}` }];
    }
    return file.view === 'uninstalled' && !guard.name.startsWith('_UAPI') ? [prefixHint(header, guard)] : [];
  }
  // Values that are taken again under other parameters: made to be read several times.
  if (firstCode === undefined && directives.some(({ name }) => name === 'undef')) return [];
  const range = directives[0]?.range ?? firstCode?.range;
  if (range === undefined) return [];
  return [
    {
      range,
      message: 'the header has no include guard around its declarations',
      abis,
      help: `put '#ifndef ${guardName(file.displayName)}', a #define of the same name, and '#endif' around them`,
    },
  ];
}

function prefixHint(header: RuleContext['header'], guard: NonNullable<ReturnType<typeof includeGuard>>): RuleFinding {
  return {
    symbol: guard.name,
    range: guard.nameRange,
    message: `the include guard ${guard.name} does not begin with _UAPI`,
    abis: abisOf(header),
    severity: 'hint',
    help: `name it ${guardName(header.file.displayName)}: the prefix is taken off when the header is installed`,
  };
}

/** `_UAPI_LINUX_FOO_H` for linux/foo.h. */
function guardName(displayName: string): string {
  const below = displayName
    .replace(/^.*include\/uapi\//, '')
    .split(/[\\/]/)
    .slice(-2);
  return `_UAPI_${below.join('_').replace(/\W/g, '_').toUpperCase()}`;
}
