import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusalOf } from './refusal.js';

function failed(code: number | undefined, message: string): Error {
  return Object.assign(new Error(message), code === undefined ? {} : { code });
}

test('wrong params are about the call, everything else about the server', () => {
  assert.deepEqual(refusalOf(failed(-32602, 'no ioctl X')), { cause: 'call', message: 'no ioctl X' });
  assert.deepEqual(refusalOf(failed(-32603, 'internal')), { cause: 'server', message: 'internal' });
  assert.deepEqual(refusalOf(failed(undefined, 'connection is closed')), {
    cause: 'server',
    message: 'connection is closed',
  });
  assert.deepEqual(refusalOf('gone'), { cause: 'server', message: 'gone' });
});

test('a question that a newer one replaced is not refused', () => {
  for (const code of [-32800, -32801, -32802]) assert.equal(refusalOf(failed(code, 'cancelled')), undefined);
});
