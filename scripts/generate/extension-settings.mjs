// The settings of the VS Code extension: `contributes.configuration` in package.json, and their texts in package.nls.json.
// Names, choices and defaults come from the server, so that they cannot drift; what a setting is for stands here.
// Everything else in the two files is written by hand and stays as it is.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, UserError } from '../lib/repository.mjs';
import { ruleIds } from '../lib/rules.mjs';
import { loadServerNames } from '../lib/serverNames.mjs';

export async function outputs() {
  const settings = settingsOf(await loadServerNames());
  const manifest = readJson('package.json');
  const nls = readJson('package.nls.json');
  const texts = new Map(Object.entries(nls).filter(([key]) => !key.startsWith('config.')));
  const properties = {};
  let order = 0;
  for (const [key, setting] of Object.entries(settings)) {
    properties[`uapi.${key}`] = { ...settingJson(key, setting, texts), order: order++ };
  }
  texts.set('config.title', 'UAPI Headers');
  manifest.contributes.configuration = { title: '%config.title%', properties };
  const sorted = Object.fromEntries([...texts].sort(([a], [b]) => (a < b ? -1 : 1)));
  return new Map([
    ['package.json', jsonText(manifest)],
    ['package.nls.json', jsonText(sorted)],
  ]);
}

/** One property of `contributes.configuration`; its texts go to `texts`. */
function settingJson(key, { text, choices, ...schema }, texts) {
  const name = `config.${key}`;
  texts.set(name, text);
  const json = { markdownDescription: `%${name}%`, scope: 'window', ...schema };
  if (choices === undefined) return json;
  const described = Object.entries(choices);
  for (const [choice, meaning] of described) texts.set(`${name}.${choice || 'unset'}`, meaning);
  return {
    ...json,
    enum: described.map(([choice]) => choice),
    markdownEnumDescriptions: described.map(([choice]) => `%${name}.${choice || 'unset'}%`),
  };
}

function settingsOf({ ALL_ABIS, interfaceStyles, profiles, CONFIG_KEYS, defaultSettings }) {
  const abis = ALL_ABIS.map(({ id }) => id);
  const onOff = (key, text) => ({ text, type: 'boolean', default: defaultSettings[key] });
  const names = { type: 'array', items: { type: 'string', minLength: 1 } };
  const fromFile = {
    profile: {
      text: 'How severe the rules are. A `.uapi.json` above the header wins.',
      type: 'string',
      default: '',
      choices: described(profiles, {
        recommended: 'Severities as the pages of the rules say.',
        new: 'For headers that nobody uses yet: more errors, since all can still be changed.',
        legacy: 'For headers that cannot change: only what breaks programs, and arithmetic that cannot be meant.',
        strict: 'Hints are warnings, and all ABIs are looked at unless `#uapi.abis#` names some.',
      }),
    },
    style: {
      text: 'How the interfaces of the headers grow, where neither a header nor a `.uapi.json` says it.',
      type: 'string',
      default: '',
      choices: described(interfaceStyles, {
        'size-first': 'Each record begins with its size (`fwctl`, `iommufd`); commands are `_IO`.',
        argsz: 'Each record begins with `argsz` and `flags` (VFIO).',
        'ioc-size': 'The kernel takes the size of the record from the ioctl number.',
        drm: 'The dispatcher of DRM: commands are `DRM_IOWR` and relatives.',
        classic: 'Nothing grows: a new record has a new number.',
        'syscall-ext': 'The size of the record is an argument of a system call (`openat2`).',
        'mux-attr': 'One command has many operations, chosen by a member of its record.',
      }),
    },
    abis: {
      text: 'The ABIs that findings are about: a list of ids, or `"all"`. Hovers and layouts show every ABI.',
      default: null,
      anyOf: [
        { type: 'null' },
        { type: 'string', enum: ['all'] },
        { type: 'array', minItems: 1, uniqueItems: true, items: { type: 'string', enum: abis } },
      ],
    },
    includeRoots: {
      text: 'Folders that hold `linux/*.h`, searched before all others. Relative ones count from the folder of the workspace.',
      type: 'array',
      items: { type: 'string', minLength: 1 },
      default: [],
    },
    kernelTree: {
      text: 'A kernel source tree, whose `include/uapi` and `arch/*/include/uapi` are searched for includes.',
      type: 'string',
      default: '',
    },
    rules: {
      text: 'Severities of single rules, over those of the profile. Each rule has a page: the code of a finding links to it.',
      type: 'object',
      default: {},
      additionalProperties: { type: 'string', enum: ['off', 'hint', 'info', 'warning', 'error'] },
      propertyNames: { anyOf: [{ enum: ruleIds() }, { pattern: '^(lex|syntax|preprocess|sema|limit)(/|$)' }] },
    },
    styles: {
      text: 'Header glob to the style of the header; a later entry wins over an earlier one, any of them over `#uapi.style#`.',
      type: 'object',
      default: {},
      additionalProperties: { type: 'string', enum: interfaceStyles },
    },
    overrides: {
      text: 'Other settings for some headers: `files` (globs) and any of `profile`, `style`, `abis` and `rules`. A later entry wins.',
      ...fileSchema('overrides'),
      default: [],
    },
    suppressions: {
      text: 'Findings that are known and accepted: `rule`, and where it is meant `header` (a glob), `symbol` and `reason`.',
      ...fileSchema('suppressions'),
      default: [],
    },
    baseline: {
      text: 'A file that `uapi check --write-baseline` made: changes against it that break programs are findings.',
      type: 'string',
      default: '',
    },
    uaccessRoots: {
      text: 'User-access context to the functions of driver sources that begin it, as `uapi-ctx-root` in a comment.',
      type: 'object',
      additionalProperties: names,
      default: {},
    },
    uaccessPrimitives: {
      text: "Functions and macros of driver sources that access user memory and check no address, besides the kernel's.",
      ...names,
      default: [],
    },
  };
  // A folder of the workspace may differ; paths and globs count from it.
  for (const setting of Object.values(fromFile)) setting.scope = 'resource';
  const ofEditor = {
    hover: onOff('hover', 'Answer hovers: offsets, sizes, holes and numbers on every ABI.'),
    definition: onOff(
      'definition',
      'Answer “Go to Definition”, “Find All References” and highlights. Turn it off beside clangd or the C/C++ extension, which answer the same.',
    ),
    outline: onOff(
      'outline',
      'Show the symbols of a header in the outline, with ioctls as a group. Turn it off where another extension fills the outline.',
    ),
    completion: {
      text: 'What to complete.',
      type: 'string',
      default: defaultSettings.completion,
      choices: {
        all: 'Names, members in kernel-doc, and whole declarations.',
        snippets: 'Whole declarations only, beside an extension that completes names.',
        off: 'Nothing.',
      },
    },
    inlayHints: {
      text: 'What stands at the end of lines. `#editor.inlayHints.enabled#` turns all of them off.',
      type: 'string',
      default: defaultSettings.inlayHints,
      choices: {
        off: 'Nothing.',
        holes: 'Holes and tail padding.',
        all: 'Offsets, sizes and ioctl numbers too.',
      },
    },
    codeLens: onOff('codeLens', 'Show size, holes, differences between ABIs and users above records and ioctls.'),
  };
  const ofClient = {
    headers: {
      text: 'Globs of the headers that are analyzed as soon as they are open. Others are on demand, by *UAPI: Analyze This Header*.',
      type: 'array',
      items: { type: 'string', minLength: 1 },
      default: ['**/uapi/**/*.h', '**/usr/include/{asm,asm-generic,drm,linux,misc,mtd,rdma,sound,video,xen}/**/*.h'],
    },
    sources: {
      text: 'Globs of the C files that are read as sources of drivers as soon as they are open: findings, handlers of commands, call paths. Others are on demand, by *UAPI: Analyze This Header*.',
      type: 'array',
      items: { type: 'string', minLength: 1 },
      default: ['drivers', 'fs', 'virt', 'kernel', 'net', 'sound', 'block'].map((folder) => `**/${folder}/**/*.c`),
    },
    'trace.server': {
      text: 'What of the traffic with the server goes to the log, when its level is *Trace*.',
      type: 'string',
      default: 'off',
      choices: { off: 'Nothing.', messages: 'Names of messages.', verbose: 'Messages with their contents.' },
    },
  };
  sameKeys('.uapi.json', CONFIG_KEYS, Object.keys(fromFile));
  sameKeys('the server (lsp/editorSettings.ts)', Object.keys(defaultSettings), Object.keys(ofEditor));
  const { headers, sources, ...others } = ofClient;
  return { headers, sources, ...fromFile, ...ofEditor, ...others };
}

/** The choices that the server has, with their texts; the first, without a value, leaves it to the server. */
function described(names, texts) {
  sameKeys('the server', names, Object.keys(texts));
  return { '': 'Not set.', ...Object.fromEntries(names.map((name) => [name, texts[name]])) };
}

function sameKeys(owner, known, here) {
  const missing = known.filter((key) => !here.includes(key));
  const foreign = here.filter((key) => !known.includes(key));
  if (missing.length + foreign.length === 0) return;
  throw new UserError(
    `scripts/generate/extension-settings.mjs differs from ${owner}: it lacks [${missing}] and alone has [${foreign}].`,
  );
}

/** What the schema of `.uapi.json` says of a key, without references: a manifest cannot have them. */
function fileSchema(key) {
  const { definitions, properties } = readJson('server/schema/uapi.schema.json');
  const resolve = (schema) => {
    if (typeof schema !== 'object' || schema === null) return schema;
    if (Array.isArray(schema)) return schema.map(resolve);
    if (schema.$ref === '#/definitions/rules') return { type: 'object' };
    if (schema.$ref !== undefined) return resolve(definitions[schema.$ref.split('/').at(-1)]);
    return Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, resolve(value)]));
  };
  const { description: _, ...schema } = resolve(properties[key]);
  // The ids of rules would be there three times.
  const { rule } = schema.items.properties;
  if (rule !== undefined)
    schema.items.properties.rule = { description: rule.description, type: 'string', minLength: 1 };
  return schema;
}

const readJson = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));
const jsonText = (value) => `${JSON.stringify(value, null, 2)}\n`;
