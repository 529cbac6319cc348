import type { DispatchModel } from './dispatchModel.js';
import { checkTailCopyMin } from './models/checkTailCopyMin.js';
import { copyBeforeMatch } from './models/copyBeforeMatch.js';
import { drm } from './models/drm.js';
import { fwctl } from './models/fwctl.js';
import { headerThenMemdup } from './models/headerThenMemdup.js';
import { iocKey } from './models/iocKey.js';
import { iocSizeExtensible } from './models/iocSizeExtensible.js';
import { iommufd } from './models/iommufd.js';
import { kivity, kivityExtensible } from './models/kivity.js';
import { kivityBeginEnd } from './models/kivityBeginEnd.js';
import { kvmDeviceAttr } from './models/kvmDeviceAttr.js';
import { liveupdate } from './models/liveupdate.js';
import { mustBeZero } from './models/mustBeZero.js';
import { sizeArgument } from './models/sizeArgument.js';
import { sizeInStruct } from './models/sizeInStruct.js';
import { switchModel } from './models/switchModel.js';
import { trailingArray } from './models/trailingArray.js';
import { v4l2 } from './models/v4l2.js';
import { vfioArgsz } from './models/vfioArgsz.js';
import { vfioMediated } from './models/vfioMediated.js';
import { vfsModel } from './models/vfsModel.js';
import { vhostBatch } from './models/vhostBatch.js';

/** Every model, in the order in which lists show them. */
export const dispatchModels: readonly DispatchModel[] = [
  switchModel,
  kivity,
  kivityExtensible,
  kivityBeginEnd,
  fwctl,
  iommufd,
  liveupdate,
  sizeArgument,
  checkTailCopyMin,
  sizeInStruct,
  iocSizeExtensible,
  iocKey,
  mustBeZero,
  drm,
  v4l2,
  vfioArgsz,
  vfioMediated,
  kvmDeviceAttr,
  trailingArray,
  headerThenMemdup,
  copyBeforeMatch,
  vhostBatch,
  vfsModel,
];

export function modelById(id: string): DispatchModel | undefined {
  return dispatchModels.find((model) => model.id === id);
}
