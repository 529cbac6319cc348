/** What a task of type `uapi` in tasks.json says, and the command line that it means. */

export interface CheckDefinition {
  readonly type: 'uapi';
  /** Headers and folders, from the folder of the workspace. */
  readonly paths: readonly string[];
  readonly profile?: string;
  /** A git revision, file or folder to compare with. */
  readonly against?: string;
}

/** `undefined` for a definition of the wrong shape. */
export function readDefinition(given: Readonly<Record<string, unknown>>): CheckDefinition | undefined {
  const { type, paths = ['.'], profile, against } = given;
  if (type !== 'uapi' || !Array.isArray(paths) || paths.length === 0) return undefined;
  const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
  if (!paths.every(isText)) return undefined;
  if ((profile !== undefined && !isText(profile)) || (against !== undefined && !isText(against))) return undefined;
  return {
    type,
    paths,
    ...(profile === undefined ? {} : { profile }),
    ...(against === undefined ? {} : { against }),
  };
}

export function checkArguments({ paths, profile, against }: CheckDefinition): readonly string[] {
  return [
    'check',
    '--format=gcc',
    ...(profile === undefined ? [] : [`--profile=${profile}`]),
    ...(against === undefined ? [] : [`--against=${against}`]),
    '--',
    ...paths,
  ];
}
