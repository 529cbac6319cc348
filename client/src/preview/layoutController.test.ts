import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ToLayoutView } from '../../webview/layout/messages.js';
import { LayoutController } from './layoutController.js';

const uri = 'file:///w/slots.h';

function answerWith(size: number, more: object = {}) {
  const location = { uri, range: { start: { line: 1, character: 0 }, end: { line: 4, character: 1 } } };
  const range = { start: { line: 2, character: 7 }, end: { line: 2, character: 8 } };
  return {
    records: [
      {
        name: 'slot',
        kind: 'struct',
        abis: ['x86_64', 'aarch64'],
        size,
        align: 4,
        members: [{ path: 'a', offset: 0, size: 4, type: '__u32', range }],
        holes: [],
        blocks: [],
      },
    ],
    record: { kind: 'struct', name: 'slot', location },
    commands: [],
    markdown: `${size} bytes`,
    ...more,
  };
}

interface Asked {
  readonly method: string;
  readonly params: { readonly [key: string]: unknown };
  readonly signal: AbortSignal;
  readonly answer: (value: unknown) => void;
  readonly fail: (error: unknown) => void;
}

/** A server that answers when the test says so, and a view that only listens. */
function setUp() {
  const asked: Asked[] = [];
  const told: ToLayoutView[] = [];
  let looked = 0;
  const controller = new LayoutController(
    {
      request: (method, params, signal) =>
        new Promise((answer, fail) => asked.push({ method, params: { ...params }, signal, answer, fail })),
      post: (message) => told.push(message),
      findings: async () => {
        looked++;
        return [];
      },
      nameOf: () => 'slots.h',
      l10n: { t: (message, ...values) => values.reduce((text, each, at) => text.replace(`{${at}}`, each), message) },
    },
    uri,
    'slot',
  );
  const types = () => told.map(({ type }) => type);
  return { controller, asked, told, types, looked: () => looked };
}

async function opened() {
  const all = setUp();
  const ready = all.controller.ready();
  all.asked[0].answer(answerWith(8));
  while (all.asked.length < 2) await Promise.resolve();
  all.asked[1].answer({ versions: [] });
  await ready;
  return all;
}

test('a view that is ready gets its subject, the layout, the findings and the history', async () => {
  const { types, asked } = await opened();
  assert.deepEqual(types(), ['subject', 'layout', 'findings', 'history']);
  assert.deepEqual(
    asked.map(({ method }) => method),
    ['uapi/layout', 'uapi/recordHistory'],
  );
  assert.deepEqual(asked[1].params.abis, ['x86_64']);
});

test('each change is one request, and makes the answer before it void', async () => {
  const { controller, asked, told } = await opened();
  const before = told.length;
  const first = controller.refresh();
  const second = controller.refresh();
  assert.equal(asked.length, 4);
  assert.ok(asked[2].signal.aborted);
  asked[3].answer(answerWith(16));
  asked[2].answer(answerWith(12));
  await Promise.all([first, second]);
  const layouts = told.slice(before).flatMap((message) => (message.type === 'layout' ? [message.layouts[0].size] : []));
  assert.deepEqual(layouts, [16]);
});

test('findings are looked for once for each change, whichever answer comes first', async () => {
  const { controller, asked, looked } = await opened();
  assert.equal(looked(), 1);
  const layoutFirst = controller.refresh();
  asked[2].answer(answerWith(16));
  await layoutFirst;
  await controller.refreshFindings();
  assert.equal(looked(), 2);
  const findingsFirst = controller.refresh();
  await controller.refreshFindings();
  asked[3].answer(answerWith(24));
  await findingsFirst;
  assert.equal(looked(), 3);
});

test('a record that is gone is said, and comes back', async () => {
  const { controller, asked, told } = await opened();
  const gone = controller.refresh();
  asked[2].fail(Object.assign(new Error("no record 'slot' in this header; near it: slots"), { code: -32602 }));
  await gone;
  assert.deepEqual(told.at(-1), { type: 'missing', reason: "No record 'slot' in this header; near it: slots." });
  const back = controller.refresh();
  asked[3].answer(answerWith(8));
  await back;
  assert.deepEqual(
    told.slice(-2).map(({ type }) => type),
    ['layout', 'findings'],
  );
});

test('a record without a layout says why', async () => {
  const { controller, asked, told } = await opened();
  const refreshed = controller.refresh();
  asked[2].answer(answerWith(8, { records: null, reason: 'member "x" has no size here' }));
  await refreshed;
  assert.deepEqual(told.at(-1), { type: 'missing', reason: 'Struct slot has no layout: member "x" has no size here.' });
});

test('a text that changed meanwhile is no fault: its change asks again', async () => {
  const { controller, asked, told } = await opened();
  const before = told.length;
  const refreshed = controller.refresh();
  asked[2].fail(Object.assign(new Error('content modified'), { code: -32801 }));
  await refreshed;
  assert.equal(told.length, before);
});

test('without git the history has a reason', async () => {
  const { controller, asked, told } = await opened();
  const refreshed = controller.refreshHistory();
  asked[2].fail(Object.assign(new Error('git is not asked before the workspace is trusted'), { code: -32803 }));
  await refreshed;
  assert.deepEqual(told.at(-1), {
    type: 'history',
    revisions: [],
    reason: 'Git is not asked before the workspace is trusted.',
  });
});

test('the cursor lights a member once, and none elsewhere', async () => {
  const { controller, told } = await opened();
  const before = told.length;
  controller.cursorAt(uri, { line: 2, character: 0 });
  controller.cursorAt(uri, { line: 2, character: 9 });
  controller.cursorAt('file:///w/other.h', { line: 2, character: 0 });
  assert.deepEqual(told.slice(before), [
    { type: 'cursor', path: 'a' },
    { type: 'cursor', path: null },
  ]);
});

test('a header with another name is asked for by that name', async () => {
  const { controller, asked, told } = await opened();
  const renamed = controller.renamed('file:///w/new.h');
  assert.deepEqual(asked[2].params.textDocument, { uri: 'file:///w/new.h' });
  asked[2].answer(answerWith(8));
  while (asked.length < 4) await Promise.resolve();
  asked[3].answer({ versions: [] });
  await renamed;
  assert.ok(told.some((message) => message.type === 'subject' && message.uri === 'file:///w/new.h'));
});

test('a server that stopped for good, and an answer that nobody knows', async () => {
  const { controller, asked, told } = await opened();
  controller.serverFailed();
  assert.match(JSON.stringify(told.at(-1)), /Restart Language Server/);
  const refreshed = controller.refresh();
  asked[2].answer({ records: 7 });
  await refreshed;
  assert.equal(told.at(-1)?.type, 'missing');
});

test('a view that was closed is told nothing', async () => {
  const { controller, asked, told } = await opened();
  const refreshed = controller.refresh();
  controller.dispose();
  const before = told.length;
  asked[2].answer(answerWith(8));
  await refreshed;
  assert.equal(told.length, before);
});
