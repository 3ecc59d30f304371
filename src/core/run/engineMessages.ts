// What the engine's worker thread and its owner say to each other. The worker gets its `RunRequest` as workerData.

import type { RunEvent } from '../../shared/events';
import type { RunOutcome } from './runRequest';

export type EngineMessage =
  | { type: 'started'; runDirectory: string }
  | { type: 'events'; events: RunEvent[] }
  /** The last message: the run folder is complete. */
  | { type: 'ended'; outcome: RunOutcome }
  /** The last message: the run could not be started or not be written. */
  | { type: 'failed'; message: string };

export type EngineCommand = { type: 'cancel' };
