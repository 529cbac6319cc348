import { bytes, factLines } from '../../../review/byAbi.js';
import type { ReviewedHeader } from '../../../review/reviewedHeader.js';
import { type FileRule, type RuleContext, type RuleFinding, severities } from '../../rule.js';
import { type SizeVersion, sizeVersions, type VersionedRecord } from '../sizeVersions.js';

/**
 * A constant for the published size of a struct (`FOO_SIZE_VER1`) that is no size the struct can have had: it does not
 * lie at the end of a member, does not grow with its version, or is the newest and not `sizeof`. Each ABI is looked at by
 * itself.
 */
export const rule: FileRule = {
  id: 'extensible/size-ver-const',
  scope: 'file',
  why:
    'The kernel takes the constants for the sizes that callers may pass. One that ends inside a member makes it read half ' +
    'of it, and a missing newest one hides from programs which size they were compiled with.',
  reference: {
    title: 'Adding a New System Call, "Designing the API: Planning for Extension"',
    url: 'https://docs.kernel.org/process/adding-syscalls.html#designing-the-api-planning-for-extension',
  },
  severity: severities('error'),
  check: ({ header }: RuleContext) => sizeVersions(header).flatMap((each) => findingsOf(header, each)),
};

function findingsOf(header: ReviewedHeader, { record, versions }: VersionedRecord): readonly RuleFinding[] {
  const layouts = record.onAbis.flatMap(({ abi, record: { layout } }) =>
    layout === undefined ? [] : [{ abi, layout }],
  );
  if (layouts.length === 0) return [];
  const members = header.members(record);
  const findings: RuleFinding[] = [];
  const newest = versions[versions.length - 1];
  const facts = factLines(layouts.map(({ abi, layout }) => [abi, `sizeof is ${layout.sizeBytes}`] as const));
  const add = (version: SizeVersion, message: string, help: string, isWarning = false): void => {
    findings.push({
      symbol: version.name,
      range: version.range,
      message: `${version.name} is ${version.sizeBytes}, but ${message}`,
      abis: layouts.map(({ abi }) => abi),
      facts,
      help,
      related: [{ range: record.onAbis[0].record.nameRange, message: `struct ${record.name}` }],
      ...(isWarning ? { severity: 'warning' as const } : undefined),
    });
  };
  versions.forEach((version, i) => {
    const before = i === 0 ? undefined : versions[i - 1];
    const wrong = layouts.filter(({ abi, layout }) => {
      if (layout.sizeBytes === version.sizeBytes) return false;
      const places = members.flatMap(({ onAbis }) => onAbis.filter((each) => each.abi === abi).map(({ flat }) => flat));
      return !places.some((flat) => flat.offsetBits / 8 + flatBytes(flat) === version.sizeBytes);
    });
    if (before !== undefined && version.sizeBytes <= before.sizeBytes) {
      add(
        version,
        `${before.name} is ${before.sizeBytes} already`,
        'a later version of a struct is larger than the one before',
      );
    } else if (wrong.length > 0) {
      add(
        version,
        `no member of struct ${record.name} ends there on ${wrong.map(({ abi }) => abi).join(', ')}`,
        'use the end of the last member that the version has; a published size never changes',
      );
    } else if (version === newest && layouts.some(({ layout }) => layout.sizeBytes !== version.sizeBytes)) {
      const size = layouts.find(({ layout }) => layout.sizeBytes !== version.sizeBytes)?.layout.sizeBytes ?? 0;
      add(
        version,
        `struct ${record.name} has ${bytes(size)} and no constant for that size`,
        `add a constant for the size of ${size} bytes behind it, and leave this one as it is`,
        true,
      );
    }
  });
  return findings;
}

function flatBytes({
  sizeBytes,
  dimensions,
  widthBits,
}: {
  sizeBytes: number;
  dimensions: readonly number[];
  widthBits?: number;
}): number {
  return widthBits === undefined || dimensions.length > 0 ? sizeBytes : Math.ceil(widthBits / 8);
}
