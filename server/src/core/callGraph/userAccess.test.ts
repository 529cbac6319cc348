/** Annotations of contexts: what they belong to, who lacks one, and where a pointer loses it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSurface } from '../surface/readSurface.js';
import { callGraphOf } from './callGraph.js';
import { contextMarksOf } from './contextMarks.js';
import { UserAccess } from './userAccess.js';

function accessOf(...texts: readonly string[]): UserAccess {
  const surfaces = texts.map((text, index) => {
    const path = `/driver/${'abc'[index]}.c`;
    return readSurface({ path, displayName: path, text, view: 'installed' });
  });
  return new UserAccess(callGraphOf(surfaces));
}

/** What carries a context by its own annotation: names of functions, of members and of parameters. */
function marked(text: string): readonly string[] {
  const { marks, stray } = contextMarksOf(readSurface({ path: '/a.c', displayName: 'a.c', text, view: 'installed' }));
  const found = [...marks].map(
    ([{ name }, { contexts, roots }]) =>
      `${name?.text}: ${[...contexts, ...[...roots].map((root) => `root ${root}`)].join(' ')}`,
  );
  return [...found, ...stray.map(({ names }) => `stray: ${names.join(' ')}`)];
}

const places: readonly (readonly [text: string, marks: readonly string[]])[] = [
  ['/* uapi-ctx: net */\nvoid f(void) {}', ['f: net']],
  ['/* uapi-ctx: net, disk */\nvoid f(void) {}', ['f: net disk']],
  ['/* uapi-ctx-root: net */\nvoid f(void) {}', ['f: root net']],
  ['void f(void) /* uapi-ctx: net */\n{}', ['f: net']],
  ['/* uapi-ctx: net */ void f(void);', ['f: net']],
  ['static /* uapi-ctx: net */ void f(int x) {}', ['f: net']],
  ['void f(void); /* uapi-ctx: net */', ['f: net']],
  ['static int uaccess(net) f(void) {}', ['f: net']],
  ['static int uaccess(net, disk) f(void) {}', ['f: net disk']],
  ['static int uaccess f(void) {}', []],
  ['#define f(x) g(x) /* uapi-ctx: net */', ['f: net']],
  ['struct s { int (*fn)(void); /* uapi-ctx: net */ int other; };', ['fn: net']],
  ['static int (*fn)(void); /* uapi-ctx: net */', ['fn: net']],
  ['static int (*fn)(void) = /* uapi-ctx: net */ g;', ['fn: net']],
  // Parameters: beside which one the comment stands, between the commas.
  ['void f(int (*a)(void) /* uapi-ctx: net */, int b) {}', ['a: net']],
  ['void f(/* uapi-ctx: net */ int (*a)(void), int b) {}', ['a: net']],
  ['void f(int b, /* uapi-ctx: net */ int (*a)(void)) {}', ['a: net']],
  ['void f(int b, int (*a)(void) /* uapi-ctx: net */) {}', ['a: net']],
  ['void f(int a) /* uapi-ctx: net */ {}', ['f: net']],
  ['void f(int a) { /* uapi-ctx: net */ }', ['stray: net']],
  ['/* uapi-ctx: net */', ['stray: net']],
  ['int x = 1;\n/* uapi-ctx: net */\n\nMODULE_LICENSE("GPL");', ['stray: net']],
];

for (const [text, marks] of places) {
  test(`the annotation in \`${text.replaceAll('\n', ' ')}\``, () => assert.deepEqual(marked(text), marks));
}

const missing = (...texts: readonly string[]): readonly string[] =>
  accessOf(...texts)
    .missing()
    .map(({ caller, edge, contexts }) => `${caller.name} calls ${edge.to.name}: ${[...contexts].join(' ') || 'any'}`);

test('who calls an annotated function, or a primitive, carries a context', () => {
  const net = '/* uapi-ctx: net */\nvoid net(void) { __get_user(x, p); }\n';
  assert.deepEqual(missing(`${net}void f(void) { net(); }`), ['f calls net: net']);
  assert.deepEqual(missing(`${net}/* uapi-ctx-root: net */\nvoid f(void) { net(); }`), []);
  assert.deepEqual(missing(`${net}/* uapi-ctx: disk */\nvoid f(void) { net(); }`), ['f calls net: net']);
  assert.deepEqual(missing(`${net}void f(void) { __put_user(x, p); }`), ['f calls __put_user: any']);
  assert.deepEqual(missing('void f(void) { __put_user(x, p); }'), [], 'nobody takes part');
  // A call through a pointer is judged where the pointer was taken.
  const table = 'struct ops { void (*run)(void); };\nstatic const struct ops ops = { .run = net };\n';
  assert.deepEqual(missing(`${net}${table}void f(struct ops *o) { o->run(); }`), []);
});

test('a prototype speaks of the function, wherever that is defined', () => {
  const header = '/* uapi-ctx: net */\nvoid net(void);\n';
  assert.deepEqual(missing(`${header}void f(void) { net(); }`, 'void net(void) { __get_user(x, p); }'), [
    'f calls net: net',
  ]);
  assert.deepEqual(missing(`${header}void f(void) { net(); }`), ['f calls net: net']);
  assert.deepEqual(missing(header), []);
});

function lost(body: string, more = ''): readonly string[] {
  const net = '/* uapi-ctx: net */\nvoid net(void) {}\n';
  return accessOf(`${net}${more}\nint f(struct ops *o) { ${body} }`)
    .lost()
    .map(({ use }) => use.into.kind);
}

test('a pointer to an annotated function loses the annotation', () => {
  const annotated = 'struct ops { void (*run)(void); /* uapi-ctx: net */ void (*plain)(void); };';
  const taking = 'void take(void (*fn)(void) /* uapi-ctx: net */, void (*other)(void));';
  const cases: readonly (readonly [body: string, kinds: readonly string[], more?: string])[] = [
    ['if (!net) return 1;', []],
    ['o->run = net;', [], annotated],
    ['o->plain = net;', ['member'], annotated],
    ['x = net;', ['variable']],
    ['variable = net;', [], 'static void (*variable)(void); /* uapi-ctx: net */'],
    ['variable = net;', ['variable'], 'static void (*variable)(void); /* uapi-ctx: disk */'],
    ['take(net, 0);', [], taking],
    ['take(0, net);', ['argument'], taking],
    ['get(1)(net);', ['argument']],
    ['INIT_WORK(&w, net);', []],
    ['init(net);', [], '#define init(x) really_init(x)'],
    ['return net;', ['return']],
    ['x[1] = net;', ['other']],
    ['x = (void *)net;', ['cast']],
    ['x = (void __force *)net;', []],
  ];
  for (const [body, kinds, more] of cases) assert.deepEqual(lost(body, more), kinds, body);
  assert.deepEqual(lost('', '#define run_net(x) queue(x, net)'), [], 'what a macro makes of it is not told');
});
