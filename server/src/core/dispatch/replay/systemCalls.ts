// The recorded system calls that take a structure with a size: which model, which sizes, and what the call says to the
// content once the structure is copied.

import { allZero } from '../bytes.js';
import type { Call, DispatchModel } from '../dispatchModel.js';
import type { Machine } from '../drivers/driver.js';
import { failure, missing, runModel, u16, u32, u64 } from '../drivers/driver.js';
import type { KernelBuffer } from '../kernelBuffer.js';
import { checkTailCopyMin } from '../models/checkTailCopyMin.js';
import { sizeArgument } from '../models/sizeArgument.js';
import { sizeInStruct } from '../models/sizeInStruct.js';
import { newFd, type Outcome, type Simulation, value, zero } from '../simulation.js';
import { openatContent } from './openat.js';
import { integer } from './recordedCall.js';

type Json = Readonly<Record<string, unknown>>;

interface SystemCall {
  readonly model: DispatchModel;
  readonly minSize: number;
  readonly flagsKnown?: (flags: bigint) => boolean;
  /** Ends the call before the structure is looked at. */
  readonly before?: (sim: Simulation, call: Json, machine: Machine) => Outcome | undefined;
  readonly content: (buffer: KernelBuffer, call: Json, machine: Machine, simCall: Call) => Outcome | undefined;
}

const attribute = 'what the content does';

const calls: Readonly<Record<string, SystemCall>> = {
  openat2: { model: sizeArgument, minSize: 24, content: openatContent },
  clone3: { model: sizeArgument, minSize: 64, content: cloneContent },
  mount_setattr: {
    model: sizeArgument,
    minSize: 32,
    flagsKnown: (flags) => (flags & ~0x9900n) === 0n,
    content: mountContent,
  },
  landlock_create_ruleset: { model: sizeArgument, minSize: 8, before: landlockFlags, content: landlockContent },
  sched_getattr: {
    model: sizeArgument,
    minSize: 48,
    flagsKnown: (flags) => flags === 0n,
    before: negativePid,
    content: () => undefined,
  },
  sched_setattr: {
    model: sizeInStruct,
    minSize: 48,
    flagsKnown: (flags) => flags === 0n,
    before: negativePid,
    content: schedContent,
  },
  perf_event_open: { model: sizeInStruct, minSize: 64, content: perfContent },
  statmount: { model: sizeInStruct, minSize: 24, flagsKnown: (flags) => flags === 0n, content: statmountContent },
  listmount: { model: sizeInStruct, minSize: 24, flagsKnown: (flags) => flags <= 1n, content: listmountContent },
  bpf: { model: checkTailCopyMin, minSize: 0, content: bpfContent },
};

/**
 * The smallest and the largest size that union bpf_attr may have had since 4.x: what both come to, every size between them
 * comes to. A call that the choice decides is not predictable.
 */
const bpfSizes = [120, 192] as const;

export interface SystemCallPlan {
  readonly model: string;
  /** Sizes to try where the machine does not say it; all must agree. */
  readonly kernelSizes: readonly number[];
  readonly run: (sim: Simulation, kernelSize: number) => Outcome;
}

/** How to simulate a recorded system call, or the fact that is missing. */
export function planSystemCall(call: Json, machine: Machine): SystemCallPlan | string {
  const name = String(call.syscall);
  const described = Object.hasOwn(calls, name) ? calls[name] : undefined;
  if (described === undefined) return `the system call ${name}`;
  const known =
    machine.kernelSizes.get(name) ?? (name === 'listmount' ? machine.kernelSizes.get('statmount') : undefined);
  const kernelSizes = known !== undefined ? [known] : name === 'bpf' ? bpfSizes : [];
  if (kernelSizes.length === 0) return `ksize.${name}`;
  const flags = integer(call.flags);
  const { model, minSize, flagsKnown, before, content } = described;
  const parameters = {
    variant: name === 'listmount' ? 'statmount' : name,
    'flags-valid': flags === undefined || flagsKnown === undefined || flagsKnown(flags),
  };
  return {
    model: model.id,
    kernelSizes,
    run: (sim, kernelSize) => {
      const ended = before?.(sim, call, machine);
      if (ended !== undefined) return ended;
      const command = { number: 0, direction: 'none', type: 0, nr: 0, sizeBytes: 0 } as const;
      return runModel(
        sim,
        { command },
        model,
        { kernelSize, minSize },
        {
          parameters,
          userSize: Number(integer(call.usize) ?? integer(call.size) ?? 0n),
          checkContent: (buffer, simCall) => content(buffer, call, machine, simCall),
        },
      );
    },
  };
}

function negativePid(sim: Simulation, call: Json): Outcome | undefined {
  const pid = integer(call.pid) ?? 0n;
  if (pid < 0n) return sim.stop('CONTENT_CHECK', 'EINVAL', 'The pid is negative.');
  return pid === 0n ? undefined : missing('which processes exist');
}

const cloneKnownFlags = 0x3_ffff_ffffn;

/** clone3_args_valid() and copy_clone_args_from_user(), kernel/fork.c. */
function cloneContent(buffer: KernelBuffer, _call: Json, _machine: Machine, { userSize }: Call): Outcome {
  const [flags, exitSignal, stack, stackSize, setTid, setTidSize, cgroup] = [0, 32, 40, 48, 64, 72, 80].map((offset) =>
    u64(buffer, offset),
  );
  const has = (bit: bigint): boolean => (flags & bit) !== 0n;
  const intoCgroup = 0x2_0000_0000n;
  const clearSighand = 0x1_0000_0000n;
  const invalid =
    setTidSize > 32n ||
    (setTid === 0n) !== (setTidSize === 0n) ||
    exitSignal > 64n ||
    (has(intoCgroup) && (cgroup > 0x7fff_ffffn || userSize < 88));
  if (invalid) return failure('EINVAL');
  if (setTid !== 0n) return missing('the memory that set_tid points to');
  const refused =
    (flags & ~cloneKnownFlags) !== 0n ||
    (flags & (0x0040_0000n + 0x7fn)) !== 0n ||
    (has(0x800n) && has(clearSighand)) ||
    ((flags & 0x0001_8000n) !== 0n && exitSignal !== 0n) ||
    (stack === 0n ? stackSize > 0n : stackSize === 0n);
  if (refused) return failure('EINVAL');
  const combination =
    (has(0x0001_0000n) && !has(0x800n)) || (has(0x800n) && !has(0x100n)) || (has(0x2_0000n) && has(0x200n));
  return combination ? failure('EINVAL') : missing('the child that would be created');
}

/** build_mount_kattr(), fs/namespace.c. */
function mountContent(buffer: KernelBuffer): Outcome {
  const [set, clear, propagation] = [0, 8, 16].map((offset) => u64(buffer, offset));
  if (set === 0n && clear === 0n && propagation === 0n) return zero;
  const kinds = [0x4_0000n, 0x2_0000n, 0x8_0000n, 0x10_0000n];
  const chosen = kinds.filter((kind) => (propagation & kind) !== 0n);
  if (chosen.length > 1 || chosen.reduce((rest, kind) => rest - kind, propagation) !== 0n) return failure('EINVAL');
  if (((set | clear) & ~0x3000ffn) !== 0n) return failure('EINVAL');
  const atime = 0x70n;
  if ((clear & atime) !== 0n ? (clear & atime) !== atime : (set & atime) !== 0n) return failure('EINVAL');
  return missing(attribute);
}

/** LANDLOCK_CREATE_RULESET_VERSION and _ERRATA take no structure. */
function landlockFlags(sim: Simulation, call: Json, machine: Machine): Outcome | undefined {
  const flags = integer(call.flags) ?? 0n;
  if (flags === 0n) return undefined;
  const size = integer(call.usize) ?? 0n;
  if (sim.arg !== 0 || size !== 0n || flags > 2n) {
    return sim.stop('CONTENT_CHECK', 'EINVAL', 'Flags are for calls without a structure, and must be known.');
  }
  if (flags === 2n) return missing('landlock_errata');
  return machine.landlockAbi === undefined ? missing('landlock_abi') : value(machine.landlockAbi);
}

/** Access rights by version of the interface, include/uapi/linux/landlock.h. */
function landlockContent(buffer: KernelBuffer, _call: Json, { landlockAbi }: Machine): Outcome {
  if (landlockAbi === undefined || landlockAbi < 6) return missing('landlock_abi');
  const [files, network, scoped] = [0, 8, 16].map((offset) => u64(buffer, offset));
  if (files > 0xffffn || network > 3n || scoped > 3n) return failure('EINVAL');
  if (files === 0n && network === 0n && scoped === 0n) return failure('ENOMSG');
  return newFd;
}

/** __sched_setscheduler(), kernel/sched/syscalls.c. */
function schedContent(buffer: KernelBuffer, _call: Json, _machine: Machine, { userSize }: Call): Outcome {
  const policy = u32(buffer, 4);
  const flags = u64(buffer, 8);
  const clamps = (flags & 0x60n) !== 0n;
  if (clamps && userSize < 56) return failure('EINVAL');
  if (policy >= 2 ** 31) return failure('EINVAL');
  if ((flags & 0x18n) !== 0n) return missing('the scheduling policy of the caller');
  if (policy === 4 || policy > 7) return failure('EINVAL');
  if ((flags & ~0x1000_007fn) !== 0n) return failure('EINVAL');
  const priority = u32(buffer, 20);
  if (priority > 99) return failure('EINVAL');
  if (policy === 6 || policy === 7) return missing(attribute);
  const isRealtime = policy === 1 || policy === 2;
  if (isRealtime !== (priority !== 0)) return failure('EINVAL');
  if (clamps) return missing('CONFIG_UCLAMP_TASK');
  return isRealtime ? missing('the limits of real-time scheduling') : zero;
}

const softwareType = 1;
const dummyEvent = 9n;

/** perf_copy_attr(), kernel/events/core.c; then only the software event that counts nothing is known to open. */
function perfContent(buffer: KernelBuffer): Outcome {
  if (u16(buffer, 110) !== 0) return failure('EINVAL');
  const rest = [16, 24, 32, 40, 48, 56, 64, 72, 80, 88, 96, 104, 112, 120, 128];
  const plain = rest.every((offset) => u64(buffer, offset) === 0n);
  const isDummy = u32(buffer, 0) === softwareType && u64(buffer, 8) === dummyEvent;
  return plain && isDummy ? newFd : missing('the events of this machine');
}

const firstUniqueMount = 2n ** 31n;

function statmountContent(buffer: KernelBuffer, _call: Json, { mountId }: Machine): Outcome {
  const id = u64(buffer, 8);
  if (u32(buffer, 4) !== 0) return missing('how this kernel reads the word at offset 4');
  if (id <= firstUniqueMount) return failure('EINVAL');
  if (buffer.size >= 32 && u64(buffer, 24) !== 0n) return missing('the mount namespaces of the machine');
  return id === mountId && allZero(buffer.bytes, 32, buffer.size) ? zero : missing('mounts');
}

function listmountContent(buffer: KernelBuffer, call: Json, machine: Machine): Outcome {
  const known = statmountContent(buffer, call, machine);
  return known === zero ? missing('mounts') : known;
}

function bpfContent(_buffer: KernelBuffer, call: Json): Outcome {
  const command = integer(call.cmd) ?? 0n;
  return command > 100n || command < 0n ? failure('EINVAL') : missing(`the bpf command ${command}`);
}
