// What the engine's worker thread and its owner say to each other. The worker gets its `EngineTask` as workerData.

import type { RunEvent } from '../../shared/run/events';
import type { CalibrationOutcome, CalibrationRequest } from '../calibration/calibrateModels';
import type { TestCallOutcome, TestCallRequest } from '../ask/testCall';
import type { ResumeRequest, RunOutcome, RunRequest } from './runRequest';

export type EngineTask = { kind: 'run'; request: RunRequest } | { kind: 'resume'; request: ResumeRequest };

/** A task that makes no run; what it says are `CalibrationMessage`s. */
export interface CalibrationTask {
  kind: 'calibrate';
  request: CalibrationRequest;
}

/** As `CalibrationTask`; what it says is one `TestCallMessage`. */
export interface TestCallTask {
  kind: 'testCall';
  request: TestCallRequest;
}

export type TestCallMessage = { type: 'testCalled'; outcome: TestCallOutcome } | { type: 'failed'; message: string };

export type CalibrationMessage =
  | { type: 'modelCalibrated'; outcome: CalibrationOutcome }
  /** The last message: every model was asked. */
  | { type: 'calibrated'; outcomes: CalibrationOutcome[] }
  /** The last message: it was cancelled, or what was found could not be kept. */
  | { type: 'failed'; message: string };

export type EngineMessage =
  /** Sent before `started` when the benchmark has pictures. */
  | { type: 'preparing'; pictures: number }
  | { type: 'started'; runDirectory: string }
  /** A few times a second: result images drawn so far, and asked for so far. */
  | { type: 'drawn'; done: number; asked: number }
  | { type: 'events'; events: RunEvent[] }
  /** The last message: the run folder is complete. */
  | { type: 'ended'; outcome: RunOutcome }
  /** The last message: the run could not be started or not be written. */
  | { type: 'failed'; message: string };

/** What a process says that makes one part of a run (`engineProcess.ts`). Its folder says what came of it. */
export type JobMessage = Exclude<EngineMessage, { type: 'ended' }> | { type: 'ended' };

/** What is said to such a process. The first one is its request. */
export type JobCommand = { type: 'run'; request: RunRequest } | Extract<EngineCommand, { type: 'cancel' }>;

export type EngineCommand =
  /** Ends the work on a run. Batches that it has submitted go on, and can be collected later. */
  | { type: 'cancel' }
  /** Cancels the batches at their model APIs, and goes on until what they had answered is collected. */
  | { type: 'cancelBatches' }
  /** After the last answer: end the run without the result images that are still to be drawn. */
  | { type: 'skipImages' };
