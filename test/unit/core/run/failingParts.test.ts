// What goes wrong with one test, in whatever part of its way, is an error of that test: the others are asked and judged, and the run ends as ever.

import assert from 'node:assert/strict';
import { rescoreRun } from '../../../../src/core/jobs/rescoreRun';
import { findTestType } from '../../../../src/core/testTypes/findTestType';
import type { Evaluation, TestType } from '../../../../src/core/testTypes/testType';
import type { Expectation } from '../../../../src/shared/run/benchmark';
import { readTestResult } from '../../../storedTests';
import { echo, never, rescoreRequest, words } from './engineFixture';
import { ServedRuns, type ServedRun } from './servedRuns';

const model = 'openai~m';
const bad = 'bad';
const broken = new TypeError("Cannot read properties of undefined (reading 'length')");
const fail = (): never => {
  throw broken;
};

type Part = 'evaluate' | 'expectedText' | 'answerForm';

/** Lets one part of a test type do something else for the tests that expect the bad word. */
function spoil<Name extends Part>(type: TestType, part: Name, other: TestType[Name]): void {
  const { evaluate, expectedText, answerForm } = good;
  const isBad = (expectation: Expectation): boolean => expectation === bad;
  const spoilt: Pick<TestType, Part> = {
    evaluate: (judging) => (isBad(judging.expectation) ? changed.evaluate(judging) : evaluate.call(type, judging)),
    expectedText: (...args) => (isBad(args[0]) ? changed.expectedText(...args) : expectedText.apply(type, args)),
    answerForm: (...args) => (isBad(args[0]) ? changed.answerForm(...args) : answerForm.apply(type, args)),
  };
  const changed: Pick<TestType, Part> = { ...good, [part]: other };
  Object.assign(type, spoilt);
}

const type = findTestType('raw_string_evaluator');
const good = { ...type };

describe('a part of a test that fails', () => {
  let runs: ServedRuns;
  beforeEach(async () => {
    runs = await ServedRuns.make();
    await runs.openAi({ reply: ({ prompt }) => ({ text: echo(prompt) }) });
  });
  afterEach(async () => {
    Object.assign(type, good);
    await runs.remove();
  });

  const run = (): Promise<ServedRun> => runs.run({ models: [model], prompts: words('one', bad, 'two') });
  const verdicts = ({ state }: Pick<ServedRun, 'state'>): (string | null)[] =>
    state.models[0]!.tests.map(({ verdict }) => verdict);

  const odd = (record: object): Evaluation =>
    ({ record: { testType: type.name, answer: bad, expected: bad, got: bad, ...record } }) as Evaluation;
  const failures: [what: string, evaluate: TestType['evaluate']][] = [
    ['throws', fail],
    ['rejects', () => Promise.reject(broken)],
    ['throws what is no error', () => Promise.reject('no' as unknown as Error)],
    ['gives nothing', () => Promise.resolve(undefined as unknown as Evaluation)],
    ['gives no verdict', () => Promise.resolve(odd({}))],
    ['gives a score that is no number', () => Promise.resolve(odd({ verdict: 'correct', score: Number.NaN }))],
    ['gives a text that is none', () => Promise.resolve(odd({ verdict: 'correct', got: 7 }))],
  ];
  for (const [what, evaluate] of failures)
    it(`is that test's error where judging ${what}, and can be judged again`, async () => {
      spoil(type, 'evaluate', evaluate);
      const ended = await run();
      assert.equal(ended.state.status, 'finished');
      assert.deepEqual(verdicts(ended), ['correct', 'error', 'correct']);
      const { error, response, expected } = await readTestResult(ended.runDirectory, model, 2);
      assert.equal(error!.kind, 'evaluator');
      assert.match(error!.message, /^The answer could not be judged: /);
      assert.deepEqual([response, expected], [bad, bad], 'what was paid for is kept');

      const again = await rescoreRun(rescoreRequest(ended.runDirectory), () => undefined, never);
      assert.deepEqual([verdicts(again), again.changed], [['correct', 'error', 'correct'], 0]);
      Object.assign(type, good);
      const mended = await rescoreRun(rescoreRequest(ended.runDirectory), () => undefined, never);
      assert.deepEqual([verdicts(mended), mended.changed], [['correct', 'correct', 'correct'], 1]);
    });

  it('makes no verdict another where what is expected has no words', async () => {
    spoil(type, 'expectedText', fail);
    const ended = await run();
    assert.deepEqual([verdicts(ended)[0], verdicts(ended)[2], ended.state.status], ['correct', 'correct', 'finished']);
  });

  it('is said, and ends nothing, where a screen fails', async () => {
    const listener = {
      onStarted: () => undefined,
      onEvents: () => {
        throw broken;
      },
    };
    const ended = await runs.run({ models: [model], prompts: words('one', 'two') }, {}, listener);
    assert.deepEqual([verdicts(ended), ended.state.status], [['correct', 'correct'], 'finished']);
    const { problems } = await ended.manifest();
    assert.deepEqual(problems, [`The screen of the run failed while it went on: ${broken.message}`]);
  });

  it("is that test's error where its question can not be put together", async () => {
    spoil(type, 'answerForm', fail);
    const ended = await run();
    assert.deepEqual(verdicts(ended), ['correct', 'error', 'correct']);
    const { error, prompt } = await readTestResult(ended.runDirectory, model, 2);
    assert.deepEqual([error, prompt], [{ kind: 'notSent', message: `Nothing was sent: ${broken.message}` }, '']);
  });
});
