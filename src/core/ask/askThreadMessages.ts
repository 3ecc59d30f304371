// What the asking thread and the engine say to each other. The first that the thread is told is its `AskThreadData`. Then both say what has gathered since they
// last did in one list: a message wakes the other thread, and that costs more than what is in it.

import type { MessagePort } from 'node:worker_threads';
import type { AnswerLimits } from '../../shared/run/answerLimits';
import type { Environment, ModelRequest } from '../providers/provider';
import type { ServiceRow } from '../providers/services';
import type { RunNoise } from '../../shared/run/runConditions';
import type { TestError } from '../../shared/run/verdict';
import type { AskOutcome } from './askModel';

export interface AskThreadData {
  /** Keys, base URLs and hosts by variable name. */
  environment: Environment;
  /** What must not be written anywhere: taken out of what servers say. */
  secrets: string[];
  /** OpenAI-compatible services that the user added. */
  services: ServiceRow[];
  /** The line to the extension host, for the language models of VS Code; absent outside of it. */
  editor?: MessagePort;
  /** The folder of what was built. */
  distDirectory: string;
  /** Model APIs that are connected before the first test. */
  apis: string[];
  /** The run clock's zero on the clock that all threads share, ns. */
  clockOrigin: bigint;
  /** Of an attempt, ms; 0 for none. */
  attemptTimeoutMs: number;
  /** Of silence, ms; 0 for none. */
  idleTimeoutMs: number;
  /** Of what is taken in of an answer. */
  limits: AnswerLimits;
}

export type AskCommand =
  | { type: 'ask'; id: number; request: ModelRequest; queuedAt: number; maxAttempts: number }
  /** Ends every request under way. */
  | { type: 'cancel' }
  /** Nothing more will be asked: say what was measured and end. */
  | { type: 'end' };

export type AskMessage =
  /** All model APIs are connected. */
  | { type: 'ready' }
  /** `t` on the run clock, ms, as in all of these. */
  | { type: 'dispatched'; id: number; t: number }
  | { type: 'retry'; id: number; t: number; attempt: number; error: TestError; retryInMs: number }
  /** The attempts are without the messages that were sent, which the engine has. */
  | { type: 'asked'; id: number; outcome: AskOutcome }
  /** The request was ended by `cancel`, or failed in a way that is no answer. */
  | { type: 'failed'; id: number; message: string; isCancelled: boolean }
  /** The last message. */
  | { type: 'ended'; noise: RunNoise };
