/** Files of recorded calls that hold anything at all: an answer for each call, and never an exception. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRecordedFile } from './recordedCall.js';
import { replay } from './replay.js';

function verdicts(vectors: readonly unknown[], facts: unknown = {}): readonly string[] {
  const file = readRecordedFile(JSON.stringify({ environment: { facts }, vectors }));
  assert.ok(typeof file !== 'string', String(file));
  return replay(file).map(({ why }) => why);
}

const buffer = (hex: string) => ({
  pointer: 'buffer',
  fault_before: 0,
  accessible: hex.length / 2,
  start_mod8: 0,
  readonly: false,
  before: { len: hex.length / 2, hex },
});

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
