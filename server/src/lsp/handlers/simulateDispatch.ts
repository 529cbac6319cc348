/** `uapi/simulateDispatch`, and the virtual document that shows it as text. */
import { type Abi, abiById, dispatchModels, lineIndexOf, membersOf } from '../../core/index.js';
import type { DriverFact } from '../../ide/driver/index.js';
import {
  compatAbiOf,
  type DispatchOptions,
  type DispatchSource,
  dispatchMarkdown,
  type HeaderDocument,
  type HeaderVersion,
  matrixMarkdown,
  modelOfStyle,
  noDispatchOptions,
  otherVersions,
  type Preview,
  previewCall,
  type Side,
  simulateIoctl,
  UsageError,
  versionMatrix,
  wireReport,
} from '../../ide/index.js';
import { isObject } from '../editorSettings.js';
import type { SimulateDispatchResult, WireModel, WirePreview, WireSide } from '../extensions.js';
import type { Server } from '../serverState.js';
import { abisOf, headerOf, invalid, near, type Params } from './requestParams.js';
import { wireMember } from './wireLayout.js';

export function simulateDispatch(server: Server, params: Params): SimulateDispatchResult {
  const { header, uri } = headerOf(server, params);
  try {
    return answer(server, header, params, server.texts.get(uri)?.version ?? null);
  } catch (error) {
    throw error instanceof UsageError ? invalid(inParams(error.message)) : error;
  }
}

function answer(
  server: Server,
  header: HeaderDocument,
  params: Params,
  version: number | null,
): SimulateDispatchResult {
  const given = optionsOf(params);
  const isPreview = params.preview !== undefined && switchOf('preview', params.preview);
  const asked = isPreview ? withCommand(header, given) : given;
  const fact = asked.ioctl === undefined ? undefined : factOf(server, asked.ioctl);
  const usual = asked.model === undefined ? { ...asked, ...usualModel(header, asked.ioctl), ...modelOf(fact) } : asked;
  const options = withFact(server, header, usual, fact, params.abi);
  const source = sourceOf(server, header, options, params.abi);
  const preview = isPreview ? previewCall(source, options, listOf('others', params.others ?? [])) : undefined;
  const { report, title, notes, caller, kernel } = preview?.call ?? simulateIoctl(source, options);
  const matrix = preview?.matrix ?? (options.matrix === true ? versionMatrix(source, options) : undefined);
  const markdown = dispatchMarkdown(report, title);
  return {
    schemaVersion: 1,
    version,
    ...wireReport(report),
    title,
    number: report.command.number,
    caller: wireSide(caller),
    kernel: wireSide(kernel),
    notes: [...notes.map((note) => note.trim()), ...factNotes(server, fact)],
    models,
    ...(matrix === undefined ? {} : { matrix }),
    ...(preview === undefined ? {} : { preview: wirePreview(preview, header, options) }),
    markdown: matrix === undefined ? markdown : `${markdown}\n${matrixMarkdown(matrix)}`,
  };
}

const models: readonly WireModel[] = dispatchModels.map(({ id, title, parameters }) => ({
  id,
  title,
  params: parameters.map(({ name, value, choices, text }) => ({
    name,
    value,
    ...(choices === undefined ? {} : { choices }),
    text,
  })),
}));

function wireSide({ sizeBytes, layout }: Side): WireSide {
  return { size: sizeBytes, members: layout === undefined ? [] : membersOf(layout).map(wireMember) };
}

function wirePreview(
  { fields, versions, sizeWord, call: _, options: __, matrix: ___, ...rest }: Preview,
  { onAllAbis: { header } }: HeaderDocument,
  { ioctl, callerStruct }: DispatchOptions,
): WirePreview {
  return {
    ...rest,
    ioctl: ioctl ?? null,
    record: callerStruct ?? null,
    records: header.records.map(({ name }) => name),
    ioctls: header.commands.map(({ name }) => name),
    abis: header.analyses.map(({ abi }) => abi.id),
    fields: fields.map(({ member, integer }) => ({
      ...wireMember(member),
      ...(integer === undefined ? {} : { integer }),
    })),
    sizeWord,
    versions: versions.map(({ name, last, sizeBytes, callerSizeBytes }) => ({
      name,
      last,
      kernelSize: sizeBytes,
      callerSize: callerSizeBytes,
    })),
  };
}

/** The first command of the header where none is named, and the record that is known to belong to the command. */
function withCommand({ onAllAbis: { header }, file }: HeaderDocument, options: DispatchOptions): DispatchOptions {
  const ioctl = options.ioctl ?? header.commands[0]?.name;
  if (ioctl === undefined) throw new UsageError(`${file.displayName} has no ioctl commands`);
  const record = options.callerStruct ?? header.commands.find(({ name }) => name === ioctl)?.recordName;
  return { ...options, ioctl, ...(record === undefined ? {} : { callerStruct: record }) };
}

function usualModel({ onAllAbis: { header } }: HeaderDocument, ioctl: string | undefined): { model?: string } {
  const command = header.commands.find(({ name }) => name === ioctl);
  return command === undefined ? {} : { model: modelOfStyle(header.commandStyle(command)) };
}

/** What a driver that was read says of the command. */
function factOf({ driver: { loaded } }: Server, ioctl: string): DriverFact | undefined {
  return loaded?.room.driverFact(ioctl, loaded.documents.sources);
}

function modelOf(fact: DriverFact | undefined): { model?: string } {
  return fact?.model === undefined ? {} : { model: fact.model };
}

/** The driver's smallest size and table, for its own model and as far as the params say nothing else. */
function withFact(
  { driver: { loaded } }: Server,
  { onAllAbis: { header } }: HeaderDocument,
  options: DispatchOptions,
  fact: DriverFact | undefined,
  askedAbi: unknown,
): DispatchOptions {
  if (fact?.model === undefined || fact.model !== options.model) return options;
  const { lastMember, recordName, commandsFromHere } = fact;
  const record = options.kernelStruct ?? options.callerStruct ?? recordName;
  const isKnown = record !== undefined && record === recordName && header.recordsByName.has(record);
  const abi = typeof askedAbi === 'string' ? askedAbi : 'x86_64';
  const laid = isKnown
    ? header.recordsByName.get(record)?.onAbis.find((on) => on.abi === abi)?.record.layout
    : undefined;
  const least = laid === undefined || lastMember === undefined ? undefined : loaded?.room.leastSize(laid, lastMember);
  const hasCommands = options.param.some((param) => param.startsWith('commands='));
  return {
    ...options,
    ...(options.callerStruct === undefined && isKnown ? { callerStruct: record } : {}),
    ...(options.minSize === undefined && least !== undefined ? { minSize: `${least}` } : {}),
    ...(commandsFromHere === undefined || hasCommands || fact.model === 'drm'
      ? {}
      : { param: [...options.param, `commands=${commandsFromHere}`] }),
  };
}

function factNotes(server: Server, fact: DriverFact | undefined): readonly string[] {
  if (fact?.model === undefined) return [];
  const { source, link } = fact.place;
  const { line } = lineIndexOf(source.file).positionAt(link.span.start);
  const name = server.uriOf(source.file.path).replace(/^.*\//, '');
  return [`model ${fact.model}, smallest size and op table as ${name}:${line + 1} has them`];
}

function sourceOf(server: Server, header: HeaderDocument, options: DispatchOptions, asked: unknown): DispatchSource {
  const [id = 'x86_64'] = abisOf(asked === undefined || asked === null ? undefined : [asked]) ?? [];
  const abi = abiById(id)!;
  const callerAbi = options.compat === true ? compatAbiOf(abi) : abi;
  const others = otherVersions(options).map((given) => {
    const version = server.analysis.versionOf(server.pathOf(given) ?? given, header.file.path);
    if ('problem' in version) throw new UsageError(version.problem);
    return [given, onBothSides(version, abi, callerAbi)] as const;
  });
  const analysisOn = ({ id: wanted }: Abi) => {
    const found = header.onAllAbis.analyses.find((analysis) => analysis.abi.id === wanted);
    if (found === undefined) throw new UsageError(`${header.file.displayName} does not exist for ${wanted}`);
    return found;
  };
  return { abi, callerAbi, kernel: analysisOn(abi), caller: analysisOn(callerAbi), others: new Map(others) };
}

function onBothSides({ file, session }: HeaderVersion, abi: Abi, callerAbi: Abi) {
  const [kernel, caller = kernel] = session.analyze(file, [abi, callerAbi]);
  return { kernel, caller };
}

const textKeys = [
  'ioctl',
  'model',
  'callerStruct',
  'callerSize',
  'callerVersion',
  'kernelStruct',
  'kernelSize',
  'kernelVersion',
  'minSize',
  'bytes',
  'typed',
  'seed',
  'cmd',
  'faultAt',
] as const;
const joinedKeys = ['models', 'versions'] as const;
const switchKeys = ['compat', 'random', 'readOnly', 'matrix', 'ownSize'] as const;
const listKeys = ['set', 'race', 'handler', 'handlerWrite', 'param'] as const;
const otherKeys = ['textDocument', 'abi', 'preview', 'others', 'workDoneToken', 'partialResultToken'] as const;
const allKeys: readonly string[] = [...textKeys, ...joinedKeys, ...switchKeys, ...listKeys, ...otherKeys];

/** The params as the options of the command line, which are text. */
function optionsOf(params: Params): DispatchOptions {
  const unknown = Object.keys(params).find((key) => !allKeys.includes(key));
  if (unknown !== undefined) throw invalid(`no parameter '${unknown}'${near(unknown, allKeys)}`);
  const given = <K extends string, V>(keys: readonly K[], read: (key: K, value: unknown) => V) =>
    keys.flatMap((key) => {
      const value = params[key];
      return value === undefined || value === null ? [] : [[key, read(key, value)] as const];
    });
  return {
    ...noDispatchOptions,
    ...Object.fromEntries([
      ...given(textKeys, textOf),
      ...given(joinedKeys, (key, value) => listOf(key, value).join(',')),
      ...given(switchKeys, switchOf),
      ...given(listKeys, listOf),
    ]),
  };
}

function textOf(key: string, value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' && Number.isSafeInteger(value)) return `${value}`;
  throw invalid(`'${key}' must be text or a whole number`);
}

function switchOf(key: string, value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  throw invalid(`'${key}' must be true or false`);
}

function listOf(key: string, value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.map((each: unknown) => textOf(key, each));
  if ((key === 'set' || key === 'param') && isObject(value)) {
    return Object.entries(value).map(
      ([name, each]) => `${name}=${typeof each === 'boolean' ? String(each) : textOf(key, each)}`,
    );
  }
  throw invalid(`'${key}' must be text, or a list of texts`);
}

/** Messages name options as the command line writes them (`--caller-size N`); here they are keys (`callerSize`). */
function inParams(message: string): string {
  return message.replace(/--([a-z]+(?:-[a-z]+)*)(?: (?:N|NAME|LIST)\b)?/g, (_, option: string) => {
    const key = option.replace(/-([a-z])/g, (__, letter: string) => letter.toUpperCase());
    return `'${key}'`;
  });
}
