import type { ConfigOverride, ConfigSuppression, RuleSeverity, UapiConfig } from '../../cli/cliHost.js';
import { didYouMean } from '../../cli/nearestName.js';
import { type AbiId, ALL_ABIS } from '../../core/index.js';
import { printable } from './fileSystem.js';

/**
 * The keys of `.uapi.json` and what each may hold: one reader per key. A value of the wrong type is an error, with one
 * line that names the key; an unknown key is a warning, so that settings of a newer version still load. The JSON schema
 * in `server/schema/uapi.schema.json` says the same for editors; configFile.test.ts compares the keys.
 */
export type ConfigResult =
  | { readonly config: UapiConfig; readonly warnings: readonly string[] }
  | { readonly error: string };

const PROFILES = ['recommended', 'new', 'legacy', 'strict'] as const;
const SEVERITIES: readonly RuleSeverity[] = ['off', 'hint', 'info', 'warning', 'error'];

type Writable<T> = { -readonly [K in keyof T]: T[K] };
type Reader<T> = (value: unknown, key: string, context: Context) => T;
type Readers<T> = { readonly [K in keyof T]-?: Reader<NonNullable<T[K]>> };

interface Context {
  readonly toAbsolute: (path: string) => string;
  readonly warnings: string[];
}

/** Thrown by readers, and caught by readConfig: it never leaves this file. */
class InvalidValue extends Error {}

export function readConfig(value: unknown, toAbsolute: (path: string) => string): ConfigResult {
  const context: Context = { toAbsolute, warnings: [] };
  try {
    return { config: readKeys<UapiConfig>(value, '', CONFIG_READERS, context), warnings: context.warnings };
  } catch (error) {
    if (error instanceof InvalidValue) return { error: error.message };
    throw error;
  }
}

const OVERRIDE_READERS: Readers<ConfigOverride> = {
  files: oneOrMoreTexts,
  profile: oneOf(PROFILES),
  style: text,
  abis: abiList,
  rules: severities,
};

const SUPPRESSION_READERS: Readers<ConfigSuppression> = { rule: text, header: text, symbol: text, reason: text };

const CONFIG_READERS: Readers<UapiConfig> = {
  profile: oneOf(PROFILES),
  style: text,
  abis: abiList,
  includeRoots: (value, key, context) => listOf(path)(value, key, context),
  kernelTree: path,
  rules: severities,
  styles: (value, key, context) =>
    Object.entries(object(value, key)).map(([glob, style]) => ({
      glob,
      style: text(style, `${key}.${quoted(glob)}`, context),
    })),
  suppressions: listOf((value, key, context) => {
    const entry = readKeys<ConfigSuppression>(value, key, SUPPRESSION_READERS, context);
    if (entry.rule === undefined) throw new InvalidValue(`${key} needs a "rule"`);
    return entry;
  }),
  overrides: listOf((value, key, context) => {
    const entry = readKeys<ConfigOverride>(value, key, OVERRIDE_READERS, context);
    if (entry.files === undefined) throw new InvalidValue(`${key} needs "files", a list of globs`);
    return entry;
  }),
  baseline: path,
};

/** The keys of a settings file, for the schema and its test. */
export const CONFIG_KEYS: readonly string[] = Object.keys(CONFIG_READERS);

function readKeys<T extends object>(value: unknown, key: string, readers: Readers<T>, context: Context): T {
  const result: Partial<Writable<T>> = {};
  for (const [name, field] of Object.entries(object(value, key))) {
    if (name === '$schema') continue;
    if (!Object.hasOwn(readers, name)) {
      const where = key === '' ? '' : ` in ${key}`;
      context.warnings.push(`unknown key ${quoted(name)}${where}${didYouMean(name, Object.keys(readers))}`);
      continue;
    }
    const known = name as keyof T & string;
    result[known] = readers[known](field, key === '' ? name : `${key}.${name}`, context);
  }
  // Keys that were not set are absent; which of them must be there, the caller checks.
  return result as T;
}

function object(value: unknown, key: string): object {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw new InvalidValue(key === '' ? 'the settings must be an object: { … }' : `${key} must be an object`);
}

function text(value: unknown, key: string, _context: Context): string {
  if (typeof value === 'string' && value !== '' && !value.includes('\0')) return value;
  throw new InvalidValue(`${key} must be a text`);
}

function path(value: unknown, key: string, context: Context): string {
  return context.toAbsolute(text(value, key, context));
}

function oneOf<T extends string>(choices: readonly T[]): Reader<T> {
  return (value, key) => {
    const choice = choices.find((each) => each === value);
    if (choice !== undefined) return choice;
    const hint = typeof value === 'string' ? didYouMean(value, choices) : '';
    throw new InvalidValue(`${key} must be one of ${choices.join(', ')}${hint}`);
  };
}

function listOf<T>(read: Reader<T>): Reader<readonly T[]> {
  return (value, key, context) => {
    if (!Array.isArray(value)) throw new InvalidValue(`${key} must be a list`);
    return value.map((item: unknown, index) => read(item, `${key}[${index}]`, context));
  };
}

function oneOrMoreTexts(value: unknown, key: string, context: Context): readonly string[] {
  return typeof value === 'string' ? [text(value, key, context)] : listOf(text)(value, key, context);
}

/** A list of ids, or `"all"`, as `--abi` takes them. */
function abiList(value: unknown, key: string, context: Context): readonly AbiId[] {
  const ids = ALL_ABIS.map((abi) => abi.id);
  if (value === 'all') return ids;
  if (!Array.isArray(value)) throw new InvalidValue(`${key} must be a list of ABI ids, or "all"`);
  if (value.length === 0) throw new InvalidValue(`${key} must name at least one ABI, or be "all"`);
  return listOf(oneOf(ids))(value, key, context);
}

function severities(value: unknown, key: string, context: Context): ReadonlyMap<string, RuleSeverity> {
  const read = oneOf(SEVERITIES);
  return new Map(
    Object.entries(object(value, key)).map(([rule, level]) => [rule, read(level, `${key}.${quoted(rule)}`, context)]),
  );
}

function quoted(name: string): string {
  return `"${printable(name)}"`;
}
