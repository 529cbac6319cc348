/**
 * The function that a stretch of a dispatcher leaves a command to: the one function whose value it returns, called with the
 * caller's argument or with what was copied from it, or else the one thing that it does. Where it does more, the dispatcher handles the
 * command itself, and there is no such function.
 */
import type { CallExpression, Expression, Span, Statement, TypeName } from '../surface/ast.js';
import { calleeName, visitExpression, visitStatement } from '../surface/visit.js';
import { type CallerArguments, mentions } from './callerArguments.js';

export interface Called {
  readonly handlerName?: string;
  /** Tag of the one record that is copied from or to the caller. */
  readonly recordName?: string;
}

/** Functions that move bytes, with the positions of the kernel's side and of the user's side. */
const copies: ReadonlyMap<string, readonly [kernel: number, user: number]> = new Map([
  ['copy_from_user', [0, 1]],
  ['__copy_from_user', [0, 1]],
  ['copy_to_user', [1, 0]],
  ['__copy_to_user', [1, 0]],
  ['copy_struct_from_user', [0, 2]],
  ['copy_struct_to_user', [2, 0]],
  ['get_user', [0, 1]],
  ['__get_user', [0, 1]],
  ['put_user', [0, 1]],
  ['__put_user', [0, 1]],
]);

/** Functions whose result is what was copied. */
const duplicates = new Set(['memdup_user', 'vmemdup_user', 'memdup_array_user', 'vmemdup_array_user', 'strndup_user']);

/** Functions that handle no command, whatever they are given. */
const helperWords = new Set(
  (
    'kmalloc kzalloc kcalloc kmalloc_array kvmalloc kvzalloc vmalloc kfree kvfree vfree kfree_sensitive access_ok ' +
    'compat_ptr u64_to_user_ptr clear_user check_zeroed_user memset memcpy memcmp memchr_inv strlen strscpy strncmp ' +
    'strcmp min max min_t max_t clamp likely unlikely capable ns_capable guard scoped_guard array_index_nospec ' +
    'struct_size array_size in_compat_syscall file_inode printk fdget fdput fget fput cond_resched test_bit set_bit ' +
    'clear_bit down_read up_read down_write up_write'
  ).split(' '),
);
/** Locks, traces and messages. */
const helperShape =
  /^(?:mutex|spin|trace|pr|atomic|security|lockdep)_|(?:_lock|_unlock|_trylock|_dbg|debug|_to_user|_from_user)$|^dev_(?:dbg|info|warn|err)$/;

/** @param isOwn whether the source itself has a function of this name */
export function calledIn(
  region: readonly Statement[],
  callers: CallerArguments,
  isOwn: (name: string) => boolean,
): Called {
  const { names, returned } = callers;
  const given = new Set(names);
  const locals = withDeclared(callers.locals, region);
  const records = new Set<string>();
  const resultCalls: CallExpression[] = [];
  const loops: Span[] = [];
  const noteCopied = (target: Expression, size?: Expression): void => {
    const name = rootName(target);
    const variable = name === undefined ? undefined : locals.get(name);
    if (name === undefined || variable === undefined) return;
    given.add(name);
    const isVariable =
      target.kind === 'identifier' || (target.kind === 'unary' && target.operand.kind === 'identifier');
    // A size that is computed may be that of another version, or of another record.
    const isWhole = isVariable && size?.kind === 'sizeof';
    const tag = isWhole ? recordTag(variable.type) : undefined;
    if (tag !== undefined) records.add(tag);
  };
  for (const statement of region) {
    visitStatement(
      statement,
      (inner) => {
        resultCalls.push(...resultsOf(inner, returned));
        if (isLoop(inner)) loops.push(inner);
        if (inner.kind !== 'declaration') return;
        for (const { name, initializer } of inner.variables) {
          if (initializer !== undefined && isDuplicate(initializer, names)) {
            noteCopied({ kind: 'identifier', name: name.text, start: name.start, end: name.end }, sizeOf(initializer));
          }
        }
      },
      (expression) => {
        if (expression.kind === 'assignment' && isDuplicate(expression.right, names)) {
          noteCopied(expression.left, sizeOf(expression.right));
        }
        if (expression.kind !== 'call') return;
        const sides = copies.get(calleeName(expression) ?? '');
        if (sides === undefined) return;
        const [kernel, user] = sides.map((at) => expression.arguments.at(at));
        if (kernel !== undefined && user !== undefined && mentions(user, names)) noteCopied(kernel, sizeOf(expression));
      },
    );
  }
  const candidates = resultCalls.filter((call) => isCandidate(call));
  const takesArgument = candidates.some((call) => call.arguments.some((argument) => mentions(argument, given)));
  // What is called for each element of an array handles an element.
  const isLooped = candidates.some((call) => loops.some(({ start, end }) => start <= call.start && call.end <= end));
  const known = new Set([...callers.parameters, ...locals.keys()]);
  const isHandler = (call: CallExpression): boolean =>
    isOwn(calleeName(call) ?? '') || call.arguments.some((argument) => mentions(argument, known));
  const handlerName = takesArgument
    ? isLooped
      ? undefined
      : onlyName(candidates)
    : onlyThing(region, returned, isHandler);
  const [recordName] = records.size === 1 ? records : [];
  return {
    ...(handlerName === undefined ? {} : { handlerName }),
    ...(recordName === undefined ? {} : { recordName }),
  };
}

/** The size that a copy is told. */
function sizeOf(copy: Expression): Expression | undefined {
  return copy.kind === 'call' ? copy.arguments.find(({ kind }) => kind === 'sizeof') : undefined;
}

function isLoop({ kind }: Statement): boolean {
  return kind === 'for' || kind === 'while' || kind === 'do' || kind === 'macroLoop';
}

function isCandidate(call: CallExpression): boolean {
  const name = calleeName(call);
  return (
    name !== undefined &&
    !copies.has(name) &&
    !duplicates.has(name) &&
    !helperWords.has(name) &&
    !helperShape.test(name) &&
    name !== name.toUpperCase()
  );
}

function onlyName(calls: readonly CallExpression[]): string | undefined {
  const names = new Set(calls.map(calleeName));
  const [name] = names.size === 1 ? names : [];
  return name;
}

function isDuplicate(value: Expression, names: ReadonlySet<string>): boolean {
  if (value.kind !== 'call' || !duplicates.has(calleeName(value) ?? '')) return false;
  return value.arguments.length > 0 && mentions(value.arguments[0], names);
}

/** The names that the region declares hide those of the function, which another case may declare too. */
function withDeclared(locals: CallerArguments['locals'], region: readonly Statement[]): CallerArguments['locals'] {
  const all = new Map(locals);
  for (const statement of region) {
    visitStatement(statement, (inner) => {
      if (inner.kind !== 'declaration') return;
      for (const variable of inner.variables) all.set(variable.name.text, variable);
    });
  }
  return all;
}

/** The calls whose value becomes the function's: `return f(…)`, and `r = f(…)` where it returns `r`. */
function resultsOf(statement: Statement, returned: ReadonlySet<string>): readonly CallExpression[] {
  if (statement.kind === 'return') return callsAtTop(statement.value);
  if (statement.kind === 'declaration') {
    return statement.variables.flatMap(({ name, initializer }) =>
      returned.has(name.text) ? callsAtTop(initializer) : [],
    );
  }
  const { expression } = statement.kind === 'expression' ? statement : {};
  if (expression?.kind !== 'assignment' || expression.operator !== '=') return [];
  const { left, right } = expression;
  return left.kind === 'identifier' && returned.has(left.name) ? callsAtTop(right) : [];
}

function callsAtTop(expression: Expression | undefined): readonly CallExpression[] {
  switch (expression?.kind) {
    case 'call':
      return [expression];
    case 'assignment':
      return expression.operator === '=' ? callsAtTop(expression.right) : [];
    case 'conditional':
      return [...callsAtTop(expression.whenTrue), ...callsAtTop(expression.whenFalse)];
    case 'cast':
      return callsAtTop(expression.operand);
    default:
      return [];
  }
}

/** `return f(dev);`, or `r = f(dev); break;` with nothing else but locks around it. */
function onlyThing(
  region: readonly Statement[],
  returned: ReadonlySet<string>,
  isHandler: (call: CallExpression) => boolean,
): string | undefined {
  const calls: CallExpression[] = [];
  for (const statement of flat(region)) {
    if (statement.kind === 'break' || statement.kind === 'goto') continue;
    if (statement.kind === 'return' && (statement.value === undefined || isPlain(statement.value))) continue;
    const alone = statement.kind === 'expression' ? callsAtTop(statement.expression) : [];
    const results = alone.length > 0 ? alone : resultsOf(statement, returned);
    if (results.length !== 1) {
      if (statement.kind === 'expression' && isFallthrough(statement.expression)) continue;
      return undefined;
    }
    const [call] = results;
    if (isCandidate(call) && isHandler(call)) calls.push(call);
    else if (!/lock|guard/.test(calleeName(call) ?? '')) return undefined;
  }
  return calls.length === 1 ? calleeName(calls[0]) : undefined;
}

function isPlain(expression: Expression): boolean {
  let isSimple = true;
  visitExpression(expression, ({ kind }) => {
    if (kind === 'call' || kind === 'opaque' || kind === 'assignment') isSimple = false;
  });
  return isSimple;
}

function isFallthrough(expression: Expression | undefined): boolean {
  return expression === undefined || (expression.kind === 'identifier' && expression.name === 'fallthrough');
}

function flat(statements: readonly Statement[]): readonly Statement[] {
  return statements.flatMap((each) => (each.kind === 'compound' ? flat(each.statements) : [each]));
}

/** The variable that `x`, `&x`, `*x`, `x.m` and `x->m` are about. */
function rootName(expression: Expression): string | undefined {
  switch (expression.kind) {
    case 'identifier':
      return expression.name;
    case 'unary':
    case 'cast':
      return rootName(expression.operand);
    case 'member':
    case 'index':
      return rootName(expression.object);
    default:
      return undefined;
  }
}

function recordTag({ keyword, name, pointers, arrays }: TypeName): string | undefined {
  return (keyword === 'struct' || keyword === 'union') && pointers <= 1 && arrays.length === 0 ? name : undefined;
}
