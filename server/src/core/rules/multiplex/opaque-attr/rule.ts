import type { RecordOnAbis } from '../../../review/byAbi.js';
import { sizeName } from '../../extensible/sizeHeader.js';
import { type RecordRule, type RuleContext, type RuleFinding, severities } from '../../rule.js';
import { multiplexer } from '../multiplexer.js';

/**
 * An argument with a selector and an address, and without a length or direction of what lies there. Values in the struct
 * itself (`val64` of struct iommu_option) can be seen and are left alone.
 */
export const rule: RecordRule = {
  id: 'multiplex/opaque-attr',
  scope: 'record',
  why:
    'Nobody but the driver knows how many bytes lie at the address and which way they travel: strace cannot print them, ' +
    'valgrind cannot check them, and the kernel cannot tell an old caller from a new one.',
  reference: { title: 'ioctl based interfaces', url: 'https://docs.kernel.org/driver-api/ioctl.html' },
  severity: severities('hint', { new: 'warning' }),
  check,
};

function check({ header }: RuleContext, record: RecordOnAbis): readonly RuleFinding[] {
  const found = multiplexer(header, record);
  if (found === undefined) return [];
  const { commands, selectors, payloads } = found;
  const [payload] = payloads;
  if (payload === undefined) return [];
  const hasLength = header
    .members(record)
    .some(
      ({ path }, i) =>
        /(len|length|size|bytes|blksz|sz|blocks|count|cnt|num|nr)(_|$)|^n(_|$)|^num_/.test(path) &&
        (i > 0 || sizeName(record) === undefined),
    );
  if (hasLength) return [];
  // An operation at an address (`op`, `addr`) acts on what lies there; an attribute at an address is what lies there.
  if (
    /addr$/.test(payload.path) &&
    !selectors.some(({ path }) => /^(attr|attribute|group|option|option_id)$/.test(path))
  ) {
    return [];
  }
  const names = selectors.map(({ path }) => `'${path}'`).join(' and ');
  const tell = selectors.length === 1 ? 'tells' : 'tell';
  return [
    {
      symbol: `${record.name}.${payload.path}`,
      range: payload.range,
      message: `struct ${record.name}: ${names} alone ${tell} what lies at '${payload.path}', and nothing tells its length`,
      abis: payload.onAbis.map(({ abi }) => abi),
      help: `as long as ${commands[0].name} is unpublished, add a length beside the address (__u32 data_len), or make each selection a command`,
    },
  ];
}
