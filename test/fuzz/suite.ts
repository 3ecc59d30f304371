// `npm run test:fuzz`: gives every reader of what strangers write random damage, and prints how much of each kind was tried, held and lost. What was
// lost is printed as small as it could be made, with the seed that brings it again. Needs a build of the pages, no network and no key.
// Use: npm run test:fuzz -- [cases of each reader; of run folders a twentieth] [seed]

import fc from 'fast-check';
import { Tally } from '../faults/tally';
import { fuzzTargets } from './fuzzTargets';

const [cases = '20000', seed = String(Date.now() % 2 ** 31)] = process.argv.slice(2);
console.log(`seed ${seed}`);

for (const { name, property, isSlow = false } of fuzzTargets) {
  const tally = new Tally(name);
  const numRuns = isSlow ? Math.ceil(Number(cases) / 20) : Number(cases);
  // Of a kind both: a property that waits and one that doesn't.
  const found = await fc.check(property as fc.IAsyncProperty<unknown[]>, { numRuns, seed: Number(seed) });
  tally.countAll(found.numRuns, found.failed ? [fc.defaultReportMessage(found) ?? ''] : []);
  tally.print();
}
