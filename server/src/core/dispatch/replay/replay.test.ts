/** Files of recorded calls that hold anything at all: an answer for each call, and never an exception. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRecordedFile } from './recordedCall.js';
import { replay } from './replay.js';
import { buffer, raw, replayed, verdicts } from './testing/verdicts.js';

test('a missing fact is named, not guessed', () => {
  const openat2 = { call: { syscall: 'openat2', usize: 24, path: '/dev/null' }, layout: buffer('00'.repeat(24)) };
  assert.deepEqual(verdicts([openat2]), ['unsupported: fact ksize.openat2']);
  assert.deepEqual(verdicts([openat2], { ksize: { openat2: 24 } }), ['the call returns a descriptor']);
  const strange = { call: { syscall: 'ioctl', fd_kind: '/dev/strange', cmd: '0x1' }, layout: { pointer: 'none' } };
  assert.deepEqual(verdicts([strange]), ["unsupported: fact what a descriptor of kind '/dev/strange' does"]);
  assert.deepEqual(verdicts([{ call: { syscall: 'reboot' }, layout: { pointer: 'none' } }]), [
    'unsupported: fact the system call reboot',
  ]);
});

test('a fact that no kernel can have ends that prediction, and no other', () => {
  const openat2 = { call: { syscall: 'openat2', usize: 24, path: '/dev/null' }, layout: buffer('00'.repeat(24)) };
  const impossible = verdicts([openat2], { ksize: { openat2: 1e12 } });
  assert.deepEqual(impossible, ['unsupported: fact a size that a kernel can have, not 1000000000000']);
});

test('a descriptor behind the address of a KVM attribute', () => {
  const add = (payload: object) => ({
    call: { syscall: 'ioctl', fd_kind: 'kvm-device:vfio', cmd: '0x4018aee1', attr: { group: 1, attr: 1, ...payload } },
    layout: buffer('00'.repeat(24)),
  });
  const filled = (fill: number) => add({ payload: 'buffer', payload_accessible: 4, payload_before_fill: fill });
  const facts = { kvm: { vfio_attrs: [[1, 1]] } };
  assert.deepEqual(verdicts([filled(0xff), filled(0), filled(1), add({ payload: null })], facts), [
    'the call fails with EBADF',
    'the call fails with EINVAL',
    'the call fails with EBADF',
    'the call fails with EFAULT',
  ]);
});

test('where the size of this kernel decides, bpf is not predicted', () => {
  const bpf = (bytes: string) => ({ call: { syscall: 'bpf', cmd: 9999, usize: 192 }, layout: buffer(bytes) });
  assert.deepEqual(verdicts([bpf('00'.repeat(192))]), ['the call fails with EINVAL']);
  assert.deepEqual(verdicts([bpf(`${'00'.repeat(150)}01${'00'.repeat(41)}`)]), ['unsupported: fact ksize.bpf']);
});

test('a verdict on each part of what was recorded', () => {
  const verdict = (call: object, layout: object, result: object): string => {
    const file = readRecordedFile(JSON.stringify({ environment: { facts }, vectors: [{ call, layout, result }] }));
    assert.ok(typeof file !== 'string', String(file));
    const [one] = replay(file);
    return `${one.verdict}: ${one.why}`;
  };
  const facts = { ksize: { openat2: 24, sched_getattr: 56 } };
  const after = (hex: string) => ({ after: { len: hex.length / 2, hex } });
  const fioclex = { syscall: 'ioctl', fd_kind: 'pipe', cmd: '0x5451' };
  const none = { pointer: 'none' };
  assert.equal(verdict(fioclex, none, { ret: 0, ret_kind: 'zero' }), 'match: the call returns 0');
  assert.equal(
    verdict(fioclex, none, { ret: -1, errno_name: 'EFAULT', ret_kind: 'error' }),
    'mismatch: recorded EFAULT, predicted success',
  );
  assert.equal(verdict(fioclex, none, { ret: 7, ret_kind: 'value' }), 'mismatch: recorded the value 7, predicted 0');
  assert.equal(verdict(fioclex, none, { ret: 7, ret_kind: 'fd' }), 'mismatch: recorded a fd, predicted a zero');
  const unknown = { ...fioclex, cmd: '0x9a01' };
  assert.equal(
    verdict(unknown, none, { ret: -1, errno_name: 'ENOTTY', ret_kind: 'error' }),
    'match: the call fails with ENOTTY',
  );
  assert.equal(
    verdict(unknown, none, { ret: -1, errno_name: 'EINVAL', ret_kind: 'error' }),
    'mismatch: recorded EINVAL, predicted ENOTTY',
  );
  const openat2 = { syscall: 'openat2', usize: 24, path: '/dev/null' };
  const how = (hex: string): object => ({ ...buffer('00'.repeat(24)), ...after(hex) });
  const opened = { ret: 5, ret_kind: 'fd' };
  assert.equal(verdict(openat2, how('00'.repeat(24)), opened), 'match: the call returns a descriptor');
  assert.equal(
    verdict(openat2, how(`${'00'.repeat(23)}07`), opened),
    'mismatch: byte 23 is 7 after the call, predicted 0',
  );
  // FIONBIO reads its word; FIONREAD writes one that only the handler knows.
  const word = (hex: string): object => ({ ...buffer('01000000'), ...after(hex) });
  const onPipe = (cmd: string): object => ({ syscall: 'ioctl', fd_kind: 'pipe', cmd });
  const done = { ret: 0, ret_kind: 'zero' };
  assert.equal(verdict(onPipe('0x5421'), word('01000000'), done), 'match: the call returns 0');
  assert.equal(verdict(onPipe('0x5421'), word('09000000'), done), 'mismatch: byte 0 is 9 after the call, predicted 1');
  assert.equal(verdict(onPipe('0x541b'), word('09000000'), done), 'match: the call returns 0');
});

test('nonsense in a file is answered like any other call', () => {
  const junk = [
    null,
    -1,
    1e300,
    'x',
    [],
    {},
    true,
    '0xffffffffffffffffffff',
    { len: 1e18, fill: 'zz', patches: [[1], 7] },
  ];
  const vectors = junk.flatMap((value) =>
    ['openat2', 'ioctl', 'sched_setattr', 'statmount', 'bpf', 'clone3'].map((syscall) => ({
      call: {
        syscall,
        cmd: value,
        usize: value,
        flags: value,
        fd_kind: value,
        attr: value,
        abi: value,
        arg: value,
        state: value,
      },
      layout: { pointer: 'buffer', fault_before: value, accessible: value, start_mod8: value, before: value, value },
    })),
  );
  assert.equal(verdicts(vectors, { ksize: { openat2: 24, clone3: 88 }, kvm: 3, mounts: 7 }).length, vectors.length);
  assert.match(String(readRecordedFile('nonsense')), /^is no JSON/);
  assert.equal(readRecordedFile('[]'), "has no list 'vectors'");
  assert.equal(readRecordedFile('{"vectors":[{}]}'), "vector 1 has no 'call' with a 'syscall'");
});

test('facts of another shape than theirs count as not given', () => {
  const on = (fd_kind: string, cmd: number, layout: object): object => ({
    call: { syscall: 'ioctl', fd_kind, cmd },
    layout,
  });
  const statx = { call: { syscall: 'openat2', usize: 24, path: '/dev/null' }, layout: buffer('00'.repeat(24)) };
  assert.deepEqual(verdicts([statx], { ksize: { openat2: '24' } }), ['unsupported: fact ksize.openat2']);
  const calls = [
    on('/dev/kvm', 0xae03, raw(0)),
    on('/dev/kvm', 0xae00, raw(0)),
    on('/dev/kvm', 0xc008ae05, buffer('00'.repeat(8))),
    on('kvm-vcpu', 0x4018aee3, buffer('00'.repeat(24))),
    on('kvm-vcpu', 0xc008ae88, buffer(`01${'00'.repeat(23)}`)),
  ];
  const lost = [
    'unsupported: fact kvm.extensions.0',
    'unsupported: fact kvm.api_version',
    'unsupported: fact kvm.supported_cpuid_entries',
    'the call fails with ENXIO',
    'unsupported: fact kvm.readable_msrs: 0x00000000',
  ];
  assert.deepEqual(verdicts(calls, { kvm: {} }), lost);
  const strange = { api_version: '12', readable_msrs: 0, vcpu_attrs: [[0], 0], supported_cpuid_entries: 2 };
  assert.deepEqual(verdicts(calls, { kvm: strange }), lost);
  const known = {
    extensions: { 0: 1 },
    api_version: 12,
    supported_cpuid_entries: 'more than 2',
    vcpu_attrs: [[0, 0]],
    readable_msrs: ['0'],
  };
  assert.deepEqual(verdicts(calls, { kvm: known }), [
    'the call returns 1',
    'the call returns 12',
    'the call fails with E2BIG',
    'the call returns 0',
    'the call returns 1',
  ]);
});

test('a size that no kernel has is not simulated', () => {
  const openat2 = { call: { syscall: 'openat2', usize: 24, path: '/dev/null' }, layout: buffer('00'.repeat(24)) };
  assert.deepEqual(verdicts([openat2], { ksize: { openat2: 1e15 } }), [
    'unsupported: fact a size that a kernel can have, not 1000000000000000',
  ]);
});

test('a call without its memory is not predicted; bytes that are no hexadecimal text are none', () => {
  const call = { syscall: 'openat2', usize: 24, path: '/dev/null' };
  const odd = { ...buffer('00'.repeat(24)), before: { len: 24, hex: '000' } };
  const none = 'unsupported: fact the memory of the argument';
  assert.deepEqual(
    verdicts([{ call }, { call, layout: { pointer: 'elsewhere' } }, { call, layout: odd }], { ksize: { openat2: 24 } }),
    [none, none, 'the call returns a descriptor'],
  );
  const negative = { call: { syscall: 'ioctl', fd_kind: '/dev/loop-control', cmd: 0x4c81, arg: '-1' }, layout: {} };
  assert.deepEqual(verdicts([{ ...negative, layout: { pointer: 'none' } }]), ['the call fails with EINVAL']);
});

test('the verdict compares the errno, the kind of the result, its value and the bytes', () => {
  const openat2 = { syscall: 'openat2', usize: 24, path: '/dev/null' };
  const judged = (call: object, result: object, layout: object = buffer('00'.repeat(24))): string => {
    const facts = { ksize: { openat2: 24, sched_getattr: 56 }, kvm: { api_version: 12 } };
    const [{ verdict, why }] = replayed([{ call, layout, result }], facts);
    return `${verdict}: ${why}`;
  };
  assert.equal(judged(openat2, { ret: 3, ret_kind: 'fd' }), 'match: the call returns a descriptor');
  assert.equal(
    judged(openat2, { ret: -1, ret_kind: 'error', errno_name: 'EACCES' }),
    'mismatch: recorded EACCES, predicted success',
  );
  assert.equal(judged(openat2, { ret: 0, ret_kind: 'value' }), 'mismatch: recorded a value, predicted a fd');
  // What a result does not tell is an empty kind, and 0.
  assert.equal(judged(openat2, {}), 'mismatch: recorded a , predicted a fd');
  const version = { syscall: 'ioctl', fd_kind: '/dev/kvm', cmd: 0xae00 };
  assert.equal(judged(version, { ret: 12, ret_kind: 'value' }, raw(0)), 'match: the call returns 12');
  assert.equal(
    judged(version, { ret: 13, ret_kind: 'value' }, raw(0)),
    'mismatch: recorded the value 13, predicted 12',
  );
  assert.equal(judged(version, { ret_kind: 'value' }, raw(0)), 'mismatch: recorded the value 0, predicted 12');
  const volatile = { ret: 13, ret_kind: 'value', ret_volatile: true };
  assert.equal(judged(version, volatile, raw(0)), 'match: the call returns 12');
  const cleared = { syscall: 'sched_getattr', pid: 0, usize: 64 };
  const memory = (after: string): object => ({ ...buffer('aa'.repeat(64)), after: { len: 64, hex: after } });
  const done = { ret: 0, ret_kind: 'zero' };
  assert.equal(judged(cleared, done, memory(`${'11'.repeat(56)}${'00'.repeat(8)}`)), 'match: the call returns 0');
  assert.equal(
    judged(cleared, done, memory(`${'11'.repeat(56)}${'aa'.repeat(8)}`)),
    'mismatch: byte 56 is 170 after the call, predicted 0',
  );
  // A result without a layout has no memory either.
  const [lost] = replayed([{ call: openat2, result: done }]);
  assert.equal(lost.verdict, 'unsupported');
});
