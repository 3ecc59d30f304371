// What the test page, the runs overview, the compare page and the pre-run sheet say is checked before it is believed.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  keptComparisonIn,
  keptSheetIn,
  keptTestIn,
  parseCompareMessage,
  parseOverviewMessage,
  parseSheetMessage,
  parseTestPageMessage,
} from '../../../../src/extension/pages/pageMessages';
import { mostCompared, type CompareMessage } from '../../../../src/shared/protocols/compareProtocol';
import type { OverviewMessage } from '../../../../src/shared/protocols/overviewProtocol';
import { emptyRunFilter } from '../../../../src/shared/runs/runFilter';
import type { SheetMessage } from '../../../../src/shared/protocols/sheetProtocol';
import type { TestPageMessage } from '../../../../src/shared/protocols/testPageProtocol';

const test = { model: 'openai~gpt-4o', index: 7 };

const testPageMessages: TestPageMessage[] = [
  { type: 'ready' },
  { type: 'showTest', ...test },
  { type: 'open', what: 'resultImage', ...test },
  { type: 'open', what: 'original', ...test },
  { type: 'open', what: 'transcript', ...test },
  { type: 'open', what: 'transcriptText', ...test },
  { type: 'open', what: 'result', ...test },
  { type: 'open', what: 'file', ...test },
  { type: 'review', act: 'disagree', ...test },
  { type: 'openRun' },
  { type: 'copyText', text: 'ä' },
];

const overviewMessages: OverviewMessage[] = [
  { type: 'ready' },
  { type: 'openRun', id: 'run-1' },
  { type: 'compare', ids: ['run-1', 'run-2', 'run-3'] },
  {
    type: 'changeFilter',
    filter: { ...emptyRunFilter, apis: ['openai'], verdicts: ['not_run'], kinds: ['timeout', 'cancelled'], text: 'ä' },
  },
  { type: 'revealRun', id: 'run-1' },
  { type: 'resumeRun', id: 'run-1' },
  { type: 'deleteRun', id: 'run-1' },
  { type: 'addFolder' },
];

const compareMessages: CompareMessage[] = [
  { type: 'ready' },
  {
    type: 'changeSides',
    sides: [{ run: 'a', model: 'openai~gpt-4o' }, { run: 'a', model: 'ollama~llama3.2' }, { run: 'b' }],
  },
  { type: 'addRun' },
  { type: 'openRun', run: 'a' },
  {
    type: 'readAnswers',
    id: 0,
    tests: [
      { run: 'a', ...test },
      { run: 'b', ...test },
    ],
  },
  { type: 'openTests', tests: [{ run: 'a', ...test }] },
];

const sheetMessages: SheetMessage[] = [
  { type: 'ready' },
  { type: 'leaveOut', models: ['openai~gpt-4o', 'ollama~llama3.2'] },
  { type: 'run' },
  { type: 'setKey', keyVariable: 'OPENAI_API_KEY' },
  { type: 'openFile', line: 3 },
];

describe('messages of the test page, the runs overview, the compare page and the pre-run sheet', () => {
  for (const message of testPageMessages) {
    it(`test page: takes ${Object.values(message).join(' ')}`, () =>
      assert.deepEqual(parseTestPageMessage(message), { message }));
  }
  for (const message of overviewMessages) {
    it(`runs overview: takes ${message.type}`, () => assert.deepEqual(parseOverviewMessage(message), { message }));
  }

  for (const message of compareMessages) {
    it(`compare page: takes ${message.type}`, () => assert.deepEqual(parseCompareMessage(message), { message }));
  }

  for (const message of sheetMessages) {
    it(`pre-run sheet: takes ${message.type}`, () => assert.deepEqual(parseSheetMessage(message), { message }));
  }

  it('refuses what is out of range', () => {
    const ofSheet: unknown[] = [
      { type: 'openFile', line: 0 },
      { type: 'setKey', keyVariable: '' },
      { type: 'leaveOut' },
    ];
    for (const message of ofSheet) assert.ok('problem' in parseSheetMessage(message), JSON.stringify(message));
    const ofTestPage: unknown[] = [
      { type: 'showTest', model: 'm', index: 0 },
      { type: 'open', what: '../../run.json', ...test },
      { type: 'deleteRun', id: 'run-1' },
      null,
    ];
    for (const message of ofTestPage) assert.ok('problem' in parseTestPageMessage(message), JSON.stringify(message));
    const ofOverview: unknown[] = [
      { type: 'compare', ids: ['run-1'] },
      { type: 'openRun', id: '' },
      { type: 'changeFilter', filter: { text: 'x' } },
      7,
    ];
    const many = Array.from({ length: mostCompared + 1 }, (_, place) => ({ run: `run-${place}` }));
    const ofCompare: unknown[] = [
      { type: 'changeSides', sides: [{ run: 'a' }] },
      { type: 'changeSides', sides: many },
      { type: 'readAnswers', id: 1, tests: [{ run: 'a', model: 'm', index: 0 }] },
      { type: 'readAnswers', tests: [] },
      'ready',
    ];
    for (const message of ofCompare) assert.ok('problem' in parseCompareMessage(message), JSON.stringify(message));
    for (const message of ofOverview) assert.ok('problem' in parseOverviewMessage(message), JSON.stringify(message));
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.anything(), (raw) => {
        parseTestPageMessage(raw);
        parseOverviewMessage(raw);
        parseCompareMessage(raw);
        parseSheetMessage(raw);
        keptSheetIn(raw);
        keptTestIn(raw);
        keptComparisonIn(raw);
      }),
    );
  });

  it('reads the test of a kept state, if there is one', () => {
    const kept = { runId: '2026-11-21_17-45-03_simple-math', ...test };
    assert.deepEqual(keptTestIn(kept), kept);
    for (const state of [undefined, null, {}, { ...kept, index: -1 }, { ...kept, runId: '' }])
      assert.equal(keptTestIn(state), undefined);
  });

  it('reads the benchmark of a kept sheet, if there is one', () => {
    const kept = { uri: 'file:///benchmarks/a.yaml', leftOut: ['openai~gpt-4o'] };
    assert.deepEqual(keptSheetIn(kept), kept);
    for (const state of [undefined, null, {}, { ...kept, uri: '' }, { uri: kept.uri }])
      assert.equal(keptSheetIn(state), undefined);
  });

  it('reads what was compared of a kept state, if there is something', () => {
    const kept = { sides: [{ run: 'a 1' }, { run: 'b 2', model: 'openai~gpt-4o' }] };
    assert.deepEqual(keptComparisonIn(kept), kept);
    for (const state of [undefined, {}, { sides: [{ run: 'a' }] }, { sides: [{ run: '' }, { run: 'b' }] }])
      assert.equal(keptComparisonIn(state), undefined);
  });
});
