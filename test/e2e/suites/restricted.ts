// The run with workspace trust switched on and not given: what the extension must not do then.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { suite, test } from 'mocha';
import * as vscode from 'vscode';
import { runMocha } from './runMocha.js';
import { api, diagnostics, fileUri, hoverText, positionOf, show, slots } from './support.js';

/** What would have git started in a trusted workspace. */
const revisions = ['HEAD', 'HEAD~1', 'main', 'HEAD:include/uapi/linux/slots.h'];

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

      test('never calls git, whatever is asked and however', async () => {
        const { document } = await show(slots);
        const { server } = await api();
        const header = { textDocument: { uri: String(document.uri) } };
        const call = { ...header, ioctl: 'SLOT_QUERY' };
        const questions: readonly (readonly [request: string, params: object])[] = [
          ['uapi/recordHistory', { ...header, record: 'slot_query' }],
          ...revisions.map((against) => ['uapi/compat', { ...header, against }] as const),
          ...revisions.map((callerVersion) => ['uapi/simulateDispatch', { ...call, callerVersion }] as const),
          ...revisions.map((kernelVersion) => ['uapi/simulateDispatch', { ...call, kernelVersion }] as const),
        ];
        for (const [request, params] of questions) {
          await assert.rejects(server.request(request, params), /trust/, `${request} ${JSON.stringify(params)}`);
          const command = { command: request, arguments: [params] };
          await assert.rejects(server.request('workspace/executeCommand', command), /trust/, JSON.stringify(command));
        }
        // What VS Code itself asks for while people work.
        await hoverText(document.uri, positionOf(document, 'SLOT_QUERY'));
        await vscode.commands.executeCommand('vscode.executeCodeLensProvider', document.uri, 20);
        await vscode.commands.executeCommand('vscode.executeWorkspaceSymbolProvider', 'slot');
        const calls = process.env.UAPI_GIT_CALLS;
        assert.ok(calls !== undefined, 'the run names no file in which git would write that it was called');
        assert.equal(existsSync(calls), false);
      });

      test('compares with no file outside', async () => {
        const { document } = await show(slots);
        const { server } = await api();
        const header = { textDocument: { uri: String(document.uri) } };
        const outside = fileUri('../outside/include/outside/thing.h');
        assert.ok(existsSync(outside.fsPath));
        for (const given of [String(outside), '../../../../outside/include/outside/thing.h']) {
          await assert.rejects(server.request('uapi/compat', { ...header, against: given }), /trust/, given);
          const call = { ...header, ioctl: 'SLOT_QUERY', callerVersion: given };
          await assert.rejects(server.request('uapi/simulateDispatch', call), /trust/, given);
        }
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
