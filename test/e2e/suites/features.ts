// Completion, lenses, inlay hints, virtual documents, snippets and grammar, as VS Code receives them.

import assert from 'node:assert/strict';
import { suite, test } from 'mocha';
import * as vscode from 'vscode';
import { diagnostics, positionOf, revert, show, slots } from './support.js';

export function completion(): void {
  suite('completion', () => {
    test('offers a whole command as a snippet, and inserts it', async () => {
      const { document } = await show(slots);
      const editor = vscode.window.activeTextEditor!;
      const place = positionOf(document, '#endif /*');
      await editor.edit((edit) => edit.insert(place, 'ioc\n'));
      const end = place.translate(0, 3);
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        end,
        undefined,
        5,
      );
      const snippet = list.items.find(({ insertText }) => insertText instanceof vscode.SnippetString);
      assert.ok(snippet !== undefined, list.items.map(({ label }) => JSON.stringify(label)).join());
      const lines = document.lineCount;
      await editor.insertSnippet(snippet.insertText as vscode.SnippetString, new vscode.Range(place, end));
      assert.ok(document.lineCount > lines || document.lineAt(place.line).text !== 'ioc');
      await revert(document);
    });

    test("offers a record's members after @ in its comment", async () => {
      const { document } = await show(slots);
      const editor = vscode.window.activeTextEditor!;
      const line = positionOf(document, ' * @fd:').line;
      await editor.edit((edit) => edit.replace(document.lineAt(line).range, ' * @'));
      const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        new vscode.Position(line, 4),
        '@',
      );
      const labels = items.map(({ label }) => (typeof label === 'string' ? label : label.label));
      assert.ok(
        labels.some((label) => label.replace(/^@/, '') === 'fd'),
        labels.join(),
      );
      await revert(document);
    });
  });
}

export function lenses(): void {
  suite('lenses and hints', () => {
    test('a lens stands over a record and says its size', async () => {
      const { document } = await show(slots);
      await diagnostics(document.uri);
      const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        document.uri,
        20,
      );
      const line = positionOf(document, 'struct slot_query {').line;
      const titles = found.filter(({ range }) => range.start.line === line).map(({ command }) => command?.title ?? '');
      assert.equal(titles.length, 2, titles.join());
      assert.ok(titles.includes('show layout'));
      assert.ok(
        titles.some((title) => /^24 bytes · 1 hole · differs on i386/.test(title)),
        titles.join(),
      );
    });

    test('a hole has a hint', async () => {
      const { document } = await show(slots);
      const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>(
        'vscode.executeInlayHintProvider',
        document.uri,
        new vscode.Range(0, 0, document.lineCount, 0),
      );
      const texts = hints.map(({ label }) =>
        typeof label === 'string' ? label : label.map(({ value }) => value).join(''),
      );
      assert.ok(
        texts.some((text) => /4 bytes/.test(text)),
        texts.join(),
      );
    });
  });
}

export function virtualDocuments(): void {
  suite('virtual documents', () => {
    test('a layout report is a document, and so is a built-in header', async () => {
      const { document } = await show(slots);
      await diagnostics(document.uri);
      const report = await vscode.workspace.openTextDocument(vscode.Uri.parse(`uapi-layout:${document.uri}.md`));
      assert.match(report.getText(), /slot_query/);
      const types = await vscode.workspace.openTextDocument(vscode.Uri.parse('builtin:/linux/types.h'));
      assert.match(types.getText(), /__aligned_u64/);
    });

    test('the definition of a type leads to a document that opens', async () => {
      const { document } = await show(slots);
      const found = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
        'vscode.executeDefinitionProvider',
        document.uri,
        positionOf(document, '__u64 token').translate(0, 2),
      );
      assert.ok(found.length > 0);
      const target = 'targetUri' in found[0] ? found[0].targetUri : found[0].uri;
      assert.match((await vscode.workspace.openTextDocument(target)).getText(), /__u64/);
    });
  });
}
