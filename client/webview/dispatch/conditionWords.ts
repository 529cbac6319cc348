/** The conditions of a call that are not in its bytes, in words for a mail. */
import type { Answer } from './answer.js';
import type { Call } from './messages.js';

export function conditionWords(call: Call, { run, compatAbi }: Answer): readonly string[] {
  const { compat, minSize, faultAt, isReadonly, race, handler, handlerWrite, parameters } = call;
  const step = race === undefined ? undefined : run.events[race.event - 1]?.step;
  return [
    ...(compat && compatAbi !== undefined ? [`the caller is a 32-bit program (${compatAbi})`] : []),
    ...(minSize === undefined ? [] : [`the kernel takes ${minSize} bytes at least`]),
    ...(faultAt === undefined ? [] : [`byte ${faultAt} is the first that faults`]),
    ...(isReadonly ? ["the caller's memory is read-only"] : []),
    ...(race === undefined
      ? []
      : [
          `another thread writes ${race.bytes} at ${race.offset} before step ${race.event}${step === undefined ? '' : ` (${step})`}`,
        ]),
    ...(handler === undefined ? [] : [`the handler: ${handler}`]),
    ...(handlerWrite === undefined ? [] : [`the handler stores ${handlerWrite.replace('=', ': ')}`]),
    ...parameters.map(({ name, value }) => `${name}=${value}`),
  ];
}
