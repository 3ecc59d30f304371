// Why *Resume* has to wait.

import assert from 'node:assert/strict';
import { whyNotYet } from '../../../../src/shared/words/whyNotYet';

describe('resuming a run in the panel', () => {
  it('waits for the result images and for the run folder, and says so', () => {
    assert.match(whyNotYet(true, { done: 3, asked: 9 }) ?? '', /^Result images are being drawn: skip them/);
    assert.match(whyNotYet(true, null) ?? '', /^The run folder is being completed/);
  });

  it('waits for nothing once the run is over', () => {
    assert.equal(whyNotYet(false, null), null);
  });
});
