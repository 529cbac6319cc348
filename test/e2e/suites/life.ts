// The life of the server: settings that change, a restart after it was killed, and no restart after the third time.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { suite, suiteTeardown, teardown, test } from 'mocha';
import * as vscode from 'vscode';
import {
  api,
  diagnostics,
  eventually,
  fileUri,
  hoverText,
  nextDiagnostics,
  positionOf,
  ruleOf,
  serverProcesses,
  show,
  slots,
} from './support.js';

export function settings(): void {
  suite('settings', () => {
    const change = (key: string, value: unknown) => vscode.workspace.getConfiguration('uapi').update(key, value, true);
    teardown(async () => {
      await change('rules', undefined);
      await change('hover', undefined);
    });

    test('a rule that is switched off is gone at once, and comes back', async () => {
      const { document } = await show(slots);
      await diagnostics(document.uri, (found) => found.some((each) => ruleOf(each) === 'layout/implicit-hole'));
      await change('rules', { 'layout/implicit-hole': 'off' });
      await diagnostics(
        document.uri,
        (found) => found.length > 0 && !found.some((each) => ruleOf(each) === 'layout/implicit-hole'),
      );
      await change('rules', undefined);
      await diagnostics(document.uri, (found) => found.some((each) => ruleOf(each) === 'layout/implicit-hole'));
    });

    test('a .uapi.json that is written is heeded', async () => {
      const { document } = await show(slots);
      const file = fileUri('.uapi.json');
      const text = JSON.stringify({ rules: { 'layout/implicit-hole': 'hint' } });
      await vscode.workspace.fs.writeFile(file, Buffer.from(text));
      const severity = (found: readonly vscode.Diagnostic[]) =>
        found.find((each) => ruleOf(each) === 'layout/implicit-hole')?.severity;
      await diagnostics(document.uri, (found) => severity(found) === vscode.DiagnosticSeverity.Hint);
      await vscode.workspace.fs.delete(file);
      await diagnostics(document.uri, (found) => severity(found) === vscode.DiagnosticSeverity.Error);
    });
  });
}

/** Kills the server, and waits until the client noticed. */
async function killServer(): Promise<void> {
  const { server } = await api();
  const [process_] = serverProcesses();
  assert.ok(process_ !== undefined, 'no server runs');
  const noticed = eventually([server.onDidChangeState], () => (server.state === 'running' ? undefined : true));
  process.kill(process_, 'SIGKILL');
  await noticed;
}

export function crashes(): void {
  suite('a server that is killed', () => {
    suiteTeardown(async () => {
      await vscode.commands.executeCommand('uapi.restartServer');
    });

    test('is started again twice, then left alone, then started by the command', async () => {
      const { document } = await show(slots);
      const { server } = await api();
      const place = positionOf(document, 'token;');
      for (const crash of ['first', 'second']) {
        await diagnostics(document.uri);
        await killServer();
        await eventually([server.onDidChangeState], () => (server.state === 'running' ? true : undefined));
        // Its answer comes when VS Code has been told what the new server can do.
        await server.request('uapi/work', {});
        assert.match(await hoverText(document.uri, place), /Offset: 16/, `after the ${crash} crash`);
      }
      await killServer();
      await eventually([server.onDidChangeState], () => (server.state === 'failed' ? true : undefined));
      assert.deepEqual(serverProcesses(), []);
      await assert.rejects(server.request('uapi/layout', { textDocument: { uri: String(document.uri) } }), /Restart/);
      assert.equal(await hoverText(document.uri, place), '');
      await vscode.commands.executeCommand('uapi.restartServer');
      assert.equal(server.state, 'running');
      assert.match(await hoverText(document.uri, place), /Offset: 16/);
      assert.equal(serverProcesses().length, 1);
    });
  });
}

/** The other side of what restricted.ts asserts, without which that could pass for another reason. */
export function trusted(): void {
  suite('a workspace that is trusted', () => {
    test('has its include roots read and git called', async () => {
      const { document } = await show('include/uapi/linux/outside.h');
      const { server } = await api();
      const textDocument = { uri: String(document.uri) };
      const { records } = await server.request<{ records: unknown }>('uapi/layout', {
        textDocument,
        record: 'outside_user',
      });
      assert.ok(records !== null);
      const header = { textDocument: { uri: String(fileUri(slots)) } };
      await server.request('uapi/simulateDispatch', { ...header, ioctl: 'SLOT_QUERY', callerVersion: 'HEAD~1' });
      await server.request('uapi/recordHistory', { ...header, record: 'slot_query' });
      await server.request('uapi/compat', { ...header, against: 'HEAD~1' });
      assert.ok(existsSync(process.env.UAPI_GIT_CALLS!), 'git was not called');
    });

    test('has hovers without a word about trust', async () => {
      const { document } = await show(slots);
      assert.doesNotMatch(await hoverText(document.uri, positionOf(document, 'token;')), /trusted/);
    });
  });
}

/** How often this header was analysed so far. Others are looked at in the background, whenever VS Code asks for them. */
async function analysesOf(uri: vscode.Uri): Promise<number> {
  const { server } = await api();
  const params = { textDocument: { uri: String(uri) } };
  return (await server.request<{ analyses: number }>('uapi/work', params)).analyses;
}

export function work(): void {
  suite('work', () => {
    test('is not done twice: looking at an unchanged header analyses nothing anew', async () => {
      const { document } = await show(slots);
      const { server } = await api();
      const analyses = () => analysesOf(document.uri);
      const look = async () => {
        await hoverText(document.uri, positionOf(document, 'token;'));
        await vscode.commands.executeCommand('vscode.executeCodeLensProvider', document.uri, 20);
        await vscode.commands.executeCommand('vscode.executeDocumentSymbolProvider', document.uri);
        await server.request('uapi/layout', { textDocument: { uri: String(document.uri) }, record: 'slot_query' });
      };
      await diagnostics(document.uri);
      await look();
      const before = await analyses();
      await look();
      await look();
      assert.equal(await analyses(), before);
    });

    test('a keystroke costs one analysis for findings and one for layouts', async () => {
      const { document } = await show(slots);
      const analyses = () => analysesOf(document.uri);
      await diagnostics(document.uri);
      const before = await analyses();
      const edit = new vscode.WorkspaceEdit();
      edit.replace(document.uri, new vscode.Range(0, 0, 0, 0), '/* a */\n');
      const told = nextDiagnostics(document.uri);
      await vscode.workspace.applyEdit(edit);
      await told;
      await hoverText(document.uri, positionOf(document, 'token;'));
      assert.ok((await analyses()) - before <= 2, `${(await analyses()) - before} analyses`);
      await vscode.commands.executeCommand('workbench.action.files.revert');
    });
  });
}
