import type { DriverSource } from '../../../driver/driverSource.js';
import { functionFacts } from '../../../driver/functionFacts.js';
import { placeOf } from '../../../driver/places.js';
import type { CastExpression, FunctionDefinition } from '../../../surface/ast.js';
import { visitExpression, visitStatement } from '../../../surface/visit.js';
import type { RuleFinding, SourceRule } from '../../rule.js';
import { description } from './description.js';

/**
 * The argument of a compat_ioctl handler cast to a user pointer without compat_ptr(). A function that is the native
 * handler as well is left alone: there compat_ptr_ioctl() is the answer, which `dispatch/` asks for.
 */
export const rule: SourceRule = { ...description, check };

function check(source: DriverSource): readonly RuleFinding[] {
  const natives = handlersIn(source, 'unlocked_ioctl');
  const compats = handlersIn(source, 'compat_ioctl');
  return source.surface.functions
    .filter(({ name: { text } }) => compats.has(text) && !natives.has(text))
    .flatMap((definition) => argumentCasts(source, definition))
    .map(({ definition, cast, argument }) => ({
      symbol: definition.name.text,
      range: source.rangeOf(cast),
      message: `${argument}, the argument of a compat_ioctl handler, becomes a pointer without compat_ptr()`,
      abis: [],
      help: `write compat_ptr(${argument})`,
    }));
}

/** Names of the functions that initialisers of the file give a member of `struct file_operations`. */
function handlersIn(source: DriverSource, member: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { initializer } of source.surface.variables) {
    if (initializer?.kind !== 'initializerList') continue;
    visitExpression(initializer, (part) => {
      if (part.kind !== 'initializerList') return;
      for (const { designators, value } of part.entries) {
        const [first] = designators;
        if (first?.kind !== 'member' || first.member.text !== member || value.kind !== 'identifier') continue;
        names.add(value.name);
      }
    });
  }
  return names;
}

interface ArgumentCast {
  readonly definition: FunctionDefinition;
  readonly cast: CastExpression;
  readonly argument: string;
}

function argumentCasts(source: DriverSource, definition: FunctionDefinition): readonly ArgumentCast[] {
  const argument = definition.parameters.at(-1)?.name?.text;
  if (argument === undefined || !source.textOf(definition.bodySpan).includes('__user')) return [];
  const facts = functionFacts(source, definition);
  // The handler of scalars and pointers alike may have converted it: `arg = (unsigned long)compat_ptr(arg)`.
  if ((facts.assigned.get(argument) ?? []).length > 1) return [];
  const casts: ArgumentCast[] = [];
  visitStatement(
    definition.body,
    () => true,
    (expression) => {
      if (expression.kind !== 'cast' || !expression.type.isUser || expression.type.pointers === 0) return;
      if (placeOf(expression.operand) === argument) casts.push({ definition, cast: expression, argument });
    },
  );
  return casts;
}
