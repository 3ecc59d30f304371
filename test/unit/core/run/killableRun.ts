// A process whose engine runs or resumes one benchmark, with a line an event, for tests that kill it. The task comes as JSON in argv.

import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { EngineMessage } from '../../../../src/core/run/engineMessages';

// The built engine, and without the loader of the tests: a process that reads the engine's sources takes seconds to start.
const engine = new Worker(resolve('dist/node/engine.mjs'), {
  workerData: JSON.parse(process.argv[2]!),
  execArgv: [],
});
engine.on('message', (message: EngineMessage) => {
  switch (message.type) {
    case 'started':
      return process.stdout.write(`started ${message.runDirectory}\n`);
    case 'events':
      return message.events.forEach((event) => process.stdout.write(`${event.type}\n`));
    case 'ended':
      return process.stdout.write('done\n');
    case 'preparing':
    case 'drawn':
      return;
    case 'failed':
      throw new Error(message.message);
  }
});
