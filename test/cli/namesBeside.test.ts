/** A finding that says that no header has a name is right in a run over one header too, and in an editor. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { temporaryFolder } from '../harness/repository.js';
import { runUapi } from '../harness/uapi.js';
import { type Json, startClient } from '../lsp/lspClient.js';

const asking = `/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */
#ifndef _GADGET_CONTROLS_H
#define _GADGET_CONTROLS_H
#include <linux/types.h>
#define GADGET_CONTROL_GAIN 1
#define GADGET_CONTROL_MODE 2
#define GADGET_CONTROL_RATE 3
/**
 * struct gadget_control - needs GADGET_CAP_CONTROLS_HERE, not GADGET_CAP_CONTROLS_NOWHERE
 * @id: one of GADGET_CONTROL_*
 */
struct gadget_control {
	__u32 id;
};
#endif
`;
const beside = '#define GADGET_CAP_CONTROLS_HERE (1 << 5)\n/* GADGET_CAP_CONTROLS_NOWHERE */\n';
const expected = ['the comment mentions GADGET_CAP_CONTROLS_NOWHERE, which no header declares'];

function stale(findings: readonly Json[]): string[] {
  return findings.flatMap(({ rule, code, message }) =>
    (rule ?? code) === 'kdoc/stale-reference' ? [String(message).split('\n')[0]] : [],
  );
}

test('a name that the header beside declares is no stale reference', async (t) => {
  const folder = temporaryFolder(t);
  const [own, other] = ['gadget-controls.h', 'gadget.h'].map((name) => path.join(folder, name));
  fs.writeFileSync(own, asking);
  fs.writeFileSync(other, beside);
  for (const paths of [[own], [own, other], [folder]]) {
    const { stdout } = runUapi(['check', '--format', 'json', ...paths]);
    assert.deepEqual(stale(JSON.parse(stdout).findings), expected, paths.join(' '));
  }
  const client = await startClient(t, { folder });
  const uri = pathToFileURL(own).href;
  client.open(uri, asking);
  assert.deepEqual(stale(await client.diagnostics(uri)), expected);
});
