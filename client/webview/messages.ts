/**
 * What goes between VS Code and a view: one schema for each direction, in `layout/messages.ts` and
 * `dispatch/messages.ts`. Both sides check what comes in, since neither can know who sent it: a message of another shape
 * is ignored and logged.
 */
import * as v from 'valibot';

/** From every view. */
export const commonFromView = [
  /** The script runs and listens: VS Code sends everything. */
  v.object({ type: v.literal('ready') }),
  /** Something for the log of the extension: a message of the wrong shape, or a fault. */
  v.object({ type: v.literal('problem'), text: v.string() }),
  v.object({ type: v.literal('copyMarkdown') }),
] as const;

export type Checked<Message> =
  | { readonly message: Message; readonly problem?: undefined }
  /** One line that says what is wrong, for a log. */
  | { readonly message?: undefined; readonly problem: string };

type Schema<Message> = v.GenericSchema<unknown, Message>;

/** The message where it has the shape of `schema`; properties that the schema does not name are left out. */
export function checkMessage<Message>(schema: Schema<Message>, value: unknown): Checked<Message> {
  const { success, output, issues } = v.safeParse(schema, value, { abortEarly: true, abortPipeEarly: true });
  if (success) return { message: output };
  const path = v.getDotPath(issues[0]) ?? 'the message';
  return { problem: `ignored a message of the wrong shape: ${path}: ${issues[0].message}` };
}
