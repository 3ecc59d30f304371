// With what budget a run that stopped at one goes on.

import * as vscode from 'vscode';
import { formatCost } from '../../shared/text/format';
import { otherUsd, totalOtherCost } from '../../shared/run/otherCost';
import type { RunState } from '../../shared/run/runState';

/**
 * What a run that goes on may cost in all: as it began (null), or as the user says now when it would stop at once because its budget is used
 * up. Absent when the user gave up.
 */
export async function resumeBudget(
  runDirectory: string,
  state: RunState,
  setting: number | 'none' | undefined,
): Promise<number | 'none' | null | undefined> {
  const tests = state.models.flatMap((model) => model.tests);
  if (!tests.some((test) => test.notRun?.kind === 'budget')) return null;
  const spent = tests.reduce(
    (sum, test) => sum + (test.cost?.usd ?? 0),
    otherUsd(totalOtherCost(state.models, state.judges)),
  );
  const { readListedRun } = await import('../../core/runFolder/listRuns');
  const listed = await readListedRun(runDirectory);
  const budget = listed && 'manifest' in listed ? listed.manifest.budgetUsd : null;
  if (budget === null) return null;
  return typeof setting === 'number' && setting > budget ? setting : askForBudget(spent, budget);
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
        : `Write an amount above ${formatCost(spentUsd)}, or nothing.`,
  });
  if (text === undefined) return undefined;
  return text.trim() === '' ? 'none' : Number(text);
}
