import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SourceFile } from '../../source/sourceFile.js';
import { ALL_ABIS } from '../../target/abis.js';
import { builtinHeader } from '../../target/builtinHeaders.js';
import { createAnalysisSession } from '../../unit/analysisSession.js';
import { ruleContext } from '../ruleContext.js';
import { defaultRuleSettings } from '../ruleSettings.js';
import { checkFacts, collectFacts } from '../runRules.js';
import { rule } from './duplicate-number-across-headers/rule.js';

/** Headers with one command of the same number each, in the order in which they are read. */
function found(...files: readonly SourceFile[]): readonly string[] {
  const session = createAnalysisSession({
    resolverFor: () => ({
      resolve({ spelling }) {
        const own = files.find(({ displayName }) => displayName === spelling);
        const text = builtinHeader(spelling)?.text;
        if (own !== undefined) return { file: own, root: 0 };
        if (text === undefined) return undefined;
        return { file: { path: `/${spelling}`, displayName: spelling, text, view: 'installed' }, root: 0 };
      },
    }),
  });
  const abis = ALL_ABIS.filter(({ id }) => id === 'x86_64');
  const facts = files.map((file) =>
    collectFacts([rule], ruleContext(file, session.analyze(file, abis)), defaultRuleSettings),
  );
  return checkFacts([rule], facts, defaultRuleSettings).findings.map(({ message }) => message);
}

function header(name: string, command: string, more: Partial<SourceFile> = {}): SourceFile {
  const text = `#include <linux/ioctl.h>\n#define ${command} _IO('f', 1)\n`;
  return { path: `/${name}`, displayName: name, text, view: 'installed', ...more };
}

const said = 'BAR_RUN has the number of FOO_RUN in another header, 0x6601';

test('the header whose path comes first has the number, whichever was read first', () => {
  const [first, second] = [header('a.h', 'FOO_RUN'), header('b.h', 'BAR_RUN')];
  assert.deepEqual(found(first, second), [said]);
  assert.deepEqual(found(second, first), [said]);
});

test('headers of which one includes the other know of each other', () => {
  const including = header('b.h', 'BAR_RUN');
  const text = `#include <a.h>\n${including.text}`;
  assert.deepEqual(found(header('a.h', 'FOO_RUN'), { ...including, text }), []);
});

test('headers of different architectures never meet', () => {
  const of = (architecture: string) => ({ architecture });
  assert.deepEqual(found(header('a.h', 'FOO_RUN', of('arm')), header('b.h', 'BAR_RUN', of('x86'))), []);
  assert.deepEqual(found(header('a.h', 'FOO_RUN', of('x86')), header('b.h', 'BAR_RUN', of('x86'))), [said]);
  assert.deepEqual(found(header('a.h', 'FOO_RUN', of('arm')), header('b.h', 'BAR_RUN')), [said]);
});
