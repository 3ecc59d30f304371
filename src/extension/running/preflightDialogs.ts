// The questions before a run as VS Code's dialogs. What is asked, and in which words, is core's.

import * as vscode from 'vscode';
import { ask } from '../host/notices';
import type { RunEstimate } from '../../core/estimate/estimateRun';
import type { PreflightFront } from '../../core/preflight/preflight';
import type { ModelApi } from '../../core/providers/modelApi';
import { formatCost } from '../../shared/text/format';
import { askAndStoreKey } from '../host/apiKeyCommand';
import type { ApiKeys } from '../host/apiKeys';

const leaveOut = 'Run Without These Models';

export const pythonDialog: Pick<PreflightFront, 'useSandbox'> = {
  async useSandbox({ message, details }) {
    const choice = await ask('warning', message, details.join('\n'), 'Run in the Sandbox', 'Manage Workspace Trust');
    if (choice === 'Manage Workspace Trust') await vscode.commands.executeCommand('workbench.trust.manage');
    return choice === 'Run in the Sandbox';
  },
};

/** `canLeaveOut`: the others may run without those whose key is missing. */
export function keyDialogs(
  keys: ApiKeys,
  apis: readonly ModelApi[],
  { canLeaveOut }: { canLeaveOut: boolean },
): Pick<PreflightFront, 'isInVsCode' | 'environment' | 'settleKeys'> {
  return {
    isInVsCode: true,
    environment: () => keys.environmentFor(apis),
    async settleKeys({ message, details, missing, others }) {
      const [{ api, keyVariable }] = missing;
      const setKey = `Set ${keyVariable}`;
      const choice = await ask(
        'warning',
        message,
        details.join('\n'),
        setKey,
        ...(canLeaveOut && others.length > 0 ? [leaveOut] : []),
      );
      if (choice === leaveOut) return 'leaveOut';
      return choice === setKey && (await askAndStoreKey(keys, keyVariable, api.label)) ? 'again' : undefined;
    },
  };
}

/** `showSheet` opens the pre-run sheet in place of the run. */
export function costDialog(
  showSheet: (estimate: RunEstimate) => Promise<unknown>,
): Pick<PreflightFront, 'confirmCost'> {
  return {
    async confirmCost({ title, message, details, aboveUsd }, estimate) {
      const limit =
        aboveUsd === null
          ? []
          : [`You are asked above ${formatCost(aboveUsd)} (setting isoSpeedBench.confirmAboveUsd).`];
      const choice = await ask(
        'information',
        `Run ${title}?`,
        [message, ...details, ...limit].join('\n'),
        'Run',
        'Show Pre-run Sheet',
      );
      if (choice === 'Show Pre-run Sheet') await showSheet(estimate);
      return choice === 'Run';
    },
  };
}
