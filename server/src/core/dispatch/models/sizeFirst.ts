// The shape that fwctl, iommufd and liveupdate share: commands without size bits, an op table indexed by number, a u32
// size as the first member of every structure, copy_struct_from_user() into a union on the stack. Three orders of the
// same tests.

import { type DispatchModel, hexNumber, type ModelStep } from '../dispatchModel.js';
import { copyToUser } from '../uaccess.js';
import { allocate, copyStructIn, fetchSize, handle, sizeAtLeast } from './commonSteps.js';

export interface SizeFirstVariant {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly source: string;
  readonly respondSource: string;
  readonly outOfRange: 'ENOTTY' | 'EINVAL';
  /** The number is compared before the size word is read. */
  readonly matchesFirst: boolean;
  /** The device may be gone: tested after the copy. */
  readonly deviceErrno?: 'ENODEV';
}

export function sizeFirstModel(variant: SizeFirstVariant): DispatchModel {
  const { source, outOfRange, matchesFirst, deviceErrno } = variant;
  const fetch = fetchSize(() => 0, source);
  const match = matchStep(source);
  const steps: readonly ModelStep[] = [
    rangeStep(source, outOfRange),
    ...(matchesFirst ? [match, fetch] : [fetch, match]),
    sizeAtLeast((call) => call.minSize, 'EINVAL', source),
    allocate(
      (call) => call.kernelSize,
      () => 'stack',
      source,
    ),
    withBenignFetch(copyStructIn(source)),
    ...(deviceErrno === undefined ? [] : [deviceStep(source, deviceErrno)]),
    handle(source),
    respondStep(variant.respondSource),
  ];
  const device = { name: 'device-present', value: true, text: 'the device is still there when the handler is to run' };
  return {
    id: variant.id,
    title: variant.title,
    summary: variant.summary,
    parameters: [
      ...(deviceErrno === undefined ? [] : [device]),
      { name: 'respond', value: true, text: 'the handler writes the structure back (ucmd_respond)' },
      { name: 'commands', value: 256, text: 'how many numbers the op table covers, counted from the command on' },
    ],
    errnos: [
      { errno: 'ENOTTY', reason: `the number is not in the table${outOfRange === 'ENOTTY' ? '' : ' as it stands'}` },
      {
        errno: 'EINVAL',
        reason: `the size is below the last required member${outOfRange === 'EINVAL' ? ', or the number is out of range' : ''}`,
      },
      { errno: 'E2BIG', reason: 'the tail that this kernel does not know is not zero' },
      { errno: 'EFAULT', reason: 'the size word or the structure cannot be read, or the result cannot be written' },
      ...(deviceErrno === undefined ? [] : [{ errno: deviceErrno, reason: 'the device is gone' }]),
    ],
    steps: () => steps,
  };
}

function rangeStep(source: string, errno: string): ModelStep {
  return {
    kind: 'MATCH',
    text: `A number outside the op table is ${errno}; the subtraction wraps, so numbers below it are outside too.`,
    source,
    run(sim, { command, tableCommand, parameters }) {
      const index = command.nr - tableCommand.nr;
      if (index >= 0 && index < Number(parameters.commands)) return undefined;
      return sim.stop('MATCH', errno, `Number ${command.nr} is outside the op table.`);
    },
  };
}

function matchStep(source: string): ModelStep {
  return {
    kind: 'MATCH',
    text: 'The entry of the table must hold all 32 bits of the number: ENOTTY.',
    source,
    run(sim, { command, tableCommand }) {
      if (command.number === tableCommand.number) {
        sim.say('MATCH', `${hexNumber(command.number)} is the number in the table.`);
        return undefined;
      }
      return sim.stop(
        'MATCH',
        'ENOTTY',
        `${hexNumber(command.number)} is not ${hexNumber(tableCommand.number)}: size and direction bits must be as in the table.`,
      );
    },
  };
}

/** The size word comes a second time with the structure; the size of the first fetch alone is used. */
function withBenignFetch(step: ModelStep): ModelStep {
  return {
    ...step,
    run(sim, call) {
      const outcome = step.run(sim, call);
      sim.gradeDoubleFetch('benign');
      return outcome;
    },
  };
}

function deviceStep(source: string, errno: string): ModelStep {
  return {
    kind: 'STATE',
    text: `A device that is gone is ${errno}, after the copy.`,
    source,
    run: (sim, { parameters }) =>
      parameters['device-present'] === false ? sim.stop('STATE', errno, 'The device is gone.') : undefined,
  };
}

function respondStep(source: string): ModelStep {
  return {
    kind: 'COPY_OUT',
    text: 'A handler that responds writes the smaller of both sizes; the tail of a longer structure keeps its zeros.',
    source,
    run(sim, { userSize, kernelSize, parameters }) {
      if (parameters.respond === false) return undefined;
      const size = Math.min(userSize, kernelSize);
      const copied = copyToUser(sim, sim.arg, sim.buffer!, 0, size, { step: 'COPY_OUT', what: 'The response' });
      if (!copied) {
        if (sim.handler.newFd === true) sim.warn('fd-before-copyout');
        return sim.fail();
      }
      return undefined;
    },
  };
}
