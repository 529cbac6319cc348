// server/schema/uapi.schema.json: the JSON schema of .uapi.json, for editors. Rules, styles, profiles and ABIs come from
// the program; what a key is for stands here.

import { ruleIds, ruleSummary } from '../lib/rules.mjs';
import { loadServerNames } from '../lib/serverNames.mjs';

export async function outputs() {
  const { ALL_ABIS, interfaceStyles, profiles } = await loadServerNames();
  const schema = schemaOf({ abis: ALL_ABIS.map(({ id }) => id), styles: interfaceStyles, profiles, rules: ruleIds() });
  return new Map([['server/schema/uapi.schema.json', `${JSON.stringify(schema, null, 2)}\n`]]);
}

const text = (description) => ({ description, type: 'string', minLength: 1 });
const listOf = (description, items) => ({ description, type: 'array', items });
const ref = (name) => ({ $ref: `#/definitions/${name}` });

function schemaOf({ abis, styles, profiles, rules }) {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Settings of UAPI Headers (.uapi.json)',
    description: 'Found upwards from each header. Paths and globs count from the folder of this file.',
    type: 'object',
    additionalProperties: false,
    properties: {
      $schema: { type: 'string' },
      profile: ref('profile'),
      style: ref('style'),
      abis: ref('abis'),
      includeRoots: listOf(
        'Folders that hold linux/*.h, searched before all others. A folder ROOT/TRIPLET (ROOT/i386-linux-gnu/asm) serves the ABIs of its architecture.',
        { type: 'string', minLength: 1 },
      ),
      kernelTree: text('A kernel source tree: its include/uapi and arch/*/include/uapi are searched for includes.'),
      rules: ref('rules'),
      styles: {
        description: 'Header glob to the style of the header. A later entry wins over an earlier one.',
        type: 'object',
        additionalProperties: ref('style'),
      },
      suppressions: listOf('Findings that are known and accepted.', {
        type: 'object',
        additionalProperties: false,
        required: ['rule'],
        properties: {
          rule: {
            description: 'Rule id, or a group of rules.',
            anyOf: [{ enum: [...rules, ...new Set(rules.map((id) => id.split('/')[0]))] }, ref('code')],
          },
          header: text('Glob of headers: include/uapi/linux/vfio.h, linux/vfio*.h, *.h.'),
          symbol: text('Record, record.member, macro, enum or enumerator; * stands for any characters.'),
          reason: text('Why the finding is accepted.'),
        },
      }),
      overrides: listOf('Settings for some headers. A later entry wins over an earlier one.', {
        type: 'object',
        additionalProperties: false,
        required: ['files'],
        properties: {
          files: {
            description: 'Globs on the path from this file, with forward slashes.',
            oneOf: [
              { type: 'string', minLength: 1 },
              { type: 'array', items: { type: 'string', minLength: 1 } },
            ],
          },
          profile: ref('profile'),
          style: ref('style'),
          abis: ref('abis'),
          rules: ref('rules'),
        },
      }),
      baseline: text('File that says what was published; findings on it that are not new are not reported again.'),
      uaccessRoots: {
        description: 'User-access context to the functions that begin it: callbacks of workers, entries of an ioctl.',
        type: 'object',
        additionalProperties: { type: 'array', items: { type: 'string', minLength: 1 } },
      },
      uaccessPrimitives: listOf(
        "Functions and macros that access user memory and check no address, besides the kernel's.",
        { type: 'string', minLength: 1 },
      ),
    },
    definitions: {
      profile: {
        description:
          'Which severities the rules have: recommended (default), new (headers written today), legacy (compatibility only), strict (hints are warnings, all ABIs).',
        enum: profiles,
      },
      style: { description: 'How the interface of the header grows.', enum: styles },
      abis: {
        description: 'The ABIs to analyse for.',
        oneOf: [{ const: 'all' }, { type: 'array', minItems: 1, items: { enum: abis } }],
      },
      severity: { enum: ['off', 'hint', 'info', 'warning', 'error'] },
      code: {
        description: 'What the front end reports, such as preprocess/include-not-found.',
        type: 'string',
        pattern: '^(lex|syntax|preprocess|sema|limit)(/|$)',
      },
      rules: {
        description: 'Rule id to severity.',
        type: 'object',
        additionalProperties: false,
        properties: Object.fromEntries(
          rules.map((id) => [id, { description: ruleSummary(id).replaceAll('`', ''), allOf: [ref('severity')] }]),
        ),
        patternProperties: { '^(lex|syntax|preprocess|sema|limit)/': ref('severity') },
      },
    },
  };
}
