import { type FileRule, type RuleContext, type RuleFinding, severities } from '../../rule.js';
import { firstMember, growth, passingCommands, sizeName } from '../sizeHeader.js';

/**
 * Arguments of one header that begin with `size` and others that begin with `argsz`. The name tells a reader by which
 * rule a struct grows: bytes behind a known `size` must be zero, those behind a known `argsz` are not looked at.
 */
export const rule: FileRule = {
  id: 'extensible/size-member-type-mixed',
  scope: 'file',
  why:
    'By the custom of iommufd, what follows the known part of a struct with `size` must be zero; by the custom of vfio, ' +
    'what follows the known part of one with `argsz` is not looked at. In one header the two names mislead.',
  reference: {
    title: 'IOMMUFD, "IOMMUFD User API"',
    url: 'https://docs.kernel.org/userspace-api/iommufd.html#iommufd-user-api',
  },
  severity: severities('warning'),
  check,
};

function check({ header }: RuleContext): readonly RuleFinding[] {
  const grows = growth(header);
  if (grows === undefined) return [];
  const passed = header.records.flatMap((record) => {
    const commands = passingCommands(header, record);
    return commands.length === 0 ? [] : [{ record, commands }];
  });
  const usual = passed.find(({ record }) => sizeName(record) === grows.sizeName);
  if (usual === undefined) return [];
  return passed.flatMap(({ record, commands }) => {
    const first = firstMember(record);
    if (first === undefined || !/^(size|argsz)$/.test(first.name) || first.name === grows.sizeName) return [];
    if (sizeName(record) === undefined) return [];
    const { kind, name, onAbis } = record;
    return [
      {
        symbol: `${name}.${first.name}`,
        range: first.range,
        message:
          `${kind} ${name}, the argument of ${commands[0].name}, begins with '${first.name}', while other structs of the ` +
          `header begin with '${grows.sizeName}'`,
        abis: onAbis.map(({ abi }) => abi),
        help: `as long as the struct is unpublished, name the member '${grows.sizeName}'; its offset and type stay`,
        related: [
          {
            range: usual.record.onAbis[0].record.nameRange,
            message: `${usual.record.name} begins with '${grows.sizeName}'`,
          },
        ],
      },
    ];
  });
}
