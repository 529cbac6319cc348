/** The commands of the extension. The manifest lists the same; a test compares the two. */
export const commandIds = ['uapi.analyzeHeader', 'uapi.restartServer', 'uapi.showLog'] as const;

export type CommandId = (typeof commandIds)[number];
