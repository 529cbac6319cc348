import type { DriverSource } from '../../../driver/driverSource.js';
import { type RuleFinding, type SourceRule, severities } from '../../rule.js';
import { botchingDocument } from '../references.js';
import { unreadMembers } from '../unreadMembers.js';

/** A reserved member of a command's record that the handler copies in and does not compare with 0. */
export const rule: SourceRule = {
  id: 'uaccess/reserved-unchecked',
  scope: 'source',
  why: 'Callers leave in a reserved member what their stack held, and nobody tells them: it can never get a meaning.',
  reference: botchingDocument,
  severity: severities('warning'),
  check,
};

function check(source: DriverSource): readonly RuleFinding[] {
  return unreadMembers(source, (name) => /^_*(?:reserved|rsvd|resv|mbz)\d*$/.test(name)).map(
    ({ facts, tag, path, span }) => ({
      symbol: facts.definition.name.text,
      range: source.rangeOf(span),
      message: `${path} of struct ${tag} is copied in and never looked at, so it can never get a meaning`,
      abis: [],
      help: 'return -EOPNOTSUPP or -EINVAL where it is not 0',
    }),
  );
}
