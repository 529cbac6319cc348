/**
 * What system calls say to the content of a structure that has the right size: each row is a structure, and what Linux 6.18
 * answers. Rows without an answer of their own name the fact that would decide.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buffer, type Field, raw, structure, verdicts } from './testing/verdicts.js';

type Row = readonly [what: string, fields: readonly Field[], verdict: string];

interface Table {
  readonly call: object;
  readonly size: number;
  readonly facts?: object;
  readonly rows: readonly Row[];
}

const EINVAL = 'the call fails with EINVAL';
const zero = 'the call returns 0';
const newFd = 'the call returns a descriptor';
const missing = (fact: string): string => `unsupported: fact ${fact}`;

function check({ call, size, facts, rows }: Table): void {
  const syscall = 'syscall' in call ? String(call.syscall) : '';
  const vectors = rows.map(([, fields]) => ({
    call: { usize: size, ...call },
    layout: buffer(structure(size, ...fields)),
  }));
  const answers = verdicts(vectors, { ksize: { [syscall]: size }, ...facts });
  assert.deepEqual(
    rows.map(([what], index) => `${what}: ${answers[index]}`),
    rows.map(([what, , verdict]) => `${what}: ${verdict}`),
  );
}

const flags = (value: number): Field => [0, 8, value];
const mode = (value: number): Field => [8, 8, value];
const resolve = (value: number): Field => [16, 8, value];
const [O_RDWR, O_CREAT, O_EXCL, O_TRUNC, O_DIRECT] = [0o2, 0o100, 0o200, 0o1000, 0o40000];
const [O_DIRECTORY, O_CLOEXEC, O_PATH, TMPFILE] = [0o200000, 0o2000000, 0o10000000, 0o20000000];

test('openat2: build_open_flags()', () => {
  check({
    call: { syscall: 'openat2', path: '/dev/null' },
    size: 24,
    rows: [
      ['read and write', [flags(O_RDWR)], newFd],
      ['an unknown flag', [[4, 4, 1]], EINVAL],
      ['an unknown way to resolve', [resolve(64)], EINVAL],
      ['beneath and in-root', [resolve(8 + 16)], EINVAL],
      ['a mode without a file to make', [mode(0o644)], EINVAL],
      ['a mode for the file to make', [flags(O_CREAT), mode(0o644)], newFd],
      ['a mode of more than 12 bits', [flags(O_CREAT), mode(0o10000)], EINVAL],
      ['a directory to make', [flags(O_CREAT + O_DIRECTORY)], EINVAL],
      ['__O_TMPFILE alone', [flags(TMPFILE + O_RDWR)], EINVAL],
      ['O_TMPFILE without a way to write', [flags(TMPFILE + O_DIRECTORY)], EINVAL],
      ['O_TMPFILE in what is no directory', [flags(TMPFILE + O_DIRECTORY + O_RDWR)], 'the call fails with ENOTDIR'],
      ['O_PATH with a flag that it does not take', [flags(O_PATH + O_TRUNC)], EINVAL],
      ['O_PATH with one that it takes', [flags(O_PATH + O_CLOEXEC)], newFd],
      ['cached, but to be written', [flags(O_TRUNC), resolve(32)], 'the call fails with EAGAIN'],
      ['cached', [resolve(32)], missing('the mounts and the folder of the caller')],
      ['beneath, from an absolute path', [resolve(8)], 'the call fails with EXDEV'],
      ['as a directory', [flags(O_DIRECTORY)], 'the call fails with ENOTDIR'],
      ['made anew', [flags(O_CREAT + O_EXCL)], 'the call fails with EEXIST'],
      ['made if not there', [flags(O_CREAT)], newFd],
      ['for direct access', [flags(O_DIRECT)], EINVAL],
    ],
  });
  const elsewhere = { syscall: 'openat2', usize: 24 };
  const facts = { ksize: { openat2: 24 } };
  const vectors = ['/etc/passwd', 'unmapped', undefined].map((path) => ({
    call: { ...elsewhere, path },
    layout: buffer(structure(24)),
  }));
  assert.deepEqual(verdicts(vectors, facts), [
    missing('what /etc/passwd is'),
    'the call fails with EFAULT',
    missing('what  is'),
  ]);
});

const [CLONE_VM, CLONE_FS, CLONE_SIGHAND, CLONE_PARENT, CLONE_THREAD, CLONE_NEWNS] = [
  ...[0x100, 0x200, 0x800, 0x8000, 0x10000, 0x20000],
];
const [CLONE_DETACHED, CLONE_CLEAR_SIGHAND, CLONE_INTO_CGROUP] = [0x400000, 2 ** 32, 2 ** 33];
const exitSignal = (value: number): Field => [32, 8, value];
const stack = (value: number): Field => [40, 8, value];
const stackSize = (value: number): Field => [48, 8, value];
const setTid = (value: number): Field => [64, 8, value];
const setTidSize = (value: number): Field => [72, 8, value];
const cgroup = (value: number): Field => [80, 8, value];
const child = missing('the child that would be created');

test('clone3: copy_clone_args_from_user() and clone3_args_valid()', () => {
  check({
    call: { syscall: 'clone3' },
    size: 88,
    rows: [
      ['SIGCHLD', [exitSignal(17)], child],
      ['33 levels of pids', [setTid(4096), setTidSize(33)], EINVAL],
      ['pids without a count', [setTid(4096)], EINVAL],
      ['a count without pids', [setTidSize(1)], EINVAL],
      ['pids', [setTid(4096), setTidSize(1)], missing('the memory that set_tid points to')],
      ['signal 65', [exitSignal(65)], EINVAL],
      ['a descriptor of a cgroup', [flags(CLONE_INTO_CGROUP), cgroup(3)], child],
      ['one above INT_MAX', [flags(CLONE_INTO_CGROUP), cgroup(2 ** 31)], EINVAL],
      ['an unknown flag', [flags(2 ** 40)], EINVAL],
      ['CLONE_DETACHED', [flags(CLONE_DETACHED)], EINVAL],
      ['a signal among the flags', [flags(17)], EINVAL],
      ['signal handlers shared and cleared', [flags(CLONE_SIGHAND + CLONE_VM + CLONE_CLEAR_SIGHAND)], EINVAL],
      ['signal handlers cleared', [flags(CLONE_CLEAR_SIGHAND)], child],
      ['a sibling with a signal of its own', [flags(CLONE_PARENT), exitSignal(17)], EINVAL],
      ['a sibling', [flags(CLONE_PARENT)], child],
      ['a stack without size', [stack(4096)], EINVAL],
      ['a size without stack', [stackSize(4096)], EINVAL],
      ['a stack', [stack(4096), stackSize(4096)], child],
      ['a thread', [flags(CLONE_THREAD + CLONE_SIGHAND + CLONE_VM)], child],
      ['a thread with handlers of its own', [flags(CLONE_THREAD)], EINVAL],
      ['shared handlers in another memory', [flags(CLONE_SIGHAND)], EINVAL],
      ['new mounts with a shared root', [flags(CLONE_NEWNS + CLONE_FS)], EINVAL],
      ['new mounts', [flags(CLONE_NEWNS)], child],
    ],
  });
  check({
    call: { syscall: 'clone3' },
    size: 64,
    facts: { ksize: { clone3: 88 } },
    rows: [['a cgroup that the structure has no room for', [flags(CLONE_INTO_CGROUP)], EINVAL]],
  });
});

test('mount_setattr: build_mount_kattr()', () => {
  const [set, clear, propagation] = [0, 8, 16].map(
    (offset) =>
      (value: number): Field => [offset, 8, value],
  );
  const decided = missing('what the content does');
  check({
    call: { syscall: 'mount_setattr', flags: 0 },
    size: 32,
    rows: [
      ['nothing to do', [], zero],
      ['read-only', [set(1)], decided],
      ['an unknown attribute', [set(0x100)], EINVAL],
      ['MS_PRIVATE', [propagation(0x40000)], decided],
      ['MS_PRIVATE and MS_SLAVE', [propagation(0x40000 + 0x80000)], EINVAL],
      ['a propagation that is none', [propagation(1)], EINVAL],
      ['a time of access without clearing the old one', [set(0x10)], EINVAL],
      ['a part of the time of access cleared', [clear(0x10)], EINVAL],
      ['the time of access changed', [set(0x10), clear(0x70)], decided],
    ],
  });
  check({
    call: { syscall: 'mount_setattr', flags: 1 },
    size: 32,
    rows: [['flags of the call that are unknown', [set(1)], EINVAL]],
  });
});

test('landlock_create_ruleset: the structure, or a question without one', () => {
  const [files, network, scoped] = [0, 8, 16].map(
    (offset) =>
      (value: number): Field => [offset, 8, value],
  );
  const call = { syscall: 'landlock_create_ruleset' };
  const rows: readonly Row[] = [
    ['one right to files', [files(1)], newFd],
    ['one to the network', [network(1)], newFd],
    ['one scope', [scoped(1)], newFd],
    ['nothing handled', [], 'the call fails with ENOMSG'],
    ['an unknown right', [files(0x10000)], EINVAL],
    ['an unknown right to the network', [network(4)], EINVAL],
    ['an unknown scope', [scoped(4)], EINVAL],
  ];
  check({ call, size: 24, facts: { landlock_abi: 6 }, rows });
  for (const facts of [{}, { landlock_abi: 5 }]) {
    check({ call, size: 24, facts, rows: [['rights', [files(1)], missing('landlock_abi')]] });
  }
  const asked = [
    { flags: 1, usize: 0 },
    { flags: 1 },
    { flags: 2, usize: 0 },
    { flags: 3, usize: 0 },
    { flags: 1, usize: 8 },
  ].map((more) => ({ call: { ...call, ...more }, layout: raw('0x0') }));
  const ksize = { landlock_create_ruleset: 24 };
  assert.deepEqual(verdicts(asked, { ksize, landlock_abi: 7 }), [
    'the call returns 7',
    'the call returns 7',
    missing('landlock_errata'),
    EINVAL,
    EINVAL,
  ]);
  assert.deepEqual(verdicts(asked.slice(0, 1), { ksize }), [missing('landlock_abi')]);
});

test('sched_setattr: sched_copy_attr() and __sched_setscheduler()', () => {
  const [policy, priority] = [4, 20].map(
    (offset) =>
      (value: number): Field => [offset, 4, value],
  );
  const schedFlags = (value: number): Field => [8, 8, value];
  const size: Field = [0, 4, 56];
  check({
    call: { syscall: 'sched_setattr', pid: 0, flags: 0 },
    size: 56,
    rows: [
      ['SCHED_OTHER', [size], zero],
      ['SCHED_RESET_ON_FORK', [size, schedFlags(1)], zero],
      ['a negative policy', [size, policy(2 ** 31)], EINVAL],
      ['the policy kept', [size, schedFlags(8)], missing('the scheduling policy of the caller')],
      ['policy 4, which there never was', [size, policy(4)], EINVAL],
      ['policy 8', [size, policy(8)], EINVAL],
      ['an unknown flag', [size, schedFlags(0x80)], EINVAL],
      ['priority 100', [size, policy(1), priority(100)], EINVAL],
      ['SCHED_DEADLINE', [size, policy(6)], missing('what the content does')],
      ['SCHED_EXT', [size, policy(7)], missing('what the content does')],
      ['a priority for SCHED_OTHER', [size, priority(1)], EINVAL],
      ['SCHED_FIFO without a priority', [size, policy(1)], EINVAL],
      ['SCHED_RR', [size, policy(2), priority(1)], missing('the limits of real-time scheduling')],
      ['a clamp of the utilisation', [size, schedFlags(0x20)], missing('CONFIG_UCLAMP_TASK')],
      ['a clamp in a structure without it', [[0, 4, 48], schedFlags(0x20)], EINVAL],
    ],
  });
  const row = (verdict: string): readonly Row[] => [['SCHED_OTHER', [size], verdict]];
  check({ call: { syscall: 'sched_setattr', pid: -1 }, size: 56, rows: row(EINVAL) });
  check({ call: { syscall: 'sched_setattr', pid: 77 }, size: 56, rows: row(missing('which processes exist')) });
  // A file that names no process means the caller itself.
  check({ call: { syscall: 'sched_setattr' }, size: 56, rows: row(zero) });
});

test('perf_event_open: perf_copy_attr(), and the software event that counts nothing', () => {
  const dummyOf = (size: number): readonly Field[] => [
    [0, 4, 1],
    [4, 4, size],
    [8, 8, 9],
  ];
  const events = missing('the events of this machine');
  const first = dummyOf(64);
  check({ call: { syscall: 'perf_event_open' }, size: 64, rows: [['the first version', first, newFd]] });
  for (const size of [112, 136]) {
    const dummy = dummyOf(size);
    check({
      call: { syscall: 'perf_event_open' },
      size,
      rows: [
        ['the dummy event', dummy, newFd],
        ['a reserved word', [...dummy, [110, 2, 1]], EINVAL],
        ['cycles', [[4, 4, size]], events],
        ['the dummy event, sampled', [...dummy, [16, 8, 1000]], events],
      ],
    });
  }
});

test('statmount and listmount: copy_mnt_id_req()', () => {
  const size: Field = [0, 4, 32];
  const [id, namespace] = [8, 24].map(
    (offset) =>
      (value: number): Field => [offset, 8, value],
  );
  const facts = { mounts: 'mount id 0x80000001 exists', ksize: { statmount: 32 } };
  const rows: readonly Row[] = [
    ['an id of the old kind', [size, id(1)], EINVAL],
    [
      'a word that was a spare',
      [size, [4, 4, 1], id(2 ** 31 + 1)],
      missing('how this kernel reads the word at offset 4'),
    ],
    ['another namespace', [size, id(2 ** 31 + 1), namespace(1)], missing('the mount namespaces of the machine')],
    ['a mount that nobody knows of', [size, id(2 ** 31 + 2)], missing('mounts')],
  ];
  const known = (verdict: string): Row => ['a mount that exists', [size, id(2 ** 31 + 1)], verdict];
  check({ call: { syscall: 'statmount', flags: 0 }, size: 32, facts, rows: [...rows, known(zero)] });
  const later: Field = [0, 4, 40];
  const laterRows: readonly Row[] = [
    ['a mount, to a later kernel', [later, id(2 ** 31 + 1)], zero],
    ['with a word that is not described', [later, id(2 ** 31 + 1), [32, 8, 1]], missing('mounts')],
  ];
  const laterFacts = { ...facts, ksize: { statmount: 40 } };
  check({ call: { syscall: 'statmount', flags: 0 }, size: 40, facts: laterFacts, rows: laterRows });
  check({ call: { syscall: 'listmount', flags: 1 }, size: 32, facts, rows: [...rows, known(missing('mounts'))] });
});
