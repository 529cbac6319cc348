import type { FileRule, RuleContext, RuleFinding } from '../../rule.js';

/**
 * A header with ioctls and kernel-doc comments that no `.. kernel-doc::` directive of the kernel tree's Documentation
 * names. Only a host that has read a kernel tree can tell; without one, the rule is silent.
 */
export const rule: FileRule = {
  id: 'kdoc/not-in-rst',
  scope: 'file',
  why:
    'Kernel-doc comments become documentation only where a page includes them. Until then nobody builds them, so their ' +
    'mistakes stay unnoticed, and nobody finds the interface in the user-space API book.',
  reference: {
    title: 'Writing kernel-doc comments, "Including kernel-doc comments"',
    url: 'https://docs.kernel.org/doc-guide/kernel-doc.html#including-kernel-doc-comments',
  },
  severity: { recommended: 'hint', new: 'hint', legacy: 'off', strict: 'hint' },
  check,
};

function check({ file, header }: RuleContext): readonly RuleFinding[] {
  const { documentedFiles } = header.options;
  if (documentedFiles === undefined || header.commands.length === 0) return [];
  const documented = header.records.map((record) => header.kernelDocOf(record)).find((doc) => doc !== undefined);
  if (documented === undefined) return [];
  const path = file.path.replaceAll('\\', '/');
  const inTree = path.slice(Math.max(0, path.lastIndexOf('/include/uapi/') + 1));
  if (documentedFiles.has(inTree) || documentedFiles.has(`include/uapi/${file.displayName}`)) return [];
  return [
    {
      range: documented.nameRange,
      message: 'no page of Documentation/ includes the kernel-doc comments of this header',
      abis: header.abiIds,
      help: `add '.. kernel-doc:: include/uapi/${file.displayName.replace(/^.*include\/uapi\//, '')}' to a page below Documentation/userspace-api/`,
    },
  ];
}
