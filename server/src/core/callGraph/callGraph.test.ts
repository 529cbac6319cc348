import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SourceFile } from '../source/sourceFile.js';
import { readSurface } from '../surface/readSurface.js';
import { type CallGraph, type CallNode, callGraphOf } from './callGraph.js';
import { longestChain, reached, shortestChain } from './chains.js';
import { graphPart } from './graphPart.js';
import { UserAccess } from './userAccess.js';

function graphOf(files: Readonly<Record<string, string>>): CallGraph {
  return callGraphOf(
    Object.entries(files).map(([name, text]) => {
      const file: SourceFile = { path: `/driver/${name}`, displayName: name, text, view: 'installed' };
      return readSurface(file);
    }),
  );
}

/** `kind file:name` of what a function calls, in order. */
function calls(graph: CallGraph, name: string): readonly string[] {
  return graph
    .named(name)
    .flatMap((node) => node.calls)
    .map(({ kind, to }) => `${kind} ${to.surface?.file.displayName ?? 'external'}:${to.name}`);
}

test('a call by name leads to the own static function, else to the one that others show', () => {
  const graph = graphOf({
    'a.c': 'static void f(void) {} void g(void) { f(); h(); k(); }',
    'b.c': 'static void f(void) {} void h(void) { f(); } static void k(void) {}',
  });
  assert.deepEqual(calls(graph, 'g'), ['call a.c:f', 'call b.c:h', 'call external:k']);
  assert.deepEqual(calls(graph, 'h'), ['call b.c:f']);
});

test('of two definitions that a name may mean, none is meant', () => {
  const graph = graphOf({ 'a.c': 'void f(void) {}', 'b.c': 'void f(void) {}', 'c.c': 'void g(void) { f(); }' });
  assert.deepEqual(calls(graph, 'g'), ['call external:f']);
});

test('a macro is a node: calls in its body, an alias, and the function of its own name', () => {
  const graph = graphOf({
    'a.h':
      '#define twice(x) once(once(x))\n#define other once\n#define wrap(x) wrap(x, 1)\nstatic inline int once(int x) { return x; }',
    'a.c': '#include "a.h"\nint wrap(int x, int y) { return x; }\nint f(void) { return twice(1) + other(2); }',
  });
  assert.deepEqual(calls(graph, 'f'), ['call a.h:twice', 'call a.h:other']);
  assert.deepEqual(calls(graph, 'twice'), ['call a.h:once', 'call a.h:once']);
  assert.deepEqual(calls(graph, 'other'), ['call a.h:once']);
  assert.deepEqual(
    graph.named('wrap').map(({ calls: { length }, kind }) => `${kind} ${length}`),
    ['function 0', 'macro 1'],
  );
});

test('a call through a member leads to what is stored into that member of that record', () => {
  const graph = graphOf({
    'a.c': `
struct ops { int (*run)(void); int (*stop)(void); };
struct other { int (*run)(void); };
static int a(void) {} static int b(void) {} static int c(void) {} static int d(void) {}
static const struct ops ops = { .run = a, .stop = b };
static const struct other others[] = { { .run = c }, [3] = { .run = &d } };
int f(struct ops *o) { return o->run(); }
int g(struct other *o) { return (*o->run)(); }
int h(void *o) { return get(o)->stop() + get(o)->run(); }
`,
  });
  assert.deepEqual(calls(graph, 'f'), ['member a.c:a']);
  assert.deepEqual(calls(graph, 'g'), ['member a.c:c', 'member a.c:d']);
  // The record is not known: one function is stored as 'stop', several as 'run'.
  assert.deepEqual(
    calls(graph, 'h').filter((call) => call.startsWith('member')),
    ['member a.c:b'],
  );
});

test('a pointer that is passed on is a use, a local of the same name is none', () => {
  const graph = graphOf({
    'a.c':
      'static void f(void) {} void g(void) { work_init(&w, f); x->done = f; if (f) return; } void h(int f) { use(f); f(); }',
  });
  const [f] = graph.named('f');
  assert.deepEqual(
    f.uses.map(({ into }) => into.kind),
    ['argument', 'member', 'boolean'],
  );
  assert.deepEqual(f.callers, []);
});

test('a system call is not what its name calls', () => {
  const graph = graphOf({ 'a.c': 'SYSCALL_DEFINE1(close, int, fd) { return shut(fd); }\nvoid f(void) { close(1); }' });
  assert.deepEqual(calls(graph, 'f'), ['call external:close']);
  assert.deepEqual(graph.nodes.find(({ definition }) => definition?.definedBy)?.calls.length, 1);
});

test('chains end in recursion, and take the long way or the short one', () => {
  const graph = graphOf({
    'a.c':
      'void end(void) { last(); } void c(void) { b(); end(); } void b(void) { c(); b(); } void a(void) { end(); b(); }',
  });
  const [a] = graph.named('a');
  const isLast = ({ name }: CallNode): boolean => name === 'last';
  const names = (chain: ReturnType<typeof shortestChain>): readonly string[] => chain?.map(({ to }) => to.name) ?? [];
  assert.deepEqual(names(longestChain(a, isLast, reached([a], 'calls'))), ['b', 'c', 'end', 'last']);
  assert.deepEqual(names(shortestChain(a, 'calls', isLast)), ['end', 'last']);
  assert.equal(
    longestChain(a, ({ name }) => name === 'nothing', reached([a], 'calls')),
    undefined,
  );
});

test('a part of a graph has tops, also where all is a circle', () => {
  const graph = graphOf({
    'a.c': 'void b(void); void a(void) { b(); } void b(void) { a(); } void c(void) { d(); } void d(void) {}',
  });
  const part = graphPart(new UserAccess(graph), {});
  assert.deepEqual(
    part.tops.map(({ name }) => name),
    ['c', 'a'],
  );
});

test('names of objects and half-typed functions do no harm', () => {
  const graph = graphOf({
    'a.c': 'void __proto__(void) { constructor(); toString(); } void f(void) { __proto__(); if (g(',
  });
  assert.deepEqual(calls(graph, 'f'), ['call a.c:__proto__']);
  assert.deepEqual(calls(graph, '__proto__'), ['call external:constructor', 'call external:toString']);
});

const through = `
struct ops { int (*run)(void); };
struct other { int (*run)(void); };
struct box { struct ops ops, *list[4]; const struct ops *chosen; int plain; };
static int a(void) {} static int b(void) {}
static const struct ops ops = { .run = a };
static const struct other others = { .run = b };
`;

test('the record before a member: through members, elements, casts and pointers', () => {
  const graph = graphOf({
    'a.c': `${through}
int f1(struct box *x) { return x->ops.run(); }
int f2(struct box *x) { return x->list[2]->run(); }
int f3(struct box *x) { return (*x->chosen).run(); }
int f4(struct box *x) { return (&x->ops)->run(); }
int f5(void *x) { return ((struct other *)x)->run(); }
int f6(struct ops x[2]) { return x[1].run(); }
int f7(struct box *x) { return x->plain->run(); }
int f8(struct box *x) { return x->nothing->run(); }
int f9(struct box *x) { return (-x)->run(); }
int f10(int x) { return x->run(); }
int f11(struct ops *) { return x->run(); }
int f12(struct ops *x) { return get(x)(); }
int f13(struct ops *x) { return ${'(&'.repeat(25)}x${')'.repeat(25)}->run(); }
`,
  });
  const found = Array.from({ length: 13 }, (_, i) =>
    calls(graph, `f${i + 1}`)
      .filter((call) => call.startsWith('member'))
      .join(' '),
  );
  const ofOps = 'member a.c:a';
  assert.deepEqual(found, [ofOps, ofOps, ofOps, ofOps, 'member a.c:b', ofOps, '', '', '', '', '', '', '']);
});

test('two records of one tag: neither is known', () => {
  const graph = graphOf({
    'a.c': `${through}int f(struct box *x) { return x->ops.run(); }`,
    'b.c': 'struct box { struct other ops; };',
  });
  assert.deepEqual(calls(graph, 'f'), []);
});

test('a store whose record is not told may be that of any', () => {
  const text = `
struct ops { int (*run)(void); };
static int a(void) {}
void init(void *x) { get(x)->run = a; }
int f(struct ops *o) { return o->run(); }
int g(void *o) { return get(o)->run(); }
`;
  const one = graphOf({ 'a.c': text });
  assert.deepEqual(calls(one, 'f'), ['member a.c:a']);
  assert.deepEqual(
    calls(one, 'g').filter((call) => call.startsWith('member')),
    ['member a.c:a'],
  );
  const two = graphOf({ 'a.c': `${text}static int b(void) {} void more(void *x) { get(x)->run = b; }` });
  assert.deepEqual(calls(two, 'f'), []);
});

/** What the value of `f` is used as, in order. */
function usesOf(body: string): readonly string[] {
  const graph = graphOf({ 'a.c': `static int f(void) {} int g(struct ops *o, int) { ${body} }` });
  const [f] = graph.named('f');
  return f.uses.map(({ into, record }) => (record === undefined ? into.kind : `${into.kind} of ${record}`));
}

test('what becomes of a function’s name', () => {
  const cases: readonly (readonly [body: string, uses: readonly string[]])[] = [
    ['if (likely(f)) return 1;', ['boolean']],
    ['while (f) ;', ['boolean']],
    ['for (;; use(f)) break;', ['argument']],
    ['x = !f || f == y;', ['variable', 'boolean', 'boolean'].slice(1)],
    ['x = (1, f);', ['variable']],
    ['x = a ? f : 0;', ['variable']],
    ['x = f ?: y;', ['variable']],
    ['x = (struct ops){ .run = f };', ['member of ops']],
    ['x = (struct ops[]){ { .run = f } };', ['member of ops']],
    ['x = (struct box){ .ops = { .run = f } };', ['member']],
    ['x = (struct box){ .ops.run = f };', ['member']],
    ['x = (int (*[])(void)){ f };', ['other']],
    ['x = ({ f; f; });', []],
    ['x = ({ use(f); });', ['argument']],
    ['use({ .run = f });', ['member']],
    ['o->run = f; (*o).run = &f;', ['member of ops', 'member of ops']],
    ['x[1] = f;', ['other']],
    ['return f;', ['return']],
    ['x = (void *)f;', ['cast']],
    ['x = sizeof(f) + f;', []],
    ['get(1)(f);', ['argument']],
    ['int (*y)(void) = f;', ['variable']],
    ['struct ops y = { .run = f };', ['member of ops']],
  ];
  for (const [body, uses] of cases) assert.deepEqual(usesOf(body), uses, body);
});

test('calls in the body of a macro', () => {
  const graph = graphOf({ 'a.c': '#define run(o) (o)->start(1) + (o)->state + stop(o) + other\nvoid stop(void) {}' });
  const [run] = graph.named('run');
  assert.deepEqual(
    run.facts?.memberCalls.map(({ member }) => member),
    ['start'],
  );
  assert.deepEqual(calls(graph, 'run'), ['call a.c:stop']);
});

test('a graph of no file, and names that nobody has', () => {
  const graph = graphOf({});
  assert.deepEqual(graph.nodes, []);
  assert.deepEqual(graph.named('f'), []);
  const calling = graphOf({ 'a.c': 'void f(void) { g(); }' });
  assert.deepEqual(
    calling.named('g').map(({ kind }) => kind),
    ['external'],
  );
});

test('a part of a graph: what a function calls, who calls it, and what lies between', () => {
  const access = new UserAccess(
    graphOf({
      'a.c': `
static void low(void) { __get_user(x, p); printk("x"); }
/* uapi-ctx: net */
static void net(void) { low(); __put_user(x, p); }
void other(void) { low(); printk("x"); }
/* uapi-ctx-root: net */
void worker(void) { net(); printk("x"); }
`,
    }),
  );
  const names = (question: Parameters<typeof graphPart>[1]): readonly string[] =>
    [...graphPart(access, question).nodes].map(({ name }) => name).sort();
  const named = (name: string): readonly CallNode[] => access.graph.named(name);
  assert.deepEqual(names({}), ['__get_user', '__put_user', 'low', 'net', 'other', 'worker']);
  assert.deepEqual(names({ from: named('net') }), ['__get_user', '__put_user', 'low', 'net']);
  assert.deepEqual(names({ to: named('low') }), ['low', 'net', 'other', 'worker']);
  // A name that the folder does not define is there where it is asked for.
  assert.deepEqual(names({ to: named('printk') }), ['low', 'net', 'other', 'printk', 'worker']);
  assert.deepEqual(names({ from: named('worker'), to: named('low') }), ['low', 'net', 'worker']);
  assert.deepEqual(names({ context: 'net' }), ['__put_user', 'net', 'worker']);
  assert.deepEqual(names({ context: 'other' }), []);
});

test('a chain of ten thousand functions is walked', () => {
  const count = 10_000;
  const text = Array.from({ length: count }, (_, i) => `void f${i}(void) { f${i + 1}(); }`).join('\n');
  const graph = graphOf({ 'a.c': text });
  const [first] = graph.named('f0');
  const chain = longestChain(first, ({ name }) => name === `f${count}`, reached([first], 'calls'));
  assert.equal(chain?.length, count);
});
