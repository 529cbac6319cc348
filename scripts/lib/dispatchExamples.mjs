// The worked examples of docs/dispatch/: for each model the calls that show what is special about it. Sizes and bytes
// are those of the kernel's own users where they are small enough to read.

const bytes = (hex) => Uint8Array.from(hex.replace(/\s/g, '').match(/../g) ?? [], (byte) => parseInt(byte, 16));
const rw = (type, nr) => ({ direction: 'rw', type, nr });
const sized = (callerSize, kernelSize, minSize, hex = '') => ({ callerSize, kernelSize, minSize, bytes: bytes(hex) });

/** @type {Record<string, readonly { title: string, [option: string]: unknown }[]>} */
export const examples = {
  switch: [
    { title: 'A structure that grew is another command', command: rw(0x50, 1), ...sized(24, 16, 16) },
    {
      title: 'The number says 4 bytes, 40 are read (TUNSETIFF)',
      command: { direction: 'w', type: 0x54, nr: 202 },
      ...sized(4, 4, 4),
      parameters: { in: 40 },
    },
  ],
  kivity: [
    {
      title: 'Equal sizes',
      command: rw(0x6b, 5),
      ...sized(8, 8, 8, '07000000'),
      handler: { writes: [{ offset: 4, bytes: bytes('09000000') }] },
    },
    {
      title: 'Read-only, without zeroing: old stack bytes leak',
      command: { direction: 'r', type: 0x6b, nr: 6 },
      ...sized(8, 8, 8),
      parameters: { 'zero-read-only': false },
      handler: { writes: [{ offset: 0, bytes: bytes('01000000') }] },
    },
    {
      title: 'The conversion of KVM_GET_MSRS in patch 3',
      command: rw(0xae, 0x88),
      ...sized(8, 8, 8, '01000000'),
      parameters: { 'kvm-array': true },
    },
  ],
  'kivity-extensible': [
    {
      title: 'An older caller',
      command: rw(0x6b, 5),
      ...sized(4, 8, 4, '07000000'),
      handler: { writes: [{ offset: 4, bytes: bytes('09000000') }] },
    },
    {
      title: 'A newer caller with a new field: dropped in silence',
      command: rw(0x6b, 5),
      ...sized(12, 8, 4, '070000000000000005000000'),
    },
  ],
  'kivity-begin-end': [
    { title: 'Equal sizes', command: rw(0x6b, 5), ...sized(8, 8, 8, '07000000') },
    {
      title: 'A driver that forgets end()',
      command: rw(0x6b, 5),
      ...sized(8, 8, 8, '07000000'),
      parameters: { 'forgets-end': true },
    },
  ],
  fwctl: [
    {
      title: 'FWCTL_RPC from a newer caller with a zero tail',
      command: { direction: 'none', type: 0x9a, nr: 1 },
      ...sized(40, 32, 32),
    },
    {
      title: 'The same with a new field set',
      command: { direction: 'none', type: 0x9a, nr: 1 },
      ...sized(40, 32, 32, `${'00'.repeat(32)}01`),
    },
    {
      title: 'Another thread changes the size between the two fetches',
      command: { direction: 'none', type: 0x9a, nr: 1 },
      ...sized(32, 32, 32),
      mutations: [{ beforeEvent: 4, offset: 0, bytes: bytes('ff0f0000') }],
    },
  ],
  iommufd: [
    { title: 'An older caller', command: { direction: 'none', type: 0x3b, nr: 0x81 }, ...sized(12, 16, 12) },
    {
      title: 'A size word that faults: EFAULT, whatever the number is',
      command: { direction: 'none', type: 0x3b, nr: 0x81 },
      ...sized(12, 12, 12),
      faultAt: 2,
    },
  ],
  liveupdate: [
    {
      title: 'A number outside the table is EINVAL',
      command: { direction: 'none', type: 0xba, nr: 1 },
      number: 0xba00,
      ...sized(16, 16, 8),
    },
  ],
  'size-argument': [
    { title: 'openat2() with a zero tail', command: rw(0, 0), ...sized(32, 24, 24) },
    {
      title: 'openat2(): a head that faults behind a tail that is not zero is E2BIG',
      command: rw(0, 0),
      ...sized(40, 24, 24, `${'00'.repeat(30)}01`),
      faultAt: 32,
    },
    {
      title: 'sched_getattr(): the tail is cleared, then the head is written',
      command: rw(0, 0),
      ...sized(64, 56, 48, 'a5'.repeat(64)),
      parameters: { variant: 'sched_getattr' },
    },
  ],
  'check-tail-copy-min': [{ title: 'No size is too small', command: rw(0, 0), ...sized(8, 168, 0, '01') }],
  'size-in-struct': [
    {
      title: 'sched_setattr(): too small is E2BIG, and the kernel tells its size',
      command: rw(0, 0),
      ...sized(16, 56, 48, '10000000'),
      parameters: { variant: 'sched_setattr' },
    },
    { title: 'statmount()', command: rw(0, 0), ...sized(32, 32, 24) },
  ],
  'ioc-size-extensible': [
    {
      title: 'PIDFD_GET_INFO from a newer caller: the tail is cleared',
      command: rw(0xff, 11),
      ...sized(80, 72, 64, `${'00'.repeat(8)}${'a5'.repeat(72)}`),
    },
    {
      title: 'NS_MNT_GET_INFO from a newer caller: the tail keeps what was there',
      command: { direction: 'r', type: 0xb7, nr: 10 },
      ...sized(24, 16, 16, 'a5'.repeat(24)),
      parameters: { variant: 'nsfs' },
    },
    { title: 'A size below the first version is no such command', command: rw(0xff, 11), ...sized(56, 72, 64) },
  ],
  'ioc-key': [
    {
      title: 'SECCOMP_IOCTL_NOTIF_ADDFD from a newer caller',
      command: { direction: 'w', type: 0x21, nr: 3 },
      ...sized(32, 24, 24),
    },
  ],
  'must-be-zero': [
    {
      title: 'SECCOMP_IOCTL_NOTIF_RECV with a byte set',
      command: rw(0x21, 0),
      ...sized(80, 80, 80, `${'00'.repeat(40)}01`),
    },
  ],
  drm: [
    {
      title: 'A newer caller: its field is ignored and echoed back',
      command: rw(0x64, 0x40),
      ...sized(24, 16, 8, `${'00'.repeat(16)}05`),
    },
    {
      title: 'The handler fails, and the buffer goes back all the same',
      command: rw(0x64, 0x40),
      ...sized(16, 16, 8),
      handler: { errno: 'EBUSY', writes: [{ offset: 8, bytes: bytes('aabb') }] },
    },
  ],
  v4l2: [
    {
      title: 'An unknown command with a bad pointer is EFAULT',
      command: { direction: 'w', type: 0x56, nr: 99 },
      ...sized(24, 16, 16),
      faultAt: 8,
    },
  ],
  'vfio-argsz': [
    {
      title: 'REGION_INFO, argsz without room for one capability',
      command: { direction: 'none', type: 0x3b, nr: 0x6c },
      ...sized(32, 32, 32),
      parameters: { caps: 16, 'cap-offset': 12 },
    },
    {
      title: 'The second call, with the argsz that the first one asked for',
      command: { direction: 'none', type: 0x3b, nr: 0x6c },
      ...sized(48, 32, 32),
      parameters: { caps: 16, 'cap-offset': 12 },
    },
  ],
  'vfio-mediated': [
    {
      title: 'Unregistered while open: freed while in use',
      command: rw(0, 0),
      ...sized(0, 0, 0),
      parameters: { script: 'register:a,open,unregister:a,rw,release' },
    },
    {
      title: 'Never opened: the count falls below 0',
      command: rw(0, 0),
      ...sized(0, 0, 0),
      parameters: { script: 'register:a,unregister:a' },
    },
    {
      title: 'Every provider declines: open fails with the device enabled',
      command: rw(0, 0),
      ...sized(0, 0, 0),
      parameters: { script: 'register:a,open-declined' },
    },
  ],
  'kvm-device-attr': [
    {
      title: 'KVM_GET_DEVICE_ATTR: declared _IOW, writes behind addr',
      command: { direction: 'w', type: 0xae, nr: 0xe2 },
      ...sized(24, 24, 24, `${'00'.repeat(16)}1800000000 7f0000`),
      number: 0x4018aee2,
    },
    {
      title: 'KVM_HAS_DEVICE_ATTR leaves the payload alone',
      command: { direction: 'w', type: 0xae, nr: 0xe3 },
      ...sized(24, 24, 24),
      number: 0x4018aee3,
    },
  ],
  'trailing-array': [
    {
      title: 'KVM_GET_MSR_INDEX_LIST, count too small: the real count is left in the header',
      command: rw(0xae, 2),
      ...sized(4, 4, 4, '01000000'),
      parameters: { variant: 'msr-index-list' },
    },
    {
      title: 'KVM_GET_MSRS with two entries',
      command: rw(0xae, 0x88),
      number: 0xc008ae88,
      ...sized(40, 8, 8, '02000000 00000000 74010000'),
    },
  ],
  'header-then-memdup': [
    {
      title: 'AUTOFS_DEV_IOCTL_VERSION with a path',
      command: rw(0x93, 0x71),
      ...sized(32, 24, 24, '0100000000000000 20000000ffffffff 0000000000000000 2f78000000000000'),
    },
    {
      title: 'device-mapper: an unknown version',
      command: rw(0xfd, 0),
      ...sized(312, 312, 305, '05000000'),
      parameters: { variant: 'device-mapper' },
    },
  ],
  'copy-before-match': [
    {
      title: 'An unknown command succeeds',
      command: { direction: 'none', type: 0x94, nr: 250 },
      number: 0xeeee,
      ...sized(64, 4096, 4096),
    },
  ],
  'vhost-batch': [
    {
      title: 'A: flags, then the descriptor, for each slot',
      command: rw(0, 0),
      ...sized(48, 48, 16, `${`${'00'.repeat(14)}8000`.repeat(2)}${'00'.repeat(16)}`),
      parameters: { batch: 3 },
    },
    {
      title: 'C: one window over the batch',
      command: rw(0, 0),
      ...sized(48, 48, 16, `${`${'00'.repeat(14)}8000`.repeat(2)}${'00'.repeat(16)}`),
      parameters: { batch: 3, strategy: 'window' },
    },
    {
      title: 'D: one copy of the batch',
      command: rw(0, 0),
      ...sized(48, 48, 16, `${`${'00'.repeat(14)}8000`.repeat(2)}${'00'.repeat(16)}`),
      parameters: { batch: 3, strategy: 'copy-all' },
    },
  ],
  vfs: [
    { title: 'FIOCLEX never reaches the driver', command: rw(0, 0), number: 0x5451, ...sized(4, 4, 4) },
    { title: 'FIOCLEX with size bits is unknown to everybody', command: rw(0, 0), number: 0x45451, ...sized(4, 4, 4) },
    {
      title: 'FIONREAD on a terminal across a fault',
      command: rw(0, 0),
      number: 0x541b,
      ...sized(4, 4, 4, 'a5a5a5a5'),
      faultAt: 2,
      parameters: { descriptor: 'pty-master' },
    },
  ],
};
