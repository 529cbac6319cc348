/**
 * The remedies that the server offers, as LSP has them. VS Code's own command for code actions leaves out which findings an
 * action is for, so the server is asked.
 */
import * as v from 'valibot';

const position = v.object({ line: v.number(), character: v.number() });
const range = v.object({ start: position, end: position });
const edits = v.array(v.object({ range, newText: v.string() }));

const edit = v.object({
  documentChanges: v.optional(v.array(v.object({ textDocument: v.object({ uri: v.string() }), edits }))),
  changes: v.optional(v.record(v.string(), edits)),
});

const action = v.looseObject({
  title: v.string(),
  diagnostics: v.optional(v.array(v.object({ range, code: v.optional(v.unknown()) }))),
  edit: v.optional(edit),
});

/** What `codeAction/resolve` takes back as it is. */
export type ServerAction = v.InferOutput<typeof action>;

export interface FileEdits {
  readonly uri: string;
  readonly edits: v.InferOutput<typeof edits>;
}

/** The actions of an answer to `textDocument/codeAction`; what has another shape is left out. */
export function readActions(answer: unknown): readonly ServerAction[] {
  return Array.isArray(answer)
    ? answer.flatMap((each: unknown) => {
        const read = v.safeParse(action, each);
        return read.success ? [read.output] : [];
      })
    : [];
}

/** The edits of an action that was resolved, file by file. */
export function readEdits(answer: unknown): readonly FileEdits[] {
  const read = v.safeParse(action, answer);
  const { documentChanges = [], changes = {} } = (read.success ? read.output.edit : undefined) ?? {};
  return [
    ...documentChanges.map(({ textDocument: { uri }, edits: list }) => ({ uri, edits: list })),
    ...Object.entries(changes).map(([uri, list]) => ({ uri, edits: list })),
  ];
}

/** Whether an action is for a finding. */
export function mends({ diagnostics = [] }: ServerAction, rule: string, place: v.InferOutput<typeof range>): boolean {
  return diagnostics.some(
    ({ code, range: { start, end } }) =>
      code === rule &&
      start.line === place.start.line &&
      start.character === place.start.character &&
      end.line === place.end.line &&
      end.character === place.end.character,
  );
}

/** The action that puts a comment beside the finding is for the editor, where the author writes the reason. */
export function isAcceptance({ title }: ServerAction, rule: string): boolean {
  return title.startsWith(`Accept ${rule} `);
}
