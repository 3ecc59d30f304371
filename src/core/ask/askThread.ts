// The asking thread: sends requests, stamps what comes back, and does nothing else, so that no judging, writing or drawing makes its clock
// late. One for each run.

import { setMaxListeners } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { findProfile } from '../coordinates/profiles';
import { findModelApi, modelApis } from '../providers/modelApis';
import { connectionFor } from '../providers/connections';
import type { ModelRequest, Provider } from '../providers/provider';
import { scrubberOf } from '../providers/scrubber';
import { takeWayOut } from '../providers/wayOut';
import type { AskCommand, AskMessage, AskThreadData, PortableRequest } from './askThreadMessages';
import { askModel } from './askModel';
import { NoiseMeter } from './noiseMeter';
import { runClockFrom } from './runClock';

const owner = parentPort;
if (!owner) throw new Error('The asking thread must be started as a worker thread.');
const { environment, secrets, services, distDirectory, apis, clockOrigin, attemptTimeoutMs, idleTimeoutMs } =
  workerData as AskThreadData;
const known = modelApis(services);
const scrub = scrubberOf(secrets);
const connections = new Map<string, Promise<Provider>>();
const clock = runClockFrom(clockOrigin);
const noise = new NoiseMeter();
const cancel = new AbortController();
// Every request under way listens to it.
setMaxListeners(0, cancel.signal);
const send = (message: AskMessage): void => owner.postMessage(message);

type PendingAsk = AskCommand & { type: 'ask' };
const line: PendingAsk[] = [];

owner.on('message', (command: AskCommand) => {
  switch (command.type) {
    case 'ask':
      line.push(command);
      if (line.length === 1) setImmediate(askNext);
      return;
    case 'cancel':
      return cancel.abort(new Error('The run was cancelled.'));
    case 'end':
      return void end();
  }
});

// An API that can't be connected says so when it is asked.
void takeWayOut(environment)
  .then(() => Promise.allSettled(apis.map(connect)))
  .then(() => send({ type: 'ready' }));

function connect(id: string): Promise<Provider> {
  const api = findModelApi(known, id);
  const connecting = connections.get(id) ?? api.connect({ ...connectionFor(api, environment), scrub, distDirectory });
  connections.set(id, connecting);
  return connecting;
}

/** One a turn of the loop: were many sent at once, each would wait for the others between its time stamp and its socket. */
function askNext(): void {
  const next = line.shift();
  if (next) void ask(next);
  if (line.length > 0) setImmediate(askNext);
}

async function ask({ id, request, queuedAt, maxAttempts }: PendingAsk): Promise<void> {
  noise.dispatched();
  try {
    const provider = await connect(request.model.provider);
    const outcome = await askModel(
      provider,
      restored(request),
      {
        clock,
        queuedAt,
        attemptTimeoutMs,
        idleTimeoutMs,
        maxAttempts,
        inFlight: () => noise.inFlight,
        onDispatched: () => send({ type: 'dispatched', id, t: clock.now() }),
        onRetry: (attempt, error, retryInMs) => {
          noise.repeated();
          send({ type: 'retry', id, t: clock.now(), attempt, error, retryInMs });
        },
      },
      cancel.signal,
    );
    send({ type: 'asked', id, outcome });
  } catch (error) {
    send({
      type: 'failed',
      id,
      message: error instanceof Error ? error.message : String(error),
      isCancelled: cancel.signal.aborted,
    });
  } finally {
    noise.ended();
  }
}

function restored({ picture, ...request }: PortableRequest): ModelRequest {
  if (!picture) return { ...request, picture: null };
  const { profileId, ...rest } = picture;
  const profile = findProfile(profileId);
  if (!profile) throw new Error(`There is no coordinate profile "${profileId}".`);
  return { ...request, picture: { ...rest, profile } };
}

async function end(): Promise<void> {
  send({ type: 'ended', noise: noise.reading() });
  noise.stop();
  // What could not be connected has nothing to let go of.
  await Promise.allSettled([...connections.values()].map(async (connecting) => (await connecting).dispose?.()));
  owner!.close();
}
