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

test('a chain of ten thousand functions is walked', () => {
  const count = 10_000;
  const text = Array.from({ length: count }, (_, i) => `void f${i}(void) { f${i + 1}(); }`).join('\n');
  const graph = graphOf({ 'a.c': text });
  const [first] = graph.named('f0');
  const chain = longestChain(first, ({ name }) => name === `f${count}`, reached([first], 'calls'));
  assert.equal(chain?.length, count);
});
