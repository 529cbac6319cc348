import type { DocumentedDeclaration } from '../../../review/documentedParts.js';
import { docName } from '../../../review/documentedParts.js';
import { typeChain } from '../../../review/typeChain.js';
import type { DocumentedRule, RuleContext, RuleFinding } from '../../rule.js';

/**
 * A 64-bit member that holds a user-space pointer by its name (`data_uptr`, `buf_ptr`, `user_addr`) and whose description
 * does not say what it points to. `addr` alone may be a guest's or a device's address and is left alone, as is every
 * text that speaks of a pointer, an address or user space and of something more.
 */
export const rule: DocumentedRule = {
  id: 'kdoc/pointer-text',
  scope: 'documented',
  why:
    'The type of a pointer in a uapi struct is a 64-bit integer, so only the comment can say that it is one, and what it ' +
    'points to. Tools that decode arguments, and bindings for other languages, have nothing else.',
  reference: {
    title: 'ioctl based interfaces, "Structure layout"',
    url: 'https://docs.kernel.org/driver-api/ioctl.html#structure-layout',
  },
  severity: { recommended: 'hint', new: 'hint', legacy: 'off', strict: 'hint' },
  check,
};

const pointerName = /(?:^|_)(?:uptr|ptr|userptr|uaddr|user_addr|useraddr)$/;
const namesPointer = /point|address|user|buffer|array|struct/i;
const emptyText = /^(?:(?:an?|the|user(?:[ -]?space)?|pointer|address|input|output)[\s.;:,/]*)+$/i;

function check({ header }: RuleContext, { title, parts }: DocumentedDeclaration): readonly RuleFinding[] {
  const record = header.recordNamed(parts.doc.name);
  if (record === undefined || parts.doc.kind === 'enum') return [];
  const described = new Map(parts.described.map((entry) => [docName(entry.name), entry]));
  return header.members(record).flatMap(({ path, flat }): readonly RuleFinding[] => {
    if (!pointerName.test(path) || !/64$/.test(typeChain(flat.member.ctype).fixedWidth ?? '')) return [];
    const entry = described.get(docName(path));
    if (entry === undefined || (namesPointer.test(entry.text) && !emptyText.test(entry.text))) return [];
    return [
      {
        symbol: `${record.name}.${path}`,
        range: entry.range,
        message: `${title}: the description of '${path}' does not say what it points to`,
        abis: header.abiIds,
        help: "say 'User pointer to struct x', or 'to an array of n struct x', or 'to n bytes of …'",
      },
    ];
  });
}
