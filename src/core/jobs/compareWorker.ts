// A thread that compares run folders, started by the extension: reading 20,000 tests and drawing 2,000 resamples of each figure takes
// seconds, in which the extension host could do nothing else. It says its steps, then the comparison or why there is none, and ends.

import { parentPort, workerData } from 'node:worker_threads';
import type { ShownComparison } from '../../shared/protocols/compareProtocol';
import { compareRunFolders, type SideFolder } from './compareRunFolders';
import { messageOf } from '../../shared/text/messageOf';

export interface CompareTask {
  sides: SideFolder[];
}

export type CompareWorkerMessage =
  | { type: 'step'; step: string }
  | { type: 'compared'; comparison: ShownComparison }
  | { type: 'failed'; message: string };

const owner = parentPort;
if (!owner) throw new Error('The comparing worker must be started as a worker thread.');
const send = (message: CompareWorkerMessage): void => owner.postMessage(message);
const { sides } = workerData as CompareTask;

try {
  send({ type: 'compared', comparison: await compareRunFolders(sides, (step) => send({ type: 'step', step })) });
} catch (error) {
  send({ type: 'failed', message: messageOf(error) });
}
