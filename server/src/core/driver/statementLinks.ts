/**
 * Commands that code tells apart: the labels of a `switch (cmd)`, and `if (cmd == X)` whose branch ends there. A `switch`
 * with one label that is known to be a command has commands as its other labels too, since all are compared with one
 * value. A function that answers yes or no, or a text, only asks which command it is, and handles none.
 */
import type { Expression, FunctionDefinition, Span, Statement, SwitchStatement } from '../surface/ast.js';
import { statementsOf, visitExpression } from '../surface/visit.js';
import { callerArguments } from './callerArguments.js';
import type { FoundLink } from './commandLinks.js';
import { type CommandNames, commandIn, labelName, type NamedCommand } from './commandNames.js';
import type { DriverSource } from './driverSource.js';
import { type Called, calledIn } from './handlerCall.js';
import { behind, behindLabel, endsFlow } from './statementRegion.js';

export function statementLinks(source: DriverSource, names: CommandNames): readonly FoundLink[] {
  const { surface } = source;
  const places = namedPlaces(surface.file.text, names);
  const links: FoundLink[] = [];
  let next = 0;
  for (const definition of surface.functions) {
    while (next < places.length && places[next] < definition.bodySpan.start) next++;
    if (next >= places.length || places[next] >= definition.bodySpan.end) continue;
    if (!onlyAsks(definition)) links.push(...linksIn(definition, source, names));
  }
  return links;
}

/** Where the text has a command's name, ascending: bodies without one are not read. */
function namedPlaces(text: string, names: CommandNames): readonly number[] {
  const places: number[] = [];
  for (const { 0: word, index } of text.matchAll(/\b[A-Za-z]\w*/g)) {
    if (names.has(word) || names.hasCall(word)) places.push(index);
  }
  return places;
}

function onlyAsks({ returnType }: FunctionDefinition): boolean {
  if (returnType.pointers === 0) return returnType.name === 'bool' || returnType.name === '_Bool';
  return returnType.name === 'char';
}

/** Levels of statements that are looked at: `else if` adds one. No function that somebody wrote comes near. */
const DEEPEST = 400;

function linksIn(dispatcher: FunctionDefinition, source: DriverSource, names: CommandNames): readonly FoundLink[] {
  const callers = callerArguments(dispatcher);
  const own = new Set(source.surface.functions.map(({ name }) => name.text));
  const links: FoundLink[] = [];
  // Labels that stand together lead to the same statements.
  const known = new Map<Statement | undefined, Called>();
  const switches: { readonly span: Span; readonly names: ReadonlySet<string> }[] = [];
  const add = (kind: FoundLink['kind'], command: NamedCommand, region: readonly Statement[]): void => {
    // Behind its own label, a comparison only tells it from the labels beside it.
    if (kind === 'comparison' && switches.some((each) => each.names.has(command.name) && holds(each.span, command))) {
      return;
    }
    let called = known.get(region[0]);
    if (called === undefined) {
      called = calledIn(region, callers, (name) => own.has(name));
      known.set(region[0], called);
    }
    const { handlerName, recordName } = called;
    links.push({
      command: command.name,
      kind,
      span: { start: command.start, end: command.end },
      dispatcher,
      ...(handlerName === undefined ? {} : { handlerName }),
      ...(recordName === undefined ? {} : { recordName }),
    });
  };
  const visit = (statement: Statement, list: readonly Statement[], index: number, depth: number): void => {
    if (depth > DEEPEST) return;
    if (statement.kind === 'switch') {
      const labels = labelsOf(statement, names);
      for (const { command, region } of labels) add('case', command, region);
      switches.push({ span: statement, names: new Set(labels.map(({ command }) => command.name)) });
    }
    if (statement.kind === 'if') {
      const { condition, whenTrue, whenFalse } = statement;
      const found = comparedIn(condition, names);
      for (const { command, isEqual } of found) {
        if (isEqual && (endsFlow(whenTrue) || whenFalse !== undefined)) add('comparison', command, [whenTrue]);
        else if (!isEqual && whenFalse !== undefined) add('comparison', command, [whenFalse]);
        else if (!isEqual && endsFlow(whenTrue) && index + 1 < list.length)
          add('comparison', command, behind(list, index));
      }
    }
    const parts = statementsOf(statement);
    const isList = statement.kind === 'compound';
    for (const [at, part] of parts.entries()) visit(part, isList ? parts : [], isList ? at : 0, depth + 1);
  };
  visit(dispatcher.body, [], 0, 0);
  return links.map((link) => (source.record(link.recordName ?? '') === undefined ? withoutRecord(link) : link));
}

function holds(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function withoutRecord({ recordName: _, ...link }: FoundLink): FoundLink {
  return link;
}

interface Label {
  readonly command: NamedCommand;
  readonly region: readonly Statement[];
}

/** The labels of a `switch`, those of one inside it left out. */
function labelsOf({ body }: SwitchStatement, names: CommandNames): readonly Label[] {
  const labels: { value: Expression; region: readonly Statement[] }[] = [];
  let isRange = false;
  const visit = (statement: Statement): void => {
    if (statement.kind === 'switch') return;
    const parts = statementsOf(statement);
    for (const [at, part] of parts.entries()) {
      if (part.kind === 'case') {
        if (part.last !== undefined) isRange = true;
        labels.push({ value: part.value, region: behindLabel(parts, at) });
      }
      visit(part);
    }
  };
  visit(body);
  const known = labels.map(({ value }) => commandIn(value, names));
  if (isRange || known.every((command) => command === undefined)) return [];
  return labels.flatMap(({ value, region }, at) => {
    const command = known[at] ?? labelName(value);
    return command === undefined ? [] : [{ command, region }];
  });
}

/** Commands that a condition compares something with; one that also holds for other reasons (`||`) counts for each. */
function comparedIn(
  condition: Expression,
  names: CommandNames,
): readonly { readonly command: NamedCommand; readonly isEqual: boolean }[] {
  const found: { command: NamedCommand; isEqual: boolean }[] = [];
  visitExpression(condition, (expression) => {
    if (expression.kind === 'unary' && expression.operator === '!') return false;
    if (expression.kind === 'conditional' || expression.kind === 'statementExpression') return false;
    if (expression.kind !== 'binary') return true;
    const { operator, left, right } = expression;
    if (operator !== '==' && operator !== '!=') return operator === '&&' || operator === '||';
    const command = commandIn(right, names) ?? commandIn(left, names);
    if (command !== undefined) found.push({ command, isEqual: operator === '==' });
    return false;
  });
  return found;
}
