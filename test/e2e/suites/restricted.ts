// The run with workspace trust switched on and not given: what the extension must not do then.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { suite, test } from 'mocha';
import * as vscode from 'vscode';
import { runMocha } from './runMocha.js';
import { api, diagnostics, fileUri, hoverText, positionOf, show, slots } from './support.js';

export const run = () =>
  runMocha(() => {
    suite('a workspace that is not trusted', () => {
      test('is what this run is about', () => assert.equal(vscode.workspace.isTrusted, false));

      test('has findings and hovers, and hovers say what is left out', async () => {
        const { document } = await show(slots);
        await diagnostics(document.uri);
        assert.match(await hoverText(document.uri, positionOf(document, 'token;')), /trust/i);
      });

      test('reads no include root outside, though its settings name one', async () => {
        const { document } = await show('include/uapi/linux/outside.h');
        const record = { textDocument: { uri: String(document.uri) }, record: 'outside_user' };
        const { server } = await api();
        const { records } = await server.request<{ records: unknown }>('uapi/layout', record);
        assert.equal(records, null, 'a struct of a header outside the workspace has a layout');
      });

      test('never calls git', async () => {
        const { document } = await show(slots);
        const { server } = await api();
        const asked = { textDocument: { uri: String(document.uri) }, ioctl: 'SLOT_QUERY', callerVersion: 'HEAD' };
        await assert.rejects(server.request('uapi/simulateDispatch', asked), /trust/);
        const calls = process.env.UAPI_GIT_CALLS;
        assert.ok(calls !== undefined, 'the run names no file in which git would write that it was called');
        assert.equal(existsSync(calls), false);
      });

      test('is told of the settings that are not heeded', () => {
        const { capabilities } = vscode.extensions.getExtension('uapi-headers.uapi')!.packageJSON;
        const { supported, restrictedConfigurations } = capabilities.untrustedWorkspaces;
        assert.equal(supported, 'limited');
        assert.ok(restrictedConfigurations.includes('uapi.includeRoots'));
        assert.ok(existsSync(fileUri('.vscode/settings.json').fsPath), 'the workspace sets nothing to leave unheeded');
        assert.deepEqual(vscode.workspace.getConfiguration('uapi').get('includeRoots'), []);
      });
    });
  });
