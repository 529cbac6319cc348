/** For tests: a source as text, with a uapi header that is laid out for the ABIs of these names. */
import { ReviewedHeader } from '../../review/reviewedHeader.js';
import type { SourceFile } from '../../source/sourceFile.js';
import { ALL_ABIS } from '../../target/abis.js';
import { createAnalysisSession } from '../../unit/analysisSession.js';
import { DriverSource } from '../driverSource.js';
import { type FunctionFacts, functionFacts } from '../functionFacts.js';

const fileOf = (path: string, text: string): SourceFile => ({ path, displayName: path, text, view: 'installed' });

/** What `_IOC` and its wrappers are on x86. */
export const ioctlMacros = `
#define _IOC(dir, type, nr, size) (((dir) << 30) | ((type) << 8) | (nr) | ((size) << 16))
#define _IO(type, nr) _IOC(0U, type, nr, 0)
#define _IOW(type, nr, t) _IOC(1U, type, nr, sizeof(t))
#define _IOR(type, nr, t) _IOC(2U, type, nr, sizeof(t))
`;

export interface DriverText {
  readonly header?: string;
  /** Other files of the folder, by name. */
  readonly folder?: Readonly<Record<string, string>>;
  readonly abis?: readonly string[];
}

export function driverOf(text: string, { header, folder = {}, abis = ['x86_64'] }: DriverText = {}): DriverSource {
  const others = Object.entries(folder).map(([name, other]) => fileOf(`/driver/${name}`, other));
  const inputs = { file: fileOf('/driver/main.c', text), folder: others };
  if (header === undefined) return new DriverSource(inputs);
  const uapi = fileOf('/uapi/box.h', header);
  const chosen = ALL_ABIS.filter(({ id }) => abis.includes(id));
  const analyses = createAnalysisSession({ resolverFor: () => ({ resolve: () => undefined }) }).analyze(uapi, chosen);
  return new DriverSource({ ...inputs, headers: [new ReviewedHeader(uapi, analyses, {})] });
}

/** Facts of the function of a name. */
export function factsOf(source: DriverSource, name: string): FunctionFacts {
  const definition = source.surface.functions.find((each) => each.name.text === name);
  if (definition === undefined) throw new Error(`no function ${name}`);
  return functionFacts(source, definition);
}

/** Commands 0x40, 0x41 and 2 to 5 of type 'b', with a record each for OPEN, GET and SET. */
export const boxHeader = `${ioctlMacros}
struct box_open { unsigned int size; unsigned int id; unsigned int flags; };
struct box_state { unsigned int on; };
#define BOX_OPEN _IO('b', 0x40)
#define BOX_CLOSE _IO('b', 0x41)
#define BOX_GET _IOR('b', 2, struct box_state)
#define BOX_SET _IOW('b', 3, struct box_state)
#define BOX_RESET _IO('b', 4)
#define BOX_NAME(len) _IOC(2U, 'b', 5, len)
`;

/** Each link as `line kind command: handler record.last`; a handler that the folder does not have has a question mark. */
export function boxLinks(text: string, folder: Readonly<Record<string, string>> = {}): string[] {
  const driver = driverOf(text, { header: boxHeader, folder });
  return driver.links.map(({ command, kind, span, handlerName, handler, recordName, lastMember }) => {
    const line = driver.textOf({ start: 0, end: span.start }).split('\n').length;
    const where = handlerName === undefined ? 'here' : `${handlerName}${handler === undefined ? '?' : ''}`;
    const record = recordName === undefined ? '' : ` ${recordName}${lastMember === undefined ? '' : `.${lastMember}`}`;
    return `${line} ${kind} ${command}: ${where}${record}`;
  });
}
