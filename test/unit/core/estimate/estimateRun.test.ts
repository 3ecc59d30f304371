// The pre-run sheet against cases worked out by hand.

import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { estimateBenchmark } from '../../../../src/core/estimate/estimateBenchmark';
import type { RunEstimate } from '../../../../src/core/estimate/estimateRun';
import { costRangeText, estimateNotes } from '../../../../src/core/estimate/estimateWords';
import { InvalidBenchmark } from '../../../../src/core/run/planRun';
import { runBenchmark } from '../../../../src/core/run/runBenchmark';
import { EngineFixture, never, recorder, runSettings, type RequestChanges } from '../run/engineFixture';

/** 39 characters. */
const text = 'Say the word that follows: abcdefghijkl';

describe('the estimate of a run', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'isb-estimate-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const estimate = (benchmark: object, changes: RequestChanges = {}): Promise<RunEstimate> =>
    estimateBenchmark({
      benchmarkPath: join(folder, 'b.yaml'),
      benchmarkText: JSON.stringify({
        benchmark_name: 'B',
        purpose: 'p',
        base_prompt: text,
        test_type: 'raw_string_evaluator',
        prompts: [{ expectation: 'x' }, { expectation: 'y' }],
        ...benchmark,
      }),
      runsDirectory: join(folder, 'runs'),
      place: { benchmarkFolder: folder, filesRoot: folder },
      ...runSettings({ environment: { OPENAI_API_KEY: 'k', ANTHROPIC_API_KEY: 'k' }, mode: null, ...changes }),
    });

  it('has the calls to judge models in its cost: votes x tests, and those of labelled answers', async () => {
    const rubric = { rubric: 'It is polite.', judge: 'openai~gpt-4o' };
    const of = (votes: number, examples: object[] = []): object => ({
      models: ['simulated~swift', 'simulated~steady'],
      test_type: undefined,
      prompts: [1, 2, 3].map(() => ({
        expect: [{ contains: 'x' }, { ...rubric, votes, ...(examples.length > 0 ? { examples } : {}) }],
      })),
    });
    const once = await estimate(of(1));
    assert.deepEqual(
      once.judgeCalls.map(({ judge, calls }) => [judge, calls]),
      [['openai~gpt-4o', 6]],
    );
    const [{ cost }] = once.judgeCalls as [(typeof once.judgeCalls)[number]];
    assert.ok(cost && cost.low > 0 && cost.low < cost.likely && cost.likely < cost.high);
    // The simulated models charge nothing, so that the judge is all there is to pay.
    assert.deepEqual(once.cost, cost);
    assert.equal(once.costToConfirm, cost.likely);
    const thrice = await estimate(of(3));
    assert.equal(thrice.judgeCalls[0]!.calls, 18);
    assert.ok(Math.abs(thrice.cost!.likely - 3 * cost.likely) < 1e-9);
    const labelled = await estimate(of(1, [{ answer: 'Thank you.', verdict: 'pass' }]));
    assert.equal(labelled.judgeCalls[0]!.calls, 7);
    assert.ok(labelled.cost!.likely > cost.likely);
    assert.match(
      estimateNotes(once).join('\n'),
      /6 calls to the judge openai~gpt-4o come on top .* is in that of the run: \$/,
    );
    const unknown = await estimate({ ...of(1), prompts: [{ expect: [{ ...rubric, judge: 'openai~gpt-nonsense' }] }] });
    assert.equal(unknown.judgeCalls[0]!.cost, null);
    assert.match(estimateNotes(unknown).join('\n'), /no price of it is known/);
  });

  it("is asked about at the higher of the benchmark's own prices and those without them", async () => {
    const models = ['openai~gpt-4o'];
    const own = (input: number) => ({
      models,
      prices: { 'openai~gpt-4o': { input_per_million: input, output_per_million: input } },
    });
    const listed = await estimate({ models });
    assert.equal(listed.costToConfirm, listed.cost!.likely);
    const free = await estimate(own(0));
    assert.deepEqual([free.cost!.likely, free.costToConfirm], [0, listed.costToConfirm]);
    assert.match(
      estimateNotes(free).join('\n'),
      /Without prices of the benchmark and its project file the run is likely to cost/,
    );
    const dear = await estimate(own(1e6));
    assert.equal(dear.costToConfirm, dear.cost!.likely);
    assert.doesNotMatch(estimateNotes(dear).join('\n'), /Without/);
    // The user's own prices are the user's own.
    const mine = await estimate(
      { models },
      { prices: { 'openai~gpt-4o': { inputPerMillion: 0, outputPerMillion: 0 } } },
    );
    assert.equal(mine.costToConfirm, 0);
    // A model that nobody knows the price of has the benchmark's alone.
    const unknown = await estimate({
      models: ['openai~gpt-x'],
      prices: { 'openai~gpt-x': { input_per_million: 1, output_per_million: 1 } },
    });
    assert.equal(unknown.costToConfirm, unknown.cost!.likely);
  });

  /** A picture as large as it says; only its head is looked at. */
  const writePng = async (name: string, width: number, height: number): Promise<void> => {
    const { createCanvas } = await import('@napi-rs/canvas');
    await writeFile(join(folder, name), createCanvas(width, height).toBuffer('image/png'));
  };

  const close = (actual: number, expected: number): void =>
    assert.ok(Math.abs(actual - expected) < 1e-12, `${actual} is not ${expected}`);

  it('counts calls, tokens and costs', async () => {
    assert.equal(text.length, 39);
    const found = await estimate({ models: ['openai~gpt-4o', 'anthropic~claude-sonnet-4-5'] });
    assert.deepEqual([found.tests, found.calls, found.warmUpCalls, found.priced], [4, 4, 0, 4]);
    // Two prompts: ceil(39/5), ceil(39/4), ceil(39/3) tokens each; answers 10, 20, and 4096 or the 8192 that Anthropic is told.
    assert.deepEqual(found.models[0]!.input, { low: 16, likely: 20, high: 26 });
    assert.deepEqual(found.models[0]!.output, { low: 20, likely: 40, high: 8192 });
    assert.deepEqual(found.models[1]!.output, { low: 20, likely: 40, high: 16_384 });
    // What is said before each prompt is input as well: 40 characters of system text and example, of which 2 are ends of lines.
    const shown = { system: 'x'.repeat(10), examples: [{ user: 'x'.repeat(20), assistant: 'x'.repeat(8) }] };
    const before = await estimate({ models: ['openai~gpt-4o'], ...shown });
    assert.deepEqual(before.models[0]!.input, { low: 32, likely: 40, high: 54 });
    // gpt-4o: $2.50 and $10 a million; claude-sonnet-4-5: $3 and $15.
    close(found.models[0]!.cost!.likely, (20 * 2.5 + 40 * 10) / 1e6);
    close(found.cost!.low, (16 * 2.5 + 20 * 10 + 16 * 3 + 20 * 15) / 1e6);
    close(found.cost!.high, (26 * 2.5 + 8192 * 10 + 26 * 3 + 16_384 * 15) / 1e6);
    assert.equal(found.durationMs, null, 'nobody knows how long');
  });

  it('says how many calls have a known price, and what is free', async () => {
    const found = await estimate({ models: ['openai~gpt-4o', 'openai~gpt-nonsense', 'llama3.2', 'simulated~swift'] });
    assert.deepEqual(
      found.models.map((model) => [model.free, model.cost === null]),
      [
        [null, false],
        [null, true],
        ['local', false],
        ['simulated', false],
      ],
    );
    assert.equal(costRangeText(found).replace(/^.*?\(/, '('), '(6 of 8 calls priced)');
    assert.match(estimateNotes(found).join('\n'), /No price is known of openai~gpt-nonsense/);
    const unknown = await estimate({ models: ['openai~gpt-nonsense'] });
    assert.equal(costRangeText(unknown), 'n/a (0 of 2 calls priced)', 'never $0');
  });

  it('takes prices of the benchmark, then of the settings', async () => {
    const own = { input_per_million: 1000, output_per_million: 0 };
    const found = await estimate(
      { models: ['openai~gpt-4o'], prices: { 'openai~gpt-4o': own } },
      { prices: { 'openai~gpt-4o': { inputPerMillion: 5, outputPerMillion: 5 } } },
    );
    close(found.cost!.likely, 20 * 0.001);
    assert.equal(found.models[0]!.priceSource, 'benchmark');
  });

  it('knows mode and budget of the benchmark, which what is given wins over', async () => {
    const file = { models: ['openai~gpt-4o', 'llama3.2'], mode: 'speed', budget_usd: 0.0001 };
    const found = await estimate(file);
    assert.deepEqual([found.mode, found.budgetUsd, found.warmUpCalls], ['speed', 0.0001, 2]);
    assert.match(estimateNotes(found).join('\n'), /The budget of \$0\.00010 is likely to end the run/);
    const given = await estimate(file, { mode: 'throughput', budgetUsd: 7 });
    assert.deepEqual([given.mode, given.budgetUsd, given.warmUpCalls], ['throughput', 7, 0]);
    assert.equal((await estimate(file, { budgetUsd: 'none' })).budgetUsd, null);
    assert.equal((await estimate({ models: ['llama3.2'] })).mode, 'throughput');
  });

  it('tells missing keys in place of stopping at them', async () => {
    const found = await estimate({ models: ['openai~gpt-4o', 'groq~llama-3.3-70b-versatile'] }, { environment: {} });
    assert.deepEqual(found.missingKeys, [
      { keyVariable: 'OPENAI_API_KEY', models: ['openai~gpt-4o'] },
      { keyVariable: 'GROQ_API_KEY', models: ['groq~llama-3.3-70b-versatile'] },
    ]);
    await assert.rejects(estimate({ models: [] }), InvalidBenchmark);
  });

  it('counts pictures, those that will be resized, and models that take none', async () => {
    await writePng('large.png', 1600, 1600);
    await writePng('small.png', 200, 100);
    const prompts = [
      { image: 'large.png', expectation: 'x' },
      { image: 'small.png', expectation: 'x' },
      { expectation: 'x' },
    ];
    const found = await estimate({
      models: ['openai~gpt-4o', 'openai~o3-mini', 'llava:7b', 'openai~gpt-5.2'],
      prompts,
    });
    // With OpenAI in the run the short edge is at most 768 px.
    assert.deepEqual(found.resized, [
      { source: 'large.png', from: { width: 1600, height: 1600 }, to: { width: 768, height: 768 } },
    ]);
    const [gpt4o, o3mini, llava, unknown] = found.models;
    // 768 x 768 px are 2 x 2 tiles: 85 + 4 x 170; 200 x 100 is one.
    assert.equal(gpt4o!.input!.likely, 85 + 4 * 170 + 85 + 170 + 3 * 10);
    assert.deepEqual(
      [o3mini!.calls, o3mini!.notAsked],
      [1, [{ kind: 'noVision', tests: 2, message: 'openai~o3-mini takes no pictures.' }]],
    );
    assert.deepEqual([llava!.calls, llava!.maybeBlind, llava!.free], [3, 2, 'local']);
    assert.deepEqual([unknown!.input, unknown!.cost, unknown!.maybeBlind], [null, null, 0]);
    const notes = estimateNotes(found).join('\n');
    assert.match(notes, /2 tests of openai~o3-mini will not be run: openai~o3-mini takes no pictures\./);
    assert.match(notes, /Whether ollama~llava:7b takes pictures is not known; 2 tests of it have one\./);
    assert.match(notes, /large\.png will be resized from 1600 x 1600 to 768 x 768 px\./);
    assert.match(
      notes,
      /The cost of openai~gpt-5\.2 can't be told in advance: how many tokens its pictures are is not known\./,
    );
    const native = await estimate({ models: ['openai~gpt-4o'], prompts, image_size: 'native' });
    assert.deepEqual(native.resized, []);
  });

  it('names tests that a model API does not do', async () => {
    await writePng('small.png', 200, 100);
    const prompts = [{ image: 'small.png', test_type: 'ocr', expectation: { text: 'Save' } }, { expectation: 'x' }];
    const found = await estimate({ models: ['tesseract~eng'], prompts });
    assert.equal(found.calls, 1);
    assert.deepEqual(
      found.models[0]!.notAsked.map(({ kind, tests }) => ({ kind, tests })),
      [{ kind: 'unsupported', tests: 1 }],
    );
  });

  it('is calibrated by earlier runs: tokens, and minutes by queue', async () => {
    const fixture = await EngineFixture.make();
    try {
      const parts = {
        models: ['simulated~swift', 'simulated~steady'],
        prompts: ['one', 'two', 'three'].map((word) => ({ word, expectation: word })),
        name: 'Known',
      };
      const { state } = await runBenchmark(fixture.request(parts), recorder(), never);
      const request = fixture.request(parts);
      const found = await estimateBenchmark({
        ...request,
        place: { benchmarkFolder: fixture.folder, filesRoot: null },
      });
      for (const [at, model] of found.models.entries()) {
        const tests = state.models[at]!.tests;
        const sum = (pick: (test: (typeof tests)[number]) => number): number =>
          tests.reduce((total, test) => total + pick(test), 0);
        assert.equal(model.earlierRuns, 1);
        assert.equal(
          model.input!.likely,
          sum((test) => test.tokens!.input!),
        );
        assert.equal(model.output.likely, 3 * Math.ceil(sum((test) => test.tokens!.output!) / 3));
        close(
          model.totalMs! * 3,
          sum((test) => test.timings!.total!),
        );
      }
      // Simulated models have a queue each: the run is as long as the longer one.
      close(found.durationMs!, Math.max(...found.models.map((model) => model.totalMs! * 3)));
      const hourly = await estimateBenchmark({
        ...request,
        benchmarkText: request.benchmarkText.replaceAll('simulated~', 'vllm~'),
        money: { ...request.money, prices: { 'vllm~swift': { perHour: 3.6 } } },
        place: { benchmarkFolder: null, filesRoot: null },
      });
      assert.equal(hourly.models[0]!.cost, null, 'no run of this model tells how long a test takes');
      assert.match(estimateNotes(hourly).join('\n'), /vllm~swift can't be told in advance: it is paid by the hour/);
    } finally {
      await fixture.remove();
    }
  });

  it('sends nothing to anybody', async () => {
    const fetched: unknown[] = [];
    const real = globalThis.fetch;
    globalThis.fetch = (...call) => {
      fetched.push(call[0]);
      return Promise.reject(new Error('no network'));
    };
    try {
      await writePng('small.png', 200, 100);
      await mkdir(join(folder, 'runs'));
      await estimate({ models: ['llava:7b', 'openai~gpt-4o'], prompts: [{ image: 'small.png', expectation: 'x' }] });
    } finally {
      globalThis.fetch = real;
    }
    assert.deepEqual(fetched, []);
  });
});
