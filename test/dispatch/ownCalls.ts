/**
 * Calls that only one model understands: numbers, versions, counts and paths as its kernel code expects them, and the same
 * with one thing wrong. The calls of `traces.ts` go through every model and end early in these.
 */
import { type DispatchRequest, randomBytes } from 'uapi-language-server/core';

export interface Situation {
  readonly name: string;
  readonly change: Partial<DispatchRequest>;
}

/** Where `simulateCall` puts the argument: what a pointer inside of it is made from. */
const base = 0x7f00_0000_0000;

type Part = number | bigint | string;

/** Little-endian words of 4 bytes for numbers, of 8 for bigints, and the characters of texts. */
function bytesOf(parts: readonly Part[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const part of parts) {
    if (typeof part === 'number') view.setUint32(at, part, true);
    else if (typeof part === 'bigint') view.setBigUint64(at, part, true);
    else bytes.set(new TextEncoder().encode(part), at);
    at += typeof part === 'number' ? 4 : typeof part === 'bigint' ? 8 : part.length;
  }
  return bytes;
}

const call = (
  name: string,
  length: number,
  parts: readonly Part[],
  more: Partial<DispatchRequest> = {},
): Situation => ({
  name,
  change: { callerSize: length, bytes: bytesOf(parts, length), fillsSizeWord: false, ...more },
});

/** struct autofs_dev_ioctl: version, size, descriptor, 8 bytes of arguments, path. */
function autofsCalls(): readonly Situation[] {
  const autofs = (nr: number): Partial<DispatchRequest> => ({ command: { direction: 'rw', type: 0x93, nr } });
  const version = 0x71;
  const openMount = 0x74;
  const timeout = 0x7a;
  const isMountPoint = 0x7e;
  const path = (text: string, nr: number, size = 32): Situation =>
    call(
      `autofs 0x${nr.toString(16)}, path '${text.replaceAll('\0', '\\0')}', size ${size}`,
      32,
      [1, 1, size, 7, 0, 0, text],
      autofs(nr),
    );
  return [
    call('autofs, version', 24, [1, 1, 24, 7], autofs(version)),
    call('autofs, size 23', 24, [1, 1, 23, 7], autofs(version)),
    call('autofs, version 1.0', 24, [1, 0, 24, 7], autofs(version)),
    call('autofs, version 1.2', 24, [1, 2, 24, 7], autofs(version)),
    call('autofs, version 2.1', 24, [2, 1, 24, 7], autofs(version)),
    call('autofs, a fault in the header', 24, [1, 1, 24, 7], { ...autofs(version), faultAt: 20 }),
    call('autofs, a fault in the path', 32, [1, 1, 32, 7, 0, 0, '/a'], { ...autofs(openMount), faultAt: 28 }),
    call('autofs, read-only', 24, [1, 1, 24, 7], { ...autofs(version), isReadonly: true }),
    call('autofs, handler fails', 24, [1, 1, 24, 7], { ...autofs(version), handler: { writes: [], errno: 'EBUSY' } }),
    call('autofs, largest path', 32, [1, 1, 24 + 4096, 7, 0, 0, '/a'], autofs(openMount)),
    call('autofs, a path that is too long', 32, [1, 1, 24 + 4097, 7, 0, 0, '/a'], autofs(openMount)),
    call('autofs, another size on the second fetch', 32, [1, 1, 32, 7, 0, 0, '/a'], {
      ...autofs(openMount),
      mutations: [{ beforeEvent: 3, offset: 8, bytes: Uint8Array.of(99) }],
    }),
    ...[0x70, 0x71, 0x72, 0x7d, 0x7e, 0x7f].map((nr) =>
      call(`autofs 0x${nr.toString(16)}, not permitted`, 24, [1, 1, 24, 7], {
        ...autofs(nr),
        parameters: { permitted: false },
      }),
    ),
    ...[version, openMount, timeout, isMountPoint, 0x7b].map((nr) =>
      call(`autofs 0x${nr.toString(16)}, no path`, 24, [1, 1, 24, 7], autofs(nr)),
    ),
    ...[version, openMount, timeout].flatMap((nr) =>
      ['/a\0', 'name\0', '\0', '/2345678', '12345678', 'a\0/', '/', 'a'].map((text) => path(text, nr)),
    ),
  ];
}

/** struct dm_ioctl: version, data_size at 12, 305 bytes up to its padding. */
function deviceMapperCalls(): readonly Situation[] {
  const more: Partial<DispatchRequest> = {
    command: { direction: 'rw', type: 0xfd, nr: 3 },
    parameters: { variant: 'device-mapper' },
  };
  const sized = (size: number, extra: Partial<DispatchRequest> = {}, note = ''): Situation =>
    call(`device-mapper, data_size ${size}${note}`, 320, [4, 0, 0, size], { ...more, ...extra });
  return [
    ...[0, 304, 305, 312, 320].map((size) => sized(size)),
    ...[8, 100, 304, 310].map((faultAt) => sized(312, { faultAt }, `, fault at ${faultAt}`)),
    sized(312, { isReadonly: true }, ', read-only'),
    sized(0xffffffff),
    sized(305, { handler: { writes: [{ offset: 4, bytes: Uint8Array.of(9) }] } }, ', handler writes'),
    ...[
      [3, 0],
      [4, 50],
      [4, 51],
      [5, 0],
    ].map(([major, minor]) => call(`device-mapper, version ${major}.${minor}`, 320, [major, minor, 0, 312], more)),
    sized(312, { number: 0xc138fe03 }, ', another type'),
    sized(312, { number: 0xc138fd04 }, ', another number'),
    sized(312, { parameters: { variant: 'device-mapper', permitted: false } }, ', not permitted'),
  ];
}

/** struct kvm_device_attr: flags, group, attr, addr; the payload lies at 40. */
function attributeCalls(): readonly Situation[] {
  const numbers = { set: 0x4018aee1, get: 0x4018aee2, has: 0x4018aee3 };
  return Object.entries(numbers).flatMap(([name, number]) => {
    const attribute = (what: string, address: bigint, more: Partial<DispatchRequest> = {}): Situation =>
      call(`${name}, ${what}`, 64, [0, 1, 2n, address, 0n, '01234567'], { number, ...more });
    const payload = BigInt(base) + 40n;
    return [
      attribute('payload', payload),
      attribute('payload of 16', payload, { parameters: { 'payload-size': 16 } }),
      attribute('no payload', 0n, { parameters: { 'payload-size': 0 } }),
      attribute('payload at NULL', 0n),
      attribute('payload in the kernel', 0xffff_8880_0000_0000n),
      attribute('payload at the end of user space', 2n ** 47n - 4096n),
      attribute('fault in the payload', payload, { faultAt: 44 }),
      attribute('fault in the argument', payload, { faultAt: 20 }),
      attribute('read-only', payload, { isReadonly: true }),
      attribute('handler fails', payload, { handler: { writes: [], errno: 'EBUSY' } }),
      attribute('handler writes', payload, { handler: { writes: [{ offset: 2, bytes: Uint8Array.of(0xee) }] } }),
      attribute('unknown attribute', payload, { parameters: { known: false } }),
      attribute('no accessor', payload, { parameters: { 'has-accessor': false } }),
    ];
  });
}

function arrayCalls(): readonly Situation[] {
  const situations = ['msr-index-list', 'cpuid', 'msrs'].flatMap((variant) =>
    [0, 1, 2, 3, 4, 255, 256].flatMap((count) => {
      const array = (what: string, parameters: object, more: Partial<DispatchRequest> = {}): Situation =>
        call(`${variant}, count ${count}${what}`, 160, [count, 0, 'behind the header'], {
          ...more,
          kernelSize: 160,
          parameters: { variant, ...parameters },
        });
      return [
        array('', {}),
        ...(count < 3 ? [array(', none available', { available: 0 }), array(', one available', { available: 1 })] : []),
        ...(count === 3
          ? [
              array(', fault in the array', {}, { faultAt: 17 }),
              array(', fault in the header', {}, { faultAt: 3 }),
              array(', read-only', {}, { isReadonly: true }),
            ]
          : []),
      ];
    }),
  );
  const msrs = [0, 1, 2, 3].flatMap((handled) =>
    [true, false].map((writes) =>
      call(`msrs, ${handled} of 2 handled${writes ? '' : ', not written back'}`, 40, [2, 0, 1n, 2n, 3n, 4n], {
        kernelSize: 40,
        parameters: { handled, 'write-back': writes },
      }),
    ),
  );
  return [...situations, ...msrs];
}

function argszCalls(): readonly Situation[] {
  const info = (what: string, argsz: number, flags: number, more: Partial<DispatchRequest> = {}): Situation =>
    call(`argsz ${argsz}, flags ${flags}${what}`, 64, [argsz, flags, 0x11, 0x22, 0x33, 0x44], more);
  return [
    ...[15, 16, 17, 24, 31, 32, 40, 64].flatMap((argsz) => [
      info('', argsz, 0),
      info(', 8 bytes of capabilities', argsz, 1, { parameters: { caps: 8 } }),
      info(', 9 bytes of capabilities', argsz, 8, { parameters: { caps: 9, 'cap-offset': 12 } }),
      info(', all goes back', argsz, 9, { parameters: { out: 'argsz' } }),
    ]),
    ...[0, 1, 3, 4, 7].map((flags) => info(', flags 3 known', 24, flags, { parameters: { 'flags-known': 3 } })),
    info(', cap_offset at 0', 64, 0, { parameters: { caps: 8, 'cap-offset': 0 } }),
    info(', no flag known', 24, 1, { parameters: { 'flags-known': 0 } }),
    info(', capabilities cannot be written', 64, 0, { parameters: { caps: 16 }, faultAt: 30 }),
    info(', the kernel is older than its first version', 64, 0, { kernelSize: 8, parameters: { caps: 8 } }),
  ];
}

/** Descriptors of 16 bytes, whose flags at byte 14 have bit 7 where they are valid. */
function batchCalls(): readonly Situation[] {
  const ring = (valid: readonly boolean[]): Uint8Array =>
    Uint8Array.from({ length: valid.length * 16 }, (_, at) => (at % 16 === 14 && valid[(at - 14) / 16] ? 0x80 : at));
  const rings: readonly (readonly [string, Uint8Array])[] = [
    ['none valid', ring([false, true])],
    ['one valid', ring([true, false, true])],
    ['three valid', ring([true, true, true])],
  ];
  return ['get-copy', 'outer-window', 'window', 'copy-all'].flatMap((strategy) =>
    rings.flatMap(([what, bytes]) =>
      [
        { name: '', change: {}, parameters: { batch: 3 } },
        { name: ', batch of 2', change: {}, parameters: { batch: 2 } },
        { name: ', batch of 0', change: {}, parameters: { batch: 0 } },
        { name: ', batch below 0', change: {}, parameters: { batch: -1 } },
        { name: ', flags from the copy', change: {}, parameters: { batch: 3, 'flags-from-copy': true } },
        { name: ', translated', change: {}, parameters: { batch: 2, translates: true } },
        { name: ', fault in the first', change: { faultAt: 15 }, parameters: { batch: 3 } },
        { name: ', fault in the second', change: { faultAt: 31 }, parameters: { batch: 3 } },
      ].map(({ name, change, parameters }) => ({
        name: `${strategy}, ${what}${name}`,
        change: { callerSize: bytes.length, bytes, ...change, parameters: { strategy, ...parameters } },
      })),
    ),
  );
}

/** Sizes around the 128 bytes up to which buffers lie on the stack, and above what is to be had at all. */
const large: readonly Situation[] = [127, 128, 129, 256, 4096, 8191].flatMap((size) => [
  { name: `size ${size}, same kernel`, change: { callerSize: size, kernelSize: size, bytes: randomBytes(size, size) } },
  { name: `size ${size}`, change: { callerSize: size, bytes: randomBytes(size, size) } },
]);

const name = (text: string, more: Partial<DispatchRequest> = {}): Partial<DispatchRequest> => ({
  callerSize: 4096,
  kernelSize: 4096,
  bytes: bytesOf([0n, text], 4096),
  ...more,
});

const volumes: readonly Situation[] = [
  { name: 'a volume', change: name('/dev/x') },
  { name: 'a volume, handler fails', change: name('/dev/x', { handler: { writes: [], errno: 'EBUSY' } }) },
  { name: 'a volume, unknown command', change: name('/dev/x', { number: 0x50009499 }) },
  { name: 'a volume, not permitted', change: name('/dev/x', { parameters: { permitted: false } }) },
  { name: 'a name without NUL', change: name('x'.repeat(4088)) },
  { name: 'a name whose last byte is NUL', change: name('x'.repeat(4087)) },
  { name: 'a NUL before the name only', change: name('', { bytes: bytesOf([0n, 'x'.repeat(4088)], 4096) }) },
];

/** A few commands of the VFS and of drivers behind it, for kinds of descriptors that differ in them. */
function vfsCalls(): readonly Situation[] {
  const numbers = [0x5451, 0x5421, 0x541b, 0x5460, 0x2, 0x1, 0x40305828, 0x402c5828, 0xc020660b, 0x80046601, 0x5401];
  const extents = [0, 1, 7, 8, 15].map((flags) =>
    call(`FS_IOC_FIEMAP with flags ${flags}`, 56, [0n, 4096n, flags], {
      number: 0xc020660b,
      parameters: { descriptor: 'regular-ext4' },
    }),
  );
  const others = ['regular-ext4', 'directory', 'pipe', '/dev/null', 'closed', 'no such kind'].flatMap((descriptor) =>
    [false, true].flatMap((compat) =>
      numbers.map((number) =>
        call(`0x${number.toString(16)} on ${descriptor}${compat ? ', 32-bit' : ''}`, 56, [0, 0, 0n, 4096n, 4096], {
          number,
          parameters: { descriptor, compat },
        }),
      ),
    ),
  );
  return [...extents, ...others];
}

/** Ways through the state machine; what the names mean is in the summary of the model. */
const scripts: readonly Situation[] = [
  'open,rw,release',
  'register:a,open,open,release,release,unregister:a',
  'register:a,register:b,open,region-info,rw,mmap,release',
  'register:a,open-declined,rw,release',
  'register:a,open,release,release',
  'register:a,unregister:a,open,rw',
  'unregister:a',
  'register:a,open,unregister:a,register:a,rw,release',
  'register:a,register:b,open,unregister:b,open-declined,rw,release,unregister:a',
  'rw',
  'release',
  'nonsense',
].map((script) => ({ name: `script ${script}`, change: { parameters: { script } } }));

/** By model id. */
export const ownCalls: ReadonlyMap<string, readonly Situation[]> = new Map([
  ['header-then-memdup', [...autofsCalls(), ...deviceMapperCalls()]],
  ['kvm-device-attr', attributeCalls()],
  ['trailing-array', arrayCalls()],
  ['vfio-argsz', argszCalls()],
  ['vhost-batch', batchCalls()],
  ['copy-before-match', volumes],
  ['vfs', vfsCalls()],
  ['vfio-mediated', scripts],
  ...['drm', 'v4l2', 'kivity', 'kivity-extensible', 'kivity-begin-end', 'switch', 'ioc-key', 'must-be-zero'].map(
    (id) => [id, large] as const,
  ),
]);
