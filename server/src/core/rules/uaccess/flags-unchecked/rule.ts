import type { DriverSource } from '../../../driver/driverSource.js';
import type { RuleFinding, SourceRule } from '../../rule.js';
import { unreadMembers } from '../unreadMembers.js';
import { description } from './description.js';

/** A flags member of a command's record that the handler copies in and never reads. */
export const rule: SourceRule = { ...description, check };

function check(source: DriverSource): readonly RuleFinding[] {
  return unreadMembers(source, (name) => /^_*flags$/.test(name)).map(({ facts, tag, path, span }) => ({
    symbol: facts.definition.name.text,
    range: source.rangeOf(span),
    message: `${path} of struct ${tag} is copied in and never looked at, so none of its bits can ever get a meaning`,
    abis: [],
    help: 'return -EOPNOTSUPP or -EINVAL where a bit is set that has no meaning',
  }));
}
