// The mutants of a compiled module: each is one small change of its text that a test should notice. What may be changed is a
// table by the kind of a node of the syntax tree. Prose is not: texts for readers are changed only where they are compared.

import { parse } from '@babel/parser';

/** An operator, and what takes its place: the neighbour that is easiest to confuse with it, and the opposite. */
const operators = new Map([
  ['+', ['-']],
  ['-', ['+']],
  ['*', ['/']],
  ['/', ['*']],
  ['%', ['*']],
  ['**', ['*']],
  ['<', ['<=', '>=']],
  ['<=', ['<', '>']],
  ['>', ['>=', '<=']],
  ['>=', ['>', '<']],
  ['===', ['!==']],
  ['!==', ['===']],
  ['&', ['|']],
  ['|', ['&']],
  ['<<', ['>>']],
  ['>>', ['<<']],
  ['&&', ['||']],
  ['||', ['&&']],
  ['??', ['&&']],
  ['+=', ['-=']],
  ['-=', ['+=']],
  ['*=', ['/=']],
  ['++', ['--']],
  ['--', ['++']],
]);

const methods = new Map([
  ['min', 'max'],
  ['max', 'min'],
  ['some', 'every'],
  ['every', 'some'],
]);

/** Every mutant of a module's text: `start` and `end` of what is replaced, by `by`. In the order of the text. */
export function mutantsOf(text) {
  const mutants = [];
  const add = (start, end, by) => mutants.push({ start, end, by });
  visit(parse(text, { sourceType: 'module', tokens: false }).program, undefined, (node, parent) => {
    for (const [start, end, by] of changesOf(node, parent, text)) add(start, end, by);
  });
  return mutants.sort((a, b) => a.start - b.start || a.end - b.end || (a.by < b.by ? -1 : 1));
}

function visit(node, parent, act) {
  act(node, parent);
  for (const [key, value] of Object.entries(node)) {
    if (key === 'loc' || key.endsWith('Comments')) continue;
    for (const child of Array.isArray(value) ? value : [value]) {
      if (typeof child?.type === 'string') visit(child, node, act);
    }
  }
}

function changesOf(node, parent, text) {
  switch (node.type) {
    case 'BinaryExpression':
    case 'LogicalExpression':
      return operatorChanges(node, node.left.end, node.right.start, text);
    case 'AssignmentExpression':
      return operatorChanges(node, node.left.end, node.right.start, text);
    case 'UpdateExpression': {
      const at = node.prefix ? node.start : node.argument.end;
      return [[at, at + 2, operators.get(node.operator)[0]]];
    }
    case 'UnaryExpression':
      return node.operator === '!' || node.operator === '-' ? [[node.start, node.start + 1, '']] : [];
    case 'IfStatement':
    case 'ConditionalExpression':
      return ['true', 'false'].map((by) => [node.test.start, node.test.end, by]);
    case 'WhileStatement':
      return [[node.test.start, node.test.end, 'false']];
    case 'NumericLiteral':
      return [[node.start, node.end, `${node.value + 1}`]];
    case 'BigIntLiteral':
      return [[node.start, node.end, `${BigInt(node.value) + 1n}n`]];
    case 'BooleanLiteral':
      return [[node.start, node.end, `${!node.value}`]];
    case 'StringLiteral':
      return isCompared(node, parent) ? [[node.start, node.end, "'?'"]] : [];
    case 'ExpressionStatement':
      return removable.has(node.expression.type) ? [[node.start, node.end, ';']] : [];
    case 'MemberExpression':
      return methodChanges(node);
    default:
      return [];
  }
}

const removable = new Set(['CallExpression', 'AssignmentExpression']);

function isCompared(node, parent) {
  if (parent.type === 'BinaryExpression') return parent.operator !== '+';
  return parent.type === 'SwitchCase' && parent.test === node;
}

function operatorChanges({ operator }, from, to, text) {
  const at = text.indexOf(operator, from);
  if (at < 0 || at >= to) return [];
  return (operators.get(operator) ?? []).map((by) => [at, at + operator.length, by]);
}

function methodChanges({ computed, property }) {
  const by = computed ? undefined : methods.get(property.name);
  return by === undefined ? [] : [[property.start, property.end, by]];
}
