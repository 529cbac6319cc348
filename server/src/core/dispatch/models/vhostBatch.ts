// Four ways for vhost to read descriptors of a ring, each 16 bytes with a flags word that says whether it is valid: how
// often user access is opened, what is fetched twice, and what a window must not contain.

import { readUnsigned32 } from '../bytes.js';
import type { Call, DispatchModel, ModelStep } from '../dispatchModel.js';
import { KernelBuffer } from '../kernelBuffer.js';
import { type Outcome, type Simulation, value } from '../simulation.js';
import { plus } from '../structCopy.js';
import { copyFromUser, getUser } from '../uaccess.js';

const descriptorBytes = 16;
/** VRING_PACKED_DESC_F_AVAIL, bit 7 of the flags at byte 14. */
const flagsOffset = 14;
const source = 'J. Wang, "vhost: user_access_begin()" and its review, virtualization list 2020';
const todaySource = 'drivers/vhost/vhost.c vhost_get_desc() 7.2';

const strategies: Readonly<Record<string, string>> = {
  'get-copy': 'A: get_user() of the flags, then copy_from_user() of the descriptor, for each slot',
  'outer-window': 'B: A with a window around the loop, taken literally: the first inner CLAC closes it',
  window: 'C: user_access_begin() over the batch, unsafe_get_user() inside, one window',
  'copy-all': 'D: one copy_from_user() of the whole batch, then a scan of the copy',
};

export const vhostBatch: DispatchModel = {
  id: 'vhost-batch',
  title: 'Reading a batch of ring descriptors',
  summary:
    'No ioctl, but the inner loop of a virtual device: up to N descriptors of 16 bytes are read until one is not valid. ' +
    'The strategies differ in the number of STAC/CLAC pairs, in bytes that are fetched twice, and in what a fault in ' +
    'the middle leaves.',
  parameters: [
    {
      name: 'strategy',
      value: 'get-copy',
      choices: Object.keys(strategies),
      text: 'get-copy, outer-window, window or copy-all',
    },
    { name: 'batch', value: 64, text: 'N, the most descriptors to read' },
    { name: 'flags-from-copy', value: false, text: 'the flags are tested again in the second fetch' },
    { name: 'translates', value: false, text: 'an address is translated (IOTLB) inside the loop' },
  ],
  errnos: [{ errno: 'EFAULT', reason: 'the first descriptor cannot be read; later ones end the batch' }],
  steps: ({ strategy }) => [loop(Object.hasOwn(strategies, String(strategy)) ? String(strategy) : 'get-copy')],
};

function loop(strategy: string): ModelStep {
  return {
    kind: 'ARRAY_IN',
    text: strategies[strategy],
    source: strategy === 'get-copy' ? todaySource : source,
    run(sim, call) {
      const wanted = Math.max(0, Math.min(4096, Number(call.parameters.batch)));
      const outcome = strategy === 'copy-all' ? copyAll(sim, wanted) : slotBySlot(sim, call, strategy, wanted);
      sim.gradeDoubleFetch(call.parameters['flags-from-copy'] === true ? 'benign' : 'hazard');
      return outcome;
    },
  };
}

const isValid = (flags: number): boolean => Math.floor(flags / 128) % 2 === 1;

function slotBySlot(sim: Simulation, { parameters }: Call, strategy: string, wanted: number): Outcome {
  if (strategy !== 'get-copy') openWindow(sim, strategy);
  if (parameters.translates === true && sim.openWindow !== undefined) {
    sim.warn(
      'forbidden-in-window',
      sim.say('STATE', 'translate_desc() inside an open window: it may sleep, and objtool refuses the call.'),
    );
  }
  let read = 0;
  for (; read < wanted; read++) {
    const at = plus(sim.arg, read * descriptorBytes);
    const flags = getUser(sim, plus(at, flagsOffset), 2, { step: 'ARRAY_IN', what: `The flags of descriptor ${read}` });
    // The first CLAC of a normal get_user() closes the window that stands around the loop.
    if (strategy === 'outer-window') sim.openWindow = undefined;
    if (flags === undefined) return close(sim, read === 0 ? sim.fail() : value(read));
    if (!isValid(flags)) break;
    const slot = new KernelBuffer('stack', descriptorBytes);
    const whole = { step: 'ARRAY_IN', what: `Descriptor ${read}` } as const;
    if (!copyFromUser(sim, slot, 0, at, descriptorBytes, whole))
      return close(sim, read === 0 ? sim.fail() : value(read));
  }
  return close(sim, value(read));
}

function openWindow(sim: Simulation, strategy: string): void {
  sim.stacPairs++;
  sim.openWindow = sim.stacPairs;
  const text = 'user_access_begin() over the batch: one access_ok, one barrier, and user access stays open.';
  const event = sim.say('STATE', text);
  if (strategy !== 'outer-window') return;
  sim.openWindow = undefined;
  event.text =
    'STAC around the loop, with normal get_user() and copy_from_user() inside: the first of them closes it again.';
  sim.warn('forbidden-in-window', event);
}

function close(sim: Simulation, outcome: Outcome): Outcome {
  if (sim.openWindow !== undefined) sim.say('STATE', 'user_access_end(), also on the way of a fault.');
  sim.openWindow = undefined;
  return outcome;
}

function copyAll(sim: Simulation, wanted: number): Outcome {
  const batch = new KernelBuffer('stack', wanted * descriptorBytes);
  sim.buffer = batch;
  const purpose = { step: 'ARRAY_IN', what: `The batch of ${wanted} descriptors` } as const;
  const copied = copyFromUser(sim, batch, 0, sim.arg, batch.size, purpose);
  if (!copied) return sim.fail();
  let valid = 0;
  while (valid < wanted && isValid(readUnsigned32(batch.bytes, valid * descriptorBytes + flagsOffset, 2, true)))
    valid++;
  sim.say('ARRAY_IN', `${valid} descriptors are valid. Flags and body were read without an order between them.`);
  return value(valid);
}
