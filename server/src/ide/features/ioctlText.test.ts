import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ioctlTextOf } from './ioctlText.js';

const cases: readonly (readonly [string, string])[] = [
  ['0xc0189436', '0xc0189436'],
  [' -1072131018 ', '-1072131018'],
  ['VFIO_GET_API_VERSION', 'VFIO_GET_API_VERSION'],
  ['ioctl(3, VIDIOC_QUERYCAP, {driver="uvc, video"}) = 0', 'VIDIOC_QUERYCAP'],
  ['[pid  77] ioctl(0, TCGETS or SNDCTL_TMR_TIMEBASE, {B9600}) = 0', 'TCGETS'],
  ['ioctl(3</dev/vfio, the odd>, VFIO_CHECK_EXTENSION, 1) = 1', 'VFIO_CHECK_EXTENSION'],
  ['ioctl(3, _IOC(_IOC_READ|_IOC_WRITE, 0x94, 0x36, 0x18), 0x7ffc) = -1 ENOTTY', '0xc0189436'],
  ['_IOC(_IOC_NONE, 0x3b, 0x64, 0)', '0x3b64'],
  ['ioctl(4, 0x3b64, 0)', '0x3b64'],
  ['ioctl(fd: 3, cmd: 0xc0189436, arg: 0x7ffc)', '0xc0189436'],
  ['sys_ioctl(fd: 3, cmd: c0189436, arg: 7ffc)', '0xc0189436'],
  ['type=SYSCALL arch=c000003e syscall=16 a0=3 a1=c0189436 a2=7ffc', '0xc0189436'],
];

for (const [pasted, command] of cases) {
  test(`the command in: ${pasted}`, () => assert.equal(ioctlTextOf(pasted), command));
}

test('text that only begins like a trace is taken as it stands', () => {
  for (const text of ['ioctl(3</dev/vfio', 'ioctl(', '_IOC(_IOC_SOME, 1, 2, 3)', '_IOC(_IOC_READ, 1, 2, x)']) {
    assert.equal(ioctlTextOf(text), text);
  }
});

test('a long paste is cut and takes no long time', () => {
  const text = `ioctl(3${', '.repeat(1_000_000)}`;
  assert.ok(ioctlTextOf(text).length <= 10_000);
});
