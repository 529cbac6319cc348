// docs/dispatch/: a page for each dispatch model, made by running it: its steps with their sources, its parameters, its
// errnos, and worked examples.

import { examples } from '../lib/dispatchExamples.mjs';
import { importFromSource } from '../lib/importFromSource.mjs';

const folder = 'docs/dispatch';

export const ownedFolders = [folder];

export async function outputs() {
  const { abiById, dispatchMarkdown, dispatchModels, parameterDefaults, simulateCall } = await importFromSource(`
    export * from './server/src/core/index.ts';
    export { dispatchMarkdown } from './server/src/ide/dispatch/dispatchMarkdown.ts';
  `);
  const abi = abiById('x86_64');
  const run = (model, { title, handler, ...example }) => {
    const request = { model, abi, fillsSizeWord: true, handler: { writes: [], ...handler }, ...example };
    // Where the worked example gives the first bytes, it gives the size word too.
    return dispatchMarkdown(
      simulateCall({ ...request, fillsSizeWord: example.bytes[0] === undefined || example.bytes[0] === 0 }),
      title,
    );
  };
  const pages = dispatchModels.map((model) => [
    `${folder}/${model.id}.md`,
    page(
      model,
      parameterDefaults(model),
      (examples[model.id] ?? []).map((example) => run(model, example)),
    ),
  ]);
  return new Map([[`${folder}/README.md`, index(dispatchModels)], ...pages]);
}

const notice = '<!-- Made by scripts/generate/dispatch-pages.mjs by running the models; do not edit. -->\n\n';

function page(model, defaults, worked) {
  const steps = model.steps(defaults);
  const rows = steps.map(
    ({ kind, text, source }, at) => `| ${at + 1} | \`${kind}\` | ${cell(text)} | ${cell(source)} |`,
  );
  const parameters = model.parameters.map(
    ({ name, value, choices, text }) =>
      `| \`${name}\` | \`${choices === undefined ? value : choices.join(', ')}\` | ${cell(text)} |`,
  );
  const errnos = model.errnos.map(({ errno, reason }) => `| \`${errno}\` | ${cell(reason)} |`);
  return `${notice}# ${model.title}

\`uapi dispatch … --model ${model.id}\`

${model.summary}

## Steps

| | Step | What it does | Source |
| --- | --- | --- | --- |
${rows.join('\n')}

## Errnos

Those of the model; a handler adds its own.

| errno | why |
| --- | --- |
${errnos.join('\n')}
${parameters.length === 0 ? '' : `\n## Parameters\n\n\`--param NAME=VALUE\`\n\n| name | value | meaning |\n| --- | --- | --- |\n${parameters.join('\n')}\n`}
## Worked examples

${worked.join('\n')}`;
}

function index(models) {
  const rows = models.map(
    ({ id, title, summary }) => `| [\`${id}\`](${id}.md) | ${cell(title)} | ${cell(firstSentence(summary))} |`,
  );
  return `${notice}# Dispatch models

How kernels take the argument of a call, step by step: \`uapi dispatch FILE --ioctl NAME --model MODEL\`. Every page is the
output of the model itself.

| model | what | |
| --- | --- | --- |
${rows.join('\n')}
`;
}

function firstSentence(text) {
  return text.match(/^.*?\.(?=\s|$)/)?.[0] ?? text;
}

function cell(text) {
  return text.replace(/\|/g, '\\|').replace(/\s+/g, ' ');
}
