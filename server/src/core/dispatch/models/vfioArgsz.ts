// VFIO's argsz: numbers without size bits, and a structure that starts with {u32 argsz, u32 flags}. The kernel reads as
// much as the first version had, never looks at the caller's tail, and tells by argsz how much room the answer needs.

import { integerBytes, readUnsigned32 } from '../bytes.js';
import { type Call, type DispatchModel, hexNumber } from '../dispatchModel.js';
import { KernelBuffer } from '../kernelBuffer.js';
import type { Simulation } from '../simulation.js';
import { plus } from '../structCopy.js';
import { copyFromUser, copyToUser } from '../uaccess.js';
import { runHandler } from './commonSteps.js';

const source = 'drivers/vfio/pci/vfio_pci_core.c vfio_pci_ioctl_get_region_info() 7.2';
const capsSource = 'drivers/vfio/vfio_main.c vfio_info_cap_add(), vfio_info_cap_shift() 7.2';

export const vfioArgsz: DispatchModel = {
  id: 'vfio-argsz',
  title: 'VFIO: argsz, flags, capability chain',
  summary:
    'argsz below the first version is EINVAL; a larger one is always fine, and bytes beyond the first version are never ' +
    'read, so nothing is E2BIG. Capabilities follow the structure; where argsz has no room for them the call succeeds, ' +
    'tells the size it needs, and the caller calls again.',
  parameters: [
    { name: 'caps', value: 0, text: 'bytes of the capability chain that the kernel has to give' },
    {
      name: 'cap-offset',
      value: -1,
      text: 'offset of the cap_offset member; -1: the last 4 bytes of the first version',
    },
    { name: 'flags-known', value: -1, text: 'mask of the flags that are known; -1: flags are not checked' },
    {
      name: 'out',
      value: 'min',
      choices: ['min', 'argsz'],
      text: 'min: the first version is written back; argsz: as much as the caller has',
    },
  ],
  errnos: [
    { errno: 'ENOTTY', reason: 'the command is unknown' },
    { errno: 'EFAULT', reason: 'the first version of the structure cannot be read, or the answer cannot be written' },
    { errno: 'EINVAL', reason: 'argsz is below the first version, or flags are unknown' },
  ],
  steps: () => [
    {
      kind: 'MATCH',
      text: 'All 32 bits: the numbers are _IO and have neither size nor direction.',
      source,
      run: (sim, { command, tableCommand }) =>
        command.number === tableCommand.number
          ? undefined
          : sim.stop('MATCH', 'ENOTTY', `${hexNumber(command.number)} is unknown here.`),
    },
    {
      kind: 'COPY_IN',
      text: 'copy_from_user() up to the last member of the first version (minsz).',
      source,
      run(sim, call) {
        const buffer = new KernelBuffer('stack', Math.max(call.kernelSize, call.minSize));
        buffer.zero(0, buffer.size);
        sim.buffer = buffer;
        const head = { step: 'COPY_IN', what: 'The first version of the structure' } as const;
        return copyFromUser(sim, buffer, 0, sim.arg, call.minSize, head) ? undefined : sim.fail();
      },
    },
    {
      kind: 'SIZE_CHECK',
      text: 'argsz below minsz is EINVAL; no argsz is too large.',
      source,
      run(sim, call) {
        call.userSize = readUnsigned32(sim.buffer!.bytes, 0, 4, sim.littleEndian);
        if (call.userSize < call.minSize) {
          return sim.stop('SIZE_CHECK', 'EINVAL', `argsz ${call.userSize} is below minsz ${call.minSize}.`);
        }
        noteUnread(sim, call);
        const known = Number(call.parameters['flags-known']);
        const flags = readUnsigned32(sim.buffer!.bytes, 4, 4, sim.littleEndian);
        const unknown = known >= 0 && (BigInt(flags) & ~BigInt(known)) !== 0n;
        return unknown
          ? sim.stop('CONTENT_CHECK', 'EINVAL', `Flags ${hexNumber(flags)} are not all known.`)
          : undefined;
      },
    },
    {
      kind: 'HANDLER',
      text: 'The driver fills the structure.',
      source,
      run(sim, call) {
        call.handled = runHandler(sim);
        return call.handled.errno === undefined ? undefined : call.handled;
      },
    },
    {
      kind: 'ARRAY_OUT',
      text: 'The capability chain, if argsz has room for it; else argsz says how much is needed, and the call returns 0.',
      source: capsSource,
      run: capabilities,
    },
    {
      kind: 'COPY_OUT',
      text: 'The structure goes back.',
      source,
      run(sim, { minSize, kernelSize, userSize, parameters }) {
        const size = parameters.out === 'argsz' ? Math.min(userSize, Math.max(kernelSize, minSize)) : minSize;
        return copyToUser(sim, sim.arg, sim.buffer!, 0, size, { step: 'COPY_OUT', what: 'The structure' })
          ? undefined
          : sim.fail();
      },
    },
  ],
};

/** A longer structure of a newer caller is ignored, whatever it holds. */
function noteUnread(sim: Simulation, { userSize, minSize }: Call): void {
  if (sim.arg === undefined || userSize <= minSize) return;
  const start = sim.arg + minSize;
  const readable = sim.memory.readableBytes(start, userSize - minSize);
  if (sim.memory.firstNonZero(start, start + readable) === undefined) return;
  sim.warn(
    'tail-dropped',
    sim.say('SIZE_CHECK', `Bytes ${minSize}..${userSize} of the caller are not zero, and are never read.`),
  );
}

const capsFlag = 8;

function capabilities(sim: Simulation, call: Call): undefined | ReturnType<Simulation['fail']> {
  const length = Number(call.parameters.caps);
  if (length <= 0) return undefined;
  const buffer = sim.buffer!;
  const infoSize = Math.max(call.kernelSize, call.minSize);
  const needed = infoSize + Math.ceil(length / 8) * 8;
  const given = Number(call.parameters['cap-offset']);
  const offsetMember = given >= 0 ? given : call.minSize - 4;
  const set = (offset: number, value: number): void =>
    buffer.write(offset, integerBytes(BigInt(value), 4, sim.littleEndian), 'kernel');
  const flags = readUnsigned32(buffer.bytes, 4, 4, sim.littleEndian);
  set(4, Math.floor(flags / capsFlag) % 2 === 1 ? flags : flags + capsFlag);
  if (call.userSize < needed) {
    set(0, needed);
    set(offsetMember, 0);
    sim.say(
      'ARRAY_OUT',
      `argsz ${call.userSize} has no room for ${length} bytes of capabilities: argsz becomes ${needed}, cap_offset 0, and the call returns 0.`,
    );
    return undefined;
  }
  const chain = new KernelBuffer('heap', needed - infoSize);
  chain.zero(0, chain.size);
  chain.mark(0, chain.size, 'handler');
  const purpose = { step: 'ARRAY_OUT', what: 'The capability chain' } as const;
  if (!copyToUser(sim, plus(sim.arg, infoSize), chain, 0, chain.size, purpose)) return sim.fail();
  set(offsetMember, infoSize);
  return undefined;
}
