import { slipOf } from '../../../base/editDistance.js';
import type { KernelDoc, KernelDocName } from '../../../review/kernelDoc.js';
import type { ReviewedHeader } from '../../../review/reviewedHeader.js';
import type { AbiId } from '../../../target/abi.js';
import { type CollectedFacts, crossFileRule, type NamesBeside, type RuleFinding } from '../../rule.js';
import { firstWord, isKnown, ownNames, type ReferenceFacts, unresolvedFindings } from '../ownNames.js';
import { renameFix } from '../references.js';

/**
 * `struct x - ioctl(NAME)` where no header declares NAME. A driver's header describes the payload of another header's
 * ioctl (fwctl/mlx5.h names FWCTL_INFO) without including it: names are looked up in all headers of the run and of the
 * folder, and a header without an ioctl of its own is judged only when a header of the run has ioctls with that prefix.
 */
export const rule = crossFileRule<Facts>({
  id: 'kdoc/ioctl-name-unknown',
  why:
    'The title ioctl(NAME) ties the struct to its command for readers and tools. A name that does not exist ties it to ' +
    'nothing, so the argument of the real command seems undocumented.',
  reference: { title: 'IOMMUFD, "IOMMUFD User API"', url: 'https://docs.kernel.org/userspace-api/iommufd.html' },
  severity: { recommended: 'error', new: 'error', legacy: 'off', strict: 'error' },
  collect: ({ header, analyses }) => ({
    declares: ownNames(header),
    commandPrefixes: new Set(header.commands.map(({ name }) => firstWord(name))),
    unresolved: header.kernelDocs.flatMap((doc) =>
      doc.ioctls
        .filter(({ name }) => !isKnown(header, name))
        .map((mention) => ({ name: mention.name, finding: finding(header, doc, mention, analyses.map(abiOf)) })),
    ),
  }),
  check,
});

interface Facts extends ReferenceFacts {
  readonly commandPrefixes: ReadonlySet<string>;
}

function check(headers: readonly CollectedFacts<Facts>[], namesBeside: NamesBeside): readonly RuleFinding[] {
  const prefixes = new Set(headers.flatMap(({ facts }) => [...facts.commandPrefixes]));
  const judged = headers.map(({ file, facts }) => ({
    file,
    facts: {
      ...facts,
      unresolved: facts.unresolved.filter(
        ({ name }) => facts.commandPrefixes.size > 0 || prefixes.has(firstWord(name)),
      ),
    },
  }));
  return unresolvedFindings(judged, namesBeside);
}

function finding(header: ReviewedHeader, doc: KernelDoc, { name, range }: KernelDocName, abis: AbiId[]): RuleFinding {
  const own = new Set(header.commands.map((command) => command.name));
  const expected = doc.name.toUpperCase();
  const meant = own.has(expected) ? expected : slipOf(name, own);
  const what = doc.kind === 'other' || doc.kind === 'doc' ? doc.name : `${doc.kind} ${doc.name}`;
  return {
    symbol: doc.name,
    range,
    message: `${what} is documented as the argument of ioctl(${name}), which no header declares`,
    abis,
    help:
      meant === undefined
        ? 'name the macro of the command, or leave ioctl() out of the title when no command passes the struct by itself'
        : `'${meant}' may be meant`,
    fixes: renameFix([range], name, meant),
  };
}

function abiOf({ abi }: ReviewedHeader['analyses'][number]): AbiId {
  return abi.id;
}
