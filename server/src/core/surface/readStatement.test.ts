import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSurface } from './readSurface.js';
import { sketchStatement } from './testing/sketch.js';

/** `body` is read as `expected`: the statements of a function, in the form of testing/sketch.ts. */
function reads(body: string, expected: string): void {
  const text = `static int f(void)\n{\n${body}\n}\n`;
  const { functions } = readSurface({ path: '/f.c', displayName: 'f.c', text, view: 'installed' });
  assert.equal(functions.length, 1);
  assert.equal(sketchStatement(functions[0].body, text), `{ ${expected} }`);
}

test('operators bind as in C11 6.5', () => {
  reads('x = a + b * c - d;', '(x = ((a + (b * c)) - d));');
  reads('x = a << 2 | b & ~c;', '(x = ((a << 2) | (b & (~c))));');
  reads('a = b = c ? d : e ? f : g;', '(a = (b = (c ? d : (e ? f : g))));');
  reads('x = p ?: q, y++;', '((x = (p ?  : q)), (y++));');
  reads('*p->q[i].r++ += -1;', '((*(p->q[i].r++)) += (-1));');
  reads('if (!a && b != c || d) ;', 'if (((!a) && (b != c)) || d) ;');
});

test('a parenthesised type is a cast', () => {
  reads('p = (void __user *)arg;', '(p = <void __user*>arg);');
  reads('p = (struct foo *)x->y;', '(p = <struct foo*>x->y);');
  reads('n = (u32)-1;', '(n = <u32>(-1));');
  reads('n = (size_t)(a + b);', '(n = <size_t>(a + b));');
  reads('p = (foo_fn *)q;', '(p = <foo_fn*>q);');
  reads('x = (name)value;', '(x = <name>value);');
  reads('x = (name)(value);', '(x = name(value));');
  reads('x = (a) - b;', '(x = (a - b));');
  reads('x = (len_t) * 2;', '(x = <len_t>(*2));');
  reads('y = (const char __user * const __user *)argv;', '(y = <const char __user**>argv);');
  reads('fn = (int (*)(void *))p;', '(fn = <int*()>p);');
});

test('sizeof has a type or an operand', () => {
  reads(
    'n = sizeof(struct foo) + sizeof(*p) + sizeof x[0];',
    '(n = ((sizeof<struct foo> + sizeof (*p)) + sizeof x[0]));',
  );
  reads('n = sizeof(u64) * sizeof(foo);', '(n = (sizeof<u64> * sizeof foo));');
});

test('arguments of macros may be types, or nothing that C knows', () => {
  reads('p = container_of(q, struct foo, member);', '(p = container_of(q, <struct foo>, member));');
  reads('p = container_of(q, foo_t, m.n);', '(p = container_of(q, foo_t, m.n));');
  reads('x = offsetofend(struct a, b);', '(x = offsetofend(<struct a>, b));');
  reads('ASSERT_CMP(a, ==, b); next();', 'ASSERT_CMP(a, ?, b); next();');
  reads('WARN_ON(x);', 'WARN_ON(x);');
  reads('guard(mutex)(&lock);', 'guard(mutex)((&lock));');
});

test('declarations are told from expressions', () => {
  reads('struct foo *p = &q, r;', 'declare struct foo* p = (&q), struct foo r;');
  reads('foo_t x;', 'declare foo_t x;');
  reads('foo * bar;', 'declare foo* bar;');
  reads('foo * bar = baz;', 'declare foo* bar = baz;');
  reads('foo(bar);', 'foo(bar);');
  reads('unsigned long flags, *p;', 'declare unsigned long flags, unsigned long* p;');
  reads('char buf[16], c;', 'declare char[] buf, char c;');
  reads('int (*fn)(struct a *, int) = x;', 'declare int*() fn = x;');
  reads('foo_t (*fn)(int);', 'declare foo_t*() fn;');
  reads('u32 __user *uptr = u64_to_user_ptr(x);', 'declare u32 __user* uptr = u64_to_user_ptr(x);');
  reads('struct foo *p __free(kfree) = NULL;', 'declare struct foo* p = NULL;');
  reads('typeof(*p) *q = p;', 'declare typeof* q = p;');
  reads('struct foo f = { .a = 1, .b[2] = { 3 }, };', 'declare struct foo f = {.a=1, .b[2]={3}};');
  reads('struct { int a; } x = {};', 'declare struct x = {};');
  reads('static const struct x y[] = { [A] = B, [C ... D] = E };', 'declare const struct x[] y = {[A]=B, [C...D]=E};');
});

test('statements', () => {
  reads('if (a) b(); else if (c) d(); else { e(); }', 'if a b(); else if c d(); else { e(); }');
  reads('for (int i = 0; i < n; i++) x();', 'for declare int i = 0; (i < n); (i++) x();');
  reads('for (;;) { if (x) break; continue; }', 'for ; ;  { if x break; continue; }');
  reads('do { a(); } while (b); c();', 'do { a(); } while b; c();');
  reads(
    'switch (cmd) { case A: case B ... C: return x; default: break; }',
    'switch cmd { case A: case B...C: return x; default: break; }',
  );
  reads('goto out; out: return ret; ', 'goto out; out: return ret;');
  reads('fallthrough; asm volatile("nop" : : "r" (x)); y();', 'fallthrough; ?; y();');
  reads('x = ({ int y = 1; y; });', '(x = ({ declare int y = 1; y; }));');
  reads('list_for_each_entry(a, &b, c) { d(); } e();', 'each list_for_each_entry(a, (&b), c) { d(); } e();');
  reads('for_each_set_bit(i, m, n)\n\tf(i);', 'each for_each_set_bit(i, m, n) f(i);');
  reads('scoped_guard(mutex, &m) return 1;', 'each scoped_guard(mutex, (&m)) return 1;');
  reads('pr_info(NAME ": " "x" __stringify(Y) "z", a);', 'pr_info("…", a);');
  reads('return (struct x) { .a = 1 };', 'return <struct x>{.a=1};');
});

test('a branch of a conditional stays, so that brackets balance', () => {
  reads('#ifdef A\nif (x) {\n#else\nif (y) {\n#endif\nf();\n}', 'if x { f(); }');
  reads('#if 0\nbad(\n#else\ngood();\n#endif', 'good();');
  reads('#ifndef CONFIG_X\nstub();\n#else\nreal();\n#endif', 'real();');
  reads('#define M(x) (x\nf();', 'f();');
});

test('what is half typed costs its statement', () => {
  reads('a = ;\nb();', '(a = ?); b();');
  reads('foo(a, ;\nb();', 'foo(a, ?); b();');
  reads('x->\n;b();', 'x->; b();');
  reads('f()\ng();', 'f(); g();');
  reads('else b(); c();', '?; c();');
  reads('if a) b();', 'if ? a; ?; b();');
  reads('goto ;\nb();', 'goto ?; b();');
  reads(') a();', '?; a();');
  reads('MACRO(a, );\nb();', 'MACRO(a, ?); b();');
  reads('x = [1];\nb();', '(x = ?); b();');
  reads('int x[] = { :, 2 };\nb();', 'declare int[] x = {?, 2}; b();');
  reads('for x;\nb();', 'for ; ;  x; b();');
  reads('while a();\nb();', 'while ? a(); b();');
});

test('names that look like types, alone and on a line of their own', () => {
  reads('x = (foo_t);', '(x = foo_t);');
  reads('foo_t\nbar;', 'declare foo_t bar;');
  reads('foo\nbar;', 'foo; bar;');
  reads('foo bar;', 'declare foo bar;');
  reads('foo bar __free(kfree) = baz;', 'declare foo bar = baz;');
  reads('foo bar baz;', 'foo;');
  reads('__maybe_unused int x;', 'declare int x;');
  reads('__always_unused;\na();', '__always_unused; a();');
  reads('volatile int x;', 'declare int x;');
});

test('typeof of a type is that type, where no pointer or array is in it', () => {
  reads('typeof(u32) x;', 'declare u32 x;');
  reads('typeof(struct foo) *x;', 'declare struct foo* x;');
  reads('typeof(u32 *) x;', 'declare typeof x;');
  reads('typeof(x) y;', 'declare typeof y;');
});
