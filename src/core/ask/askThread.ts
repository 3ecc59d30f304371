// The asking thread: sends requests, stamps what comes back, and does nothing else, so that no judging, writing or drawing makes its clock
// late. One for each run.

import { setMaxListeners } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { findProfile } from '../coordinates/coordinateProfiles';
import { findModelApi, modelApis } from '../providers/modelApis';
import { connectionFor } from '../providers/connections';
import type { ModelRequest, Provider } from '../providers/provider';
import { scrubberOf } from '../providers/scrubber';
import { openWayOut, takeWayOut } from '../providers/wayOut';
import { inOwnTurn } from '../streams/inOwnTurn';
import {
  isWithoutPicture,
  type AskCommand,
  type AskMessage,
  type AskThreadData,
  type PortableRequest,
} from './askThreadMessages';
import { askModel } from './askModel';
import { LateWatch } from './lateWatch';
import { NoiseMeter } from './noiseMeter';
import { Outbox } from './outbox';
import { runClockFrom } from './runClock';
import { messageOf } from '../../shared/text/messageOf';

const owner = parentPort;
if (!owner) throw new Error('The asking thread must be started as a worker thread.');
const {
  environment,
  secrets,
  services,
  editor,
  distDirectory,
  apis,
  clockOrigin,
  attemptTimeoutMs,
  idleTimeoutMs,
  limits,
} = workerData as AskThreadData;
const known = modelApis(services);
const scrub = scrubberOf(secrets);
const connections = new Map<string, Promise<Provider>>();
const clock = runClockFrom(clockOrigin);
const noise = new NoiseMeter();
const watch = new LateWatch();
const cancel = new AbortController();
// Every request under way listens to it.
setMaxListeners(0, cancel.signal);
const outbox = new Outbox<AskMessage>((messages) => owner.postMessage(messages), inOwnTurn);
const send = (message: AskMessage): void => outbox.put(message);

owner.on('message', (commands: AskCommand[]) => commands.forEach(obey));

function obey(command: AskCommand): void {
  switch (command.type) {
    case 'ask':
      // Were many sent at once, each would wait for the others between its time stamp and its socket.
      return inOwnTurn(() => void ask(command));
    case 'cancel':
      return cancel.abort(new Error('The run was cancelled.'));
    case 'end':
      return void end();
  }
}

// An API that can't be connected says so when it is asked.
takeWayOut(environment);
void openWayOut()
  .then(() => Promise.allSettled(apis.map(connect)))
  .then(() => send({ type: 'ready' }));

function connect(id: string): Promise<Provider> {
  const api = findModelApi(known, id);
  const connecting =
    connections.get(id) ?? api.connect({ ...connectionFor(api, environment), scrub, limits, editor, distDirectory });
  connections.set(id, connecting);
  return connecting;
}

async function ask({ id, request, queuedAt, maxAttempts }: AskCommand & { type: 'ask' }): Promise<void> {
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
        watch,
        onDispatched: () => send({ type: 'dispatched', id, t: clock.now() }),
        onRetry: (attempt, error, retryInMs) => {
          noise.repeated();
          send({ type: 'retry', id, t: clock.now(), attempt, error, retryInMs });
        },
      },
      cancel.signal,
    );
    for (const attempt of outcome.attempts) attempt.request.messages = [];
    send({ type: 'asked', id, outcome });
  } catch (error) {
    send({
      type: 'failed',
      id,
      message: messageOf(error),
      isCancelled: cancel.signal.aborted,
    });
  } finally {
    noise.ended();
  }
}

function restored(request: PortableRequest): ModelRequest {
  if (isWithoutPicture(request)) return request;
  const { profileId, ...rest } = request.picture!;
  const profile = findProfile(profileId);
  if (!profile) throw new Error(`There is no coordinate profile "${profileId}".`);
  return { ...request, picture: { ...rest, profile } };
}

async function end(): Promise<void> {
  send({ type: 'ended', noise: noise.reading() });
  outbox.empty();
  noise.stop();
  // What could not be connected has nothing to let go of.
  await Promise.allSettled([...connections.values()].map(async (connecting) => (await connecting).dispose?.()));
  owner!.close();
}
