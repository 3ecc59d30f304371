// Whatever a server does to one answer, the others are judged and the run folder can be read.

import assert from 'node:assert/strict';
import { networkFaults, protocols, tryNetworkFaults } from '../../../faults/networkFaults';
import { ServedRuns } from './servedRuns';

describe('what a server does to an answer', function () {
  this.slow(30_000);
  let runs: ServedRuns;
  beforeEach(async () => {
    runs = await ServedRuns.make();
  });
  afterEach(() => runs.remove());

  // Each kind is tried with one protocol; `npm run test:faults` tries all with all.
  for (const [position, protocol] of protocols.entries())
    it(`costs no other test, with ${protocol}`, async () => {
      const names = [...networkFaults.keys()].filter((_, at) => at % protocols.length === position);
      assert.deepEqual(await tryNetworkFaults(runs, protocol, names), []);
    });
});
