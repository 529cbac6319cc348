/**
 * A header's commands as a table in the style of fwctl: numbers without size bits, structs that begin with their size, one
 * union on the stack for all of them. The order of the tests is that of drivers/fwctl/main.c in Linux 7.2: number, size
 * word, smallest size, copy, handler.
 */
import type { Command } from '../review/commands.js';
import { anyLayout, type ReviewedHeader } from '../review/reviewedHeader.js';
import { typeChain } from '../review/typeChain.js';
import type { DeclaredRecord } from '../unit/headerAnalysis.js';
import { blockComment } from './cText.js';
import { type MinSizeMember, minSizeMember } from './minSizeMember.js';
import {
  includes,
  leftOutNote,
  noTable,
  type OpTableRequest,
  type OpTableResult,
  type TableCommand,
  type TableCommands,
  tableCommands,
} from './opTableCommands.js';

interface Entry extends TableCommand {
  /** The struct as C spells it. */
  readonly type: string;
  readonly min: MinSizeMember;
}

export function opTableFwctl(request: OpTableRequest): OpTableResult {
  const { header } = request;
  const chosen = tableCommands(header, (command) => misfit(header, command));
  if (chosen.commands.length === 0) return noTable(request, 'fwctl', chosen);
  const entries = chosen.commands.map((each) => entryOf(request, each));
  return { text: tableText(request, chosen, entries) };
}

function misfit(header: ReviewedHeader, { ioctl, recordName }: Command): string | undefined {
  if (ioctl.direction !== 'none' || ioctl.argumentType !== undefined || ioctl.sizeBytes !== 0) {
    return 'its number carries a direction and a size, so that a struct that grew would be another command';
  }
  if (recordName === undefined) {
    return "nothing says which struct it passes: write 'ioctl(COMMAND)' into the title of the struct's kernel-doc";
  }
  const record = header.recordNamed(recordName);
  const layout = record === undefined ? undefined : anyLayout(record);
  if (record === undefined || layout === undefined) return `the layout of ${recordName} is not known`;
  const [first] = layout.members;
  const isSize = first?.name === 'size' && first.widthBits === undefined && first.dimensions.length === 0;
  if (layout.kind === 'struct' && isSize && typeChain(first.ctype).fixedWidth === '__u32') return undefined;
  return `${record.kind} ${recordName} does not begin with '__u32 size'`;
}

function entryOf({ header, published }: OpTableRequest, each: TableCommand): Entry {
  // Both exist: `misfit` saw the size word.
  const record = header.recordNamed(each.command.recordName ?? '')!;
  return { ...each, type: typeName(record.onAbis[0].record), min: minSizeMember(record, published)! };
}

function typeName({ kind, name, isTypedefName }: DeclaredRecord): string {
  return isTypedefName ? name : `${kind} ${name}`;
}

function tableText(request: OpTableRequest, chosen: TableCommands, entries: readonly Entry[]): string {
  const { header } = request;
  const { prefix } = chosen;
  const base = baseOf(header, prefix, entries);
  const types = [...new Set(entries.map(({ type }) => type))];
  // The whole name, and no short one: `linux` and `current` are macros.
  const members = types.map((type) => `\t${type} ${type.split(' ').at(-1)};\n`).join('');
  const prototypes = entries.map(({ handler }) => `static int ${handler}(struct ${prefix}_ucmd *ucmd);\n`).join('');
  const lines = entries.map(
    ({ command, handler, type, min }) => `\tIOCTL_OP(${command.name}, ${handler}, ${type}, ${min.name}),\n`,
  );
  const about = blockComment([
    `Made by \`uapi export op-table --style fwctl\` from ${header.file.displayName}, to be pasted into a driver.`,
    ...minSizeNotes(request, entries),
    ...leftOutNote(chosen),
  ]);
  return `${about}
${includes(request, ['fs', 'ioctl', 'kernel', 'stddef', 'types', 'uaccess'])}
struct ${prefix}_ucmd {
	struct file *filp;
	void __user *ubuffer;
	void *cmd;
	u32 user_size;
};

/* The structs of all commands: the dispatcher has one of them on its stack. */
union ${prefix}_ucmd_buffer {
${members}};

struct ${prefix}_ioctl_op {
	unsigned int size;
	unsigned int min_size;
	unsigned int ioctl_num;
	int (*execute)(struct ${prefix}_ucmd *ucmd);
};

${prototypes}
/*
 * For handlers: gives the struct back, as much of it as both sides know. A
 * handler that makes a file descriptor does this before it installs the
 * descriptor.
 */
static int ${prefix}_respond(struct ${prefix}_ucmd *ucmd, size_t cmd_len)
{
	size_t len = min_t(size_t, ucmd->user_size, cmd_len);

	return copy_to_user(ucmd->ubuffer, ucmd->cmd, len) ? -EFAULT : 0;
}

${base.definition}#define IOCTL_OP(_ioctl, _fn, _struct, _last)				\\
	[_IOC_NR(_ioctl) - ${base.name}] = {				\\
		.size = sizeof(_struct) +				\\
			BUILD_BUG_ON_ZERO(sizeof(_struct) >		\\
					  sizeof(union ${prefix}_ucmd_buffer)), \\
		.min_size = offsetofend(_struct, _last),		\\
		.ioctl_num = _ioctl,					\\
		.execute = _fn,						\\
	}

static const struct ${prefix}_ioctl_op ${prefix}_ioctl_ops[] = {
${lines.join('')}};

static long ${prefix}_fops_ioctl(struct file *filp, unsigned int cmd, unsigned long arg)
{
	union ${prefix}_ucmd_buffer buf;
	struct ${prefix}_ucmd ucmd = {
		.filp = filp,
		.ubuffer = (void __user *)arg,
		.cmd = &buf,
	};
	unsigned int index = _IOC_NR(cmd) - ${base.name};
	const struct ${prefix}_ioctl_op *op;
	int ret;

	if (index >= ARRAY_SIZE(${prefix}_ioctl_ops))
		return -ENOIOCTLCMD;

	op = &${prefix}_ioctl_ops[index];
${unknownTest(entries, base.value)}
	/*
	 * The copy below fetches the size a second time. Only this first value
	 * was checked, so handlers use user_size and not the member.
	 */
	ret = get_user(ucmd.user_size, (u32 __user *)ucmd.ubuffer);
	if (ret)
		return ret;

	if (ucmd.user_size < op->min_size)
		return -EINVAL;

	ret = copy_struct_from_user(ucmd.cmd, op->size, ucmd.ubuffer,
				    ucmd.user_size);
	if (ret)
		return ret;

	/* A device that can be unplugged is tested here: after the copy. */
	return op->execute(&ucmd);
}
`;
}

/** An entry that no command fills has the number 0, which is a command that a caller can pass. */
function unknownTest(entries: readonly Entry[], base: number): string {
  const hasHoles = entries.some(({ nr }, index) => nr !== base + index);
  const test = hasHoles
    ? '\t/* Numbers between the commands have entries without a handler. */\n\tif (op->ioctl_num != cmd || !op->execute)\n'
    : '\tif (op->ioctl_num != cmd)\n';
  return `${test}\t\treturn -ENOIOCTLCMD;\n`;
}

interface Base {
  readonly name: string;
  readonly value: number;
  /** What defines the name, where the header does not. */
  readonly definition: string;
}

/** The header's own constant for its first number (`FWCTL_CMD_BASE`), else the first command's number. */
function baseOf(header: ReviewedHeader, prefix: string, entries: readonly Entry[]): Base {
  const [first] = entries;
  const [{ enums, macros }] = header.analyses;
  const constants = [...enums.flatMap(({ enumerators }) => enumerators), ...macros];
  let found: Base | undefined;
  for (const { name, value } of constants) {
    if (!name.endsWith('_CMD_BASE') || value === undefined || value < 0n || value > BigInt(first.nr)) continue;
    if (found === undefined || value > BigInt(found.value)) found = { name, value: Number(value), definition: '' };
  }
  if (found !== undefined) return found;
  const name = `${prefix.toUpperCase()}_CMD_FIRST`;
  return { name, value: first.nr, definition: `#define ${name} _IOC_NR(${first.command.name})\n\n` };
}

/** What the smallest sizes were told from, and where they could not be told exactly. */
function minSizeNotes(
  { published, publishedName = 'the published version' }: OpTableRequest,
  entries: readonly Entry[],
): readonly string[] {
  const unknown = entries.filter(({ min }) => !min.isPublished).map(({ command }) => command.name);
  const uncovered = entries.flatMap(({ command, min: { name, uncoveredBytes } }) =>
    uncoveredBytes === 0 ? [] : [`${command.name}: ${uncoveredBytes} behind ${name}`],
  );
  const told =
    published === undefined
      ? 'min_size is the whole struct, since no earlier version of the header was given: the first published version ' +
        'decides, and --against reads it.'
      : unknown.length === 0
        ? `min_size is the end of the last member that ${publishedName} has.`
        : `min_size is the end of the last member that ${publishedName} has; the whole struct for what it lacks: ` +
          `${unknown.join(', ')}.`;
  if (uncovered.length === 0) return [told];
  return [
    told,
    'Bytes at the end of that version which offsetofend() cannot name are not required (padding, bit-fields, flexible ' +
      `arrays, arrays that grew): ${uncovered.join('; ')}.`,
  ];
}
