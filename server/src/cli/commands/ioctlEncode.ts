import { Argument, type Command } from 'commander';
import { ALL_ABIS, encodeIoctlNumber } from '../../core/index.js';
import { parseField, parseIoctlType } from '../../ide/index.js';
import { abiFamilies } from '../abiFamilies.js';
import { parseAbiList } from '../abiList.js';
import type { CliEnvironment } from '../cliHost.js';
import type { ExitStatus } from '../exitStatus.js';
import { type EncodedNumber, encodedJson, encodedText } from '../format/ioctlNumbers.js';
import { addReportOptions, formatOption, type ReportOptions } from '../options.js';
import { openOutput } from '../output.js';
import { createStyle, wantsColor } from '../style.js';

/** `uapi ioctl encode DIR TYPE NR SIZE`: the number of a command on each ABI. */
interface EncodeOptions extends ReportOptions {
  readonly abi?: string;
  readonly format: 'text' | 'json';
}

const directions = ['none', 'r', 'w', 'rw'] as const;
type Direction = (typeof directions)[number];

/** A size beyond this is a slip of the keyboard, not a struct. */
const largestSizeBytes = 2 ** 24;

export function addIoctlEncodeCommand(parent: Command, env: CliEnvironment, exit: (status: ExitStatus) => void): void {
  const command = parent
    .command('encode')
    .summary('make an ioctl number')
    .description("Make an ioctl number from its fields. DIR is user space's view, as in _IOR and _IOW.")
    .addArgument(new Argument('<dir>', 'direction').choices(directions))
    .argument('<type>', "character such as 'V' or ';', or a number")
    .argument('<nr>', 'number of the command, 0 to 255')
    .argument('<size>', 'size of the argument in bytes')
    .addOption(formatOption('text', 'json'))
    .option('--abi <list>', 'ABIs: ids with commas, or all (default: all)');
  addReportOptions(command);
  command.action((dir: Direction, type: string, nr: string, size: string, options: EncodeOptions) =>
    exit(encode(dir, type, nr, size, options, env)),
  );
}

function encode(
  direction: Direction,
  type: string,
  nr: string,
  size: string,
  options: EncodeOptions,
  env: CliEnvironment,
): ExitStatus {
  const fields = {
    direction,
    type: parseIoctlType(type),
    nr: parseField(nr, 'NR', 255),
    sizeBytes: parseField(size, 'SIZE', largestSizeBytes),
  };
  const families = abiFamilies(options.abi === undefined ? ALL_ABIS : parseAbiList(options.abi));
  const encoded = families.map(({ encoding, abis }): EncodedNumber => {
    const limitBytes = 2 ** encoding.sizeBits - 1;
    return {
      abis: abis.map(({ id }) => id),
      value: encodeIoctlNumber(fields, encoding),
      ...(fields.sizeBytes > limitBytes ? { limitBytes } : {}),
    };
  });
  const output = openOutput(options.output, env);
  const style = createStyle(wantsColor(options.color, options.output === undefined ? env : { ...env, isTty: false }));
  output.write(options.format === 'json' ? encodedJson(fields, encoded) : encodedText(encoded, style));
  output.finish();
  const tooLarge = encoded.filter(({ limitBytes }) => limitBytes !== undefined);
  for (const { abis, limitBytes } of tooLarge) {
    env.stderr(
      `uapi: error: size ${fields.sizeBytes} does not fit the number on ${abis.join(', ')} ` +
        `(at most ${limitBytes}); it changes the direction\n`,
    );
  }
  return tooLarge.length > 0 ? 1 : 0;
}
