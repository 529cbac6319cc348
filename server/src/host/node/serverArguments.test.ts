import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readServerArguments } from './serverArguments.js';

test('every spelling that editors use', () => {
  const transports: readonly (readonly [readonly string[], object])[] = [
    [[], { kind: 'stdio' }],
    [['--stdio'], { kind: 'stdio' }],
    [['--node-ipc'], { kind: 'ipc' }],
    [['--socket=6009'], { kind: 'socket', port: 6009 }],
    [['--socket', '6009'], { kind: 'socket', port: 6009 }],
    [['--pipe=/tmp/p=q'], { kind: 'pipe', name: '/tmp/p=q' }],
    [['--pipe', '\\\\.\\pipe\\x'], { kind: 'pipe', name: '\\\\.\\pipe\\x' }],
  ];
  for (const [args, transport] of transports) {
    assert.deepEqual(readServerArguments(args), { kind: 'serve', transport });
    assert.deepEqual(readServerArguments([...args, '--clientProcessId=12']), {
      kind: 'serve',
      transport,
      clientProcessId: 12,
    });
  }
});

test('files may come from the client', () => {
  assert.deepEqual(readServerArguments(['--client-files', '--stdio']), {
    kind: 'serve',
    transport: { kind: 'stdio' },
    asksClientForFiles: true,
  });
});

test('what cannot be meant is a problem with one line', () => {
  const wrong = [
    ['--socket'],
    ['--socket=0'],
    ['--socket=70000'],
    ['--pipe='],
    ['--clientProcessId=me'],
    ['--stdio', '--pipe=x'],
    ['x'],
  ];
  for (const args of wrong) {
    const read = readServerArguments(args);
    assert.equal(read.kind, 'problem', args.join(' '));
    assert.ok(read.kind === 'problem' && !read.message.includes('\n'));
  }
  assert.deepEqual(readServerArguments(['--help']), { kind: 'help' });
  assert.deepEqual(readServerArguments(['-V']), { kind: 'version' });
});
