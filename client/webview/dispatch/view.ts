/** The state of the page and what can be done to it; the templates draw the one and call the other. */
import type { Answer } from './answer.js';
import type { CallerBytes } from './callerBytes.js';
import type { Call } from './messages.js';
import type { Step } from './timeline.js';

export interface Problem {
  readonly cause: 'call' | 'server';
  readonly message: string;
}

export interface View {
  /** The header, as a person would name it. */
  readonly name: string;
  readonly call: Call;
  /** The last answer; with a problem it is no longer true, and drawn grey. */
  readonly answer: Answer | undefined;
  readonly problem: Problem | undefined;
  readonly steps: readonly Step[];
  /** The step whose memory is shown; an index into `steps`. */
  readonly step: number;
  /** What the caller passes, as it is edited. */
  readonly caller: CallerBytes;
  /** Byte of the caller that has the focus in the grid, and whether its first digit was typed. */
  readonly byte: number;
  readonly halfTyped: boolean;
  /** Cell of the matrix that has the tab stop. */
  readonly cell: { readonly row: number; readonly cell: number } | undefined;
  /** What was entered and refused, by the name of the input. */
  readonly refused: ReadonlyMap<string, { readonly text: string; readonly problem: string }>;
  readonly asTable: boolean;
  /** The conditions of the call are unfolded. */
  readonly showsConditions: boolean;
  /** Folds of equal rows that were opened, as `MAP:OFFSET`. */
  readonly openFolds: ReadonlySet<string>;
}

export interface Actions {
  /** Another call: the server is asked. */
  readonly choose: (change: Partial<Call>) => void;
  /** Another command: its call starts anew, on the same ABI. */
  readonly chooseIoctl: (ioctl: string) => void;
  readonly edit: (bytes: CallerBytes, touched?: { readonly start: number; readonly end: number }) => void;
  readonly resize: (size: number) => void;
  readonly goTo: (step: number) => void;
  readonly focusByte: (offset: number, halfTyped?: boolean) => void;
  readonly focusCell: (cell: { readonly row: number; readonly cell: number }) => void;
  readonly openCell: (caller: string, kernel: string) => void;
  /** Notes what was entered into an input and is wrong; without a problem, forgets it. */
  readonly refuse: (input: string, text: string, problem?: string) => void;
  readonly toggleTable: () => void;
  readonly showConditions: (shows: boolean) => void;
  readonly openFold: (fold: string) => void;
  readonly copyMail: () => void;
  /** Back to the first command of the header, as it is. */
  readonly startOver: () => void;
}
