import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Call, ToViewInput } from '../../webview/dispatch/messages.js';
import { DispatchController } from './dispatchController.js';

const call: Call = {
  compat: false,
  caller: { kind: 'whole' },
  kernel: { kind: 'whole' },
  ownsSizeWord: false,
  isReadonly: false,
  parameters: [],
};

/** A server whose answers wait until the test gives them. */
function bench(ioctl?: string) {
  const posted: ToViewInput[] = [];
  const questions: {
    readonly params: object;
    readonly signal: AbortSignal;
    readonly answer: (value: unknown) => void;
    readonly fail: (error: Error) => void;
  }[] = [];
  const controller = new DispatchController(
    {
      request: (_, params, signal) =>
        new Promise((answer, fail) => {
          questions.push({ params, signal, answer, fail });
        }),
      post: (message) => posted.push(message),
      nameOf: (uri) => uri.slice(uri.lastIndexOf('/') + 1),
    },
    'file:///a/vfio.h',
    ioctl,
  );
  return { controller, posted, questions };
}

test('nothing is said before the view listens, and a chosen command is told once', () => {
  const { controller, posted } = bench('VFIO_RESET');
  controller.changed();
  controller.serverFailed('gone');
  assert.deepEqual(posted, []);
  controller.ready();
  // The page was made again: its own state has the command.
  controller.ready();
  const header = { type: 'header', uri: 'file:///a/vfio.h', name: 'vfio.h' };
  assert.deepEqual(posted, [{ ...header, ioctl: 'VFIO_RESET' }, header]);
});

test('a newer question cancels the one before, whose answer is dropped', async () => {
  const { controller, posted, questions } = bench();
  controller.ready();
  const first = controller.simulate(1, call);
  const second = controller.simulate(2, { ...call, faultAt: 4 });
  assert.deepEqual([questions[0].signal.aborted, questions[1].signal.aborted], [true, false]);
  questions[1].answer({ model: 'fwctl' });
  questions[0].answer({ model: 'switch' });
  await Promise.all([first, second]);
  assert.deepEqual(posted.slice(1), [{ type: 'answer', id: 2, answer: { model: 'fwctl' } }]);
});

test('an error is told with its cause; one that a newer question follows is not', async () => {
  const { controller, posted, questions } = bench();
  controller.ready();
  const refused = controller.simulate(1, call);
  questions[0].fail(Object.assign(new Error('no ioctl X'), { code: -32602 }));
  await refused;
  const outdated = controller.simulate(2, call);
  questions[1].fail(Object.assign(new Error('modified'), { code: -32801 }));
  await outdated;
  assert.deepEqual(posted.slice(1), [{ type: 'refused', id: 1, cause: 'call', message: 'no ioctl X' }]);
});

test('a header that was renamed is asked for by its new name', async () => {
  const { controller, posted, questions } = bench();
  controller.ready();
  controller.renamed('file:///a/new.h');
  const asked = controller.simulate(1, call);
  questions[0].answer({});
  await asked;
  assert.deepEqual(posted[1], { type: 'header', uri: 'file:///a/new.h', name: 'new.h' });
  assert.deepEqual((questions[0].params as { textDocument: object }).textDocument, { uri: 'file:///a/new.h' });
});

test('a disposed panel hears nothing more', async () => {
  const { controller, posted, questions } = bench();
  controller.ready();
  const asked = controller.simulate(1, call);
  controller.dispose();
  questions[0].answer({});
  await asked;
  assert.equal(posted.length, 1);
});
