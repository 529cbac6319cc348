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

test('where the size of this kernel decides, bpf is not predicted', () => {
  const bpf = (bytes: string) => ({ call: { syscall: 'bpf', cmd: 9999, usize: 192 }, layout: buffer(bytes) });
  assert.deepEqual(verdicts([bpf('00'.repeat(192))]), ['the call fails with EINVAL']);
  assert.deepEqual(verdicts([bpf(`${'00'.repeat(150)}01${'00'.repeat(41)}`)]), ['unsupported: fact ksize.bpf']);
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
