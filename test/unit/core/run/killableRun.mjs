// A process whose engine runs or resumes one benchmark, with a line an event, for tests that kill it. The task comes as JSON in argv.
// It is JavaScript and its engine the built one, for a loader of TypeScript takes longer to start than both.
// @ts-check

import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';

const engine = new Worker(resolve('dist/node/engine.mjs'), { workerData: JSON.parse(process.argv[2] ?? '') });
engine.on('message', (/** @type {import('../../../../src/core/run/engineMessages').EngineMessage} */ message) => {
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
