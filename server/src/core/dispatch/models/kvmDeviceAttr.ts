// KVM_SET_DEVICE_ATTR, KVM_GET_DEVICE_ATTR, KVM_HAS_DEVICE_ATTR: one argument of 24 bytes (flags, group, attr, addr), and
// behind `addr` a payload whose size and direction only the device knows. All three are declared _IOW.

import { readUnsigned, readUnsigned32 } from '../bytes.js';
import { type Call, type DispatchModel, hexNumber, type ModelStep } from '../dispatchModel.js';
import { KernelBuffer } from '../kernelBuffer.js';
import type { Outcome, Simulation } from '../simulation.js';
import { copyFromUser, copyToUser } from '../uaccess.js';
import { userSpaceEnd } from '../userMemory.js';
import { runHandler } from './commonSteps.js';

const source = 'virt/kvm/kvm_main.c kvm_device_ioctl_attr() 7.2';
const matchSource = 'virt/kvm/kvm_main.c kvm_device_ioctl() 7.2';

export const setAttr = 0x4018aee1;
export const getAttr = 0x4018aee2;
export const hasAttr = 0x4018aee3;

export const kvmDeviceAttr: DispatchModel = {
  id: 'kvm-device-attr',
  title: 'Multiplexed device attributes',
  summary:
    'One ioctl for all attributes of a KVM device: the argument names a group and an attribute and points to the ' +
    'payload. The number says _IOW and 24 bytes; what really moves, and whether it moves in or out, stands nowhere in it.',
  parameters: [
    { name: 'payload-size', value: 8, text: 'bytes of the payload behind addr' },
    { name: 'known', value: true, text: 'the device knows the group and the attribute' },
    { name: 'has-accessor', value: true, text: 'the device has the operation; without it EPERM comes before the copy' },
    { name: 'unknown', value: 'ENOTTY', text: 'errno for another command' },
  ],
  errnos: [
    { errno: 'EPERM', reason: 'the device has no such operation; the argument is not even read' },
    { errno: 'EFAULT', reason: 'the argument or the payload cannot be read or written' },
    { errno: 'ENXIO', reason: 'the device does not know the group or the attribute' },
    { errno: 'ENOTTY', reason: 'the command is none of the three' },
  ],
  steps: (parameters) => [
    {
      kind: 'MATCH',
      text: 'All 32 bits; the three commands are one operation each.',
      source: matchSource,
      run(sim, { command }) {
        if ([setAttr, getAttr, hasAttr].includes(command.number)) {
          if (command.number === getAttr)
            sim.warn(
              'size-bits-lie',
              sim.say('MATCH', 'KVM_GET_DEVICE_ATTR: declared _IOW, and it writes user memory behind addr.'),
            );
          return undefined;
        }
        return sim.stop('MATCH', String(parameters.unknown), `${hexNumber(command.number)} is no attribute command.`);
      },
    },
    {
      kind: 'GATE',
      text: 'A device without the operation is EPERM before anything is read.',
      source,
      run: (sim, call) =>
        call.parameters['has-accessor'] === false
          ? sim.stop('GATE', 'EPERM', 'The device has no such operation.')
          : undefined,
    },
    ...attributeSteps,
  ],
};

export const attributeSteps: readonly ModelStep[] = [
  {
    kind: 'COPY_IN',
    text: 'The 24 bytes flags, group, attr, addr are copied; flags are not looked at.',
    source,
    run(sim) {
      const buffer = new KernelBuffer('stack', 24);
      sim.buffer = buffer;
      const purpose = { step: 'COPY_IN', what: 'struct kvm_device_attr' } as const;
      return copyFromUser(sim, buffer, 0, sim.arg, 24, purpose) ? undefined : sim.fail();
    },
  },
  {
    kind: 'CONTENT_CHECK',
    text: 'The device looks for group and attribute: ENXIO.',
    source: "the device's set_attr, get_attr or has_attr",
    run(sim, call) {
      const group = readUnsigned32(sim.buffer!.bytes, 4, 4, sim.littleEndian);
      const attribute = readUnsigned(sim.buffer!.bytes, 8, 8, sim.littleEndian);
      const known = call.checkContent?.(sim.buffer!, call);
      if (known !== undefined)
        return known.errno === undefined
          ? known
          : sim.stop('CONTENT_CHECK', known.errno, `Group ${group}, attribute ${attribute}: ${known.errno}.`);
      if (call.parameters.known !== false) return undefined;
      return sim.stop('CONTENT_CHECK', 'ENXIO', `The device has no attribute ${attribute} in group ${group}.`);
    },
  },
  {
    kind: 'ARRAY_IN',
    text: 'SET reads the payload behind addr, GET writes it, HAS leaves it alone.',
    source: "the device's set_attr, get_attr or has_attr",
    run: payload,
  },
];

function payload(sim: Simulation, call: Call): Outcome | undefined {
  const address = Number(readUnsigned(sim.buffer!.bytes, 16, 8, sim.littleEndian));
  const at = address >= userSpaceEnd ? undefined : address;
  const size = Number(call.parameters['payload-size']);
  const buffer = new KernelBuffer('stack', size);
  if (call.command.number === setAttr) {
    const purpose = { step: 'ARRAY_IN', what: 'The payload' } as const;
    if (!copyFromUser(sim, buffer, 0, at, size, purpose)) return sim.fail();
  }
  const argument = sim.buffer;
  sim.buffer = buffer;
  buffer.mark(0, size, 'handler');
  call.handled = runHandler(sim);
  if (call.handled.errno !== undefined) return call.handled;
  if (call.command.number === getAttr) {
    const purpose = { step: 'ARRAY_OUT', what: 'The payload' } as const;
    if (!copyToUser(sim, at, buffer, 0, size, purpose)) return sim.fail();
  }
  sim.buffer = argument;
  return undefined;
}
