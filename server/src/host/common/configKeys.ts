import type {
  ConfigGlob,
  ConfigOverride,
  ConfigStyle,
  ConfigSuppression,
  RuleSeverity,
  UapiConfig,
} from '../../cli/cliHost.js';
import { globProblem } from '../../cli/globs.js';
import {
  type AbiId,
  ALL_ABIS,
  allRules,
  didYouMean,
  interfaceStyles,
  isRuleId,
  isRuleName,
  profiles,
  type SourceFile,
} from '../../core/index.js';
import { printable } from './fileStore.js';
import type { JsonEntry, JsonNode } from './jsonWithComments.js';

/**
 * The keys of `.uapi.json` and what each may hold: one reader per key. Whatever is not understood is an error with its
 * place: a key, rule or style that does not exist, with the nearest one that does; a value of the wrong type. Settings
 * that do less than they say would be worse than none. The JSON schema in `server/schema/uapi.schema.json` says the same
 * for editors; configFile.test.ts compares the keys.
 */
export type ConfigResult = { readonly config: UapiConfig } | { readonly error: string; readonly offset: number };

const SEVERITIES: readonly RuleSeverity[] = ['off', 'hint', 'info', 'warning', 'error'];

type Writable<T> = { -readonly [K in keyof T]: T[K] };
type Reader<T> = (node: JsonNode, key: string, context: Context) => T;
type Readers<T> = { readonly [K in keyof T]-?: Reader<NonNullable<T[K]>> };

interface Context {
  readonly source: SourceFile;
  readonly toAbsolute: (path: string) => string;
}

/** Thrown by readers, and caught by readConfig: it never leaves this file. */
class InvalidValue extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

export function readConfig(root: JsonNode, context: Context): ConfigResult {
  try {
    return { config: readKeys<UapiConfig>(root, '', CONFIG_READERS, context) };
  } catch (error) {
    if (error instanceof InvalidValue) return { error: error.message, offset: error.offset };
    throw error;
  }
}

const OVERRIDE_READERS: Readers<ConfigOverride> = {
  files: (node, key, context) => (node.kind === 'list' ? listOf(glob)(node, key, context) : [glob(node, key, context)]),
  profile: oneOf(profiles),
  style: oneOf(interfaceStyles),
  abis: abiList,
  rules: severities,
};

/** `range` is not a key: it is where the entry stands. */
const SUPPRESSION_READERS: Readers<Omit<ConfigSuppression, 'range'>> = {
  rule: ruleName,
  header: glob,
  symbol: text,
  reason: text,
};

const CONFIG_READERS: Readers<UapiConfig> = {
  profile: oneOf(profiles),
  style: oneOf(interfaceStyles),
  abis: abiList,
  includeRoots: (node, key, context) => listOf(path)(node, key, context),
  kernelTree: path,
  rules: severities,
  styles: (node, key, context) =>
    entriesOf(node, key).map((entry): ConfigStyle => {
      const range = { file: context.source, start: entry.keyStart, end: entry.keyEnd };
      const style = oneOf(interfaceStyles)(entry.value, `${key}.${quoted(entry.key)}`, context);
      return { glob: checkedGlob({ text: entry.key, range }), style };
    }),
  suppressions: listOf((node, key, context) => {
    const entry = readKeys<Omit<ConfigSuppression, 'range'>>(node, key, SUPPRESSION_READERS, context);
    if (entry.rule === undefined) throw new InvalidValue(`${key} needs a "rule"`, node.start);
    return { ...entry, range: { file: context.source, start: node.start, end: node.end } };
  }),
  overrides: listOf((node, key, context) => {
    const entry = readKeys<ConfigOverride>(node, key, OVERRIDE_READERS, context);
    if (entry.files === undefined) throw new InvalidValue(`${key} needs "files", a list of globs`, node.start);
    return entry;
  }),
  baseline: path,
  uaccessRoots: (node, key, context) =>
    new Map(
      entriesOf(node, key).map((entry) => [
        entry.key,
        listOf(text)(entry.value, `${key}.${quoted(entry.key)}`, context),
      ]),
    ),
  uaccessPrimitives: listOf(text),
};

/** The keys of a settings file, for the schema and its test. */
export const CONFIG_KEYS: readonly string[] = Object.keys(CONFIG_READERS);

function readKeys<T extends object>(node: JsonNode, key: string, readers: Readers<T>, context: Context): T {
  const result: Partial<Writable<T>> = {};
  for (const { key: name, keyStart, value } of entriesOf(node, key)) {
    if (name === '$schema') continue;
    if (!Object.hasOwn(readers, name)) {
      const where = key === '' ? '' : ` in ${key}`;
      throw new InvalidValue(`unknown key ${quoted(name)}${where}${didYouMean(name, Object.keys(readers))}`, keyStart);
    }
    const known = name as keyof T & string;
    result[known] = readers[known](value, key === '' ? name : `${key}.${name}`, context);
  }
  // Keys that were not set are absent; which of them must be there, the caller checks.
  return result as T;
}

function entriesOf(node: JsonNode, key: string): readonly JsonEntry[] {
  if (node.kind === 'object') return node.entries;
  throw new InvalidValue(key === '' ? 'the settings must be an object: { … }' : `${key} must be an object`, node.start);
}

function text(node: JsonNode, key: string, _context: Context): string {
  const value = scalarOf(node);
  if (typeof value === 'string' && value !== '' && !value.includes('\0')) return value;
  throw new InvalidValue(`${key} must be a text`, node.start);
}

function path(node: JsonNode, key: string, context: Context): string {
  return context.toAbsolute(text(node, key, context));
}

function glob(node: JsonNode, key: string, context: Context): ConfigGlob {
  const range = { file: context.source, start: node.start, end: node.end };
  return checkedGlob({ text: text(node, key, context), range });
}

function checkedGlob(found: ConfigGlob & { readonly range: { readonly start: number } }): ConfigGlob {
  const problem = globProblem(found.text);
  if (problem !== undefined) throw new InvalidValue(`glob ${quoted(found.text)} ${problem}`, found.range.start);
  return found;
}

function oneOf<T extends string>(choices: readonly T[]): Reader<T> {
  return (node, key) => {
    const value = scalarOf(node);
    const choice = choices.find((each) => each === value);
    if (choice !== undefined) return choice;
    const hint = typeof value === 'string' ? didYouMean(value, choices) : '';
    throw new InvalidValue(`${key} must be one of ${choices.join(', ')}${hint}`, node.start);
  };
}

function listOf<T>(read: Reader<T>): Reader<readonly T[]> {
  return (node, key, context) => {
    if (node.kind !== 'list') throw new InvalidValue(`${key} must be a list`, node.start);
    return node.items.map((item, index) => read(item, `${key}[${index}]`, context));
  };
}

/** A list of ids, or `"all"`, as `--abi` takes them. */
function abiList(node: JsonNode, key: string, context: Context): readonly AbiId[] {
  const ids = ALL_ABIS.map((abi) => abi.id);
  if (scalarOf(node) === 'all') return ids;
  if (node.kind !== 'list') throw new InvalidValue(`${key} must be a list of ABI ids, or "all"`, node.start);
  if (node.items.length === 0) throw new InvalidValue(`${key} must name at least one ABI, or be "all"`, node.start);
  return listOf(oneOf(ids))(node, key, context);
}

function severities(node: JsonNode, key: string, context: Context): ReadonlyMap<string, RuleSeverity> {
  const read = oneOf(SEVERITIES);
  return new Map(
    entriesOf(node, key).map(({ key: rule, keyStart, value }) => {
      if (!isRuleId(rule, allRules)) throw new InvalidValue(unknownRule(rule, key), keyStart);
      return [rule, read(value, `${key}.${quoted(rule)}`, context)];
    }),
  );
}

/** A rule's id, or a group of them. */
function ruleName(node: JsonNode, key: string, context: Context): string {
  const name = text(node, key, context);
  if (isRuleName(name, allRules)) return name;
  throw new InvalidValue(unknownRule(name, key), node.start);
}

function unknownRule(name: string, key: string): string {
  const ids = allRules.map(({ id }) => id);
  return `unknown rule ${quoted(name)} in ${key}${didYouMean(name, ids)}`;
}

function scalarOf(node: JsonNode): unknown {
  return node.kind === 'scalar' ? node.value : undefined;
}

function quoted(name: string): string {
  return `"${printable(name)}"`;
}
