import { mustBeZeroMembers } from '../../../compat/mustBeZero.js';
import type { DriverSource } from '../../../driver/driverSource.js';
import { membersOnAbis } from '../../../review/byAbi.js';
import type { RuleFinding, SourceRule } from '../../rule.js';
import { type UnreadMember, unreadMembers } from '../unreadMembers.js';
import { description } from './description.js';

/**
 * A reserved member of a command's record that the handler copies in and does not compare with 0. Where the header does
 * not ask for 0 and the record has flags, a flag may give it a meaning later: then it is a hint.
 */
export const rule: SourceRule = { ...description, check };

function check(source: DriverSource): readonly RuleFinding[] {
  return unreadMembers(source, (name) => /^_*(?:reserved|rsvd|resv|mbz)\d*$/.test(name)).map((unread) =>
    finding(source, unread),
  );
}

function finding(source: DriverSource, { facts, tag, path, span }: UnreadMember): RuleFinding {
  const published = source.record(tag);
  const isPromised = published !== undefined && mustBeZeroMembers(published.header)(published.record).includes(path);
  const hasFlags =
    published !== undefined && membersOnAbis(published.record).some((member) => /^_*flags$/.test(member.path));
  const what = `${path} of struct ${tag} is copied in and never looked at`;
  return {
    symbol: facts.definition.name.text,
    range: source.rangeOf(span),
    message: isPromised ? `${what}, although the header asks for 0` : `${what}, so it can never get a meaning`,
    abis: [],
    help: 'return -EOPNOTSUPP or -EINVAL where it is not 0',
    ...(hasFlags && !isPromised
      ? {
          severity: 'hint' as const,
          message: `${what}: only a flag can give it a meaning`,
        }
      : {}),
  };
}
