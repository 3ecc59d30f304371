// A process that runs or resumes one benchmark and prints a line an event, for tests that kill it. The task comes as JSON in argv.

import type { EngineTask } from '../../../../src/core/run/engineMessages';
import { resumeRun } from '../../../../src/core/run/resumeRun';
import { runBenchmark } from '../../../../src/core/run/runBenchmark';
import type { RunListener } from '../../../../src/core/run/runRequest';

const task = JSON.parse(process.argv[2]!) as EngineTask;
const listener: RunListener = {
  onStarted: (runDirectory) => process.stdout.write(`started ${runDirectory}\n`),
  onEvents: (events) => events.forEach((event) => process.stdout.write(`${event.type}\n`)),
};
const never = new AbortController().signal;
await (task.kind === 'run' ? runBenchmark(task.request, listener, never) : resumeRun(task.request, listener, never));
process.stdout.write('done\n');
