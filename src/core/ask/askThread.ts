// The asking thread: sends requests, stamps what comes back, and does nothing else, so that no judging, writing or drawing makes its clock
// late. One for each run.

import { setMaxListeners } from 'node:events';
import { parentPort, type MessagePort } from 'node:worker_threads';
import { findModelApi, modelApis } from '../providers/modelApis';
import { connectionFor } from '../providers/connections';
import type { Provider } from '../providers/provider';
import type { ModelApi } from '../providers/modelApi';
import { scrubberOf, type Scrub } from '../providers/scrubber';
import { loadWayOut, openWayOut, takeWayOut } from '../providers/wayOut';
import { inOwnTurn } from '../streams/inOwnTurn';
import type { AskCommand, AskMessage, AskThreadData } from './askThreadMessages';
import { askModel } from './askModel';
import { LateWatch } from './lateWatch';
import { NoiseMeter } from './noiseMeter';
import { Outbox } from './outbox';
import { runClockFrom, type RunClock } from './runClock';
import { messageOf } from '../../shared/text/messageOf';

class AskingForRun {
  private readonly apis: ModelApi[];
  private readonly scrub: Scrub;
  private readonly clock: RunClock;
  private readonly connections = new Map<string, Promise<Provider>>();
  private readonly noise = new NoiseMeter();
  private readonly watch = new LateWatch();
  private readonly cancel = new AbortController();
  private readonly outbox = new Outbox<AskMessage>((messages) => this.port.postMessage(messages), inOwnTurn);

  /** Connects the model APIs of the run, and says when that is done. One that can't be connected says so when it is asked. */
  constructor(
    private readonly data: AskThreadData,
    private readonly port: MessagePort,
  ) {
    this.apis = modelApis(data.services);
    this.scrub = scrubberOf(data.secrets);
    this.clock = runClockFrom(data.clockOrigin);
    // Every request under way listens to it.
    setMaxListeners(0, this.cancel.signal);
    takeWayOut(data.environment);
    void (data.apis.some((id) => isAskedOverHttp(this.apis, id)) ? openWayOut() : Promise.resolve())
      .then(() => Promise.allSettled(data.apis.map((id) => this.connect(id))))
      .then(() => this.send({ type: 'ready' }));
  }

  obey(command: AskCommand): void {
    switch (command.type) {
      case 'ask':
        // Were many sent at once, each would wait for the others between its time stamp and its socket.
        return inOwnTurn(() => void this.ask(command));
      case 'cancel':
        return this.cancel.abort(new Error('The run was cancelled.'));
      case 'end':
        return void this.end();
    }
  }

  private send(message: AskMessage): void {
    this.outbox.put(message);
  }

  private connect(id: string): Promise<Provider> {
    const known = this.connections.get(id);
    if (known) return known;
    const { environment, limits, editor, distDirectory } = this.data;
    const api = findModelApi(this.apis, id);
    const { scrub } = this;
    const connecting = api.connect({ ...connectionFor(api, environment), scrub, limits, editor, distDirectory });
    this.connections.set(id, connecting);
    return connecting;
  }

  private async ask({ id, request, queuedAt, maxAttempts }: AskCommand & { type: 'ask' }): Promise<void> {
    const { clock, noise, watch, cancel } = this;
    const { attemptTimeoutMs, idleTimeoutMs } = this.data;
    noise.dispatched();
    try {
      const provider = await this.connect(request.model.provider);
      const outcome = await askModel(
        provider,
        request,
        {
          clock,
          queuedAt,
          attemptTimeoutMs,
          idleTimeoutMs,
          maxAttempts,
          inFlight: () => noise.inFlight,
          watch,
          onDispatched: () => this.send({ type: 'dispatched', id, t: clock.now() }),
          onRetry: (attempt, error, retryInMs) => {
            noise.repeated();
            this.send({ type: 'retry', id, t: clock.now(), attempt, error, retryInMs });
          },
        },
        cancel.signal,
      );
      for (const attempt of outcome.attempts) attempt.request.messages = [];
      this.send({ type: 'asked', id, outcome });
    } catch (error) {
      this.send({ type: 'failed', id, message: messageOf(error), isCancelled: cancel.signal.aborted });
    } finally {
      noise.ended();
    }
  }

  private async end(): Promise<void> {
    this.send({ type: 'ended', noise: this.noise.reading() });
    this.outbox.empty();
    this.noise.stop();
    // What could not be connected has nothing to let go of.
    await Promise.allSettled([...this.connections.values()].map(async (connecting) => (await connecting).dispose?.()));
    this.port.close();
  }
}

/** One that answers on this machine, without a server, has no address. */
function isAskedOverHttp(apis: readonly ModelApi[], id: string): boolean {
  return apis.some((api) => api.id === id && api.defaultBaseUrl !== undefined);
}

const owner = parentPort;
if (!owner) throw new Error('The asking thread must be started as a worker thread.');
let asking: AskingForRun | null = null;
owner.on('message', (message: AskThreadData | AskCommand[]) => {
  if (!Array.isArray(message)) asking = new AskingForRun(message, owner);
  else for (const command of message) asking?.obey(command);
});
// Who has started the thread may still be busy with what is to be asked. A run that finds it missing says so, and one that is here already knows whether
// anything goes out at all.
setImmediate(() => {
  if (!asking) loadWayOut().catch(() => undefined);
});
