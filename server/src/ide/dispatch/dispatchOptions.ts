/**
 * What a simulated call is asked for, by the names of the command line's options: `uapi dispatch` and
 * `uapi/simulateDispatch` take the same. Values are text, read in `optionValues.ts`.
 */
export interface DispatchOptions {
  readonly ioctl?: string;
  readonly model?: string;
  readonly compat?: boolean;
  readonly callerStruct?: string;
  readonly callerSize?: string;
  readonly callerVersion?: string;
  readonly kernelStruct?: string;
  readonly kernelSize?: string;
  readonly kernelVersion?: string;
  readonly minSize?: string;
  readonly bytes?: string;
  /** Bytes in an editor: cut or filled up to the caller's size, with the size word filled in unless `ownSize`. */
  readonly typed?: string;
  readonly ownSize?: boolean;
  readonly set: readonly string[];
  readonly random?: boolean;
  readonly seed: string;
  readonly cmd?: string;
  readonly faultAt?: string;
  readonly readOnly?: boolean;
  readonly race: readonly string[];
  readonly handler: readonly string[];
  readonly handlerWrite: readonly string[];
  readonly param: readonly string[];
  readonly matrix?: boolean;
  readonly models?: string;
  readonly versions?: string;
}

/** Without any option. */
export const noDispatchOptions: DispatchOptions = {
  set: [],
  seed: '1',
  race: [],
  handler: [],
  handlerWrite: [],
  param: [],
};
