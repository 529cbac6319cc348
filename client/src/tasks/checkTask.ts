/**
 * Tasks of type `uapi`: `uapi check` over a folder, with the program that comes with the extension. VS Code runs no task
 * before the workspace is trusted.
 */
import {
  type Disposable,
  l10n,
  ProcessExecution,
  Task,
  TaskGroup,
  TaskScope,
  tasks,
  type WorkspaceFolder,
  workspace,
} from 'vscode';
import { type CheckDefinition, checkArguments, readDefinition } from './checkDefinition.js';

/** How to run the command line: a program of Node and the script. */
export interface Uapi {
  readonly node: string;
  readonly script: string;
}

export function registerCheckTasks(uapi: Uapi): Disposable {
  return tasks.registerTaskProvider('uapi', {
    provideTasks: () =>
      (workspace.workspaceFolders ?? []).map((folder) => checkTask({ type: 'uapi', paths: ['.'] }, folder, uapi)),
    resolveTask(task) {
      const definition = readDefinition(task.definition);
      // Only a task that is written down comes here; it keeps its definition object, by which VS Code knows it.
      return definition === undefined ? undefined : checkTask(definition, task.scope, uapi, task);
    },
  });
}

function checkTask(
  definition: CheckDefinition,
  scope: Task['scope'] | WorkspaceFolder,
  { node, script }: Uapi,
  { definition: known, name }: Pick<Task, 'definition' | 'name'> = {
    definition,
    name: l10n.t('check {0}', definition.paths.join(' ')),
  },
): Task {
  const execution = new ProcessExecution(node, [script, ...checkArguments(definition)], {
    // The extension host of the desktop is Electron, which is Node when told so.
    env: { ELECTRON_RUN_AS_NODE: '1' },
  });
  const task = new Task(known, scope ?? TaskScope.Workspace, name, 'uapi', execution, ['$uapi', '$uapi-note']);
  task.group = TaskGroup.Test;
  return task;
}
