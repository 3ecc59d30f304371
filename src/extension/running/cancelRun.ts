// What *Cancel* does to a run, wherever it is chosen. A run that waits for batches is asked about first: ending the run does not end them.

import { openBatches } from '../../shared/run/batches';
import { batchesWord } from '../../shared/words/batchText';
import { oneLine } from '../../shared/text/hiddenCharacters';
import { showWarning } from '../host/notices';
import type { RunSession } from './runSession';

const leave = 'Leave Them Running';
const cancel = 'Cancel the Batches';

/** Cancels a run. Where batches of it are open the user says what becomes of them; without an answer the run goes on. */
export async function cancelRun(session: RunSession): Promise<void> {
  const open = openBatches(session.state.batches);
  if (!session.isRunning || open.length === 0) return session.cancel();
  const choice = await showWarning(
    `${oneLine(session.state.benchmarkName)} waits for ${batchesWord(open.length)}. ` +
      'Leave them running, and collect the answers later with “Resume”? Or cancel them at the model API, and keep only what it has answered so far?',
    leave,
    cancel,
  );
  if (choice === leave) session.cancel();
  if (choice === cancel) session.cancelBatches();
}
