// What the documents say of the command line exists. docs/commands.md, made from the commands' own help, says what does.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { repositoryFiles } from '../harness/repository.js';

const documents = repositoryFiles('.', (path) => path.endsWith('.md')).map((file) => ({
  path: file.path,
  text: file.readText(),
}));
const optionsOf = commandsOf(documents.find(({ path }) => path === 'docs/commands.md')?.text ?? '');

test('commands and options in calls of uapi exist', () => {
  const calls = documents.flatMap(({ path, text }) => callsIn(text).map((call) => ({ path, call })));
  assert.ok(calls.length > 100, `only ${calls.length} calls of uapi in the documents`);
  assert.deepEqual(
    calls.flatMap(({ path, call }) => mistakesIn(call).map((mistake) => `${path}: ${call}: ${mistake}`)),
    [],
  );
});

test('options that the pages for users name are those of a command', () => {
  // Options of git, Node and the project's scripts stand in pages for contributors.
  const pages = documents.filter(({ path }) => /^(?:README|docs\/(?!coverage|security)[a-z-]+)\.md$/.test(path));
  const known = new Set([...optionsOf.values()].flatMap((options) => [...options]));
  const named = pages.flatMap(({ path, text }) =>
    codeOf(text).flatMap(({ code, language }) => {
      const option = language !== 'span' ? undefined : /^--[a-z][\w-]*/.exec(code)?.[0];
      return option === undefined ? [] : [{ path, option }];
    }),
  );
  assert.ok(named.length > 30, `only ${named.length} options in the pages`);
  assert.deepEqual(
    named.filter(({ option }) => !known.has(option)),
    [],
  );
});

test('a call with a wrong command or option is found', () => {
  const calls = callsIn(
    'Try `uapi lyout a.h` or\n```sh\n# uapi check\nuapi check \\\n  --fxi a.h # --no\nuapi ioctl list -- --x\n```\n',
  );
  assert.deepEqual(calls.map(mistakesIn), [["no command 'lyout'"], ["no option '--fxi' of uapi check"], []]);
});

/** Options by command, such as `uapi ioctl list`. */
function commandsOf(page: string): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(
    page
      .split(/^## /m)
      .slice(1)
      .map((section) => {
        const options = [...section.matchAll(/(?<=[\s[,])--[a-zA-Z][\w-]*/g)].map(([option]) => option);
        return [section.slice(0, section.indexOf('\n')), new Set(options)];
      }),
  );
}

/** What is wrong with a call of uapi. */
function mistakesIn(call: string): readonly string[] {
  const [program, ...words] = call.split(/\s+/);
  let command = program;
  while (words.length > 0 && optionsOf.has(`${command} ${words[0]}`)) command += ` ${words.shift()}`;
  if (command === program && /^[a-z]/.test(words[0] ?? '')) return [`no command '${words[0]}'`];
  const end = words.indexOf('--');
  const options = words.slice(0, end < 0 ? undefined : end).flatMap((word) => /^\[?(--[\w-]+)/.exec(word)?.[1] ?? []);
  const known = command === program ? undefined : optionsOf.get(command);
  return options
    .filter((option) => known?.has(option) === false)
    .map((option) => `no option '${option}' of ${command}`);
}

/** Calls of uapi in the code of a document: from its name up to the end of the command. */
function callsIn(text: string): readonly string[] {
  return codeOf(text).flatMap(({ code, language }) => {
    if (language === 'c') return [];
    const lines = language === 'span' ? [code.replace(/\s*\n\s*/g, ' ')] : code.replace(/\\\n/g, ' ').split('\n');
    // What a program prints has the word in prose too.
    const before = language === 'text' ? /^ */ : /^(?:[^#]*[\s("'])?/;
    const call = new RegExp(`${before.source}(?:uapi|node server/bin/uapi\\.js)(?= [a-z-])([^#|;&>)"']*)`);
    return lines.flatMap((line) => {
      const rest = call.exec(line)?.[1];
      return rest === undefined ? [] : [`uapi${rest}`.trim()];
    });
  });
}

/** Fenced blocks and, with the language `span`, code within a line, in their order. */
function codeOf(text: string): readonly { readonly code: string; readonly language: string }[] {
  const code = /^ *```(.*)\n([\s\S]*?)^ *```$|`([^`]+)`/gm;
  return [...text.matchAll(code)].map(([, info, block, span]) =>
    block === undefined ? { code: span, language: 'span' } : { code: block, language: info.split(' ')[0] || 'text' },
  );
}
