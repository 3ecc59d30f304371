import assert from 'node:assert/strict';
import { recordedTest } from '../../../../webview-ui/dev/recordedTest';
import { testSummary } from '../../../../webview-ui/src/testPage/testSummary';

describe('the test page', () => {
  it('sums up a test in one line; what was not recorded says so', () => {
    const words = (kind: string): string =>
      testSummary(recordedTest({ models: 6, kind, row: 0, index: 3, hasImage: false }))
        .map(({ text }) => text)
        .join(' | ');
    assert.equal(words('text'), 'score 1 | 21 Nov 2026, 17:45:09 | 480 ms | OpenAI | 212 in + 33 out | $0.00014');
    assert.equal(
      words('imported'),
      'date not recorded | total not recorded | OpenAI | tokens not recorded | cost not recorded',
    );
    assert.equal(words('notRun'), '');
    const test = recordedTest({ models: 6, kind: 'text', row: 0, index: 3, hasImage: false });
    // An OCR engine counts no tokens: there are none to record.
    const none = { input: null, output: null, reasoning: null, cached: null, source: 'usage' as const };
    assert.match(
      testSummary({ ...test, detail: { ...test.detail!, attempts: 1, tokens: none } })
        .map(({ text }) => text)
        .join(' | '),
      /\| OpenAI \| tokens n\/a \|/,
    );
  });
});
