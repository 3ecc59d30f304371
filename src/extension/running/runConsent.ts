// What is asked before a run starts: Python outside the sandbox, money, keys. Nothing is sent anywhere before these are settled.

import * as vscode from 'vscode';
import type { LoadedBenchmark } from '../../core/benchmark/loadBenchmark';
import type { Environment, ModelApi } from '../../core/providers/provider';
import type { PythonSettings } from '../../core/python/pythonSettings';
import type { RunEstimate } from '../../core/estimate/estimateRun';
import { formatCost } from '../../shared/text/format';
import type { ModelId } from '../../shared/run/model';
import { testTypeFacets } from '../../shared/testTypes/testTypeFacets';
import type { RunState } from '../../shared/run/runState';
import { askAndStoreKey } from '../host/apiKeyCommand';
import type { ApiKeys } from '../host/apiKeys';
import { counted } from '../../shared/text/counted';
import { planText } from '../host/runCounts';

/** The models that can run and what they run with; absent when the user gave up. `canLeaveOut`: the others may run without those whose key is missing. */
export async function settleKeys(
  keys: ApiKeys,
  models: readonly ModelId[],
  apis: readonly ModelApi[],
  { canLeaveOut }: { canLeaveOut: boolean },
): Promise<{ models: readonly ModelId[]; environment: Environment } | undefined> {
  const { missingKeys } = await import('../../core/providers/connections');
  for (;;) {
    const environment = await keys.environmentFor(apis);
    const missing = missingKeys(models, apis, environment);
    const first = missing[0];
    if (!first) return { models, environment };
    const needing = new Set(missing.flatMap((one) => one.models));
    const others = models.filter((model) => !needing.has(model.model));
    const setKey = `Set ${first.keyVariable}`;
    const choice = await vscode.window.showWarningMessage(
      `No API key is set for ${counted(needing.size, 'model')} of this benchmark.`,
      {
        modal: true,
        detail: missing.map((one) => `${one.keyVariable}: needed by ${one.models.join(', ')}`).join('\n'),
      },
      setKey,
      ...(canLeaveOut && others.length > 0 ? ['Run Without These Models'] : []),
    );
    if (choice === 'Run Without These Models') return { models: others, environment };
    if (choice !== setKey) return undefined;
    if (!(await askAndStoreKey(keys, first.keyVariable, first.api.label))) return undefined;
  }
}

/** Host Python is for workspaces the user trusts: the prompts of a stranger's benchmark decide what a model writes. */
export async function choosePython(
  settings: PythonSettings,
  benchmark: LoadedBenchmark,
): Promise<PythonSettings | undefined> {
  const runsPython = benchmark.prompts.some((prompt) => testTypeFacets[prompt.testType].runsPython);
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

/** Notes of an estimate that fit into a question; the sheet has all. */
const mostNotes = 4;

/**
 * Asks once before a run that is likely to cost more than `aboveUsd`, or with null before any that charges at all. True when it may begin;
 * `showSheet` opens the whole estimate in place of the run.
 */
export async function confirmEstimate(
  estimate: RunEstimate,
  aboveUsd: number | null,
  showSheet: () => Promise<void>,
): Promise<boolean> {
  const isPaid = estimate.models.some((model) => model.free === null && model.calls > 0);
  const isDear = aboveUsd === null ? isPaid : (estimate.costToConfirm ?? 0) > aboveUsd;
  if (!isDear) return true;
  const { callsText, costRangeText, durationText, estimateNotes } = await import('../../core/estimate/estimateWords');
  const notes = estimateNotes(estimate);
  const more = notes.length > mostNotes ? [`... and ${notes.length - mostNotes} more in the sheet.`] : [];
  const limit =
    aboveUsd === null ? [] : [`You are asked above ${formatCost(aboveUsd)} (setting isoSpeedBench.confirmAboveUsd).`];
  const detail = [
    `Calls: ${callsText(estimate)}`,
    `Cost: ${costRangeText(estimate)}`,
    `Time: ${durationText(estimate)}`,
    ...notes.slice(0, mostNotes),
    ...more,
    ...limit,
  ].join('\n');
  const choice = await vscode.window.showInformationMessage(
    `Run ${estimate.benchmarkName}: ${planText(estimate.models.length, estimate.prompts)}?`,
    { modal: true, detail },
    'Run',
    'Show Pre-run Sheet',
  );
  if (choice === 'Show Pre-run Sheet') await showSheet();
  return choice === 'Run';
}

/**
 * What a run that goes on may cost in all: as it began (null), or as the user says now when it would stop at once because its budget is used
 * up. Absent when the user gave up.
 */
export async function budgetFor(
  runDirectory: string,
  state: RunState,
  setting: number | null,
): Promise<number | 'none' | null | undefined> {
  const tests = state.models.flatMap((model) => model.tests);
  if (!tests.some((test) => test.notRun?.kind === 'budget')) return null;
  const spent = tests.reduce((sum, test) => sum + (test.cost?.usd ?? 0), 0);
  const { readListedRun } = await import('../../core/runFolder/listRuns');
  const listed = await readListedRun(runDirectory);
  const budget = listed && 'manifest' in listed ? listed.manifest.budgetUsd : null;
  if (budget === null) return null;
  return setting !== null && setting > budget ? setting : askForBudget(spent, budget);
}

/** The budget that a run which stopped at one goes on with; absent when the user gave up. */
async function askForBudget(spentUsd: number, budgetUsd: number): Promise<number | 'none' | undefined> {
  const text = await vscode.window.showInputBox({
    title: 'Resume Run',
    prompt: `The run stopped at its budget of ${formatCost(budgetUsd)}; its known costs are ${formatCost(spentUsd)}. With what budget in all, in US dollars, does it go on? Empty for none.`,
    value: String(budgetUsd * 2),
    ignoreFocusOut: true,
    validateInput: (value) =>
      value.trim() === '' || Number(value) > spentUsd
        ? undefined
        : `Write an amount above ${spentUsd.toFixed(4)}, or nothing.`,
  });
  if (text === undefined) return undefined;
  return text.trim() === '' ? 'none' : Number(text);
}
