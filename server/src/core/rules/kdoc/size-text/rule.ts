import type { DocumentedRule, RuleFinding } from '../../rule.js';

/**
 * The entry of a struct's first member, `size` or `argsz`, that says `sizeof(struct OTHER)`: a copy from another struct that
 * was not adapted. Texts without a sizeof are left alone.
 */
export const rule: DocumentedRule = {
  id: 'kdoc/size-text',
  scope: 'documented',
  why:
    'Programs put into the size member what its description says. With the size of another struct the kernel rejects the ' +
    'call, or takes members as absent that the program has set.',
  reference: { title: 'IOMMUFD, "IOMMUFD User API"', url: 'https://docs.kernel.org/userspace-api/iommufd.html' },
  severity: { recommended: 'warning', new: 'warning', legacy: 'off', strict: 'warning' },
  check: ({ header }, { title, parts }) =>
    parts.described.flatMap(({ name, text, entryRange }): readonly RuleFinding[] => {
      if (parts.declared[0]?.name !== name || (name !== 'size' && name !== 'argsz')) return [];
      const named = [...text.matchAll(/\bsizeof\s*\(\s*((?:struct|union)\s+)(\w+)\s*\)/g)];
      if (named.length !== 1 || named[0][2] === parts.doc.name) return [];
      const [, , other] = named[0];
      const { file, start, end } = entryRange;
      const at = file.text.slice(start, end).search(new RegExp(`\\b${other}\\b(?=\\s*\\))`));
      const range = at < 0 ? entryRange : { file, start: start + at, end: start + at + other.length };
      return [
        {
          symbol: `${parts.doc.name}.${name}`,
          range,
          message: `${title}: '${name}' is described as the size of struct ${other}`,
          abis: header.abiIds,
          help: `write sizeof(${title})`,
          fixes:
            at < 0
              ? []
              : [
                  {
                    title: `Write sizeof(${title})`,
                    edits: [{ range, newText: parts.doc.name }],
                    effect: 'neutral',
                  },
                ],
        },
      ];
    }),
};
