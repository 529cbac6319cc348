// What the language server gives to an editor, as VS Code receives it.

import assert from 'node:assert/strict';
import { suite, suiteSetup, teardown, test } from 'mocha';
import * as vscode from 'vscode';
import { api, diagnostics, extension, fileUri, hoverText, positionOf, revert, ruleOf, show, slots } from './support.js';

export function activation(): void {
  suite('activation', () => {
    test('a header that nobody publishes starts no server', async () => {
      await show('src/internal.h');
      const { server } = await api();
      assert.equal(server.state, 'stopped');
      assert.deepEqual(vscode.languages.getDiagnostics(fileUri('src/internal.h')), []);
    });

    test('a .h below include/uapi starts it, whatever language VS Code takes it for', async () => {
      const { document } = await show(slots);
      assert.ok(['c', 'cpp'].includes(document.languageId), document.languageId);
      await diagnostics(document.uri);
      assert.ok(extension().isActive);
      assert.equal((await api()).server.state, 'running');
    });
  });
}

export function findings(): void {
  suite('findings', () => {
    test('have a rule with a link, the documents that they are about, and a severity', async () => {
      const { document } = await show(slots);
      const found = await diagnostics(document.uri);
      const hole = found.find((each) => ruleOf(each) === 'layout/implicit-hole');
      assert.ok(hole !== undefined, found.map(ruleOf).join());
      assert.equal(document.getText(hole.range), 'token');
      assert.equal(hole.severity, vscode.DiagnosticSeverity.Error);
      assert.ok(typeof hole.code === 'object' && /^https:\/\/\S+$/.test(hole.code.target.toString()));
      const leak = found.find((each) => ruleOf(each) === 'layout/info-leak');
      assert.ok(leak?.relatedInformation?.some(({ message }) => message.includes('SLOT_QUERY')));
    });

    test('follow the text', async () => {
      const { document } = await show(slots);
      const edit = new vscode.WorkspaceEdit();
      edit.insert(document.uri, positionOf(document, '\t__u64 token;'), '\t__u32 __reserved;\n');
      await vscode.workspace.applyEdit(edit);
      await diagnostics(document.uri, (found) => !found.some((each) => ruleOf(each) === 'layout/implicit-hole'));
      await revert(document);
      await diagnostics(document.uri, (found) => found.some((each) => ruleOf(each) === 'layout/implicit-hole'));
    });
  });
}

export function hovers(): void {
  suite('hover', () => {
    test('says where a member lies and what number an ioctl has', async () => {
      const { document } = await show(slots);
      const token = await hoverText(document.uri, positionOf(document, 'token;'));
      assert.match(token, /Offset: 16/);
      assert.match(token, /Size: 8/);
      assert.match(await hoverText(document.uri, positionOf(document, 'SLOT_QUERY _IO')), /0x0*7341\b/);
    });

    test('shows markup of a header as text', async () => {
      const { document } = await show('include/uapi/linux/planted.h');
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        positionOf(document, 'planted {'),
      );
      const contents = hovers.flatMap((hover) => hover.contents) as vscode.MarkdownString[];
      assert.ok(contents.length > 0);
      for (const content of contents) {
        assert.ok(content.isTrusted !== true && content.supportHtml !== true, 'commands or markup would run');
        assert.doesNotMatch(content.value, /(?<!\\)\[[^\]]*(?<!\\)\]\(command:/);
      }
    });
  });
}

async function actionsAt(
  uri: vscode.Uri,
  range: vscode.Range,
  kind: vscode.CodeActionKind,
): Promise<vscode.CodeAction[]> {
  const resolved = 10;
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    uri,
    range,
    kind.value,
    resolved,
  );
}

export function fixes(): void {
  suite('fixes', () => {
    let document: vscode.TextDocument;
    let original: string;
    suiteSetup(async () => {
      document = (await show(slots)).document;
      original = document.getText();
      await diagnostics(document.uri);
    });
    teardown(async () => {
      await vscode.workspace.getConfiguration('editor').update('codeActionsOnSave', undefined, true);
      // By an edit, whose end is known; a file that is written below an open document is read again some time later.
      const edit = new vscode.WorkspaceEdit();
      edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), original);
      assert.ok(await vscode.workspace.applyEdit(edit));
      assert.ok(await document.save());
    });

    test('a quick fix is applied and ends the finding', async () => {
      const [hole] = (await diagnostics(document.uri)).filter((each) => ruleOf(each) === 'layout/implicit-hole');
      const actions = await actionsAt(document.uri, hole.range, vscode.CodeActionKind.QuickFix);
      const fix = actions.find(({ edit, title }) => edit !== undefined && !title.includes('uapi-ignore'));
      assert.ok(fix !== undefined, actions.map(({ title }) => title).join('; '));
      assert.ok(await vscode.workspace.applyEdit(fix.edit!));
      await diagnostics(document.uri, (found) => !found.some((each) => ruleOf(each) === 'layout/implicit-hole'));
    });

    test('fix-all on save makes the fixes that leave layouts alone, and no others', async () => {
      const settings = vscode.workspace.getConfiguration('editor');
      await settings.update('codeActionsOnSave', { 'source.fixAll.uapi': 'always' }, true);
      const edit = new vscode.WorkspaceEdit();
      edit.insert(document.uri, new vscode.Position(0, 0), '\n');
      await vscode.workspace.applyEdit(edit);
      await document.save();
      assert.match(document.getText(), /_IO\(SLOT_TYPE, SLOT_CMD_QUERY\)/);
      assert.match(document.getText(), /\t__u64 token;/);
    });
  });
}
