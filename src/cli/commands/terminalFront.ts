// The questions before a run at a terminal. What is asked, and in which words, is core's. What can't be changed here ends the program with a
// hint; only money is asked about, once, and where nobody sits there to be asked a budget or `--yes` has to have been given.

import type { PreflightFront } from '../../core/preflight/preflight';
import type { Environment } from '../../core/providers/provider';
import { formatCost } from '../../shared/text/format';
import { UsageError } from '../arguments/usageError';
import { writeOut, type CliContext } from '../terminal/cliContext';

const whereKeysGo = 'Set it in the environment, or write it to a file and name that with --env-file.';
const whereKeysGoOrModels =
  'Set it in the environment, write it to a file and name that with --env-file, or choose other models with --models.';

/** Throws a `UsageError` that names every missing key and the models that need it. `canChooseModels`: there is --models. */
export function keysAtTerminal(
  environment: Environment,
  { canChooseModels }: { canChooseModels: boolean },
): Pick<PreflightFront, 'isInVsCode' | 'environment' | 'settleKeys'> {
  return {
    isInVsCode: false,
    environment: () => Promise.resolve(environment),
    settleKeys: ({ message, details }) => {
      const text = [message, ...details.map((line) => `  ${line}`)].join('\n');
      return Promise.reject(new UsageError(text, canChooseModels ? whereKeysGoOrModels : whereKeysGo));
    },
  };
}

/** Everything that `run` may have to ask. */
export function terminalFront(environment: Environment, context: CliContext): PreflightFront {
  const say = (line: string): Promise<void> => writeOut(context.stderr, `${line}\n`);
  return {
    ...keysAtTerminal(environment, { canChooseModels: true }),
    useSandbox: ({ message, details }) =>
      Promise.reject(
        new UsageError([message, ...details].join('\n'), 'Leave --python out, or write --python sandbox.'),
      ),
    async confirmCost({ message, aboveUsd }, { budgetUsd }) {
      if (!context.confirm && budgetUsd === null) {
        const limit = aboveUsd === null ? '' : ` above ${formatCost(aboveUsd)}, or when a cost is not known`;
        throw new UsageError(
          `${message}\nYou would be asked${limit}, but nobody is at a terminal. Nothing was sent to any model.`,
          'Add --yes to run it all the same, or --budget USD to limit what it may cost.',
        );
      }
      await say(message);
      if (!context.confirm) {
        await say(`Nobody is at a terminal to be asked; the run begins with its budget of ${formatCost(budgetUsd)}.`);
        return true;
      }
      if (await context.confirm('Run it?')) return true;
      await say('Nothing was sent to any model.');
      return false;
    },
  };
}
