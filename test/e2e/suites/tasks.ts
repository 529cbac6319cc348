// `uapi check` as a task of VS Code, with its problem matchers.

import assert from 'node:assert/strict';
import { suite, test } from 'mocha';
import * as vscode from 'vscode';
import { eventually, fileUri } from './support.js';

export function tasks(): void {
  suite('tasks', () => {
    test('the check of a folder is offered, runs, and its findings are problems', async () => {
      const [task] = await vscode.tasks.fetchTasks({ type: 'uapi' });
      assert.ok(task !== undefined, 'no task is offered');
      // A header that no test opened: problems are of closed documents, and VS Code keeps one that an extension opened for
      // minutes after its editor is gone.
      const header = fileUri('src/closed.h');
      await vscode.workspace.fs.writeFile(header, Buffer.from('struct closed {\n\tlong total;\n};\n'));
      let status: number | undefined;
      const ended = eventually(
        [
          (listener) =>
            vscode.tasks.onDidEndTaskProcess((event) => {
              status = event.exitCode;
              listener(event);
            }),
        ],
        () => status,
      );
      await vscode.tasks.executeTask(task);
      assert.equal(await ended, 1, 'the workspace has errors');
      await eventually([vscode.languages.onDidChangeDiagnostics], () => {
        const isThere = vscode.languages.getDiagnostics(header).some(({ code }) => code === 'types/long-member');
        return isThere ? true : undefined;
      });
    });
  });
}
