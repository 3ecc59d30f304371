// What a panel says is checked before it is believed, and a request that is not understood keeps the id it is answered by.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseRunPanelMessage, runIdIn } from '../../../../src/extension/pages/runPanelMessages';
import type { PanelMessage } from '../../../../src/shared/protocols/runPanelProtocol';
import { defaultViewSettings } from '../../../../src/shared/run/viewSettings';

const everyMessage: PanelMessage[] = [
  { type: 'ready' },
  { type: 'needSnapshot' },
  { type: 'request', id: 1, request: { type: 'testDetail', model: 'ollama~llama3.2', index: 3 } },
  { type: 'request', id: 2, request: { type: 'benchmarkText' } },
  { type: 'request', id: 3, request: { type: 'shortAnswers', tests: [{ model: 'ollama~llama3.2', index: 3 }] } },
  { type: 'cancelRun' },
  { type: 'skipImages' },
  { type: 'newBench' },
  { type: 'backToRun' },
  { type: 'newBenchmark' },
  { type: 'runBenchmark', uri: 'file:///a.yaml' },
  { type: 'openBenchmark', uri: 'file:///a.yaml' },
  { type: 'openRun', runDirectory: '/runs/a' },
  { type: 'chooseFile' },
  { type: 'useSampleData' },
  { type: 'fileDropped', name: 'a.yaml', text: 'benchmark_name: ä' },
  { type: 'changeSettings', settings: defaultViewSettings },
  { type: 'openTranscript', model: 'openai~gpt-4o', index: 1 },
  { type: 'openResult', model: 'openai~gpt-4o', index: 1 },
  { type: 'openTestPage', model: 'openai~gpt-4o', index: 1 },
  { type: 'resumeRun' },
  { type: 'revealRun' },
  { type: 'runAction', action: 'runAgain' },
  { type: 'copyText', text: '' },
];

describe('messages of the panel', () => {
  for (const message of everyMessage) {
    it(`takes ${message.type} as it is`, () => assert.deepEqual(parseRunPanelMessage(message), { message }));
  }

  it('refuses what is out of range', () => {
    const refused: unknown[] = [
      { type: 'openResult', model: 'm', index: 0 },
      { type: 'openResult', model: 'm', index: 1.5 },
      { type: 'changeSettings', settings: { ...defaultViewSettings, squareSize: 5000 } },
      { type: 'fileDropped', name: '', text: '' },
      { type: 'unknown' },
    ];
    for (const message of refused) assert.ok('problem' in parseRunPanelMessage(message), JSON.stringify(message));
  });

  it('keeps the id of a request that it does not understand', () => {
    const parsed = parseRunPanelMessage({ type: 'request', id: 7, request: { type: 'launchMissiles' } });
    assert.ok('problem' in parsed);
    assert.equal(parsed.requestId, 7);
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.anything(), (raw) => void parseRunPanelMessage(raw)));
    fc.assert(fc.property(fc.anything(), (raw) => void runIdIn(raw)));
  });

  it('reads the run of a kept state, if there is one', () => {
    assert.equal(runIdIn({ runId: '2026-11-21_17-45-03_simple-math', clock: null }), '2026-11-21_17-45-03_simple-math');
    assert.equal(runIdIn({ runId: '' }), undefined);
    assert.equal(runIdIn(undefined), undefined);
  });
});
