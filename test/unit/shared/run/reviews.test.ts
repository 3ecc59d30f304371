// What people say of tests, folded: the latest of each counts, nothing of the program's changes, and a test asked anew is nobody's yet.

import assert from 'node:assert/strict';
import type { RunEvent } from '../../../../src/shared/run/events';
import { reviewAgreement } from '../../../../src/shared/figures/reviewAgreement';
import { reviewSummary } from '../../../../src/shared/run/reviews';
import type { TestReview } from '../../../../src/shared/run/testReview';
import { columnsOf, stateOf } from '../../../../src/shared/run/runColumns';
import type { RunState } from '../../../../src/shared/run/runState';
import { applyEvent, foldRun } from '../../../../src/shared/run/foldRun';
import { reviewAgreementText, reviewParts, signOffText } from '../../../../src/shared/words/reviewText';
import { sketchedEvents } from './sketchedRun';

const model = 'openai~a';

function review(index: number, reviewer: string, said: Omit<Partial<TestReview>, 'at' | 'reviewer'>): RunEvent {
  return { type: 'testReviewed', t: 0, at: '2026-11-28T10:00:00+00:00', model, index, reviewer, ...said };
}

describe('reviews of a run', () => {
  let state: RunState;
  const tell = (...events: RunEvent[]): void => events.forEach((event) => applyEvent(state, event));
  const counts = (): number[] => {
    const { reviewed, disagreed, commented } = reviewSummary(state);
    return [reviewed, disagreed, commented];
  };

  beforeEach(() => {
    state = foldRun(sketchedEvents({ rows: { [model]: '#x!.' } }));
  });

  it('count the latest of each reviewer, beside verdicts that stay', () => {
    const before = state.models[0]!.tests.map(({ verdict }) => verdict);
    tell(review(1, 'Ada', { verdict: 'incorrect', reason: 'no' }), review(2, 'Ada', { verdict: 'incorrect' }));
    tell(review(1, 'Grace', { verdict: 'correct', comment: 'yes' }), review(3, 'Grace', { comment: 'why?' }));
    assert.deepEqual(counts(), [2, 1, 2]);
    tell(review(1, 'Ada', { verdict: 'correct' }));
    assert.deepEqual(counts(), [2, 0, 2]);
    assert.deepEqual(
      state.models[0]!.tests[0]!.reviews?.map(({ reviewer }) => reviewer),
      ['Grace', 'Ada'],
    );
    assert.deepEqual(
      state.models[0]!.tests.map(({ verdict }) => verdict),
      before,
    );
    assert.deepEqual(stateOf(columnsOf(state)), state);
  });

  it('agree with the program as far as both judged the test', () => {
    assert.equal(reviewAgreementText(reviewAgreement(state.models.flatMap(({ tests }) => tests))), null);
    tell(review(1, 'Ada', { verdict: 'correct' }), review(2, 'Ada', { verdict: 'incorrect' }));
    tell(
      review(2, 'Grace', { verdict: 'correct', reason: 'x' }),
      review(3, 'Grace', { verdict: 'correct', reason: 'x' }),
    );
    tell(review(1, 'Grace', { comment: 'no verdict' }));
    const agreement = reviewAgreement(state.models.flatMap(({ tests }) => tests));
    assert.deepEqual([agreement.labels, agreement.agreed, agreement.kappa?.toFixed(2)], [3, 2, '0.40']);
    // Wilson 95% of 2 of 3, as in R's binom.confint(2, 3, methods = "wilson").
    assert.equal(reviewAgreementText(agreement), '66.7% (21-94), 2 of 3 reviews of 2 judged tests agree, kappa 0.40');
  });

  it('are told in lists, without a sign-off that the run has outgrown', () => {
    const parts = (): string[] => reviewParts(reviewSummary(state), 4);
    assert.deepEqual(parts(), []);
    tell(review(1, 'Ada', { verdict: 'correct' }), { type: 'runSignedOff', t: 0, at: '', reviewer: 'Ada\u202e' });
    assert.deepEqual(parts(), ['reviewed 1/4', 'signed off by Ada<U+202E>']);
    tell({ type: 'runResumed', t: 9000, at: '' });
    assert.deepEqual(parts(), ['reviewed 1/4']);
  });

  it('tell of a sign-off how many tests nobody had reviewed then, whatever is reviewed since', () => {
    const texts = (): string[] => reviewSummary(state).signOffs.map((one) => signOffText(one, (at) => at));
    tell(review(1, 'Ada', { verdict: 'correct' }), { type: 'runSignedOff', t: 0, at: '10:00', reviewer: 'Ada' });
    tell(review(2, 'Bea', { verdict: 'incorrect' }), review(3, 'Bea', { verdict: 'incorrect' }));
    tell({ type: 'runSignedOff', t: 0, at: '11:00', reviewer: 'Bea' });
    assert.deepEqual(texts(), ['Ada, 10:00, with 2 tests unreviewed', 'Bea, 11:00, with every test reviewed']);
    // As a run.json of before it was counted has it.
    assert.equal(
      signOffText({ reviewer: 'Ada', at: '10:00' }, (at) => at),
      'Ada, 10:00',
    );
  });

  it('leave out what says nothing, what is of no test, and of a crowd those who spoke first', () => {
    tell(review(1, 'Ada', { comment: 'x' }), review(1, 'Ada', {}));
    tell(review(4, 'Ada', { verdict: 'correct' }), review(99, 'Ada', { verdict: 'correct' }));
    assert.deepEqual(counts(), [0, 0, 0]);
    assert.ok(!('reviews' in state.models[0]!.tests[0]!));
    for (let place = 0; place < 250; place++) tell(review(1, `r${place}`, { comment: 'x' }));
    assert.equal(state.models[0]!.tests[0]!.reviews!.length, 100);
    assert.equal(state.models[0]!.tests[0]!.reviews!.at(-1)!.reviewer, 'r249');
  });

  it('are gone with the answer that they were of, and a sign-off is older than the run then', () => {
    const signed: RunEvent = { type: 'runSignedOff', t: 0, at: 'then', reviewer: 'Ada' };
    tell(review(3, 'Ada', { comment: 'x' }), signed, { ...signed, at: 'later' });
    // What was said of #3 is no review: nobody held its verdict to be any.
    assert.deepEqual(state.signOffs, [{ reviewer: 'Ada', at: 'later', unreviewed: 3 }]);
    tell({ type: 'runResumed', t: 9000, at: '' }, { type: 'testStarted', t: 9001, model, index: 3 });
    assert.equal(state.models[0]!.tests[2]!.reviews, undefined);
    assert.deepEqual(state.signOffs, [{ reviewer: 'Ada', at: 'later', unreviewed: 3, isOutdated: true }]);
    tell(signed);
    assert.deepEqual(reviewSummary(state).signOffs, [{ reviewer: 'Ada', at: 'then', unreviewed: 2 }]);
  });
});
