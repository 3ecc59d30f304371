// What the engine's worker thread and its owner say to each other. The worker gets its `EngineTask` as workerData.

import type { RunEvent } from '../../shared/events';
import type { ResumeRequest, RunOutcome, RunRequest } from './runRequest';

export type EngineTask = { kind: 'run'; request: RunRequest } | { kind: 'resume'; request: ResumeRequest };

export type EngineMessage =
  | { type: 'started'; runDirectory: string }
  | { type: 'events'; events: RunEvent[] }
  /** The last message: the run folder is complete. */
  | { type: 'ended'; outcome: RunOutcome }
  /** The last message: the run could not be started or not be written. */
  | { type: 'failed'; message: string };

export type EngineCommand = { type: 'cancel' };
