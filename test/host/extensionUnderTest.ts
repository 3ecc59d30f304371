// What every suite of the extension host needs: the running extension, a workspace to write in, and answers to its questions.

import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { IsoSpeedBenchApi } from '../../src/extension/extension';
import type { RunSession } from '../../src/extension/running/runSession';

export const extensionId = 'iso-speed-bench.iso-speed-bench';

export async function activated(): Promise<IsoSpeedBenchApi> {
  const extension = vscode.extensions.getExtension<IsoSpeedBenchApi>(extensionId);
  assert.ok(extension, `${extensionId} is not installed`);
  return extension.activate();
}

export function workspaceFolder(): string {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'the tests need an open folder');
  return folder.uri.fsPath;
}

/** Writes files into the workspace and removes them, and the runs made meanwhile, at the end. */
export class WorkspaceFiles {
  private readonly written = [join(workspaceFolder(), 'runs')];

  async write(name: string, text: string): Promise<vscode.Uri> {
    const path = join(workspaceFolder(), name);
    this.written.push(path);
    await writeFile(path, text);
    return vscode.Uri.file(path);
  }

  /** A file that something else writes, to be removed as well. */
  takes(name: string): void {
    this.written.push(join(workspaceFolder(), name));
  }

  async remove(): Promise<void> {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    for (const path of this.written) await rm(path, { recursive: true, force: true });
  }
}

/** Resolves as soon as `isTrue`, looked at now and whenever `event` fires. */
export function eventually(event: vscode.Event<unknown>, isTrue: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    if (isTrue()) return resolve();
    const subscription = event(() => {
      if (!isTrue()) return;
      subscription.dispose();
      resolve();
    });
  });
}

/** Resolves as soon as `isTrue`, of what tells nobody when it changes. */
export async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await delay(10);
}

export function ended(session: RunSession): Promise<void> {
  return new Promise((resolve) => {
    if (!session.isRunning) return resolve();
    session.onDidEnd(resolve);
  });
}

type Question =
  | 'showWarningMessage'
  | 'showErrorMessage'
  | 'showInformationMessage'
  | 'showInputBox'
  | 'showQuickPick'
  | 'showOpenDialog'
  | 'showSaveDialog';

/**
 * Answers questions in place of a person while `action` runs: VS Code shows no dialogs to tests. An answer is given to every question of its kind,
 * a function is asked with the question's arguments. Returns what was asked, `kind: first argument`.
 */
export async function answering(
  answers: { [kind in Question]?: unknown },
  action: () => Promise<unknown>,
): Promise<string[]> {
  const asked: string[] = [];
  const window = vscode.window as unknown as { [kind in Question]: (...args: unknown[]) => Promise<unknown> };
  const kinds = Object.keys(answers) as Question[];
  const steps = answeringSteps(window);
  const originals = kinds.map((kind) => [kind, window[kind]] as const);
  for (const kind of kinds) {
    window[kind] = async (...args) => {
      asked.push(`${kind}: ${typeof args[0] === 'string' ? args[0] : JSON.stringify(args[0])}`);
      const answer = answers[kind];
      return typeof answer === 'function' ? (answer as (...args: unknown[]) => unknown)(...args) : answer;
    };
  }
  try {
    await action();
  } finally {
    for (const [kind, original] of originals) window[kind] = original;
    steps.end();
  }
  return asked;
}

/**
 * Has the questions of `InputSteps` answered as `showQuickPick` and `showInputBox` are: what is shown asks them, and asks again when the text is
 * refused.
 */
function answeringSteps(window: { [kind in Question]: (...args: unknown[]) => Promise<unknown> }): { end(): void } {
  const { createQuickPick, createInputBox } = vscode.window;
  const question = <T extends object>(input: T, ask: (input: T) => Promise<unknown>): T & { show: () => void } => {
    const accepted = new vscode.EventEmitter<void>();
    const hidden = new vscode.EventEmitter<void>();
    return Object.assign(input, {
      onDidAccept: accepted.event,
      onDidHide: hidden.event,
      onDidChangeValue: new vscode.EventEmitter<string>().event,
      dispose: () => undefined,
      show: () => void ask(input).then((answer) => (answer === undefined ? hidden : accepted).fire()),
    });
  };
  const replace = (made: object): unknown => Object.assign(vscode.window, made);
  replace({
    createQuickPick: () =>
      question({ items: [] as unknown[], selectedItems: [] as unknown[] }, async (input) => {
        const answer = await window.showQuickPick(input.items, input);
        input.selectedItems = answer === undefined ? [] : [answer];
        return answer;
      }),
    createInputBox: () => {
      let problem: string | undefined;
      const box = question(
        {
          value: '',
          get validationMessage() {
            return problem;
          },
          set validationMessage(text) {
            problem = text;
            if (text !== undefined) box.show();
          },
        },
        async (input) => {
          const answer = await window.showInputBox(input);
          input.value = String(answer);
          return answer;
        },
      );
      return box;
    },
  });
  return { end: () => void replace({ createQuickPick, createInputBox }) };
}

/** A benchmark of simulated models that ends within a second. */
export function tinyBenchmark({ name = 'Tiny', models = ['simulated~hasty'], prompts = 3 } = {}): string {
  const rows = Array.from(
    { length: prompts },
    (_, row) => `  - dynamic_variables:\n      number: ${row}\n    expectation: "${row}"`,
  );
  return [
    `benchmark_name: ${name}`,
    'purpose: To see that running works',
    'base_prompt: Say {{number}}.',
    'evaluator: raw_string_evaluator',
    'models:',
    ...models.map((model) => `  - ${model}`),
    'prompts:',
    ...rows,
    '',
  ].join('\n');
}
