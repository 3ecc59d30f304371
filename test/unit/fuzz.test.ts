// Every reader of what strangers write, with some random damage; `npm run test:fuzz` tries far more.

import fc from 'fast-check';
import { fuzzTargets } from '../fuzz/fuzzTargets';

describe('what strangers write', () => {
  for (const { name, property, isSlow } of fuzzTargets)
    it(`is read or refused in words: ${name}`, () =>
      fc.assert(property as fc.IAsyncProperty<unknown[]>, { numRuns: isSlow ? 30 : 150 }));
});
