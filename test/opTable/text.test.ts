/** The text of `uapi export op-table`: what it takes from a header, what it says of the rest, and mistakes in its use. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { repositoryRoot, temporaryFolder } from '../harness/repository.js';
import { type ProgramResult, runUapi } from '../harness/uapi.js';
import { liveCompilers, requireCompiler } from '../oracle/compilers.js';

const relay = 'test/fixtures/opTable/relay.h';

function exportTable(style: string, header: string, ...options: readonly string[]): ProgramResult {
  return runUapi(['export', 'op-table', '--style', style, ...options, header], { cwd: repositoryRoot });
}

/** The comment at the top, without its form. */
function comment({ stdout }: ProgramResult): string {
  const text = stdout.slice(0, stdout.indexOf('*/'));
  return text.replace(/^[ /]\*[ *]?/gm, '').replace(/\n(?!\n)/g, ' ');
}

/** Macro, handler, struct and member of each line. */
function ops({ stdout }: ProgramResult): readonly string[] {
  return [...stdout.matchAll(/^\tIOCTL_OP\((.*)\),$/gm)].map(([, line]) => line);
}

function headerOf(context: TestContext, name: string, text: string): string {
  const path = join(temporaryFolder(context), name);
  writeFileSync(path, `#include <linux/types.h>\n#include <linux/ioctl.h>\n${text}`);
  return path;
}

test('fwctl: the first version decides the smallest size', () => {
  const result = exportTable('fwctl', relay, '--against', 'test/fixtures/opTable/relay_v1.h');
  assert.deepEqual(ops(result), [
    'RELAY_OPEN, relay_cmd_open, struct relay_open, cookie',
    'RELAY_TUNE, relay_cmd_tune, struct relay_tune, gain',
    'RELAY_STATS, relay_cmd_stats, struct relay_stats, flags',
    'RELAY_FLUSH, relay_cmd_flush, struct relay_flush, size',
    'RELAY_ROUTE, relay_cmd_route, struct relay_route, name',
  ]);
  const said = comment(result);
  assert.match(
    said,
    /the last member that test\/fixtures\/opTable\/relay_v1\.h has; the whole struct for what it lacks: RELAY_ROUTE\./,
  );
  assert.match(said, /not required \(.*\): RELAY_STATS: 32 behind flags; RELAY_ROUTE: 3 behind name\./);
});

test('fwctl: without an earlier version each struct is required as a whole, and the text says so', () => {
  const result = exportTable('fwctl', relay);
  assert.deepEqual(
    ops(result).map((line) => line.split(', ').at(-1)),
    ['__reserved', 'voices', 'counters', 'size', 'name'],
  );
  assert.match(comment(result), /min_size is the whole struct, since no earlier version of the header was given/);
});

test('what does not fit a style is left out with its reason', () => {
  const fwctl = comment(exportTable('fwctl', relay));
  assert.match(fwctl, /RELAY_GET_LEVEL, RELAY_SET_MODE, .*RELAY_ARCHIVE \(its number carries a direction and a size/);
  assert.match(fwctl, /RELAY_RESET \(nothing says which struct it passes/);
  const kivity = comment(exportTable('kivity', relay));
  assert.match(kivity, /RELAY_RESTART \(another name of RELAY_RESET\)/);
  assert.match(kivity, /RELAY_SAMPLE_V1 \(RELAY_SAMPLE has the same type and number and stands for it\)/);
  assert.match(kivity, /RELAY_ARCHIVE \(its argument of 16384 bytes does not fit the size bits of its number\)/);
  assert.match(kivity, /RELAY_LEGACY \(its type byte is 0x71, that of the table 0xb8\)/);
});

test('members without an end, and structs that are no size-first ones', (context) => {
  const path = headerOf(
    context,
    'odd-names.h',
    `struct flexible { __u32 size; __u32 count; __u64 items[]; };
     struct bits { __u32 size; __u32 mode; __u32 low : 3; __u32 high : 5; };
     struct inner { __u32 size; union { __u32 a; struct { __u8 b; __u8 c; } d; }; struct { __u32 x; } last; };
     struct late { __u32 flags; __u32 size; };
     struct wide { __u64 size; };
     struct lost { __u32 size; struct missing it; };
     typedef struct { __u32 size; __u32 id; } plain_t;
     #define Z_PLAIN _IO('z', 9)
     /* _IOWR('z', 0, struct flexible) */
     #define Z_FLEXIBLE _IO('z', 0)
     /* _IOWR('z', 2, struct bits) */
     #define Z_BITS _IO('z', 2)
     /* _IOWR('z', 3, struct bits) */
     #define Z_bits _IO('z', 3)
     /* _IOWR('z', 4, struct inner) */
     #define Z_INNER _IO('z', 4)
     /* _IOWR('z', 5, struct late) */
     #define Z_LATE _IO('z', 5)
     /* _IOWR('z', 6, struct wide) */
     #define Z_WIDE _IO('z', 6)
     /* _IOWR('z', 7, struct lost) */
     #define Z_LOST _IO('z', 7)
     #ifdef __i386__
     /* _IOWR('z', 8, struct bits) */
     #define Z_OLD _IO('z', 8)
     #endif\n`,
  );
  const result = exportTable('fwctl', path, '--abi', 'x86_64,i386');
  assert.deepEqual(ops(result), [
    'Z_FLEXIBLE, odd_names_cmd_flexible, struct flexible, count',
    'Z_BITS, odd_names_cmd_bits, struct bits, mode',
    'Z_bits, odd_names_cmd_Z_bits, struct bits, mode',
    'Z_INNER, odd_names_cmd_inner, struct inner, last',
    'Z_PLAIN, odd_names_cmd_plain, plain_t, id',
  ]);
  assert.match(result.stdout, /^\tplain_t plain_t;$/m);
  const said = comment(result);
  assert.match(said, /Z_BITS: 4 behind mode/);
  assert.match(said, /Z_LATE \(struct late does not begin with '__u32 size'\)/);
  assert.match(said, /Z_WIDE \(struct wide does not begin with '__u32 size'\)/);
  assert.match(said, /Z_LOST \(the layout of lost is not known\)/);
  assert.match(said, /Z_OLD \(it exists on i386 only\)/);
  assert.match(result.stdout, /^#define ODD_NAMES_CMD_FIRST _IOC_NR\(Z_FLEXIBLE\)$/m);
  assert.equal(result.stdout.split('struct bits bits;').length, 2, 'a struct of two commands is once in the union');
});

test("a struct's last published member may differ between ABIs: the earliest counts", (context) => {
  const struct = (more: string): string =>
    `/** struct grown - ioctl(G_RUN) */\nstruct grown { __u32 size; __u32 a; ${more} };\n#define G_RUN _IO('G', 1)\n`;
  // The first version ends at 12 on i386 and at 16 on x86_64.
  const old = headerOf(context, 'grown.h', struct('unsigned long l;'));
  const now = headerOf(context, 'grown.h', struct('unsigned int b; unsigned int c;'));
  const result = exportTable('fwctl', now, '--against', old, '--abi', 'x86_64,i386');
  assert.deepEqual(ops(result), ['G_RUN, grown_cmd_run, struct grown, b']);
});

test('mistakes are one line, and status 2', (context) => {
  const none = headerOf(context, 'none.h', 'struct a { int b; };\n');
  const sized = headerOf(context, 'sized.h', "#define S_GET _IOR('s', 1, int)\n");
  const cases: readonly (readonly [readonly string[], RegExp])[] = [
    [['op-table', relay], /op-table needs --style: fwctl or kivity/],
    [['op-table', '--style', 'drm', relay], /--style/],
    [['json', '--style', 'fwctl', relay], /--style is for op-table, not for json/],
    [['static-asserts', '--against', relay, relay], /--against is for op-table, not for static-asserts/],
    [['op-table', '--style', 'kivity', '--against', relay, relay], /--against is for --style fwctl/],
    [
      ['op-table', '--style', 'fwctl', '--against', 'examples', relay],
      /'examples' does not have '.*relay\.h'; leave out --against/,
    ],
    [['op-table', '--style', 'kivity', none], /'.*none\.h' defines no ioctl command/],
    [
      ['op-table', '--style', 'fwctl', sized],
      /no command of '.*sized\.h' fits --style fwctl: S_GET: its number carries/,
    ],
  ];
  for (const [options, message] of cases) {
    const { status, stdout, stderr } = runUapi(['export', ...options], { cwd: repositoryRoot });
    assert.equal(status, 2, options.join(' '));
    assert.match(stderr, message);
    assert.match(stderr, /^[^\n]+\n$/);
    assert.equal(stdout, '');
  }
});

/** The text with what a driver adds: each handler, and somebody who calls the dispatcher. */
function withHandlers(text: string): string {
  const body = text.match(/^static int (\w+_respond)\(/m)?.[1];
  const handlers = [...text.matchAll(/^(static \w+ \w+_cmd_\w+\(.*\*(\w+)\));$/gm)].map(([, head, argument]) => {
    return `${head}\n{\n\treturn ${body === undefined ? `${argument}->cmd` : `${body}(${argument}, 4)`};\n}\n`;
  });
  const dispatcher = text.match(/^static long (\w+_fops_ioctl)\(/m)?.[1];
  const use = `long (*used)(struct file *, unsigned int, unsigned long) = ${dispatcher};\n`;
  return `${text}\n${handlers.join('\n')}\n${use}`;
}

test('tables of published headers compile', (context) => {
  const compilers = [liveCompilers.x86_64, liveCompilers.i386];
  for (const compiler of compilers) requireCompiler(compiler);
  const headers = ['linux/btrfs.h', 'linux/fuse.h', 'linux/input.h', 'linux/uinput.h', 'linux/vfio.h', 'linux/vhost.h'];
  const cases = [
    ...headers.map((header) => ['kivity', join('/usr/include', header)] as const),
    ['fwctl', 'examples/dispatch.h'] as const,
    ['fwctl', relay] as const,
  ];
  const file = join(temporaryFolder(context), 'table.c');
  for (const [style, header] of cases) {
    const result = exportTable(style, header, '--abi', 'x86_64,i386');
    assert.equal(result.status, 0, result.stderr);
    writeFileSync(file, withHandlers(result.stdout));
    const flags = ['-std=gnu11', '-fsyntax-only', '-Wall', '-Wextra', '-Werror', '-I.'];
    // gcc -m32 does not look there for asm/ioctl.h.
    const places = ['-Itest/opTable/harness/kernel', '-idirafter', '/usr/include/x86_64-linux-gnu'];
    for (const compiler of compilers) {
      const { status, stderr } = spawnSync(compiler.command, [...compiler.flags, ...flags, ...places, file], {
        cwd: repositoryRoot,
        encoding: 'utf8',
      });
      assert.equal(status, 0, `${style} ${header} on ${compiler.abi}: ${stderr.slice(0, 3000)}`);
    }
  }
});

test("a header's name neither ends the comment nor begins a line", (context) => {
  const path = headerOf(context, 'x\n#error "y" * z.h', "#define X_GET _IOR('x', 1, int)\n");
  const { status, stdout, stderr } = exportTable('kivity', path);
  assert.equal(status, 0, stderr);
  assert.match(stdout, /^\t\{ X_GET, x__error__y____z_cmd_get \},$/m);
  assert.doesNotMatch(stdout, /^#error|^#include "/m);
});
