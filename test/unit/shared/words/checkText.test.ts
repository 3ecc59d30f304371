// Checks in words, where they are listed and counted.

import assert from 'node:assert/strict';
import { colorsOf } from '../../../../src/cli/terminal/terminal';
import { testDetailLines } from '../../../../src/cli/text/testDetailLines';
import { measureFigures } from '../../../../src/shared/figures/measureFigures';
import type { RecordedCheck, TestTranscript } from '../../../../src/shared/results/testResult';
import { firstFailing } from '../../../../src/shared/testTypes/checkTitles';
import { testTypeFacets } from '../../../../src/shared/testTypes/testTypeFacets';
import { checkLine, checkText } from '../../../../src/shared/words/checkText';
import { transcriptText } from '../../../../src/shared/words/transcriptText';
import { waitingTest, type TestState } from '../../../../src/shared/run/runState';
import { aTest } from '../../../builders';

const city: RecordedCheck = {
  check: 'contains',
  name: 'city',
  verdict: 'correct',
  score: 1,
  expected: 'contains "Paris"',
  got: 'Paris',
};
const words: RecordedCheck = {
  check: 'contains_all',
  weight: 2,
  verdict: 'incorrect',
  score: 0.5,
  expected: 'contains "a" and "b"',
  got: 'a\nx',
  reason: '"b" is not there.',
};
const measures = { 'check: city': 1, 'check 2: contains_all': 0 };

const transcript: TestTranscript = {
  schemaVersion: 2,
  runId: 'r',
  model: 'simulated~swift',
  index: 1,
  attempts: [],
  evaluation: null,
};

describe('the words of checks', () => {
  it('say verdict, name, degrees and why', () => {
    assert.deepEqual(checkText(city), { verdict: 'holds', expected: 'city: contains "Paris"', score: '', reason: '' });
    assert.equal(checkLine(words), 'does not hold: contains "a" and "b" (score 0.50, weight 2) · "b" is not there.');
    assert.match(
      checkLine({ ...city, verdict: 'error', score: null, reason: 'too\nlate' }),
      /^could not be judged: .* · too late$/,
    );
  });

  it('name the first that does not hold, and are no measures', () => {
    assert.equal(firstFailing(measures), 'contains_all');
    assert.equal(firstFailing({ 'check: city': 0, iou: 0 }), 'city');
    assert.equal(firstFailing({ 'check: city': 1, iou: 0 }), null);
    assert.deepEqual(
      measureFigures({ ...measures, iou: 1 }).map(({ name }) => name),
      ['mean IoU'],
    );
  });

  it('are figures of a run, each named check by itself', () => {
    const judged: TestState = { ...waitingTest(1), phase: 'finished', verdict: 'correct' };
    const state = (value: number): TestState => ({
      ...judged,
      measures: { 'check: city': value, 'check 2: contains': 0 },
    });
    const tests = [state(1), state(0), state(1), judged];
    const { figures } = testTypeFacets.checks.scores!({ tests, judged: tests, judgedOfRun: tests, prompts: [] });
    assert.deepEqual(
      figures.map(({ name, value }) => [name, value?.toFixed(2)]),
      [
        ['Accuracy', '1.00'],
        ['city', '0.67'],
      ],
    );
    assert.match(figures[1]!.definition, /among the n that were judged by it/);
  });

  it('are lines of `show`, in place of expected and got', () => {
    const result = aTest({ verdict: 'incorrect', checks: [city, words], measures });
    const lines = testDetailLines(
      { result, name: '#2', transcript: null, reviews: [], files: [] },
      100,
      colorsOf({ write: () => true }, {}),
    );
    const from = lines.indexOf('Checks');
    assert.deepEqual(
      lines.slice(from + 1, from + 4).map((line) => line.trim()),
      [
        '✓ holds: city: contains "Paris"',
        '✗ does not hold: contains "a" and "b" (score 0.50, weight 2) · "b" is not there.',
        'looked at: a x',
      ],
    );
    assert.ok(!lines.includes('Expected'));
  });

  it('are a table of the transcript', () => {
    const text = transcriptText(aTest({ verdict: 'incorrect', checks: [city, words], measures }), transcript);
    assert.match(text, /\| ✗ does not hold \| contains "a" and "b" \| score 0\.50, weight 2 \|/);
    assert.doesNotMatch(text, /check: city/);
  });
});
