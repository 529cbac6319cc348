import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SourceFile } from '../source/sourceFile.js';
import { ALL_ABIS } from '../target/abis.js';
import { createAnalysisSession } from '../unit/analysisSession.js';
import { frontEndFindings } from './frontEndFindings.js';
import { defaultRuleSettings, type RuleSettings } from './ruleSettings.js';

/** A header with errors on both ABIs and on i386 alone, which includes a file that includes itself. */
const text = `struct b { struct nowhere n; };
#ifdef __i386__
struct c { struct nowhere n; };
#endif
#include "part.h"
struct d { int x; };
struct d { int y; };
`;

function found(settings: Partial<RuleSettings> = {}): readonly string[] {
  const file: SourceFile = { path: '/foo.h', displayName: 'foo.h', text, view: 'installed' };
  const part: SourceFile = {
    path: '/a/part.h',
    displayName: 'part.h',
    text: '#include "part.h"\n',
    view: 'installed',
  };
  const session = createAnalysisSession({ resolverFor: () => ({ resolve: () => ({ file: part, root: 0 }) }) });
  const analyses = session.analyze(
    file,
    ALL_ABIS.filter(({ id }) => id === 'x86_64' || id === 'i386'),
  );
  return frontEndFindings(analyses, { ...defaultRuleSettings, ...settings }).map(
    ({ rule, severity, range, abis, related }) => {
      const line = range.file.text.slice(0, range.start).split('\n').length;
      const note = related === undefined ? '' : ` with ${related.length} place`;
      return `${range.file.displayName}:${line} ${severity} ${rule} on ${abis.join(', ')}${note}`;
    },
  );
}

test('what the front end says is told once, with its ABIs, by file and place', () => {
  assert.deepEqual(found(), [
    'foo.h:1 error sema/incomplete-record on x86_64, i386',
    'foo.h:3 error sema/incomplete-record on i386',
    'foo.h:5 error limit/include-depth on x86_64, i386 with 1 place',
    'foo.h:7 error syntax/redefinition on x86_64, i386',
  ]);
});

test('its severity is the one of the settings; off and ignored are silent', () => {
  const [first] = found();
  const rule = first.split(' ')[2];
  const of = (settings: Partial<RuleSettings>): readonly string[] =>
    found(settings).filter((each) => each.includes(rule));
  assert.ok(of({ severities: new Map([[rule, 'hint']]) }).every((each) => each.split(' ')[1] === 'hint'));
  assert.deepEqual(of({ severities: new Map([[rule, 'off']]) }), []);
  assert.deepEqual(of({ ignore: [rule] }), []);
});
