import assert from 'node:assert/strict';
import { judgeAgreement } from '../../../../src/shared/run/judgeAgreement';
import type { RubricVerdict, RunEvent } from '../../../../src/shared/run/events';
import { modelFamily } from '../../../../src/shared/run/modelFamily';
import type { RunState } from '../../../../src/shared/run/runState';
import { applyEvent, foldRun } from '../../../../src/shared/run/foldRun';
import { agreementText, judgeNotes } from '../../../../src/shared/words/agreementText';
import { sketchedEvents } from './sketchedRun';

/** `a` both pass, `b` label alone, `c` verdict alone, `d` neither. */
const pairs = (a: number, b: number, c: number, d: number): { label: boolean; verdict: boolean }[] => [
  ...Array.from({ length: a }, () => ({ label: true, verdict: true })),
  ...Array.from({ length: b }, () => ({ label: true, verdict: false })),
  ...Array.from({ length: c }, () => ({ label: false, verdict: true })),
  ...Array.from({ length: d }, () => ({ label: false, verdict: false })),
];

describe('The agreement of a judge with people', () => {
  it('is counted, and beyond chance is Cohen’s kappa', () => {
    // The example of the article on Cohen's kappa: 20, 5, 10, 15 of 50.
    const { labels, agreed, kappa } = judgeAgreement(pairs(20, 5, 10, 15));
    assert.deepEqual([labels, agreed, kappa?.toFixed(6)], [50, 35, '0.400000']);
    assert.equal(judgeAgreement(pairs(3, 0, 0, 4)).kappa, 1);
    assert.equal(judgeAgreement(pairs(0, 2, 2, 0)).kappa, -1);
    assert.equal(judgeAgreement(pairs(2, 2, 2, 2)).kappa, 0);
  });

  it('has no kappa where all labels or all verdicts are of one kind, and none of nothing', () => {
    assert.deepEqual(judgeAgreement(pairs(3, 1, 0, 0)), { labels: 4, agreed: 3, kappa: null });
    assert.deepEqual(judgeAgreement(pairs(3, 0, 1, 0)), { labels: 4, agreed: 3, kappa: null });
    assert.deepEqual(judgeAgreement([]), { labels: 0, agreed: 0, kappa: null });
  });

  it('is said in words', () => {
    assert.equal(
      agreementText('openai~x', judgeAgreement(pairs(20, 5, 10, 15))),
      'Judge openai~x agrees with 35 of 50 labels (70%, kappa 0.40).',
    );
    assert.equal(agreementText('x', judgeAgreement(pairs(1, 0, 0, 0))), 'Judge x agrees with 1 of 1 label (100%).');
    assert.equal(agreementText('x', null), 'Judge x is uncalibrated.');
    assert.equal(
      agreementText('x', judgeAgreement(pairs(4, 1, 0, 3)), judgeAgreement(pairs(1100, 0, 1, 0))),
      'Judge x agrees with 7 of 8 labels (87.5%, kappa 0.75) and with 1,100 of 1,101 reviews (>99.9%).',
    );
    assert.equal(
      agreementText('x', judgeAgreement([]), judgeAgreement(pairs(1, 0, 0, 0))),
      'Judge x agrees with 1 of 1 review (100%).',
    );
  });
});

describe('The agreement of a judge with reviewers', () => {
  const model = 'openai~a';
  const calibrated = (key: string, labels: number): RunEvent => ({
    type: 'judgeCalibrated',
    t: 0,
    judge: `judge~${key}`,
    key,
    rubric: `It is ${key}.`,
    labels,
    agreed: labels,
    kappa: null,
    answers: [],
    cost: { usd: 0, calls: 0 },
  });
  const said = (key: string, letter: string, decides = true): RubricVerdict => ({
    key,
    verdict: letter === '#' ? 'correct' : 'incorrect',
    decides,
  });

  /** A run whose tests were judged so by rubrics. */
  const judged = (row: string, rubricsOf: (letter: string, index: number) => RubricVerdict[] | undefined): RunState => {
    const state = foldRun(sketchedEvents({ rows: { [model]: '' } }));
    const [start, ...events] = sketchedEvents({ rows: { [model]: row } });
    for (const event of [start!, calibrated('polite', 2), calibrated('short', 0), ...events]) {
      const rubrics = event.type === 'testFinished' ? rubricsOf(row[event.index - 1]!, event.index) : undefined;
      applyEvent(state, event.type === 'testFinished' && rubrics ? { ...event, rubrics } : event);
    }
    return state;
  };
  const review = (state: RunState, index: number, verdict: 'correct' | 'incorrect' | 'error', reviewer = 'Ada'): void =>
    void applyEvent(state, { type: 'testReviewed', t: 0, at: '', model, index, reviewer, verdict, reason: 'x' });

  it('is of the verdicts of people on tests that were left to the rubric', () => {
    const state = judged('##xx!', (letter, index) => [said('polite', letter), said('short', letter, index === 3)]);
    assert.deepEqual(judgeNotes(state), [
      'Judge judge~polite agrees with 2 of 2 labels (100%). Rubric: It is polite.',
      'Judge judge~short is uncalibrated. Rubric: It is short.',
    ]);
    review(state, 1, 'correct');
    review(state, 1, 'incorrect', 'Grace');
    review(state, 3, 'incorrect');
    review(state, 4, 'error');
    assert.deepEqual(judgeNotes(state), [
      'Judge judge~polite agrees with 2 of 2 labels (100%) and with 2 of 3 reviews (66.7%, kappa 0.40). Rubric: It is polite.',
      'Judge judge~short agrees with 1 of 1 review (100%). Rubric: It is short.',
    ]);
    review(state, 1, 'correct', 'Grace');
    assert.match(judgeNotes(state)[0]!, /with 3 of 3 reviews \(100%, kappa 1\.00\)/);
  });

  it('follows what the judge was last taken to say, and is of nothing where the test is asked anew', () => {
    const state = judged('#x', (letter) => [said('short', letter)]);
    review(state, 1, 'correct');
    const rescored = { type: 'testRescored', t: 9, at: '', model, index: 1, previousVerdict: 'correct' } as const;
    applyEvent(state, { ...rescored, verdict: 'incorrect', rubrics: [said('short', 'x')] });
    assert.match(judgeNotes(state)[1]!, /agrees with 0 of 1 review \(0%\)/);
    applyEvent(state, { ...rescored, verdict: 'incorrect' });
    assert.match(judgeNotes(state)[1]!, /is uncalibrated/);
    applyEvent(state, { ...rescored, verdict: 'correct', rubrics: [said('short', '#')] });
    assert.match(judgeNotes(state)[1]!, /agrees with 1 of 1 review/);
    applyEvent(state, { type: 'testStarted', t: 9, model, index: 1 });
    assert.equal(state.models[0]!.tests[0]!.rubrics, null);
    assert.match(judgeNotes(state)[1]!, /is uncalibrated/);
  });

  it('is of nothing in runs that did not keep what the rubrics said, and of rubrics that the run does not know', () => {
    for (const state of [judged('#x', () => undefined), judged('#x', (letter) => [said('another', letter)])]) {
      review(state, 1, 'correct');
      assert.match(
        judgeNotes(state).join('\n'),
        /^Judge judge~polite agrees with 2 of 2 labels .*\n.* is uncalibrated\./,
      );
    }
  });
});

describe('The family of a model', () => {
  for (const [name, family] of [
    ['claude-sonnet-4-5', 'Claude'],
    ['anthropic/claude-3-haiku', 'Claude'],
    ['gpt-4o-mini', 'GPT'],
    ['o3', 'GPT'],
    ['gemma3:4b', 'Gemini'],
    ['llama3.2', 'Llama'],
    ['qwen2.5-coder', 'Qwen'],
    ['mistral-large', 'Mistral'],
    ['pixtral-12b', 'Mistral'],
    ['swift', null],
  ] as const) {
    it(`of ${name} is ${family ?? 'not known'}`, () => assert.equal(modelFamily({ name }), family));
  }
});
