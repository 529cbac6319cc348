import type { DriverSource } from '../../../driver/driverSource.js';
import { functionsWith } from '../../../driver/functionFacts.js';
import type { Expression } from '../../../surface/ast.js';
import { calleeName, callsIn } from '../../../surface/visit.js';
import type { RuleFinding, SourceRule } from '../../rule.js';
import { description } from './description.js';

/** A new descriptor whose flags are constants without O_CLOEXEC. Flags that come from elsewhere are left alone. */
export const rule: SourceRule = { ...description, check };

/** Functions that make a descriptor, with the index of the flags among their arguments. */
const makers: ReadonlyMap<string, number> = new Map([
  ['get_unused_fd_flags', 0],
  ['anon_inode_getfd', 3],
  ['anon_inode_create_getfd', 3],
  ['dma_buf_fd', 1],
  ['FD_ADD', 0],
  ['FD_PREPARE', 1],
]);

function check(source: DriverSource): readonly RuleFinding[] {
  return functionsWith(source, /\b(?:get_unused_fd_flags|anon_inode_\w*getfd|dma_buf_fd|FD_ADD|FD_PREPARE)\b/).flatMap(
    ({ definition }) =>
      // Of a system call the flags are its meaning: dup(2).
      (definition.definedBy === undefined ? callsIn(definition) : []).flatMap((call): RuleFinding[] => {
        const name = calleeName(call) ?? '';
        const index = makers.get(name);
        const flags = index === undefined ? undefined : call.arguments.at(index);
        const names = flags === undefined ? undefined : constantNames(flags);
        if (flags === undefined || names === undefined || names.includes('O_CLOEXEC')) return [];
        return [
          {
            symbol: definition.name.text,
            range: source.rangeOf(flags),
            message: `${name}() makes a descriptor without O_CLOEXEC`,
            abis: [],
            help: names.length === 0 ? 'write O_CLOEXEC' : `write ${[...names, 'O_CLOEXEC'].join(' | ')}`,
          },
        ];
      }),
  );
}

/** Names of the open flags that an expression joins; undefined where it is more than constants. */
function constantNames(flags: Expression): readonly string[] | undefined {
  if (flags.kind === 'number') return flags.value === 0n ? [] : undefined;
  if (flags.kind === 'identifier') return /^O_[A-Z]+$/.test(flags.name) ? [flags.name] : undefined;
  if (flags.kind !== 'binary' || flags.operator !== '|') return undefined;
  const [left, right] = [constantNames(flags.left), constantNames(flags.right)];
  return left === undefined || right === undefined ? undefined : [...left, ...right];
}
