// The mediate-ops registration proposed for vfio-pci in 2019: providers register, each open of a device asks them in
// turn. A state machine whose reference counts the review found wrong; every flaw is an invariant that breaks here.

import type { DispatchModel } from '../dispatchModel.js';
import { failure, type Outcome, type Simulation, zero } from '../simulation.js';

const source = 'Y. Zhao, "vfio/pci: introduce mediate ops", kvm list 2019, and A. Williamson\'s review';

interface Provider {
  readonly name: string;
  references: number;
  /** The entry was freed; using it is a use after free. */
  freed: boolean;
  unregistered: boolean;
}

interface State {
  /** Newest first: registration inserts at the head. */
  readonly list: Provider[];
  device: { references: number; enabled: boolean; provider: Provider | undefined };
}

export const vfioMediated: DispatchModel = {
  id: 'vfio-mediated',
  title: 'vfio-pci mediate ops (RFC, 2019)',
  summary:
    'Providers register operations; the first one that accepts a device at open mediates its regions. A script of calls ' +
    'runs on the state machine as the RFC has it: register:P, open[:decliners], region-info, rw[:pt], mmap, release, ' +
    'unregister:P. Its invariants: no count below 0, counts equal the open devices, no pointer to freed operations.',
  parameters: [
    {
      name: 'script',
      value: 'register:a,open,unregister:a,rw,release',
      text: 'calls, with commas: register:P, open, open-declined, region-info, rw, mmap, release, unregister:P',
    },
  ],
  errnos: [
    { errno: 'ENODEV', reason: 'vfio-pci could not be referenced, or every provider declined: open then fails' },
    { errno: 'EINVAL', reason: 'the region does not exist' },
  ],
  steps: (parameters) => [
    {
      kind: 'STATE',
      text: 'The calls of the script, one after the other.',
      source,
      run: (sim) => runScript(sim, String(parameters.script)),
    },
  ],
};

function runScript(sim: Simulation, script: string): Outcome {
  const state: State = { list: [], device: { references: 0, enabled: false, provider: undefined } };
  let last: Outcome = zero;
  for (const word of script.split(',').map((part) => part.trim())) {
    const [verb, name = ''] = word.split(':');
    last = runVerb(sim, state, verb, name);
    checkInvariants(sim, state);
  }
  return last;
}

function runVerb(sim: Simulation, state: State, verb: string, name: string): Outcome {
  switch (verb) {
    case 'register':
      state.list.unshift({ name, references: 0, freed: false, unregistered: false });
      sim.say('STATE', `register(${name}): inserted at the head, so the newest provider is asked first.`);
      return zero;
    case 'open':
      return open(sim, state, false);
    case 'open-declined':
      return open(sim, state, true);
    case 'region-info':
    case 'rw':
    case 'mmap':
      return useDevice(sim, state, verb);
    case 'release':
      return release(sim, state);
    case 'unregister':
      return unregister(sim, state, name);
    default:
      return sim.stop('STATE', 'EINVAL', `'${verb}' is no call of this model.`);
  }
}

function open(sim: Simulation, { list, device }: State, declined: boolean): Outcome {
  if (device.references === 0) device.enabled = true;
  const provider = declined ? undefined : list[0];
  device.references++;
  if (provider === undefined) {
    sim.say('STATE', 'open(): no provider takes the device.');
    if (!declined || list.length === 0) return zero;
    sim.warn(
      'invariant-broken',
      sim.say(
        'STATE',
        'Every provider declined, and open() returns the last refusal: the device stays enabled with its count raised.',
      ),
    );
    return failure('ENODEV');
  }
  provider.references++;
  device.provider = provider;
  sim.say('STATE', `open(): ${provider.name} mediates, its count is ${provider.references}.`);
  return zero;
}

function useDevice(sim: Simulation, { device }: State, verb: string): Outcome {
  const event = sim.say(
    'STATE',
    `${verb}(): ${device.provider === undefined ? 'the default path' : `asks ${device.provider.name} first`}.`,
  );
  if (device.provider?.freed === true || device.provider?.unregistered === true) {
    sim.warn('use-after-free', event);
    event.text = `${verb}(): calls through the operations of ${device.provider.name}, which are gone.`;
  }
  return zero;
}

function release(sim: Simulation, { device }: State): Outcome {
  if (device.references === 0) return sim.stop('STATE', 'EINVAL', 'release(): the device is not open.');
  device.references--;
  if (device.references > 0) {
    sim.say('STATE', `release(): the device is open ${device.references} more times.`);
    return zero;
  }
  const name = device.provider?.name;
  device.enabled = false;
  device.provider = undefined;
  sim.say(
    'STATE',
    `release(): the device is disabled${name === undefined ? '' : `; the count of ${name} is not lowered`}.`,
  );
  return zero;
}

function unregister(sim: Simulation, { list }: State, name: string): Outcome {
  const index = list.findIndex((provider) => provider.name === name);
  if (index === -1) return sim.stop('STATE', 'EINVAL', `unregister(${name}): never registered.`);
  const provider = list[index];
  provider.references--;
  provider.unregistered = true;
  if (provider.references === 0) {
    provider.freed = true;
    list.splice(index, 1);
    sim.say('STATE', `unregister(${name}): the count falls to 0 and the entry is freed.`);
    return zero;
  }
  sim.warn(
    'invariant-broken',
    sim.say(
      'STATE',
      `unregister(${name}): the count is ${provider.references}; an error is printed and the entry stays, with a pointer to operations that are gone.`,
    ),
  );
  return zero;
}

function checkInvariants(sim: Simulation, { list, device }: State): void {
  const broken: string[] = [];
  for (const { name, references } of list) if (references < 0) broken.push(`the count of ${name} is ${references}`);
  const counted = list.reduce((sum, { references }) => sum + Math.max(0, references), 0);
  if (counted > device.references) broken.push(`providers count ${counted} devices, and ${device.references} are open`);
  if (device.provider?.freed === true) broken.push(`the open device uses ${device.provider.name}, which was freed`);
  if (new Set(list.map(({ name }) => name)).size < list.length) broken.push('one provider is registered twice');
  for (const text of broken) {
    const warning = text.includes('freed') ? 'use-after-free' : 'invariant-broken';
    sim.warn(warning, sim.say('STATE', `Invariant: ${text}.`));
  }
}
