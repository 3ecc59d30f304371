// The engine's end of the asking thread: one promise a request, events as they come, and what the thread measured of itself at the end.

import type { Worker } from 'node:worker_threads';
import type { RunNoise } from '../../shared/run/runConditions';
import type { TestError } from '../../shared/run/verdict';
import type { ChatMessage } from '../../shared/results/testResult';
import type { ModelRequest } from '../providers/provider';
import type { AskCommand, AskMessage, AskThreadData } from './askThreadMessages';
import { scrubberOf, type Scrub } from '../providers/scrubber';
import type { AskOutcome } from './askModel';
import type { AskWorker } from './askWorker';
import { scrubError, cleanOutcome } from './cleanOutcome';
import { Outbox } from './outbox';
import { messageOf } from '../../shared/text/messageOf';

interface AskOptions {
  /** Run clock, ms: when the test began to wait for its place. */
  queuedAt: number;
  /** How often the model is asked at most, the first try included. */
  maxAttempts: number;
  /** Called once, when the first attempt goes out; `t` on the run clock. */
  onDispatched(t: number): void;
  /** An attempt failed and another will follow after `retryInMs`. */
  onRetry(t: number, attempt: number, error: TestError, retryInMs: number): void;
}

interface Pending {
  options: AskOptions;
  messages: ChatMessage[];
  resolve(outcome: AskOutcome): void;
  reject(error: Error): void;
}

/** How long a thread that was told to end has for letting go of what it holds before it is stopped, ms. */
const endGraceMs = 3000;

export class AskThreadClient {
  private readonly pending = new Map<number, Pending>();
  private count = 0;
  private failure: Error | null = null;
  private isEnding = false;
  private ending: Promise<RunNoise | null> | null = null;
  private readonly outbox = new Outbox<AskCommand>((commands) => this.worker.postMessage(commands), setImmediate);
  private readonly exited: Promise<void>;
  private readonly ready: Promise<void>;
  private noted: ((noise: RunNoise) => void) | null = null;
  private readonly scrub: Scrub;

  private constructor(
    private readonly worker: Worker,
    data: AskThreadData,
    private readonly signal: AbortSignal,
  ) {
    this.scrub = scrubberOf(data.secrets);
    let isReady: () => void;
    let isDead: (error: Error) => void;
    this.ready = new Promise((resolve, reject) => {
      isReady = resolve;
      isDead = reject;
    });
    // Whoever awaits it sees the failure; until then it must only not count as unhandled.
    this.ready.catch(() => undefined);
    this.worker.on('message', (messages: AskMessage[]) => {
      for (const message of messages) {
        if (message.type === 'ready') isReady();
        else this.receive(message);
      }
    });
    this.worker.on('error', (error) =>
      this.fail(
        new Error(`The asking thread failed: ${messageOf(error)}`, {
          cause: error,
        }),
      ),
    );
    this.exited = new Promise((resolve) => {
      this.worker.once('exit', () => {
        this.fail(new Error('The asking thread ended unexpectedly.'));
        isDead(this.failure!);
        resolve();
      });
    });
    worker.postMessage(data, data.editor ? [data.editor] : []);
    signal.addEventListener('abort', this.cancel, { once: true });
    if (signal.aborted) this.cancel();
  }

  /** Takes the thread for a run; resolves when it has connected its model APIs. `signal` ends every request under way. */
  static async start(worker: AskWorker, data: AskThreadData, signal: AbortSignal): Promise<AskThreadClient> {
    const thread = worker.take();
    try {
      const asker = new AskThreadClient(thread, data, signal);
      await asker.ready;
      return asker;
    } catch (error) {
      // It may never have heard of the run: a closed line to the models of VS Code can't be handed over.
      await thread.terminate();
      throw error;
    }
  }

  /** Asks one model one prompt. Never throws for what a model API does; throws the signal's reason when cancelled. */
  ask(request: ModelRequest, options: AskOptions): Promise<AskOutcome> {
    if (this.failure) return Promise.reject(this.failure);
    if (this.signal.aborted) return Promise.reject(this.reason());
    const id = ++this.count;
    const { queuedAt, maxAttempts } = options;
    return new Promise((resolve, reject) => {
      this.pending.set(id, { options, messages: request.messages, resolve, reject });
      this.post({ type: 'ask', id, request, queuedAt, maxAttempts });
    });
  }

  /** Ends the thread when nothing is asked any more, and gives what it measured; null when it had died before. May be called again. */
  end(): Promise<RunNoise | null> {
    this.ending ??= this.endThread();
    return this.ending;
  }

  private async endThread(): Promise<RunNoise | null> {
    this.signal.removeEventListener('abort', this.cancel);
    this.isEnding = true;
    if (this.failure) return null;
    const noise = new Promise<RunNoise | null>((resolve) => {
      this.noted = resolve;
      void this.exited.then(() => resolve(null));
    });
    this.post({ type: 'end' });
    const measured = await noise;
    const timer = setTimeout(() => void this.worker.terminate(), endGraceMs);
    await this.exited;
    clearTimeout(timer);
    return measured;
  }

  private readonly cancel = (): void => this.post({ type: 'cancel' });

  private post(command: AskCommand): void {
    this.outbox.put(command);
  }

  private receive(message: Exclude<AskMessage, { type: 'ready' }>): void {
    if (message.type === 'ended') return this.noted?.(message.noise);
    const pending = this.pending.get(message.id);
    if (!pending) return;
    switch (message.type) {
      case 'dispatched':
        return pending.options.onDispatched(message.t);
      case 'retry':
        scrubError(message.error, this.scrub);
        return pending.options.onRetry(message.t, message.attempt, message.error, message.retryInMs);
      case 'asked':
        this.pending.delete(message.id);
        for (const { request } of message.outcome.attempts) request.messages = pending.messages;
        cleanOutcome(message.outcome, this.scrub);
        return pending.resolve(message.outcome);
      case 'failed':
        this.pending.delete(message.id);
        return pending.reject(message.isCancelled ? this.reason() : new Error(this.scrub(message.message)));
    }
  }

  private reason(): Error {
    return this.signal.reason instanceof Error ? this.signal.reason : new Error(String(this.signal.reason));
  }

  private fail(error: Error): void {
    if (this.isEnding && this.pending.size === 0) return;
    this.failure ??= error;
    for (const { reject } of this.pending.values()) reject(this.failure);
    this.pending.clear();
  }
}
