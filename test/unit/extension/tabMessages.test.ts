// What the test page and the runs overview say is checked before it is believed.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { keptTestIn, parseOverviewMessage, parseTestPageMessage } from '../../../src/extension/tabMessages';
import type { OverviewMessage } from '../../../src/shared/overviewProtocol';
import { emptyRunFilter } from '../../../src/shared/runFilter';
import type { TestPageMessage } from '../../../src/shared/testPageProtocol';

const test = { model: 'openai~gpt-4o', index: 7 };

const testPageMessages: TestPageMessage[] = [
  { type: 'ready' },
  { type: 'showTest', ...test },
  { type: 'open', what: 'resultImage', ...test },
  { type: 'open', what: 'original', ...test },
  { type: 'open', what: 'transcript', ...test },
  { type: 'open', what: 'transcriptText', ...test },
  { type: 'open', what: 'result', ...test },
  { type: 'open', what: 'folder', ...test },
  { type: 'openRun' },
  { type: 'copyText', text: 'ä' },
];

const overviewMessages: OverviewMessage[] = [
  { type: 'ready' },
  { type: 'openRun', id: 'run-1' },
  { type: 'compare', ids: ['run-1', 'run-2'] },
  { type: 'changeFilter', filter: { ...emptyRunFilter, apis: ['openai'], verdicts: ['not_run'], text: 'ä' } },
  { type: 'revealRun', id: 'run-1' },
  { type: 'openReviewPage', id: 'run-1' },
  { type: 'resumeRun', id: 'run-1' },
  { type: 'deleteRun', id: 'run-1' },
  { type: 'addFolder' },
];

describe('messages of the test page and the runs overview', () => {
  for (const message of testPageMessages) {
    it(`test page: takes ${Object.values(message).join(' ')}`, () => assert.deepEqual(parseTestPageMessage(message), { message }));
  }
  for (const message of overviewMessages) {
    it(`runs overview: takes ${message.type}`, () => assert.deepEqual(parseOverviewMessage(message), { message }));
  }

  it('refuses what is out of range', () => {
    const ofTestPage: unknown[] = [{ type: 'showTest', model: 'm', index: 0 }, { type: 'open', what: '../../run.json', ...test }, { type: 'deleteRun', id: 'run-1' }, null];
    for (const message of ofTestPage) assert.ok('problem' in parseTestPageMessage(message), JSON.stringify(message));
    const ofOverview: unknown[] = [{ type: 'compare', ids: ['run-1'] }, { type: 'openRun', id: '' }, { type: 'changeFilter', filter: { text: 'x' } }, 7];
    for (const message of ofOverview) assert.ok('problem' in parseOverviewMessage(message), JSON.stringify(message));
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.anything(), (raw) => {
        parseTestPageMessage(raw);
        parseOverviewMessage(raw);
        keptTestIn(raw);
      }),
    );
  });

  it('reads the test of a kept state, if there is one', () => {
    const kept = { runId: '2026-11-21_17-45-03_simple-math', ...test };
    assert.deepEqual(keptTestIn(kept), kept);
    for (const state of [undefined, null, {}, { ...kept, index: -1 }, { ...kept, runId: '' }]) assert.equal(keptTestIn(state), undefined);
  });
});
