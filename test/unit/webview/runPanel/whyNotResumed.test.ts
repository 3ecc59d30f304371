// Why *Resume* has to wait.

import assert from 'node:assert/strict';
import { whyNotResumed } from '../../../../webview-ui/src/runPanel/whyNotResumed';

describe('resuming a run in the panel', () => {
  it('waits for the result images and for the run folder, and says so', () => {
    assert.match(whyNotResumed(true, { done: 3, asked: 9 }) ?? '', /^Result images are being drawn: skip them/);
    assert.match(whyNotResumed(true, null) ?? '', /^The run folder is being completed/);
  });

  it('waits for nothing once the run is over', () => {
    assert.equal(whyNotResumed(false, null), null);
  });
});
