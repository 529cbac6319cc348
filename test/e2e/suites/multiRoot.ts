// The run on a workspace of two folders with the same record, each with a .uapi.json of its own: the first strict and for all
// ABIs, the second for new headers on i386 alone, without a rule.

import assert from 'node:assert/strict';
import { suite, suiteTeardown, test } from 'mocha';
import * as vscode from 'vscode';
import { runMocha } from './runMocha.js';
import { api, diagnostics, hoverText, positionOf, ruleOf, serverProcesses } from './support.js';

interface HeaderSettings {
  readonly profile: string;
  readonly abis: readonly string[];
  readonly file: string | null;
}

const inFolder = (folder: number, path: string) =>
  vscode.Uri.joinPath(vscode.workspace.workspaceFolders![folder].uri, path);

const open = async (folder: number, path: string) =>
  (await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(inFolder(folder, path)))).document;

const settingsOf = async (document: vscode.TextDocument) =>
  (await api()).server.request<HeaderSettings>('uapi/headerSettings', { textDocument: { uri: String(document.uri) } });

/** How severe it is that the record ends with padding. */
const tailPadding = (found: readonly vscode.Diagnostic[]) =>
  found.find((each) => ruleOf(each) === 'layout/implicit-tail-padding')?.severity;

/** Findings as text, with the severity of each. */
const told = (found: readonly vscode.Diagnostic[]) =>
  found.map((each) => `${vscode.DiagnosticSeverity[each.severity]} ${ruleOf(each)} ${each.message}`).sort();

/** The findings of a document asked of the server, which answers with all settings heeded that it was told of before. */
async function asked(document: vscode.TextDocument): Promise<readonly string[]> {
  interface Report {
    readonly items: readonly { readonly severity: number; readonly code: string; readonly message: string }[];
  }
  const { server } = await api();
  const textDocument = { uri: String(document.uri) };
  const { items } = await server.request<Report>('textDocument/diagnostic', { textDocument });
  return items.map(({ severity, code, message }) => `${severity} ${code} ${message}`).sort();
}

export const run = () =>
  runMocha(() => {
    suite('two folders', () => {
      test('have one server, and each its own .uapi.json', async () => {
        assert.equal(vscode.workspace.workspaceFolders?.length, 2);
        const first = await open(0, 'uapi/first.h');
        const second = await open(1, 'uapi/second.h');
        const ofFirst = (await diagnostics(first.uri)).map(ruleOf);
        const ofSecond = (await diagnostics(second.uri)).map(ruleOf);
        assert.ok(ofFirst.includes('types/plain-int'), ofFirst.join());
        assert.ok(!ofSecond.includes('types/plain-int'), ofSecond.join());
        assert.equal(serverProcesses().length, 1);
        assert.match(await hoverText(second.uri, positionOf(second, 'count;')), /Offset: 0/);
      });

      test('differ in profile, ABIs and severities', async () => {
        const first = await open(0, 'uapi/first.h');
        const second = await open(1, 'uapi/second.h');
        const [ofFirst, ofSecond] = [await settingsOf(first), await settingsOf(second)];
        assert.equal(ofFirst.profile, 'strict');
        assert.equal(ofFirst.abis.length, 16);
        assert.equal(ofFirst.file, String(inFolder(0, '.uapi.json')));
        assert.equal(ofSecond.profile, 'new');
        assert.deepEqual(ofSecond.abis, ['i386']);
        assert.equal(ofSecond.file, String(inFolder(1, '.uapi.json')));
        assert.equal(tailPadding(await diagnostics(first.uri)), vscode.DiagnosticSeverity.Warning);
        assert.equal(tailPadding(await diagnostics(second.uri)), vscode.DiagnosticSeverity.Error);
        const differs = (found: readonly vscode.Diagnostic[]) =>
          found.some((each) => ruleOf(each).includes('divergent'));
        assert.ok(differs(await diagnostics(first.uri)));
        assert.ok(!differs(await diagnostics(second.uri)));
      });
    });

    suite('a setting that is changed in one folder', () => {
      const change = async (key: string, value: unknown) => {
        const configuration = vscode.workspace.getConfiguration('uapi', vscode.workspace.workspaceFolders![1].uri);
        await configuration.update(key, value, vscode.ConfigurationTarget.WorkspaceFolder);
      };
      suiteTeardown(async () => {
        await change('rules', undefined);
      });

      test('changes the findings of that folder, and no other', async () => {
        const first = await open(0, 'uapi/first.h');
        const second = await open(1, 'uapi/second.h');
        const before = { first: await asked(first), shown: told(await diagnostics(first.uri)) };
        await change('rules', { 'layout/implicit-tail-padding': 'hint' });
        await diagnostics(second.uri, (found) => tailPadding(found) === vscode.DiagnosticSeverity.Hint);
        assert.deepEqual(await asked(first), before.first);
        assert.deepEqual(told(await diagnostics(first.uri)), before.shown);
        await change('rules', undefined);
        await diagnostics(second.uri, (found) => tailPadding(found) === vscode.DiagnosticSeverity.Error);
      });

      test('holds when the .uapi.json of the folder is gone, until it is there again', async () => {
        const first = await open(0, 'uapi/first.h');
        const second = await open(1, 'uapi/second.h');
        const { file } = await settingsOf(second);
        // The file of the project has the last word; without it the editor's settings hold.
        const text = await vscode.workspace.fs.readFile(vscode.Uri.parse(file!));
        await change('rules', { 'types/plain-int': 'hint' });
        await vscode.workspace.fs.delete(vscode.Uri.parse(file!));
        const isHint = (each: vscode.Diagnostic) =>
          ruleOf(each) === 'types/plain-int' && each.severity === vscode.DiagnosticSeverity.Hint;
        await diagnostics(second.uri, (found) => found.some(isHint));
        assert.equal((await settingsOf(second)).file, null);
        assert.equal((await settingsOf(first)).profile, 'strict');
        assert.ok(!(await diagnostics(first.uri)).some(isHint));
        await vscode.workspace.fs.writeFile(vscode.Uri.parse(file!), text);
        await diagnostics(second.uri, (found) => tailPadding(found) !== undefined && !found.some(isHint));
        assert.deepEqual((await settingsOf(second)).abis, ['i386']);
      });
    });

    suite('a folder', () => {
      test('that is added is served', async () => {
        const third = vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0].uri, '..', 'third');
        const added = new Promise((fulfil) => vscode.workspace.onDidChangeWorkspaceFolders(fulfil));
        assert.ok(vscode.workspace.updateWorkspaceFolders(2, 0, { uri: third }));
        await added;
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
