/** The commands of the extension. The manifest lists the same; a test compares the two. */
export const commandIds = [
  'uapi.analyzeHeader',
  'uapi.decodeIoctl',
  'uapi.findIoctl',
  'uapi.copyIoctlNumber',
  'uapi.refreshIoctls',
  'uapi.showLayout',
  'uapi.showDispatch',
  'uapi.showLayoutReport',
  'uapi.showDispatchReport',
  'uapi.showCallPath',
  'uapi.selectAbis',
  'uapi.selectStyle',
  'uapi.selectProfile',
  'uapi.restartServer',
  'uapi.showLog',
] as const;

/** Those that views call with an argument of their own; the command palette does not list them. */
export const viewCommandIds = ['uapi.openLocation'] as const;

export type CommandId = (typeof commandIds)[number] | (typeof viewCommandIds)[number];
