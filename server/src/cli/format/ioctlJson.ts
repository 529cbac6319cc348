import type { IoctlDefinition } from '../../core/index.js';
import { jsonString } from './jsonText.js';

/** One ioctl command in JSON, as `uapi layout` and `uapi ioctl list` give it. The size is in bytes. */
export function ioctlJson(ioctl: IoctlDefinition): string {
  const { name, value, direction, type, nr, sizeBytes } = ioctl;
  const fields = `"dir":"${direction}","type":${type},"nr":${nr},"size":${sizeBytes}`;
  return `{"name":${jsonString(name)},"value":${value},${fields}}`;
}
