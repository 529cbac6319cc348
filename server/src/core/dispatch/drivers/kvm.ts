// The descriptors of KVM on x86: /dev/kvm, a VM, a vCPU, and the VFIO device (virt/kvm/kvm_main.c, arch/x86/kvm/x86.c).

import { readUnsigned32 } from '../bytes.js';
import { hexNumber, runSteps } from '../dispatchModel.js';
import { attributeSteps, getAttr, hasAttr, setAttr } from '../models/kvmDeviceAttr.js';
import { trailingArray } from '../models/trailingArray.js';
import { newFd, type Outcome, type Simulation, zero } from '../simulation.js';
import { getUser } from '../uaccess.js';
import {
  type Action,
  copiesIn,
  copiesOut,
  type Driver,
  type DriverCommand,
  defaults,
  depends,
  descriptor,
  driverCommand,
  type Ending,
  failure,
  isNull,
  type Machine,
  missing,
  type Request,
  runModel,
  u32,
  unknownCommand,
  value,
  whenArgument,
} from './driver.js';

const x86 = 'arch/x86/kvm/x86.c';
const main = 'virt/kvm/kvm_main.c';

/** Numbers of KVM that a table below does not describe: what they do is not known here, which is not "unknown". */
const undescribed = (nr: number): boolean => nr < 0xe8 && nr !== 0x7f;

/** The default branch, for numbers that no header gives a meaning. */
const fallback =
  (errno: string, described: readonly number[]): Ending =>
  (sim, request) => {
    const { type, nr, number, sizeBytes } = request.command;
    const isVariant = described.some((known) => known % 65536 === number % 65536);
    const looksKnown = type === 0xae && undescribed(nr) && !isVariant && !foreign.has(nr);
    if (looksKnown && sizeBytes < 4096) return missing(`the handler of the KVM command ${hexNumber(number)}`);
    return unknownCommand(errno)(sim, request);
  };

/** Numbers of /dev/kvm, VM and vCPU that every other KVM descriptor refuses. */
const foreign: ReadonlySet<number> = new Set([0x00, 0x01, 0x02, 0x04, 0x0a, 0x41, 0x80, 0xe1, 0xe2, 0xe3]);

const noArgument: Action = whenArgument(
  (argument) => argument !== 0,
  (sim) => sim.stop('CONTENT_CHECK', 'EINVAL', 'This command takes no argument, and it is not 0.'),
);

const fact =
  (name: string, get: (machine: Machine) => number | undefined): Action =>
  (_sim, { machine }) => {
    const known = get(machine);
    return known === undefined ? missing(name) : value(known);
  };

const checkExtension: Action = (_sim, { machine, argument = 0 }) => {
  const known = machine.kvm?.extensions.get(argument);
  if (known !== undefined) return value(known);
  return argument > 1000 ? zero : missing(`kvm.extensions.${argument}`);
};

function array(variant: string, available: (machine: Machine) => number | undefined, name: string): Action {
  return (sim, request) => {
    const known = available(request.machine);
    if (known === undefined) return missing(name);
    const sizes = { kernelSize: 4, minSize: 4 };
    return runModel(sim, request, trailingArray, sizes, { parameters: { variant, available: known } });
  };
}

/** KVM_GET_SUPPORTED_CPUID: only a lower bound of the number of entries is known. */
const cpuid: Action = (sim, request) => {
  const above = request.machine.kvm?.cpuidEntriesAbove;
  if (above === undefined) return missing('kvm.supported_cpuid_entries');
  const parameters = { variant: 'cpuid', available: above + 1 };
  const before = sim.arg === undefined ? 0 : sim.memory.readableBytes(sim.arg, 8);
  if (before === 8) {
    const count = readUnsigned32(sim.memory.read(sim.arg!, 4), 0, 4, true);
    if (count > above) return missing('kvm.supported_cpuid_entries');
  }
  return runModel(sim, request, trailingArray, { kernelSize: 8, minSize: 8 }, { parameters });
};

const msrs =
  (writeBack: boolean, isSystem: boolean): Action =>
  (sim, request) =>
    runModel(
      sim,
      request,
      trailingArray,
      { kernelSize: 8, minSize: 8 },
      {
        parameters: { variant: 'msrs', 'write-back': writeBack },
        checkContent: (buffer) => handledMsrs(buffer.bytes, request.machine, isSystem),
      },
    );

/** How many MSRs are handled until the first one that KVM refuses. */
function handledMsrs(entries: Uint8Array, { kvm }: Machine, isSystem: boolean): Outcome {
  let handled = 0;
  for (let at = 0; at + 16 <= entries.length; at += 16) {
    const index = readUnsigned32(entries, at, 4, true);
    if (kvm?.unknownMsrs.has(index) === true) return value(handled);
    if (isSystem || kvm?.readableMsrs.has(index) !== true) return missing(`kvm.readable_msrs: ${hexNumber(index)}`);
    handled++;
  }
  return value(handled);
}

type Attributes = (machine: Machine) => readonly (readonly [number, number])[] | undefined;

function attribute(known: Attributes, payloadSize: number, check?: (sim: Simulation) => Outcome | undefined): Action {
  return (sim, request) => {
    const list = known(request.machine);
    if (list === undefined) return missing('kvm attributes');
    const { payload } = request;
    const parameters = { ...defaults(trailingArray), 'payload-size': payloadSize };
    return runSteps(
      sim,
      {
        command: request.command,
        tableCommand: request.command,
        kernelSize: 24,
        minSize: 24,
        userSize: 24,
        parameters,
        handled: undefined,
        stepsBegun: 0,
        checkContent: (buffer) => {
          if (payload !== undefined) applyPayload(buffer.bytes, payload);
          const [group, attr] = [u32(buffer, 4), u32(buffer, 8)];
          const high = u32(buffer, 12);
          if (high !== 0 || !list.some(([g, a]) => g === group && a === attr)) return failure('ENXIO');
          return check?.(sim);
        },
      },
      attributeSteps,
    );
  };
}

/** A recorded call gives group, attribute and payload beside the bytes of the argument. */
function applyPayload(bytes: Uint8Array, payload: NonNullable<Request['payload']>): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  view.setUint32(4, payload.group, true);
  view.setBigUint64(8, BigInt(payload.attribute), true);
  view.setBigUint64(16, BigInt(payload.address), true);
}

/** KVM_DEV_VFIO_FILE_ADD and _DEL read a descriptor behind addr. */
function vfioSet(sim: Simulation): Outcome | undefined {
  const bytes = sim.buffer!.bytes;
  const address = Number(new DataView(bytes.buffer).getBigUint64(16, true));
  const fd = getUser(sim, address, 4, { step: 'ARRAY_IN', what: 'The descriptor behind addr' });
  if (fd === undefined) return failure('EFAULT');
  const state = descriptor(fd);
  if (state === 'closed') return failure('EBADF');
  return state === 'open' ? failure('EINVAL') : missing('which descriptors are open');
}

const bound: Action = (sim, { state }) =>
  state.sameMm === false
    ? sim.stop('GATE', 'EIO', 'The descriptor belongs to another address space; no command is looked at.')
    : undefined;

const createDevice: readonly Action[] = [
  copiesIn(12, (buffer, sim, { machine }) => {
    const type = machine.kvm?.vfioDeviceType;
    if (type === undefined) return missing('kvm.device_types');
    if (u32(buffer, 0) !== type) return failure('ENODEV');
    if (u32(buffer, 8) % 2 === 0) {
      buffer.mark(4, 8, 'handler');
      sim.say('HANDLER', 'The device is created and its descriptor installed, before the result is written.');
      if (sim.arg !== undefined && sim.memory.writableBytes(sim.arg, 12) < 12) sim.warn('fd-before-copyout');
    }
    return undefined;
  }),
  copiesOut(12),
];

const systemCommands: readonly DriverCommand[] = [
  driverCommand('KVM_GET_API_VERSION', 0xae00, `${main} kvm_dev_ioctl() 7.2`, [
    noArgument,
    fact('kvm.api_version', ({ kvm }) => kvm?.apiVersion),
  ]),
  driverCommand('KVM_CREATE_VM', 0xae01, `${main} kvm_dev_ioctl_create_vm() 7.2`, [
    whenArgument(isNull, () => newFd),
    depends('kvm VM types'),
  ]),
  driverCommand('KVM_CHECK_EXTENSION', 0xae03, `${main} kvm_vm_ioctl_check_extension_generic() 7.2`, [checkExtension]),
  driverCommand('KVM_GET_VCPU_MMAP_SIZE', 0xae04, `${main} kvm_dev_ioctl() 7.2`, [
    noArgument,
    fact('kvm.vcpu_mmap_size', ({ kvm }) => kvm?.vcpuMmapSize),
  ]),
  driverCommand(
    'KVM_GET_MSR_INDEX_LIST',
    0xc004ae02,
    `${x86} kvm_arch_dev_ioctl() 7.2`,
    [array('msr-index-list', ({ kvm }) => kvm?.msrIndexList, 'kvm.msr_index_list')],
    'trailing-array',
  ),
  driverCommand(
    'KVM_GET_MSR_FEATURE_INDEX_LIST',
    0xc004ae0a,
    `${x86} kvm_arch_dev_ioctl() 7.2`,
    [array('msr-index-list', ({ kvm }) => kvm?.msrFeatureIndexList, 'kvm.msr_feature_index_list')],
    'trailing-array',
  ),
  driverCommand('KVM_GET_SUPPORTED_CPUID', 0xc008ae05, `${x86} kvm_arch_dev_ioctl() 7.2`, [cpuid], 'trailing-array'),
  driverCommand('KVM_GET_MSRS', 0xc008ae88, `${x86} msr_io() 7.2`, [msrs(true, true)], 'trailing-array'),
  ...[getAttr, hasAttr].map((number) =>
    driverCommand(
      number === getAttr ? 'KVM_GET_DEVICE_ATTR' : 'KVM_HAS_DEVICE_ATTR',
      number,
      `${x86} kvm_x86_dev_get_attr() 7.2`,
      [attribute(({ kvm }) => kvm?.systemAttributes, 8)],
      'kvm-device-attr',
    ),
  ),
];

const vmCommands: readonly DriverCommand[] = [
  driverCommand('KVM_CHECK_EXTENSION', 0xae03, `${main} kvm_vm_ioctl_check_extension_generic() 7.2`, [checkExtension]),
  driverCommand('KVM_CREATE_DEVICE', 0xc00caee0, `${main} kvm_ioctl_create_device() 7.2`, createDevice),
];

const vcpuCommands: readonly DriverCommand[] = [
  driverCommand('KVM_GET_MSRS', 0xc008ae88, `${x86} msr_io() 7.2`, [msrs(true, false)], 'trailing-array'),
  driverCommand('KVM_SET_MSRS', 0x4008ae89, `${x86} msr_io() 7.2`, [msrs(false, false)], 'trailing-array'),
  ...[setAttr, getAttr, hasAttr].map((number) =>
    driverCommand(
      `KVM_${['SET', 'GET', 'HAS'][number - setAttr]}_DEVICE_ATTR`,
      number,
      `${x86} kvm_vcpu_ioctl_device_attr() 7.2`,
      [attribute(({ kvm }) => kvm?.vcpuAttributes, 8)],
      'kvm-device-attr',
    ),
  ),
];

const noAccessor: Action = (sim) => sim.stop('GATE', 'EPERM', 'The device has no get_attr; the argument is not read.');

const deviceCommands: readonly DriverCommand[] = [
  driverCommand(
    'KVM_SET_DEVICE_ATTR',
    setAttr,
    'virt/kvm/vfio.c kvm_vfio_set_attr() 7.2',
    [attribute(({ kvm }) => kvm?.vfioAttributes, 0, vfioSet)],
    'kvm-device-attr',
  ),
  driverCommand('KVM_GET_DEVICE_ATTR', getAttr, `${main} kvm_device_ioctl_attr() 7.2`, [noAccessor], 'kvm-device-attr'),
  driverCommand(
    'KVM_HAS_DEVICE_ATTR',
    hasAttr,
    'virt/kvm/vfio.c kvm_vfio_has_attr() 7.2',
    [attribute(({ kvm }) => kvm?.vfioAttributes, 0)],
    'kvm-device-attr',
  ),
];

const numbers = (commands: readonly DriverCommand[]): readonly number[] => commands.map(({ number }) => number);

const wrongType: Action = (sim, request) =>
  bound(sim, request) ??
  (request.command.type === 0xae ? undefined : sim.stop('MATCH', 'EINVAL', 'The type is not that of KVM.'));

export const kvmDrivers: Readonly<Record<string, Driver>> = {
  '/dev/kvm': {
    source: `${main} kvm_dev_ioctl() 7.2`,
    commands: systemCommands,
    fallback: fallback('EINVAL', numbers(systemCommands)),
    compat: 'same',
  },
  'kvm-vm': {
    source: `${main} kvm_vm_ioctl() 7.2`,
    gate: bound,
    commands: vmCommands,
    fallback: fallback('ENOTTY', numbers(vmCommands)),
    compat: 'same',
  },
  'kvm-vcpu': {
    source: `${main} kvm_vcpu_ioctl() 7.2`,
    gate: wrongType,
    commands: vcpuCommands,
    fallback: fallback('EINVAL', numbers(vcpuCommands)),
    compat: 'same',
  },
  'kvm-device:vfio': {
    source: `${main} kvm_device_ioctl() 7.2`,
    gate: bound,
    commands: deviceCommands,
    fallback: unknownCommand('ENOTTY'),
    compat: 'same',
  },
};
