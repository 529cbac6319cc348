import { bytes, type RecordOnAbis } from '../../../review/byAbi.js';
import { definesInside } from '../../../review/headerText.js';
import { question } from '../../../review/question.js';
import { isFlagsName } from '../../extensible/memberRole.js';
import { passingCommands } from '../../extensible/sizeHeader.js';
import { type RecordRule, type RuleContext, type RuleFinding, severities } from '../../rule.js';
import { isAnnotated } from '../multiplexer.js';

/**
 * A flags member that is a selector: a mask of its low bits holds an index, and bits above it say get, set or probe
 * (struct vfio_device_feature). Known from the constants between the members.
 */
export const rule: RecordRule = {
  id: 'multiplex/feature-mask',
  scope: 'record',
  why:
    'An index in the flags makes one command many, each with a payload of its own. Tools can only decode them if they know ' +
    'which struct belongs to which index.',
  reference: { title: 'VFIO, "VFIO User API"', url: 'https://docs.kernel.org/driver-api/vfio.html#vfio-user-api' },
  severity: severities('info', { recommended: 'hint' }),
  check,
};

function check({ header }: RuleContext, record: RecordOnAbis): readonly RuleFinding[] {
  if (isAnnotated(header)) return [];
  const commands = passingCommands(header, record);
  if (commands.length === 0) return [];
  const flags = header.members(record).find(({ path }) => isFlagsName(path));
  if (flags === undefined) return [];
  const names = new Set(header.ask(definesInside, record.onAbis[0].record.range));
  if (names.size < 3) return [];
  const values = [...names].flatMap((name) => {
    const value = header.ask(constantNamed, name);
    return value === undefined ? [] : [{ name, value }];
  });
  const mask = values.find(({ name, value }) => /_MASK$/.test(name) && isLowMask(value));
  if (mask === undefined) return [];
  const ways = values.filter(({ name, value }) => /_(GET|SET|PROBE|READ|WRITE)$/.test(name) && value > mask.value);
  if (ways.length < 2) return [];
  return [
    {
      symbol: `${record.name}.${flags.path}`,
      range: flags.range,
      message:
        `struct ${record.name}: '${flags.path}' selects with ${mask.name} what ${commands[0].name} passes, and no ` +
        'declaration says which struct belongs to which index',
      abis: flags.onAbis.map(({ abi }) => abi),
      help: `say in a comment where the payloads are: uapi-mux: field=${flags.path}, table=… (${bytes(flags.flat.sizeBytes)}, ${ways.map(({ name }) => name).join(', ')})`,
    },
  ];
}

/** The value of a macro, on the first of the ABIs. */
const constantNamed = question((header, name: string) => {
  const constants = header.part(
    'constants',
    () => new Map(header.analyses[0].macros.map((macro) => [macro.name, macro.value])),
  );
  return constants.get(name);
});

/** 2^n - 1 with at least 4 bits. */
function isLowMask(value: bigint): boolean {
  let rest = value + 1n;
  let bits = 0;
  while (rest > 1n && rest % 2n === 0n) {
    rest /= 2n;
    bits++;
  }
  return rest === 1n && bits >= 4;
}
