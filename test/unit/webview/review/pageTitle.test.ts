import assert from 'node:assert/strict';
import { pageTitle } from '../../../../webview-ui/src/review/pageTitle';
import { readAddress } from '../../../../webview-ui/src/review/reviewAddress';

describe('the title of the review page', () => {
  const titleOf = (hash: string): string =>
    pageTitle(readAddress(hash).place, {
      manifest: { id: '2026-11-21_words', benchmarkName: 'Words\u202e' },
      state: { prompts: [{ index: 1, label: 'uno' }] },
    });

  it('names what is shown before the run', () => {
    const run = titleOf('');
    assert.match(run, /^Words.* · 2026-11-21_words$/);
    assert.ok(!run.includes('\u202e'));
    assert.equal(titleOf('#overview'), run);
    assert.equal(titleOf('#nothing'), run);
    assert.equal(titleOf('#squares'), `Squares · ${run}`);
    assert.equal(titleOf('#tests'), `Tests · ${run}`);
    assert.equal(titleOf('#tests?v=incorrect&q=uno'), `Tests, verdict=incorrect, text="uno" · ${run}`);
    assert.equal(titleOf('#test/simulated~swift/1'), `#1 simulated~swift · ${run}`);
  });
});
