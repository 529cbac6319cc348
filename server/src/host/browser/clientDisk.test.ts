import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClientDisk } from './clientDisk.js';

/** A client whose answers come when the test says so. */
function slowClient(files: Map<string, string>) {
  const questions: string[] = [];
  const answers: (() => void)[] = [];
  const answerLater = <T>(question: string, answer: () => T): Promise<T> => {
    questions.push(question);
    return new Promise((resolve) => answers.push(() => resolve(answer())));
  };
  return {
    questions,
    readDirectory: (uri: string) =>
      answerLater(`list ${uri}`, () =>
        [...files.keys()].filter((path) => path.startsWith(uri)).map((path) => [path.slice(uri.length + 1), 'file']),
      ),
    readFile: (uri: string) =>
      answerLater(`read ${uri}`, () => (files.has(uri) ? { text: files.get(uri) } : { problem: 'no such file' })),
    /** Gives all answers that are due, and waits until they were taken. */
    async answer(): Promise<void> {
      for (const give of answers.splice(0)) give();
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

function disk(files: Record<string, string>) {
  const held = new Map(Object.entries(files));
  const client = slowClient(held);
  let arrivals = 0;
  const made = createClientDisk(client, () => arrivals++);
  made.confineTo(['/m:x/w']);
  return { disk: made, client, files: held, arrivals: () => arrivals };
}

const textOf = (answer: unknown): unknown =>
  typeof answer === 'string' ? answer : (answer as { message: string }).message;

test('what is not loaded is not there, is asked for once, and comes with one word for all of it', async () => {
  const { disk: d, client, arrivals } = disk({ 'm://x/w/a.h': 'A', 'm://x/w/b.h': 'B' });
  assert.equal(d.list('/m:x/w'), undefined);
  assert.equal(d.list('/m:x/w'), undefined);
  assert.match(String(textOf(d.text('/m:x/w/a.h', 'a.h'))), /not loaded yet/);
  assert.deepEqual(client.questions, ['list m://x/w', 'read m://x/w/a.h']);
  await client.answer();
  assert.equal(arrivals(), 1);
  assert.deepEqual(
    [...(d.list('/m:x/w') ?? [])],
    [
      ['a.h', 'file'],
      ['b.h', 'file'],
    ],
  );
  assert.equal(d.text('/m:x/w/a.h', 'a.h'), 'A');
  assert.equal(client.questions.length, 2);
});

test('what turns out not to be there is no news', async () => {
  const { disk: d, client, arrivals } = disk({});
  d.text('/m:x/w/none.h', 'none.h');
  await client.answer();
  assert.equal(arrivals(), 0);
  assert.match(String(textOf(d.text('/m:x/w/none.h', 'none.h'))), /no such file/);
});

test('nothing outside of the folders is asked for', () => {
  const { disk: d, client } = disk({ 'm://x/other/a.h': 'A' });
  assert.equal(d.list('/m:x'), undefined);
  assert.equal(d.list('/'), undefined);
  assert.match(String(textOf(d.text('/m:x/other/a.h', 'a.h'))), /outside of the workspace/);
  assert.deepEqual(client.questions, []);
});

test('after a change the old counts until the new is there; the same again is no news', async () => {
  const { disk: d, client, files, arrivals } = disk({ 'm://x/w/a.h': 'A' });
  d.text('/m:x/w/a.h', 'a.h');
  await client.answer();
  d.expire();
  assert.equal(d.text('/m:x/w/a.h', 'a.h'), 'A');
  await client.answer();
  assert.equal(arrivals(), 1);
  files.set('m://x/w/a.h', 'A2');
  d.expire();
  assert.equal(d.text('/m:x/w/a.h', 'a.h'), 'A');
  await client.answer();
  assert.equal(arrivals(), 2);
  assert.equal(d.text('/m:x/w/a.h', 'a.h'), 'A2');
});

test('a client that fails or answers nonsense has no files', async () => {
  let arrivals = 0;
  const d = createClientDisk(
    { readDirectory: () => Promise.reject(new Error('no')), readFile: () => Promise.resolve(7) },
    () => arrivals++,
  );
  d.confineTo(['/m:x']);
  d.list('/m:x/w');
  d.text('/m:x/w/a.h', 'a.h');
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(d.list('/m:x/w'), undefined);
  assert.notEqual(typeof d.text('/m:x/w/a.h', 'a.h'), 'string');
  assert.equal(arrivals, 0);
});

test('a large folder of files is asked for in small groups', async () => {
  const { disk: d, client } = disk({});
  for (let i = 0; i < 100; i++) d.text(`/m:x/w/${i}.h`, 'x');
  assert.equal(client.questions.length, 16);
  await client.answer();
  assert.equal(client.questions.length, 32);
});
