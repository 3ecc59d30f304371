// A process that holds the lock of a run folder until its input ends, for tests that kill it. Prints its own id once it has the lock.

import { lockRun } from '../../../../src/core/runFolder/runLock';

const lock = await lockRun(process.argv[2]!);
process.stdout.write(`${process.pid}\n`);
for await (const _ of process.stdin);
await lock.release();
