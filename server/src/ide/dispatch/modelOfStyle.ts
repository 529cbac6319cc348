import type { InterfaceStyle } from '../../core/index.js';

const models: Readonly<Record<InterfaceStyle, string>> = {
  'size-first': 'fwctl',
  argsz: 'vfio-argsz',
  'ioc-size': 'ioc-size-extensible',
  drm: 'drm',
  classic: 'switch',
  'syscall-ext': 'size-argument',
  'mux-attr': 'kvm-device-attr',
};

/** The id of the model that a command of this style is most likely to run through. */
export function modelOfStyle(style: InterfaceStyle): string {
  return models[style];
}
