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
      const isFound = (): boolean =>
        vscode.languages.getDiagnostics(header).some(({ code }) => code === 'types/long-member');
      let status: number | undefined;
      let hasEnded = false;
      const listening = vscode.Disposable.from(
        vscode.tasks.onDidEndTaskProcess(({ exitCode }) => {
          status = exitCode;
        }),
        // What its lines gave is told before.
        vscode.tasks.onDidEndTask(() => {
          hasEnded = true;
        }),
      );
      // VS Code drops lines of a terminal whose process ends before it has looked at them, so that a short run may show
      // nothing; the next one is asked then.
      for (let run = 0; run < 5 && !isFound(); run++) {
        hasEnded = false;
        await vscode.tasks.executeTask(task);
        await eventually([vscode.tasks.onDidEndTask, vscode.languages.onDidChangeDiagnostics], () =>
          hasEnded || isFound() ? true : undefined,
        );
      }
      listening.dispose();
      assert.ok(isFound(), 'no run of the task puts its findings into the Problems view');
      assert.ok(status === undefined || status === 1, `the workspace has errors, and the task ended with ${status}`);
    });
  });
}
