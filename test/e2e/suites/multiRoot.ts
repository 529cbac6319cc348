// The run on a workspace of two folders.

import assert from 'node:assert/strict';
import { suite, test } from 'mocha';
import * as vscode from 'vscode';
import { runMocha } from './runMocha.js';
import { diagnostics, hoverText, positionOf, ruleOf, serverProcesses } from './support.js';

export const run = () =>
  runMocha(() => {
    suite('two folders', () => {
      const open = async (folder: number, path: string) => {
        const uri = vscode.Uri.joinPath(vscode.workspace.workspaceFolders![folder].uri, path);
        return (await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri))).document;
      };

      test('have one server, and each its own .uapi.json', async () => {
        assert.equal(vscode.workspace.workspaceFolders?.length, 2);
        const first = await open(0, 'uapi/first.h');
        const second = await open(1, 'uapi/second.h');
        const rules = async (document: vscode.TextDocument) => (await diagnostics(document.uri)).map(ruleOf);
        assert.ok((await rules(first)).includes('types/plain-int'));
        const ofSecond = await rules(second);
        assert.ok(!ofSecond.includes('types/plain-int'), ofSecond.join());
        assert.equal(serverProcesses().length, 1);
        assert.match(await hoverText(second.uri, positionOf(second, 'count;')), /Offset: 0/);
      });

      test('a folder that is added is served, and one that is removed is left alone', async () => {
        const third = vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0].uri, '..', 'third');
        const told = new Promise((fulfil) => vscode.workspace.onDidChangeWorkspaceFolders(fulfil));
        assert.ok(vscode.workspace.updateWorkspaceFolders(2, 0, { uri: third }));
        await told;
        const document = await open(2, 'uapi/third.h');
        assert.ok((await diagnostics(document.uri)).length > 0);
        const symbols = await vscode.commands.executeCommand<vscode.SymbolInformation[]>(
          'vscode.executeWorkspaceSymbolProvider',
          'third_thing',
        );
        assert.ok(symbols.some(({ name }) => name.includes('third_thing')));
      });
    });
  });
