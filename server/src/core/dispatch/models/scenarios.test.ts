/**
 * Calls that show one thing each about a model, with the steps that they come to: what test/golden/dispatch cannot ask for,
 * as its calls are the same for all models.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { abiById } from '../../target/abis.js';
import { fromHex, toHex } from '../bytes.js';
import type { DispatchModel } from '../dispatchModel.js';
import { genericCommand } from '../dispatchModel.js';
import { defaults, runModel } from '../drivers/driver.js';
import { compatibilityMatrix } from '../matrix.js';
import { dispatchModels, modelById } from '../models.js';
import { structure } from '../replay/testing/verdicts.js';
import { type DispatchReport, type DispatchRequest, simulateCall } from '../simulateCall.js';
import { Simulation } from '../simulation.js';
import { type MemoryRange, UserMemory } from '../userMemory.js';
import { errnoReason } from '../words.js';

const abi = abiById('x86_64')!;

function model(id: string): DispatchModel {
  const found = modelById(id);
  assert.ok(found !== undefined, id);
  return found;
}

/** One call; the structure is `hex`, and both sides agree on its size unless `change` says otherwise. */
function called(id: string, hex: string, change: Partial<DispatchRequest> = {}): DispatchReport {
  const bytes = fromHex(hex);
  assert.ok(bytes !== undefined, hex);
  const sizes = { callerSize: bytes.length, kernelSize: bytes.length, minSize: bytes.length };
  const command = { direction: 'rw', type: 0x9a, nr: 1 } as const;
  return simulateCall({ model: model(id), abi, command, ...sizes, bytes, fillsSizeWord: false, ...change });
}

/** The errno, or what the call returns; and the last sentence of the trace. */
function ending({ outcome, events }: DispatchReport): string {
  return `${outcome.errno ?? `${outcome.retKind} ${outcome.ret}`}: ${events.at(-1)?.text ?? ''}`;
}

const script = (text: string): readonly string[] => {
  const { events, warnings, outcome } = called('vfio-mediated', '', { parameters: { script: text } });
  return [...events.map((event) => event.text), ...warnings, outcome.errno ?? 'ok'];
};

test('vfio-mediated: opened twice, and used in between', () => {
  assert.deepEqual(script('register:a, open, rw, open, release, mmap, release, region-info'), [
    'register(a): inserted at the head, so the newest provider is asked first.',
    'open(): a mediates, its count is 1.',
    'rw(): asks a first.',
    'open(): a mediates, its count is 2.',
    'release(): the device is open 1 more times.',
    'Invariant: providers count 2 devices, and 1 are open.',
    'mmap(): asks a first.',
    'Invariant: providers count 2 devices, and 1 are open.',
    'release(): the device is disabled; the count of a is not lowered.',
    'Invariant: providers count 2 devices, and 0 are open.',
    'region-info(): the default path.',
    'Invariant: providers count 2 devices, and 0 are open.',
    'invariant-broken',
    'ok',
  ]);
});

test('vfio-mediated: without a provider the default path is taken; all of them may decline', () => {
  assert.deepEqual(script('open,release'), [
    'open(): no provider takes the device.',
    'release(): the device is disabled.',
    'ok',
  ]);
  assert.deepEqual(script('open-declined'), ['open(): no provider takes the device.', 'ok']);
  const declined = script('register:a,open-declined');
  assert.deepEqual(declined.slice(-2), ['invariant-broken', 'ENODEV']);
  assert.match(declined.join('\n'), /every provider declined, and open\(\) returns the last refusal/i);
});

test('vfio-mediated: unregistering counts down once, whatever is open', () => {
  assert.deepEqual(script('register:a,unregister:a').slice(1), [
    'unregister(a): the count is -1; an error is printed and the entry stays, with a pointer to operations that are gone.',
    'Invariant: the count of a is -1.',
    'invariant-broken',
    'ok',
  ]);
  assert.deepEqual(script('register:a,open,open,unregister:a,rw').slice(3), [
    'unregister(a): the count is 1; an error is printed and the entry stays, with a pointer to operations that are gone.',
    'rw(): calls through the operations of a, which are gone.',
    'invariant-broken',
    'use-after-free',
    'ok',
  ]);
  assert.deepEqual(script('register:a,open,unregister:a,rw').slice(2), [
    'unregister(a): the count falls to 0 and the entry is freed.',
    'Invariant: the open device uses a, which was freed.',
    'rw(): calls through the operations of a, which are gone.',
    'Invariant: the open device uses a, which was freed.',
    'use-after-free',
    'ok',
  ]);
});

test('vfio-mediated: what is refused', () => {
  assert.deepEqual(script('release'), ['release(): the device is not open.', 'EINVAL']);
  assert.deepEqual(script('unregister:b'), ['unregister(b): never registered.', 'EINVAL']);
  assert.deepEqual(script('suspend'), ["'suspend' is no call of this model.", 'EINVAL']);
  assert.deepEqual(script('register:a,register:a').slice(2), [
    'Invariant: one provider is registered twice.',
    'invariant-broken',
    'ok',
  ]);
});

const autofs = (nr: number, size: number, path: string, change: Partial<DispatchRequest> = {}): string => {
  const header = structure(24, [0, 4, 1], [4, 4, 1], [8, 4, size]);
  const hex = header + [...path].map((c) => c.charCodeAt(0).toString(16).padStart(2, '0')).join('');
  const command = { direction: 'rw', type: 0x93, nr } as const;
  return ending(called('header-then-memdup', hex, { command, ...change }));
};

test('autofs: who may, and which commands have a path', () => {
  const parameters = { permitted: false };
  assert.equal(autofs(0x72, 24, '', { parameters }), 'EPERM: The caller has not CAP_SYS_ADMIN.');
  for (const nr of [0x71, 0x7e]) assert.doesNotMatch(autofs(nr, 26, '/\0', { parameters }), /^EPERM/);
  assert.match(autofs(0x72, 24, ''), /^zero 0: The header: copy_to_user/);
  assert.equal(autofs(0x74, 24, ''), 'EINVAL: This command needs a path.');
  assert.equal(autofs(0x72, 28, 'abcd'), 'EINVAL: The path has no NUL.');
  assert.equal(autofs(0x72, 28, 'abc\0'), 'EINVAL: The path has no slash.');
  // The name of a timeout is that of an entry in a directory.
  assert.equal(autofs(0x7a, 28, 'a/c\0'), 'EINVAL: The name has a slash.');
  assert.match(autofs(0x7a, 28, 'abc\0'), /^zero 0/);
  assert.match(autofs(0x74, 28, '/bc\0', { handler: { writes: [], errno: 'ENOENT' } }), /^ENOENT: /);
});

const deviceMapper = (minor: number, dataSize: number, change: Partial<DispatchRequest> = {}): string => {
  const hex = structure(312, [0, 4, 4], [4, 4, minor], [12, 4, dataSize]);
  const command = { direction: 'rw', type: 0xfd, nr: 0 } as const;
  const { parameters, ...rest } = change;
  const variant = { variant: 'device-mapper', ...parameters };
  return ending(called('header-then-memdup', hex, { command, ...rest, parameters: variant }));
};

test('device-mapper: version, size, data', () => {
  assert.match(deviceMapper(50, 312), /^zero 0: The header: copy_to_user\(\) writes 305 bytes/);
  assert.match(deviceMapper(0, 305), /^zero 0/);
  assert.equal(deviceMapper(51, 312), "EINVAL: Version 4.51 is not this kernel's.");
  assert.equal(deviceMapper(0, 304), 'EINVAL: data_size 304 is below the header.');
  assert.equal(deviceMapper(0, 312, { parameters: { permitted: false } }), 'EACCES: The caller has not CAP_SYS_ADMIN.');
  assert.match(deviceMapper(0, 312, { number: 0xc138fd01 }), /^ENOTTY: 0xc138fd01: type or number/);
  assert.match(deviceMapper(0, 312, { faultAt: 200 }), /^EFAULT: The header after the version/);
  assert.match(deviceMapper(0, 312, { faultAt: 308 }), /^EFAULT: The data: .* faults after 3/);
  assert.match(deviceMapper(0, 2 ** 28), /^ENOMEM: The data/);
  assert.match(deviceMapper(0, 312, { handler: { writes: [], errno: 'ENXIO' } }), /^ENXIO/);
});

test('KVM attributes: the number says _IOW, GET writes behind addr', () => {
  const [set, get, has] = [0x4018aee1, 0x4018aee2, 0x4018aee3];
  // Behind the 24 bytes of the argument lies the payload that it points to.
  const hex = `${structure(24, [4, 4, 1], [8, 8, 2], [16, 8, 0x7f00_0000_0018])}${'00'.repeat(8)}`;
  const attribute = (number: number, change: Partial<DispatchRequest> = {}): DispatchReport =>
    called('kvm-device-attr', hex, { number, ...change });
  const handler = { writes: [{ offset: 0, bytes: Uint8Array.of(7) }] };
  const got = attribute(get, { handler });
  assert.equal(ending(got), 'zero 0: The payload: copy_to_user() writes 8 bytes at offset 24.');
  assert.equal(toHex(got.after.subarray(24)), '0700000000000000');
  assert.deepEqual(got.warnings, ['size-bits-lie']);
  assert.deepEqual(attribute(set).warnings, []);
  assert.equal(toHex(attribute(set, { handler }).after.subarray(24)), '0000000000000000');
  assert.match(
    ending(attribute(set, { faultAt: 26 })),
    /^EFAULT: The payload: copy_from_user\(\) of 8 bytes .* after 2/,
  );
  assert.match(ending(attribute(get, { faultAt: 26 })), /^EFAULT: The payload: copy_to_user\(\)/);
  assert.equal(ending(attribute(has, { faultAt: 26 })), 'zero 0: The handler returns 0.');
  assert.match(ending(attribute(has, { handler: { writes: [], errno: 'EBUSY' } })), /^EBUSY/);
  assert.equal(
    ending(attribute(set, { parameters: { 'has-accessor': false }, faultAt: 0 })),
    'EPERM: The device has no such operation.',
  );
  assert.equal(
    ending(attribute(set, { parameters: { known: false } })),
    'ENXIO: The device has no attribute 2 in group 1.',
  );
  const kernelPointer = structure(24, [16, 8, 2n ** 63n]);
  const outside = called('kvm-device-attr', kernelPointer, { number: get });
  assert.match(ending(outside), /^EFAULT: .* at a pointer outside user space faults after 0/);
});

test('VFIO: the chain of capabilities lies behind the structure, and is written first', () => {
  const parameters = { caps: 12, 'cap-offset': 12 };
  const info = (argsz: number, flags = 0): string => structure(48, [0, 4, argsz], [4, 4, flags]);
  const sizes = { kernelSize: 32, minSize: 32, parameters };
  const short = called('vfio-argsz', info(32), { ...sizes, callerSize: 32 });
  assert.equal(toHex(short.after.subarray(0, 16)), structure(16, [0, 4, 48], [4, 4, 8]));
  const long = called('vfio-argsz', info(48), sizes);
  assert.equal(toHex(long.after.subarray(0, 16)), structure(16, [0, 4, 48], [4, 4, 8], [12, 4, 32]));
  const [first] = long.stores;
  assert.deepEqual([first.address - long.address, first.length], [32, 16]);
  // The flag of the kernel is set once, whatever the caller left there.
  const flagged = called('vfio-argsz', info(48, 8), sizes);
  assert.equal(toHex(flagged.after.subarray(4, 8)), '08000000');
  const faulting = called('vfio-argsz', info(48), { ...sizes, faultAt: 40 });
  assert.match(ending(faulting), /^EFAULT: The capability chain: .* after 8/);
});

test('a handler that fails, with the copy-out of errors asked for', () => {
  const handler = { writes: [], errno: 'EBUSY' };
  const parameters = { 'copy-out-on-error': true };
  const out = (direction: 'r' | 'w' | 'rw'): DispatchReport =>
    called('kivity', '01020304', { command: { direction, type: 0x6b, nr: 5 }, handler, parameters });
  assert.deepEqual([out('rw').outcome.errno, out('rw').bytesOut], ['EBUSY', 4]);
  assert.deepEqual([out('w').outcome.errno, out('w').bytesOut], ['EBUSY', 0]);
});

test('a structure that no kernel allocates is ENOMEM', () => {
  const report = called('fwctl', structure(8, [0, 4, 8]), { kernelSize: 2 ** 23 });
  assert.equal(ending(report), 'ENOMEM: A buffer of 8388608 bytes is not to be had.');
  const impossible = called('size-argument', structure(24), { kernelSize: 2 ** 40 });
  assert.match(ending(impossible), /^ENOMEM: The kernel needs a size that a kernel can have, not 1099511627776/);
});

test('the VFS as a model: descriptors that are closed, unknown, or need facts', () => {
  const on = (descriptor: string, number: number): string =>
    ending(called('vfs', '00000000', { number, parameters: { descriptor } }));
  assert.equal(on('closed', 0x5451), 'EBADF: The descriptor is not open for this.');
  assert.equal(on('/dev/mine', 0x5451), "EBADF: No table knows a descriptor of kind '/dev/mine'.");
  assert.equal(on('pty-master', 0x5402), 'handler 0: 0x00005402 returns a value of its own.');
});

test('a number whose direction bits are none of the four codes', () => {
  const powerpc = abiById('powerpc')!;
  const { command } = called('switch', '00000000', { abi: powerpc, number: 0xe0049a01 });
  assert.deepEqual([command.direction, command.type, command.nr, command.sizeBytes], ['other', 0x9a, 1, 4]);
});

test('a value that is none of the choices of a parameter is that of the default', () => {
  const hex = structure(64, [0, 4, 64]);
  for (const each of dispatchModels) {
    for (const { name, choices } of each.parameters) {
      if (choices === undefined) continue;
      const [usual, ...others] = [undefined, 'nothing', '__proto__'].map((value) => {
        const parameters = value === undefined ? {} : { [name]: value };
        const { outcome, events } = called(each.id, hex, { parameters });
        return { outcome, told: events.map(({ step, text }) => `${step} ${text}`) };
      });
      for (const other of others) assert.deepEqual(other, usual, `${each.id} ${name}`);
    }
  }
});

test('nsfs: new fields of a newer caller keep what was there', () => {
  const versions = [16, 24].map((sizeBytes) => ({ name: `v${sizeBytes}`, sizeBytes }));
  const request = { versions, abi, command: { direction: 'r', type: 0xb7, nr: 10 } } as const;
  const newer = (variant: string): string | undefined =>
    compatibilityMatrix({ ...request, models: [model('ioc-size-extensible')], parameters: { variant } })[0].cells.find(
      ({ caller, kernel }) => caller === 'v24' && kernel === 'v16',
    )?.when;
  assert.equal(newer('nsfs'), 'new fields keep what the caller had there');
  assert.equal(newer('pidfd'), 'new fields come back as zeros');
});

/** A call of a model in memory of which some parts fault or are read-only, `at` being offsets from the argument. */
function inMemory(
  id: string,
  parts: readonly { readonly at: number; readonly hex: string; readonly permission?: MemoryRange['permission'] }[],
  parameters: Readonly<Record<string, string | number>>,
): string {
  const base = 0x10000;
  const ranges = parts.map(({ at, hex, permission = 'rw' }): MemoryRange => {
    const bytes = fromHex(hex) ?? new Uint8Array();
    return { name: 'arg', address: base + at, length: bytes.length, permission, bytes };
  });
  const sim = new Simulation({ memory: new UserMemory(ranges), arg: base });
  const found = model(id);
  const command = genericCommand(0xc0089a01);
  const all = { ...defaults(found), ...parameters };
  const outcome = runModel(sim, { command }, found, { kernelSize: 8, minSize: 8 }, { parameters: all });
  return `${outcome.errno ?? `${outcome.retKind} ${outcome.ret}`}: ${sim.events.at(-1)?.text ?? ''}`;
}

test('vhost: a descriptor whose flags can be read and whose first bytes cannot', () => {
  const valid = `${'00'.repeat(14)}8000`;
  const flagsAlone = { at: 14, hex: '8000' };
  assert.match(inMemory('vhost-batch', [flagsAlone], { batch: 2 }), /^EFAULT: Descriptor 0: copy_from_user/);
  const second = { at: 30, hex: '8000' };
  assert.match(
    inMemory('vhost-batch', [{ at: 0, hex: valid }, second], { batch: 2 }),
    /^value 1: Descriptor 1: copy_from_user\(\) of 16 bytes at offset 16 faults after 0/,
  );
});

test('KVM_GET_SUPPORTED_CPUID: the array is written before the header that cannot be', () => {
  const parts = [
    { at: 0, hex: structure(8, [0, 4, 2]), permission: 'ro' },
    { at: 8, hex: '00'.repeat(80) },
  ] as const;
  const parameters = { variant: 'cpuid', available: 2 };
  assert.match(inMemory('trailing-array', parts, parameters), /^EFAULT: The header: copy_to_user\(\) of 8 bytes/);
  const writable = parts.map(({ at, hex }) => ({ at, hex }));
  assert.match(
    inMemory('trailing-array', writable, parameters),
    /^zero 0: The header: copy_to_user\(\) writes 8 bytes/,
  );
});

test('an errno in words: of the model, in general, and of the handler', () => {
  const fwctl = model('fwctl');
  const own = fwctl.errnos.find(({ errno }) => errno === 'EINVAL')?.reason;
  assert.notEqual(own, undefined);
  assert.equal(errnoReason(fwctl, 'EINVAL'), own);
  assert.equal(errnoReason(undefined, 'EINVAL'), 'the argument is refused');
  assert.equal(errnoReason(fwctl, 'EXDEV'), 'the handler refused the call');
  assert.equal(errnoReason(undefined, 'constructor'), 'the handler refused the call');
});
