/** For tests: what was read, as one line of text in which every bracket that the reader understood is written. */
import type { Expression, Statement, TypeName } from '../ast.js';

export function sketchType({ keyword, name, isUser, isConst, pointers, arrays, isFunction }: TypeName): string {
  const words = [isConst ? 'const' : '', keyword ?? '', name, isUser ? '__user' : ''].filter((word) => word !== '');
  return words.join(' ') + '*'.repeat(pointers) + '[]'.repeat(arrays.length) + (isFunction ? '()' : '');
}

export function sketchExpression(expression: Expression, text: string): string {
  const of = (part: Expression): string => sketchExpression(part, text);
  switch (expression.kind) {
    case 'identifier':
      return expression.name;
    case 'number':
    case 'character':
      return text.slice(expression.start, expression.end);
    case 'string':
      return '"…"';
    case 'unary':
      return `(${expression.operator}${of(expression.operand)})`;
    case 'postfix':
      return `(${of(expression.operand)}${expression.operator})`;
    case 'binary':
    case 'assignment':
      if (expression.operator === ',') return `(${of(expression.left)}, ${of(expression.right)})`;
      return `(${of(expression.left)} ${expression.operator} ${of(expression.right)})`;
    case 'conditional':
      return `(${of(expression.condition)} ? ${expression.whenTrue ? of(expression.whenTrue) : ''} : ${of(expression.whenFalse)})`;
    case 'call':
      return `${of(expression.callee)}(${expression.arguments.map(of).join(', ')})`;
    case 'member':
      return `${of(expression.object)}${expression.isArrow ? '->' : '.'}${expression.member.text}`;
    case 'index':
      return `${of(expression.object)}[${of(expression.index)}]`;
    case 'cast':
      return `<${sketchType(expression.type)}>${of(expression.operand)}`;
    case 'sizeof':
      return expression.type === undefined
        ? `${expression.keyword} ${expression.operand ? of(expression.operand) : ''}`
        : `${expression.keyword}<${sketchType(expression.type)}>`;
    case 'compoundLiteral':
      return `<${sketchType(expression.type)}>${of(expression.initializer)}`;
    case 'initializerList': {
      const entries = expression.entries.map(({ designators, value }) => {
        const places = designators.map((each) =>
          each.kind === 'member'
            ? `.${each.member.text}`
            : `[${of(each.index)}${each.last ? `...${of(each.last)}` : ''}]`,
        );
        return places.length === 0 ? of(value) : `${places.join('')}=${of(value)}`;
      });
      return `{${entries.join(', ')}}`;
    }
    case 'statementExpression':
      return `(${sketchStatement(expression.body, text)})`;
    case 'type':
      return `<${sketchType(expression.type)}>`;
    case 'opaque':
      return '?';
  }
}

export function sketchStatement(statement: Statement, text: string): string {
  const of = (part: Expression | undefined): string => (part === undefined ? '' : sketchExpression(part, text));
  const inner = (part: Statement): string => sketchStatement(part, text);
  switch (statement.kind) {
    case 'compound':
      return `{ ${statement.statements.map(inner).join(' ')} }`;
    case 'expression':
      return `${of(statement.expression)};`;
    case 'declaration': {
      const variables = statement.variables.map(
        ({ name, type, initializer }) =>
          `${sketchType(type)} ${name.text}${initializer ? ` = ${of(initializer)}` : ''}`,
      );
      return `declare ${variables.join(', ')};`;
    }
    case 'if':
      return `if ${of(statement.condition)} ${inner(statement.whenTrue)}${statement.whenFalse ? ` else ${inner(statement.whenFalse)}` : ''}`;
    case 'while':
      return `while ${of(statement.condition)} ${inner(statement.body)}`;
    case 'do':
      return `do ${inner(statement.body)} while ${of(statement.condition)};`;
    case 'for': {
      const first = statement.initialization === undefined ? ';' : inner(statement.initialization);
      return `for ${first} ${of(statement.condition)}; ${of(statement.step)} ${inner(statement.body)}`;
    }
    case 'macroLoop':
      return `each ${of(statement.call)} ${inner(statement.body)}`;
    case 'switch':
      return `switch ${of(statement.subject)} ${inner(statement.body)}`;
    case 'case':
      return `case ${of(statement.value)}${statement.last ? `...${of(statement.last)}` : ''}:`;
    case 'default':
      return 'default:';
    case 'label':
      return `${statement.name.text}:`;
    case 'goto':
      return `goto ${statement.label?.text ?? '?'};`;
    case 'break':
    case 'continue':
      return `${statement.kind};`;
    case 'return':
      return `return ${of(statement.value)};`;
    case 'opaque':
      return '?;';
  }
}
