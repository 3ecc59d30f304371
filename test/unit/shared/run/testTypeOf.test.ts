import assert from 'node:assert/strict';
import { foldRun } from '../../../../src/shared/run/foldRun';
import { isMixed, testTypeOf } from '../../../../src/shared/run/testTypeOf';
import { withImageTests } from '../../../../webview-ui/dev/recordedImageRun';
import { recordedRun } from '../../../../webview-ui/dev/recordedRun';

const events = withImageTests(recordedRun({ models: 3, prompts: 12, slowness: 1, isPythonOpen: false }).events, {
  blind: 1,
  budget: 2,
});

describe('test types of a mixed run', () => {
  it("are the prompts' own", () => {
    const state = foldRun(events);
    assert.equal(isMixed(state), true);
    assert.deepEqual(
      [1, 2, 6, 7].map((index) => testTypeOf(state, index)),
      ['point', 'box', 'classify', 'point'],
    );
    assert.equal(testTypeOf({ testType: 'ocr', prompts: [{ index: 1, label: 'a' }] }, 1), 'ocr');
  });
});
