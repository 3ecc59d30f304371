// The simulated model API: repeatable, abortable, and right or wrong exactly as it means to be, as the real evaluators judge it.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { PythonRunner } from '../../../../src/core/python/pythonRunner';
import { seededRandom } from '../../../../src/shared/statistics/seededRandom';
import { connectSimulated, tokensOf } from '../../../../src/core/providers/connectSimulated';
import { simulatedAnswer } from '../../../../src/core/providers/simulatedAnswer';
import { simulatedProfiles } from '../../../../src/core/providers/simulatedProfiles';
import type { Expectation, TestTypeName } from '../../../../src/shared/run/benchmark';
import { pythonOfThisProcess } from '../testTypes/pythonOfThisProcess';
import { listenedAsk, providerErrorOf } from '../../../servers/listenedAsk';
import type { Heard } from '../../../servers/listenedAsk';
import { evaluate } from '../testTypes/evaluate';

const indexes = (count: number): number[] => Array.from({ length: count }, (_, position) => position + 1);

async function askMany(profile: string, count: number, provider = connectSimulated()): Promise<Heard[]> {
  const connected = await provider;
  return Promise.all(
    indexes(count).map((promptIndex) =>
      listenedAsk(connected, {
        model: `simulated~${profile}`,
        promptIndex,
        expected: '42',
        prompt: `Question ${promptIndex}`,
      }),
    ),
  );
}

describe('simulated model API', () => {
  it('gives the same answers to the same prompts', async () => {
    const [first, second] = await Promise.all([askMany('hasty', 30), askMany('hasty', 30)]);
    assert.deepEqual(
      first.map((heard) => heard.answer),
      second.map((heard) => heard.answer),
    );
    assert.ok(new Set(first.map((heard) => heard.answer)).size > 2, 'but not the same to all');
  });

  it('counts its first token from the request on, not from when it began to make an answer up', async () => {
    for (const testType of ['raw_string_evaluator', 'choice', 'python_print_execution_with_num_output'] as const) {
      const heard = await listenedAsk(await connectSimulated(), { model: 'simulated~hasty', testType });
      const { load, promptEvaluation } = heard.reply!.serverTimings!;
      // Timers may fire a millisecond early.
      assert.ok(heard.headersAfter! >= load! + promptEvaluation! - 1, `${testType}: ${heard.headersAfter} ms`);
    }
  });

  it('is as accurate as it states', async () => {
    const heard = await askMany('hasty', 200);
    const verdicts = await Promise.all(heard.map((one) => evaluate('raw_string_evaluator', one.answer, '42')));
    const share = verdicts.filter((one) => one.record.verdict === 'correct').length / 200;
    assert.ok(Math.abs(share - 0.55) < 0.1, String(share));
  });

  it('tells what it does, in order, and reports its load at the first call only', async () => {
    const provider = await connectSimulated();
    const first = await listenedAsk(provider, { model: 'simulated~scholar' });
    const second = await listenedAsk(provider, { model: 'simulated~scholar', promptIndex: 2 });
    assert.equal(first.order, 'sent headers chunk reasoning answer');
    assert.equal(first.sent[0]!.url, 'simulated://scholar');
    assert.equal(first.sent[0]!.parameters.simulated, true);
    assert.equal(first.reply!.serverTimings!.load, 900);
    assert.equal(second.reply!.serverTimings!.load, 0);
    const { tokens } = first.reply!;
    assert.equal(tokens.source, 'usage');
    assert.equal(tokens.output, first.texts.answer + first.texts.reasoning);
    assert.equal(tokens.reasoning, first.texts.reasoning);
    assert.deepEqual([first.reply!.finishReason, first.reply!.stoppedBy], ['stop', 'none']);
  });

  it('ends in errors and hiccups where its profile says so, the same ones every time', async () => {
    const provider = connectSimulated();
    const first = await askMany('flaky', 250, provider);
    const hiccups = first.filter((heard) => heard.error && providerErrorOf(heard).isRetryable);
    const permanent = first.filter((heard) => heard.error && !providerErrorOf(heard).isRetryable);
    assert.ok(hiccups.length > 3 && permanent.length > 0, `${hiccups.length} ${permanent.length}`);
    assert.ok(hiccups.every((heard) => providerErrorOf(heard).status === 503));
    assert.ok(
      first.some((heard) => heard.reply?.stoppedBy === 'length') &&
        first.some((heard) => heard.reply?.stoppedBy === 'refusal'),
    );

    const second = await askMany('flaky', 250, provider);
    assert.equal(
      second.filter((heard) => heard.error).length,
      permanent.length,
      'a hiccup is over at the second attempt, an error is not',
    );
  });

  it('says which models there are when asked for another', async () => {
    const error = providerErrorOf(await listenedAsk(await connectSimulated(), { model: 'simulated~gpt' }));
    assert.deepEqual([error.status, error.isRetryable], [404, false]);
    assert.match(error.message, /There is no simulated model "gpt"\. There are simulated~swift, simulated~steady, /);
  });

  it('stops at once when aborted, before the first token and between tokens', async () => {
    const provider = await connectSimulated();
    const before = await listenedAsk(provider, {
      model: 'simulated~swift',
      signal: AbortSignal.abort(new Error('never mind')),
    });
    assert.deepEqual([(before.error as Error).message, before.sent.length], ['never mind', 0]);
    const abort = new AbortController();
    const between = await listenedAsk(provider, {
      model: 'simulated~swift',
      expected: 'word '.repeat(200),
      signal: abort.signal,
      onText: () => abort.abort(new Error('enough')),
    });
    assert.deepEqual([(between.error as Error).message, between.texts.answer], ['enough', 1]);
  });

  it('states sensible profiles under names that need no escaping', () => {
    assert.equal(new Set(simulatedProfiles.map((profile) => profile.name)).size, simulatedProfiles.length);
    for (const profile of simulatedProfiles) {
      assert.match(profile.name, /^[a-z]+$/);
      for (const share of [profile.accuracy, profile.errorRate, profile.hiccupRate])
        assert.ok(share >= 0 && share <= 1);
      // Twenty answers of thirty tokens (and thirty of reasoning) within a first run's patience.
      const tokens = profile.isReasoning ? 60 : 30;
      assert.ok(
        profile.loadMs + 20 * (profile.firstTokenMs + (1000 * tokens) / profile.tokensPerSecond) < 25_000,
        profile.name,
      );
    }
  });

  it('takes any text apart into tokens that join to it', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => assert.equal(tokensOf(text).join(''), text)));
  });
});

describe('simulated answers, as the evaluators judge them', () => {
  let python: PythonRunner;

  before(async () => {
    python = await pythonOfThisProcess();
  });

  async function verdict(
    testType: TestTypeName,
    expectation: Expectation,
    isCorrect: boolean,
    seed: string,
  ): Promise<{ verdict: string; answer: string }> {
    const answer = await simulatedAnswer({ testType, expectation, picture: null }, isCorrect, seededRandom(seed));
    const { record } = await evaluate(testType, answer, expectation, { python });
    return { verdict: record.verdict, answer };
  }

  async function assertJudgedAsMeant(
    testType: TestTypeName,
    expectations: fc.Arbitrary<Expectation>,
    runs: number,
  ): Promise<void> {
    await fc.assert(
      fc.asyncProperty(
        expectations,
        fc.boolean(),
        fc.string({ maxLength: 4 }),
        async (expectation, isCorrect, seed) => {
          const judged = await verdict(testType, expectation, isCorrect, seed);
          assert.equal(
            judged.verdict,
            isCorrect ? 'correct' : 'incorrect',
            `${JSON.stringify(expectation)} answered with ${JSON.stringify(judged.answer)}`,
          );
        },
      ),
      { numRuns: runs },
    );
  }

  const numbers = fc.oneof(
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom<Expectation>(0, -1, 15, 0.1, 1e21, 1e-7, '15.0', '-0.50', '007', '+5', '1e3', '3.', '.5'),
  );
  // What a test could expect: something, and no fence or thinking, which the evaluators take out of every answer.
  const words = fc
    .oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('15', 'git commit -m "a b"', 'Line one\n  line two', "it's", 'a\\b', 'naïve — 世界 🌍', 'true'),
    )
    .filter((text) => text.trim() !== '' && !/```|~~~|<\/?think/i.test(text));

  it('raw strings', () => assertJudgedAsMeant('raw_string_evaluator', fc.oneof(words, numbers, fc.boolean()), 300));

  it('JSON', () =>
    assertJudgedAsMeant(
      'json_validator_eval',
      fc.oneof(
        fc.jsonValue().map((value) => (typeof value === 'object' && value !== null ? value : [value])),
        fc.json(),
      ) as fc.Arbitrary<Expectation>,
      300,
    ));

  it('numbers printed by Python', () => assertJudgedAsMeant('execute_python_code_with_num_output', numbers, 150));

  it('expressions printed by Python', () =>
    assertJudgedAsMeant('python_print_execution_with_num_output', numbers, 150));

  it('texts printed by Python', () =>
    assertJudgedAsMeant(
      'execute_python_code_with_string_output',
      fc.oneof(words, numbers, fc.boolean(), fc.constant<Expectation>(['a', 1])),
      150,
    ));
});
