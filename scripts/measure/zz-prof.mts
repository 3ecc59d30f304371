import { mkdtemp } from 'node:fs/promises';
import { writeBenchmark, measuredRun } from './measuredRun';
import { withServer } from './runningServer';
const folder = await mkdtemp('/tmp/askprof-');
const file = await writeBenchmark(folder, 5000);
await withServer('instant', async (server) => {
  const r = await measuredRun(file, 50, server, { nodeFlags: ['--cpu-prof', '--cpu-prof-dir=/tmp/askprof'] });
  console.log(r);
});
