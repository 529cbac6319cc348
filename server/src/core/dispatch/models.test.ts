/** Random calls under every model: what must hold whatever the caller passes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { abiById } from '../target/abis.js';
import type { DispatchModel, ParameterValue } from './dispatchModel.js';
import { dispatchModels, modelById } from './models.js';
import { randomBytes } from './recordValues.js';
import { type DispatchReport, type DispatchRequest, simulateCall, sizePlace } from './simulateCall.js';

const abi = abiById('x86_64')!;
const command = { direction: 'rw', type: 0x9a, nr: 1 } as const;

/** A small generator, so that a failure can be repeated by its number. */
function dice(seed: number): (sides: number) => number {
  const bytes = randomBytes(64, seed);
  let at = 0;
  return (sides) => (bytes[at++ % 64] * 256 + bytes[at++ % 64]) % sides;
}

function randomRequest(model: DispatchModel, seed: number): DispatchRequest {
  const roll = dice(seed);
  const kernelSize = 8 + roll(96);
  const callerSize = roll(4) === 0 ? kernelSize : 1 + roll(160);
  const bytes = roll(3) === 0 ? new Uint8Array(callerSize) : randomBytes(callerSize, seed + 1);
  if (roll(2) === 0) bytes.fill(0, Math.min(kernelSize, callerSize));
  const parameters: Record<string, ParameterValue> = {};
  for (const { name, value, choices } of model.parameters) {
    if (roll(4) !== 0) continue;
    if (choices !== undefined) parameters[name] = choices[roll(choices.length)];
    else if (typeof value === 'boolean') parameters[name] = roll(2) === 0;
  }
  const handler =
    roll(3) === 0
      ? {
          writes: [{ offset: roll(kernelSize), bytes: Uint8Array.of(0xee, 0xee) }],
          ...(roll(3) === 0 ? { errno: 'EBUSY' } : {}),
        }
      : { writes: [] };
  return {
    model,
    abi,
    command,
    callerSize,
    kernelSize,
    minSize: 1 + roll(kernelSize),
    bytes,
    fillsSizeWord: roll(3) !== 0,
    ...(roll(3) === 0 ? { faultAt: roll(callerSize + 8) } : {}),
    isReadonly: roll(6) === 0,
    handler,
    parameters,
  };
}

/** Errnos that parameters of a model, or the handler of the test, bring in by their own names. */
const fromParameters: ReadonlySet<string> = new Set(['EBUSY', 'ENOTTY']);

for (const model of dispatchModels) {
  test(`${model.id}: what holds for every call`, () => {
    for (let seed = 1; seed <= 400; seed++) {
      const request = randomRequest(model, seed * 7919);
      const report = simulateCall(request);
      const about = `${model.id} seed ${seed}`;
      checkUntouched(report, about);
      checkErrno(model, report, about);
      checkUninitialised(report, about);
    }
  });
}

/** Bytes outside the written ranges are as before. */
function checkUntouched({ before, after, written }: DispatchReport, about: string): void {
  for (let index = 0; index < before.length; index++) {
    if (written.some(({ start, end }) => start <= index && index < end)) continue;
    assert.equal(after[index], before[index], `${about}: byte ${index}`);
  }
}

function checkErrno(model: DispatchModel, { outcome }: DispatchReport, about: string): void {
  if (outcome.errno === undefined) return;
  const known = model.errnos.some(({ errno }) => errno === outcome.errno) || fromParameters.has(outcome.errno);
  assert.ok(known, `${about}: ${outcome.errno} has no reason in the table of the model`);
}

/** A byte that nobody wrote reaches the caller only with its warning. */
function checkUninitialised({ written, warnings }: DispatchReport, about: string): void {
  const leaks = written.some(({ origin }) => origin === 'uninit');
  if (leaks) assert.ok(warnings.includes('leaked-uninit'), `${about}: a leak without a warning`);
}

test('uninitialised bytes appear only where a switch of the model allows it', () => {
  const allowed = new Map([
    ['kivity', 'zero-read-only'],
    ['kivity-extensible', 'zero-read-only'],
    ['kivity-begin-end', 'zero-read-only'],
    ['switch', 'zeroed'],
  ]);
  for (const model of dispatchModels) {
    const name = allowed.get(model.id);
    for (let seed = 1; seed <= 200; seed++) {
      const request = randomRequest(model, seed * 104729);
      const isAllowed = name !== undefined && request.parameters?.[name] === false;
      if (isAllowed) continue;
      const { warnings } = simulateCall({
        ...request,
        command: { ...command, direction: seed % 2 === 0 ? 'r' : 'rw' },
      });
      assert.ok(!warnings.includes('leaked-uninit'), `${model.id} seed ${seed}`);
    }
  }
  const leaking = simulateCall({
    ...randomRequest(modelById('kivity')!, 5),
    command: { ...command, direction: 'r' },
    callerSize: 16,
    kernelSize: 16,
    handler: { writes: [] },
    isReadonly: false,
    faultAt: 4096,
    parameters: { 'zero-read-only': false },
  });
  assert.ok(leaking.warnings.includes('leaked-uninit'));
});

test('equal sizes, both directions, no fault and a handler that does nothing: the bytes are as before', () => {
  for (const id of ['kivity-extensible', 'drm', 'fwctl']) {
    const model = modelById(id)!;
    for (let seed = 1; seed <= 300; seed++) {
      const size = 8 + (seed % 90);
      const report = simulateCall({
        model,
        abi,
        command,
        callerSize: size,
        kernelSize: size,
        minSize: 1 + (seed % size),
        bytes: randomBytes(size, seed),
        fillsSizeWord: true,
      });
      assert.equal(report.outcome.errno, undefined, `${id} ${seed}`);
      assert.deepEqual(report.after, report.before, `${id} ${seed}`);
    }
  }
});

test('E2BIG exactly when a tail word that is not zero comes before one that faults', () => {
  const fwctl = modelById('fwctl')!;
  for (let seed = 1; seed <= 2000; seed++) {
    const roll = dice(seed * 31337);
    const kernelSize = 8 + roll(40);
    const callerSize = kernelSize + 1 + roll(40);
    const bytes = new Uint8Array(callerSize);
    if (roll(2) === 0) bytes[roll(callerSize)] = 1;
    const faultAt = roll(2) === 0 ? 4 + roll(callerSize) : 4096;
    const { outcome, before } = simulateCall({
      model: fwctl,
      abi,
      command,
      callerSize,
      kernelSize,
      minSize: 4,
      bytes,
      fillsSizeWord: true,
      faultAt,
    });
    assert.equal(outcome.errno, expected(before, kernelSize, faultAt), `seed ${seed}`);
  }
});

/** The definition, walked word by word: the structure lies at a multiple of 8. */
function expected(bytes: Uint8Array, kernelSize: number, faultAt: number): string | undefined {
  for (let word = kernelSize - (kernelSize % 8); word < bytes.length; word += 8) {
    if (word + 8 > faultAt) return 'EFAULT';
    for (let at = Math.max(word, kernelSize); at < Math.min(word + 8, bytes.length); at++) {
      if (bytes[at] !== 0) return 'E2BIG';
    }
  }
  return faultAt < kernelSize ? 'EFAULT' : undefined;
}

test('a hostile size is computed, not walked', () => {
  for (const model of dispatchModels) {
    const place = sizePlace(model.id, {});
    const { before, after, events } = simulateCall({
      model,
      abi,
      command,
      callerSize: 0xffff_ffff,
      kernelSize: 64,
      minSize: 8,
      bytes: new Uint8Array(64),
      fillsSizeWord: typeof place !== 'string',
    });
    // A walk over four gigabytes would not end in time to be asked this.
    assert.ok(Math.max(before.length, after.length) <= 1 << 20, `${model.id}: ${before.length} bytes are kept`);
    assert.ok(events.length < 100, `${model.id}: ${events.length} events`);
  }
});
