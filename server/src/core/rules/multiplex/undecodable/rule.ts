import type { RecordOnAbis } from '../../../review/byAbi.js';
import { type RecordRule, type RuleContext, type RuleFinding, severities } from '../../rule.js';
import { isAnnotated, multiplexer, saidOf } from '../multiplexer.js';

/**
 * A selector whose comment says that its values are defined elsewhere ("device-defined", "driver specific"), in an
 * argument that holds an address. A header with a `uapi-mux:` comment has said how to take the argument apart.
 */
export const rule: RecordRule = {
  id: 'multiplex/undecodable',
  scope: 'record',
  why:
    'The same values of the selector mean different things for different objects. What the argument means depends on an ' +
    'earlier call, so that no tool can tell from the call alone.',
  reference: { title: 'ioctl based interfaces', url: 'https://docs.kernel.org/driver-api/ioctl.html' },
  severity: severities('warning'),
  check,
};

function check({ header }: RuleContext, record: RecordOnAbis): readonly RuleFinding[] {
  if (isAnnotated(header)) return [];
  const found = multiplexer(header, record);
  if (found === undefined) return [];
  const { selectors, payloads } = found;
  if (payloads.length === 0) return [];
  const blind = selectors.find(({ path }) =>
    /\b(device|driver|vendor|group|object|type|hardware|implementation|class)[- ](defined|specific|dependent)\b/i.test(
      saidOf(header, record, path),
    ),
  );
  if (blind === undefined) return [];
  return [
    {
      symbol: `${record.name}.${blind.path}`,
      range: blind.range,
      message: `struct ${record.name}: what '${blind.path}' means is not known from the argument (${saidOf(header, record, blind.path)})`,
      abis: blind.onAbis.map(({ abi }) => abi),
      help: `for a new interface, use values that are unique over all objects; else say in a comment where they are: uapi-mux: field=${blind.path}, table=…`,
    },
  ];
}
