/** Makes a switch over a discriminated union exhaustive: a new kind breaks the build here. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`);
}
