/**
 * What a function has of its caller in user space: the parameter that carries the ioctl's argument, and the variables made
 * from it (`void __user *argp = (void __user *)arg`).
 */
import type { Expression, FunctionDefinition, Parameter, SurfaceVariable } from '../surface/ast.js';
import { visitExpression, visitStatement } from '../surface/visit.js';

export interface CallerArguments {
  readonly names: ReadonlySet<string>;
  /** Every parameter by name. */
  readonly parameters: ReadonlySet<string>;
  /** Variables that the function returns: `r` of `return r;`. */
  readonly returned: ReadonlySet<string>;
  /** The variables of the function, by name; undefined for a name that is declared twice. */
  readonly locals: ReadonlyMap<string, SurfaceVariable | undefined>;
}

export function callerArguments(definition: FunctionDefinition): CallerArguments {
  const names = new Set<string>();
  for (const parameter of definition.parameters) {
    if (parameter.name !== undefined && carriesArgument(parameter)) names.add(parameter.name.text);
  }
  const locals = new Map<string, SurfaceVariable | undefined>();
  const returned = new Set<string>();
  const made: { name: string; from: Expression }[] = [];
  visitStatement(
    definition.body,
    (statement) => {
      if (statement.kind === 'return' && statement.value?.kind === 'identifier') returned.add(statement.value.name);
      if (statement.kind !== 'declaration') return;
      for (const variable of statement.variables) {
        const { text: name } = variable.name;
        locals.set(name, locals.has(name) ? undefined : variable);
        if (variable.type.isUser && variable.type.pointers > 0) names.add(name);
        if (variable.initializer !== undefined) made.push({ name, from: variable.initializer });
      }
    },
    (expression) => {
      if (expression.kind === 'assignment' && expression.operator === '=' && expression.left.kind === 'identifier') {
        made.push({ name: expression.left.name, from: expression.right });
      }
    },
  );
  // A pointer cast from the argument is one; the order in which they are written is that in which they are made.
  for (const { name, from } of made) {
    if (from.kind === 'cast' && from.type.isUser && mentions(from.operand, names)) names.add(name);
  }
  const parameters = new Set(definition.parameters.flatMap(({ name }) => name?.text ?? []));
  return { names, parameters, returned, locals };
}

const argumentNames = new Set(
  'arg argp uarg argument ioctl_arg ioctl_param param data p user udata ptr addr argl uptr'.split(' '),
);

function carriesArgument({ name, type }: Parameter): boolean {
  if (type.isUser && type.pointers > 0) return true;
  const isWord =
    type.pointers === 0 && (type.name === 'unsigned long' || type.name === 'long' || type.name === 'ulong');
  const isPointer = type.pointers === 1 && type.name === 'void';
  return (isWord || isPointer) && argumentNames.has((name?.text ?? '').replace(/^_+/, ''));
}

/** Whether one of the names occurs in an expression, `sizeof` left out. */
export function mentions(expression: Expression, names: ReadonlySet<string>): boolean {
  let does = false;
  visitExpression(expression, (part) => {
    if (part.kind === 'identifier' && names.has(part.name)) does = true;
    return !does && part.kind !== 'sizeof';
  });
  return does;
}
