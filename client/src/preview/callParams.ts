/** A call of the view as params of `uapi/simulateDispatch` (docs/lsp-extensions.md). */
import type { Call, Side } from '../../webview/dispatch/messages.js';

/** The models under which the same call is tried too: one of each family. */
export const otherModels = ['switch', 'kivity-extensible', 'drm', 'vfio-argsz', 'fwctl'] as const;

export function paramsOf(call: Call, uri: string): object {
  const {
    ioctl,
    record,
    model,
    abi,
    compat,
    bytes,
    ownsSizeWord,
    minSize,
    faultAt,
    isReadonly,
    race,
    handler,
    handlerWrite,
    parameters,
  } = call;
  return {
    textDocument: { uri },
    preview: true,
    others: otherModels,
    ...(ioctl === undefined ? {} : { ioctl }),
    ...(record === undefined ? {} : { callerStruct: record }),
    ...(model === undefined ? {} : { model }),
    ...(abi === undefined ? {} : { abi }),
    ...(compat ? { compat } : {}),
    ...sideParams(call.caller, 'callerVersion', 'callerSize'),
    ...sideParams(call.kernel, 'kernelVersion', 'kernelSize'),
    ...(bytes === undefined ? {} : { typed: bytes }),
    ...(bytes !== undefined && ownsSizeWord ? { ownSize: true } : {}),
    ...(minSize === undefined ? {} : { minSize }),
    ...(faultAt === undefined ? {} : { faultAt }),
    ...(isReadonly ? { readOnly: true } : {}),
    ...(race === undefined ? {} : { race: `${race.event}:${race.offset}=${race.bytes}` }),
    ...(handler === undefined ? {} : { handler }),
    ...(handlerWrite === undefined ? {} : { handlerWrite: [handlerWrite] }),
    ...(parameters.length === 0 ? {} : { param: parameters.map(({ name, value }) => `${name}=${value}`) }),
  };
}

function sideParams(side: Side, version: string, size: string): object {
  switch (side.kind) {
    case 'whole':
      return {};
    case 'after':
      return { [version]: `after:${side.member}` };
    case 'revision':
      // Until a name is written the header's own record is meant.
      return side.name === '' ? {} : { [version]: side.name };
    case 'size':
      return { [size]: side.bytes };
  }
}
