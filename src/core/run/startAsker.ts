// Who asks the models of a run: the asking thread, or nobody where all goes in batches.

import { usualAnswerLimits } from '../../shared/run/answerLimits';
import { AskThreadClient } from '../ask/askThreadClient';
import type { AskThreadData } from '../ask/askThreadMessages';
import { AskWorker } from '../ask/askWorker';
import { defaultIdleTimeoutMs } from '../ask/attemptLimits';
import type { RunToExecute } from './runToExecute';
import type { Asker } from './runTools';

/** A run in batches that no judge model looks at asks nothing by itself: it may wait for days, and needs no clock for that. */
const nobody: Asker = {
  ask: () => Promise.reject(new Error('A run in batches asks nothing by itself.')),
  end: () => Promise.resolve(null),
};

/** Resolves when models can be asked. `stop` ends every request under way. `ready` is a thread that was started ahead, where there is one. */
export function startAsker(run: RunToExecute, stop: AbortSignal, ready: AskWorker | undefined): Promise<Asker> {
  const { plan, judges } = run.planned;
  if (plan.mode === 'batch' && judges.length === 0) return (ready?.end() ?? Promise.resolve()).then(() => nobody);
  const worker = ready ?? new AskWorker(run.settings.program.distDirectory);
  const starting = AskThreadClient.start(worker, askThreadData(run), stop);
  // Whoever awaits it sees the failure; until then it must only not count as unhandled.
  starting.catch(() => undefined);
  return starting;
}

function askThreadData({ settings, planned, tools }: RunToExecute): AskThreadData {
  const { attemptTimeoutMs, idleTimeoutMs = defaultIdleTimeoutMs } = settings.patience;
  return {
    ...settings.access,
    secrets: planned.plan.secrets,
    distDirectory: settings.program.distDirectory,
    attemptTimeoutMs,
    idleTimeoutMs,
    limits: { ...usualAnswerLimits, ...settings.patience.answerLimits },
    apis: [...new Set([...planned.models, ...planned.judges].map(({ api }) => api.id))],
    clockOrigin: tools.clock.origin,
  };
}
