/**
 * What drivers say to the content of an argument, by the code of Linux 6.18: a command, its argument and the answer. Where the
 * machine decides, the answer is the fact that is missing. `drivers.test.ts` has the rest: every command with arguments of
 * many kinds.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryOf } from '../replay/recordedCall.js';
import { buffer, type Field, raw, replayed, structure, verdicts } from '../replay/testing/verdicts.js';

type Row = readonly [what: string, command: number, layout: object, verdict: string];

const error = (errno: string): string => `the call fails with ${errno}`;
const missing = (fact: string): string => `unsupported: fact ${fact}`;
const zero = 'the call returns 0';

function check(kind: string, rows: readonly Row[], facts: object = {}, more: object = {}): void {
  const vectors = rows.map(([, cmd, layout]) => ({ call: { syscall: 'ioctl', fd_kind: kind, cmd, ...more }, layout }));
  const answers = verdicts(vectors, facts);
  assert.deepEqual(
    rows.map(([what], index) => `${what}: ${answers[index]}`),
    rows.map(([what, , , verdict]) => `${what}: ${verdict}`),
  );
}

/** A structure whose 32-bit words are given. */
const words = (size: number, ...values: readonly number[]): object =>
  buffer(structure(size, ...values.map((value, index): Field => [index * 4, 4, value])));

const page = (...fields: readonly Field[]): object => buffer(structure(4096, ...fields));
const named = (name: string): object => page(...[...name].map((c, at): Field => [8 + at, 1, c.charCodeAt(0)]));

test('the VFS', () => {
  const preallocate = (...fields: readonly Field[]): object => buffer(structure(48, ...fields));
  const [RESVSP, FIEMAP] = [0x40305828, 0xc020660b];
  check('regular-ext4', [
    ['a range', RESVSP, preallocate([16, 8, 4096]), zero],
    [
      'a range from the current position',
      RESVSP,
      preallocate([2, 2, 1], [16, 8, 4096]),
      missing('the position and the size of the file'),
    ],
    ['a range from nowhere', RESVSP, preallocate([2, 2, 3], [16, 8, 4096]), error('EINVAL')],
    ['2 GiB', RESVSP, preallocate([16, 8, 2 ** 31]), missing('the free space of the filesystem')],
    ['extents counted', FIEMAP, words(32, 0, 0, 4096, 0, 0, 0, 0), zero],
    ['extents asked for', FIEMAP, words(32, 0, 0, 4096, 0, 0, 0, 1), missing('the extents of the file')],
  ]);
  check(
    'regular-ext4',
    [['FS_IOC32_SETFLAGS', 0x40046602, words(4, 0), missing('the attributes of the file')]],
    {},
    { abi: 'i386' },
  );
  check('regular-ext4', [['FS_IOC32_GETFLAGS', 0x80046601, words(4, 0), zero]], {}, { abi: 'i386' });
});

test('a namespace: extensible commands have 16 bytes at least', () => {
  check('nsfs:mnt', [
    ['NS_MNT_GET_NEXT', 0x8010b70b, words(16), missing('the mount namespaces of the machine')],
    ['the same with 8 bytes', 0x8008b70b, words(16), error('ENOTTY')],
    ['the same the other way', 0x4010b70b, words(16), error('ENOTTY')],
  ]);
});

test('the listener of seccomp', () => {
  const [SEND, ADDFD] = [0xc0182101, 0x40182103];
  const response = (value: number, errno: number, flags: number): object => words(24, 0, 0, value, 0, errno, flags);
  const added = (flags: number, source: number, target: number, targetFlags = 0): object =>
    words(24, 0, 0, flags, source, target, targetFlags);
  const rows: readonly Row[] = [
    ['a value', SEND, response(5, 0, 0), error('ENOENT')],
    ['the call goes on', SEND, response(0, 0, 1), error('ENOENT')],
    ['the call goes on, with a value', SEND, response(5, 0, 1), error('EINVAL')],
    ['the call goes on, with an errno', SEND, response(0, 5, 1), error('EINVAL')],
    ['an unknown flag', SEND, response(0, 0, 2), error('EINVAL')],
    ['standard input', ADDFD, added(0, 0, 0), error('ENOENT')],
    ['an unknown flag of ADDFD', ADDFD, added(4, 0, 0), error('EINVAL')],
    ['a number without SETFD', ADDFD, added(0, 0, 7), error('EINVAL')],
    ['a number with SETFD', ADDFD, added(1, 0, 7), error('ENOENT')],
    ['a flag of the new descriptor', ADDFD, added(0, 0, 0, 1), error('EINVAL')],
    ['a descriptor that may be open', ADDFD, added(0, 7, 0), missing('which descriptors are open')],
    ['a descriptor that is not', ADDFD, added(0, 5000, 0), error('EBADF')],
  ];
  check('seccomp-listener', rows, { ksize: { SECCOMP_IOCTL_NOTIF_ADDFD: 24 } });
});

test('numbers that no table describes are not called unknown', () => {
  check('perf-event', [
    ['PERF_EVENT_IOC_SET_OUTPUT', 0x2405, raw(0), missing('the perf command 5')],
    ['a number that perf never had', 0x240c, raw(0), error('ENOTTY')],
    ['a command of another type', 0x2505, raw(0), error('ENOTTY')],
  ]);
  check('/dev/loop7(unbound)', [
    ['BLKRRPART', 0x125f, raw(0), missing('block command 95')],
    ['the same with size bits', 0x4004125f, raw(0), error('EINVAL')],
    ['BLKBSZSET', 0x40081271, raw(0), missing('block command 113')],
    ['LOOP_CHANGE_FD', 0x4c06, raw(0), missing('loop command 6')],
    ['LOOP_SET_BLOCK_SIZE', 0x4c09, raw(0), missing('loop command 9')],
    ['IOC_OPAL_SAVE', 0x411870dc, raw(0), missing('a command of type 112 on a block device')],
    ['a command below those of OPAL', 0x411870c7, raw(0), error('EINVAL')],
    ['HDIO_GETGEO', 0x301, raw(0), missing('a command of type 3 on a block device')],
    ['CDROMEJECT', 0x5309, raw(0), missing('a command of type 83 on a block device')],
    ['SG_IO', 0x2285, raw(0), missing('a command of type 34 on a block device')],
  ]);
  check('/dev/loop-control', [['LOOP_CTL_GET_FREE', 0x4c82, raw(0), missing('loop_devices')]]);
  check('/dev/loop-control', [['LOOP_CTL_GET_FREE', 0x4c82, raw(0), zero]], { loop_devices: 'loop0 to loop7' });
  check('/dev/fuse', [
    ['FUSE_DEV_IOC_BACKING_OPEN', 0x4010e501, raw(0), missing('the connection of the fuse descriptor')],
    ['a number that fuse never had', 0x4010e510, raw(0), error('ENOTTY')],
  ]);
});

test('userfaultfd: ranges', () => {
  const [REGISTER, UNREGISTER, WAKE, COPY] = [0xc020aa00, 0x8010aa01, 0x8010aa02, 0xc028aa03];
  const range = (start: number, length: number, mode = 1): object =>
    buffer(structure(32, [0, 8, start], [8, 8, length], [16, 8, mode]));
  check('userfaultfd', [
    ['a page', REGISTER, range(0x100000, 4096), missing('the mappings of the caller')],
    ['a page that may be below mmap_min_addr', REGISTER, range(4096, 4096), missing('mmap_min_addr')],
    ['half a page', REGISTER, range(0x100000, 2048), error('EINVAL')],
    ['a page beyond user space', REGISTER, range(2 ** 47, 4096), error('EINVAL')],
    ['no mode', REGISTER, range(0x100000, 4096, 0), error('EINVAL')],
    ['a page of a mapping', UNREGISTER, range(0x100000, 4096), missing('the mappings of the caller')],
    ['nobody waits', WAKE, range(0x100000, 4096), zero],
    ['UFFDIO_COPY', COPY, range(0, 0), missing('the userfaultfd command 3')],
    ['UFFDIO_COPY with other size bits', 0xc020aa03, range(0, 0), error('EINVAL')],
  ]);
});

test('the control device of btrfs reads a page and a name before the number', () => {
  const [SCAN, FORGET, READY, FEATURES] = [0x50009404, 0x50009405, 0x90009427, 0x80489439];
  const readonly = { ...page(), readonly: true };
  check('/dev/btrfs-control', [
    ['no name', SCAN, page(), error('ENOENT')],
    ['no name to forget', FORGET, page(), missing('the btrfs volumes that are registered')],
    ['a name that is none', READY, named('/nonexistent'), error('ENOENT')],
    ['a name', SCAN, named('/dev/sda'), missing('what /dev/sda is')],
    ['the features', FEATURES, page(), zero],
    ['the features, without a place for them', FEATURES, readonly, error('EFAULT')],
    ['the features, without a page', FEATURES, words(72), error('EFAULT')],
    ['an unknown command', 0x94ff, page(), zero],
  ]);
});

test('autofs: the descriptor that the header names', () => {
  const number = (nr: number): number => 0xc0189300 + nr;
  const header = (fd: number, size = 24): object => words(Math.max(size, 24), 1, 1, size, fd);
  const path = buffer(structure(32, [0, 4, 1], [4, 4, 1], [8, 4, 32], [24, 1, 0x2f]));
  const unknown = missing('which descriptors are open');
  check('/dev/autofs', [
    ['AUTOFS_DEV_IOCTL_VERSION', number(0x71), header(0), zero],
    ['OPENMOUNT', number(0x74), path, missing('the autofs mounts')],
    ['ISMOUNTPOINT', number(0x7e), path, missing('the autofs mounts')],
    ['CLOSEMOUNT of none', number(0x75), header(0xffffffff), error('EBADF')],
    ['CLOSEMOUNT', number(0x75), header(5), unknown],
    ['READY of none', number(0x76), header(5000), error('EBADF')],
    ['READY of what is no mount', number(0x76), header(1), error('EINVAL')],
    ['READY', number(0x76), header(5), unknown],
  ]);
});

test('KVM: model-specific registers until the first that is refused', () => {
  const kvm = { readable_msrs: ['0x174'], unknown_msrs: ['0xdeadbeef'] };
  const [GET_MSRS, entries] = [0xc008ae88, [0x174, 0xdeadbeef, 0x999]];
  const list = (...indices: readonly number[]): object =>
    words(8 + indices.length * 16, indices.length, 0, ...indices.flatMap((index) => [index, 0, 0, 0]));
  check(
    'kvm-vcpu',
    [
      ['the second is refused', GET_MSRS, list(...entries), 'the call returns 1'],
      ['the first is refused', GET_MSRS, list(0xdeadbeef), zero],
      ['one that nobody knows of', GET_MSRS, list(0x999), missing('kvm.readable_msrs: 0x00000999')],
    ],
    { kvm },
  );
  // Which registers /dev/kvm itself reads, the facts do not tell.
  check('/dev/kvm', [['a register', GET_MSRS, list(0x174), missing('kvm.readable_msrs: 0x00000174')]], { kvm });
});

test('KVM: the device and its attributes', () => {
  const facts = { kvm: { vfio_device_type: 4, vfio_attrs: [[1, 1]] } };
  const CREATE = 0xc00caee0;
  check(
    'kvm-vm',
    [
      ['a device', CREATE, words(12, 4, 0, 0), zero],
      ['whether there is such a device', CREATE, words(12, 4, 0, 1), zero],
      ['a device that is none', CREATE, words(12, 5, 0, 0), error('ENODEV')],
      [
        'a device, without a place for its descriptor',
        CREATE,
        { ...words(12, 4, 0, 0), readonly: true },
        error('EFAULT'),
      ],
    ],
    facts,
  );
  const created = [0, 1].map((flags) => ({
    call: { syscall: 'ioctl', fd_kind: 'kvm-vm', cmd: CREATE },
    layout: words(12, 4, 0, flags),
  }));
  // KVM_CREATE_DEVICE_TEST makes no descriptor.
  assert.deepEqual(
    replayed(created, facts).map(({ prediction }) =>
      prediction?.written.map(([from, to, by]) => `${from}-${to} ${by}`),
    ),
    [['0-4 user', '4-8 handler', '8-12 user'], ['0-12 user']],
  );
  const SET = 0x4018aee1;
  const attribute = (fill: number, more: object = {}): object => ({
    attr: { group: 1, attr: 1, payload: 'buffer', payload_accessible: 4, payload_before_fill: fill, ...more },
  });
  const vfio = (verdict: string): readonly Row[] => [['FILE_ADD', SET, words(24), verdict]];
  check('kvm-device:vfio', vfio(error('EBADF')), facts, attribute(0xff));
  check('kvm-device:vfio', vfio(error('EINVAL')), facts, attribute(0));
  check('kvm-device:vfio', vfio(error('EFAULT')), facts, attribute(0, { payload_accessible: undefined }));
  check('kvm-device:vfio', vfio(error('EFAULT')), facts, attribute(0, { payload: 'null' }));
  check('kvm-device:vfio', vfio(error('ENXIO')), facts, attribute(0, { group: undefined, attr: undefined }));
  check('kvm-device:vfio', vfio(error('EINVAL')), facts, attribute(0, { payload_before_fill: undefined }));
  // Without such a list the argument's own bytes count; this one points behind itself, to descriptor 5.
  const layout = {
    pointer: 'buffer',
    value: 0n,
    faultBefore: 0,
    accessible: 28,
    startMod8: 0,
    isReadonly: false,
  } as const;
  const { address } = memoryOf({ ...layout, before: new Uint8Array() });
  const pointing = structure(28, [4, 4, 1], [8, 8, 1], [16, 8, address + 24], [24, 4, 5]);
  check('kvm-device:vfio', [['FILE_ADD', SET, buffer(pointing), missing('which descriptors are open')]], facts);
});
