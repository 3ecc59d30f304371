// What is asked before a run starts: Python outside the sandbox, money, keys. Nothing is sent anywhere before these are settled.

import * as vscode from 'vscode';
import type { LoadedBenchmark } from '../core/benchmark/loadBenchmark';
import type { Environment, ModelApi } from '../core/providers/provider';
import type { PythonSettings } from '../core/run/runRequest';
import type { ModelId } from '../shared/model';
import { askAndStoreKey } from './apiKeyCommand';
import type { ApiKeys } from './apiKeys';
import { count, planText } from './runCounts';

/** The models that can run and what they run with; absent when the user gave up. `canLeaveOut`: the others may run without those whose key is missing. */
export async function settleKeys(
  keys: ApiKeys,
  models: readonly ModelId[],
  apis: readonly ModelApi[],
  { canLeaveOut }: { canLeaveOut: boolean },
): Promise<{ models: readonly ModelId[]; environment: Environment } | undefined> {
  const { missingKeys } = await import('../core/providers/modelApis');
  for (;;) {
    const environment = await keys.environmentFor(apis);
    const missing = missingKeys(models, apis, environment);
    const first = missing[0];
    if (!first) return { models, environment };
    const needing = new Set(missing.flatMap((one) => one.models));
    const others = models.filter((model) => !needing.has(model.model));
    const setKey = `Set ${first.keyVariable}`;
    const choice = await vscode.window.showWarningMessage(
      `No API key is set for ${count(needing.size, 'model')} of this benchmark.`,
      { modal: true, detail: missing.map((one) => `${one.keyVariable}: needed by ${one.models.join(', ')}`).join('\n') },
      setKey,
      ...(canLeaveOut && others.length > 0 ? ['Run Without These Models'] : []),
    );
    if (choice === 'Run Without These Models') return { models: others, environment };
    if (choice !== setKey) return undefined;
    if (!(await askAndStoreKey(keys, first.keyVariable, first.api.label))) return undefined;
  }
}

/** Host Python is for workspaces the user trusts: the prompts of a stranger's benchmark decide what a model writes. */
export async function choosePython(settings: PythonSettings, benchmark: LoadedBenchmark): Promise<PythonSettings | undefined> {
  const runsPython = benchmark.evaluator.includes('python');
  if (settings.runner === 'sandbox' || !runsPython || vscode.workspace.isTrusted) return settings;
  const choice = await vscode.window.showWarningMessage(
    `Model-written Python is not run with ${settings.runner} on this machine while the workspace is not trusted.`,
    { modal: true, detail: 'The sandbox keeps it from files, network and processes and can run it here.' },
    'Run in the Sandbox',
    'Manage Workspace Trust',
  );
  if (choice === 'Manage Workspace Trust') await vscode.commands.executeCommand('workbench.trust.manage');
  return choice === 'Run in the Sandbox' ? { ...settings, runner: 'sandbox' } : undefined;
}

export async function confirmCost(benchmark: LoadedBenchmark, apis: readonly ModelApi[]): Promise<boolean> {
  const paid = benchmark.modelIds.filter((model) => {
    const api = apis.find((one) => one.id === model.provider);
    return !api || !(api.isLocal || api.isSimulated);
  });
  if (paid.length === 0) return true;
  const choice = await vscode.window.showInformationMessage(
    `Run ${benchmark.benchmark_name}: ${planText(benchmark.modelIds.length, benchmark.prompts.length)}?`,
    { modal: true, detail: `This may cost money with: ${paid.map((model) => model.model).join(', ')}` },
    'Run',
  );
  return choice === 'Run';
}
