import type { RecordOnAbis } from '../../../review/byAbi.js';
import { enumNamed, enumText } from '../../../review/enums.js';
import { type RecordRule, type RuleContext, type RuleFinding, severities } from '../../rule.js';
import { multiplexer, saidOf } from '../multiplexer.js';

/** A selector with more than 16 values, as the enum shows that its comment names. Only arguments with an address count. */
export const rule: RecordRule = {
  id: 'multiplex/growing',
  scope: 'record',
  why: 'A multiplexed command with many selections is an interface of its own without numbers, sizes and directions.',
  reference: { title: 'ioctl based interfaces', url: 'https://docs.kernel.org/driver-api/ioctl.html' },
  severity: severities('hint'),
  check,
};

const manySelections = 16;

function check({ header }: RuleContext, record: RecordOnAbis): readonly RuleFinding[] {
  const found = multiplexer(header, record);
  if (found === undefined) return [];
  const { commands, selectors, payloads } = found;
  if (payloads.length === 0) return [];
  return selectors.flatMap((selector) => {
    const name = /\benum\s+([A-Za-z_]\w*)/.exec(saidOf(header, record, selector.path))?.[1];
    const values = name === undefined ? undefined : header.ask(enumNamed, name);
    if (values === undefined || values.enumerators.length <= manySelections) return [];
    return [
      {
        symbol: `${record.name}.${selector.path}`,
        range: selector.range,
        message: `${commands[0].name} is ${values.enumerators.length} commands in one, those of ${enumText(values)}`,
        abis: selector.onAbis.map(({ abi }) => abi),
        help: 'give what comes next a command of its own',
      },
    ];
  });
}
