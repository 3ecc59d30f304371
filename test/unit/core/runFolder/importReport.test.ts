import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { importReport } from '../../../../src/core/runFolder/importReport';
import { runBenchmark } from '../../../../src/core/run/runBenchmark';
import { isoWithOffset } from '../../../../src/core/ask/runClock';
import { foldRun } from '../../../../src/shared/run/foldRun';
import { modelStats } from '../../../../src/shared/figures/runStats';
import { EngineFixture, never, recorder } from '../run/engineFixture';

const result = (index: number, changes: object = {}, correct = true) => ({
  prompt_response: {
    response: '5 + 5',
    tokens_per_second: 80,
    provider: 'ollama',
    total_duration_ms: 500,
    load_duration_ms: 20,
    inputAndOutputCost: 0,
    errored: false,
    ...changes,
  },
  execution_result: '10',
  expected_result: '10',
  input_prompt: 'add 5 and 5',
  model: 'llama3.2',
  correct,
  index,
});
const report = (...results: object[]): string =>
  JSON.stringify({
    benchmark_name: 'Simple math',
    purpose: 'p',
    base_prompt: '{{x}}',
    prompt_iterations: [{ dynamic_variables: { x: 'add 5 and 5' }, expectation: '10' }],
    models: [{ model: 'llama3.2', results }],
  });

describe('a report', () => {
  it('replays: each row end to end', () => {
    const { events, details, benchmarkText } = importReport(
      report(result(2, { total_duration_ms: 300 }, false), result(1)),
    );
    const state = foldRun(events);
    assert.equal(state.status, 'finished');
    assert.deepEqual(
      state.models.map((model) => model.model),
      ['ollama~llama3.2'],
    );
    assert.deepEqual(
      state.models[0]!.tests.map((test) => [test.verdict, test.timings?.dispatchedAt, test.timings?.endedAt]),
      [
        ['correct', 0, 500],
        ['incorrect', 500, 800],
      ],
    );
    assert.equal(details('ollama~llama3.2', 1)?.result.prompt, 'add 5 and 5');
    assert.equal(details('ollama~llama3.2', 3), undefined);
    assert.equal(benchmarkText.basePrompt, '{{x}}');
  });

  it('leaves unrecorded what it does not say, and takes 0 for not measured where nothing takes 0', () => {
    const { events, details } = importReport(
      report(result(1, { tokens_per_second: 0, total_duration_ms: 0, inputAndOutputCost: null })),
    );
    const stats = modelStats(foldRun(events).models[0]!.tests);
    assert.deepEqual(
      [stats.tokensPerSecond, stats.averageTotal, stats.costUsd, stats.medianTtft],
      [null, null, null, null],
    );
    assert.equal(details('ollama~llama3.2', 1)?.hasTranscript, false);
  });

  const twice = (...models: [model: string, provider: string, indexes: number[]][]): string =>
    JSON.stringify({
      ...(JSON.parse(report()) as object),
      models: models.map(([model, provider, indexes]) => ({
        model,
        results: indexes.map((index, at) => result(index, { provider, response: `${model} ${at}` })),
      })),
    });
  /** Each row with its answers by prompt. */
  const rowsOf = (text: string): { [model: string]: string[] } => {
    const { events, result } = importReport(text);
    const state = foldRun(events);
    const all = state.models.flatMap(({ model, tests }) =>
      tests.map(({ index }) => result(model, index)).filter((one) => one !== undefined),
    );
    const finished = state.models.flatMap(({ tests }) => tests.filter((test) => test.phase === 'finished'));
    assert.equal(finished.length, all.length, 'the events have as many tests as there are results');
    return Object.fromEntries(
      state.models.map(({ model }) => [
        model,
        all.filter((one) => one.model === model).map((one) => `#${one.index} ${one.response}`),
      ]),
    );
  };
  for (const [what, text, rows] of [
    [
      'names that mean one model',
      twice(['gpt', 'openai', [1, 2]], ['openai~gpt', 'openai', [1, 2]]),
      { 'openai~gpt': ['#1 gpt 0', '#2 gpt 1'], 'openai~gpt (2)': ['#1 openai~gpt 0', '#2 openai~gpt 1'] },
    ],
    [
      'a model twice beside one that is there once: rows of its own',
      twice(['a', 'x', [1]], ['a', 'x', [1]], ['b', 'x', [1]]),
      { 'x~a': ['#1 a 0'], 'x~a (2)': ['#1 a 0'], 'x~b': ['#1 b 0'] },
    ],
    [
      'every model twice: trials',
      twice(['a', 'x', [1, 2]], ['b', 'x', [1, 2, 1, 2]], ['a', 'x', [2, 1]]),
      { 'x~a': ['#1 a 0', '#2 a 1', '#3 a 1', '#4 a 0'], 'x~b': ['#1 b 0', '#2 b 2', '#3 b 1', '#4 b 3'] },
    ],
    [
      'an index three times',
      twice(['a', 'x', [1, 1, 1, 2]]),
      { 'x~a': ['#1 a 0', '#2 a 3'], 'x~a (2)': ['#1 a 1'], 'x~a (3)': ['#1 a 2'] },
    ],
    [
      'a name that is taken by a number',
      twice(['a', 'x', [1]], ['x~a (2)', 'x', [1]], ['x~a', 'y', [1]]),
      { 'x~a': ['#1 a 0'], 'x~a (2)': ['#1 x~a (2) 0'], 'x~a (3)': ['#1 x~a 0'] },
    ],
    [
      'a provider in other letters',
      twice(['gpt', 'OpenAI', [1]], ['gpt', 'openai', [1]], ['b', 'x', [2]]),
      { 'openai~gpt': ['#1 gpt 0'], 'openai~gpt (2)': ['#1 gpt 0'], 'x~b': ['#2 b 0'] },
    ],
    ['a model without results', twice(['a', 'x', []], ['b', 'x', [1]]), { _: [] }],
  ] as const) {
    it(`loses nothing of ${what}`, () => {
      const found = rowsOf(text);
      if ('_' in rows) assert.deepEqual(Object.keys(found), ['ollama~a', 'x~b']);
      else assert.deepEqual(found, rows);
    });
  }

  it('claims no price and no load of a paid model that are 0, nor any other figure below it', () => {
    const figures = (changes: object): unknown[] => {
      const { events, result: resultOf } = importReport(report(result(1, changes)));
      const one = resultOf(foldRun(events).models[0]!.model, 1);
      return [one!.cost.usd, one!.cost.source, one!.timings.load];
    };
    assert.deepEqual(figures({ provider: 'openai', load_duration_ms: 0 }), [null, 'unknown', null]);
    assert.deepEqual(figures({ provider: 'openai', inputAndOutputCost: 0.25, load_duration_ms: 3 }), [
      0.25,
      'report',
      3,
    ]);
    assert.deepEqual(figures({ provider: 'ollama', load_duration_ms: 0 }), [0, 'report', 0]);
    assert.deepEqual(figures({ provider: 'simulated' }), [0, 'report', 20]);
    assert.deepEqual(figures({ provider: 'unheard-of', inputAndOutputCost: -1 }), [null, 'unknown', 20]);
    assert.deepEqual(figures({ provider: 'openai', inputAndOutputCost: null, load_duration_ms: null }), [
      null,
      'unknown',
      null,
    ]);
  });

  for (const [what, said] of [
    ['null', 'null'],
    ['less than 0', '-1'],
    ['no number', 'NaN'],
    ['more than any number', 'Infinity'],
    ['more than a double holds', '1e999'],
    ['more than anybody measured', '1e308'],
    ['an empty field', '0'],
  ] as const) {
    it(`has no figure where it says ${what}`, () => {
      const fields = ['tokens_per_second', 'total_duration_ms', 'load_duration_ms', 'inputAndOutputCost'];
      const text = report(
        result(1, { ...Object.fromEntries(fields.map((field) => [field, 'HERE'])), provider: 'openai' }),
      );
      const { events, details } = importReport(text.replaceAll('"HERE"', said));
      const stats = modelStats(foldRun(events).models[0]!.tests);
      assert.deepEqual(
        [stats.tokensPerSecond, stats.averageTotal, stats.averageLoad, stats.costUsd],
        [null, null, null, null],
      );
      assert.equal(details('openai~llama3.2', 1)?.result.verdict, 'correct');
    });
  }

  it('gives numbers that it writes as text, and text that it writes as a number or not at all', () => {
    const odd = { tokens_per_second: '80', total_duration_ms: ' 5e2 ', inputAndOutputCost: '0.25', provider: 'openai' };
    const { events, details, benchmarkText } = importReport(
      JSON.stringify({
        ...(JSON.parse(
          report({ ...result(1, odd), expected_result: 10, execution_result: null, model: null }),
        ) as object),
        purpose: null,
        base_prompt: null,
        prompt_iterations: [{ dynamic_variables: { x: null, y: { z: [1] } }, expectation: null }],
      }),
    );
    const stats = modelStats(foldRun(events).models[0]!.tests);
    assert.deepEqual([stats.tokensPerSecond, stats.averageTotal, stats.costUsd], [80, 500, 0.25]);
    assert.deepEqual(
      [details('openai~llama3.2', 1)?.result.expected, details('openai~llama3.2', 1)?.result.got],
      ['10', ''],
    );
    assert.deepEqual(benchmarkText, {
      basePrompt: '',
      prompts: [{ dynamic_variables: { x: '', y: '{"z":[1]}' }, expectation: '' }],
    });
    const none = { ...(JSON.parse(report(result(1))) as object), prompt_iterations: null };
    assert.deepEqual(importReport(JSON.stringify(none)).benchmarkText.prompts, []);
  });

  it('leaves what looks like no number alone in its texts', () => {
    const text = report(result(1, { response: 'NaN, "Infinity" and \\' }), result(2, { tokens_per_second: 'HERE' }));
    const { details } = importReport(text.replace('"HERE"', 'NaN'));
    assert.equal(details('ollama~llama3.2', 1)?.result.response, 'NaN, "Infinity" and \\');
  });

  it('keeps names apart that differ in case or blanks only', () => {
    for (const other of ['Llama3.2', ' llama3.2', 'llama3.2 ', 'llama3.2\u200b', 'LLAMA3.2']) {
      const { events } = importReport(twice(['llama3.2', 'ollama', [1]], [other, 'ollama', [1]]));
      const { models } = foldRun(events);
      assert.equal(models.length, 2, JSON.stringify(other));
      assert.deepEqual(
        models.map(({ tests }) => tests.filter(({ verdict }) => verdict === 'correct').length),
        [1, 1],
      );
    }
  });

  it('is refused where it is nested too deep for any reader', () => {
    const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
    for (const place of ['"expectation":"10"', '"purpose":"p"', '"x":"add 5 and 5"']) {
      const text = (levels: number): string =>
        report(result(1)).replace(place, place.replace(/:.*/, `:${deep(levels)}`));
      assert.throws(() => importReport(text(100_000)), /nested more than 200 levels deep/, place);
    }
    assert.equal(
      importReport(report(result(1)).replace('"expectation":"10"', `"expectation":${deep(50)}`)).events.length,
      3,
    );
  });

  it('has the date that it or the name of its file says, and otherwise none', () => {
    const dateOf = (fields: object, fileName = 'report.json'): string | null => {
      const text = JSON.stringify({ ...(JSON.parse(report(result(1))) as object), ...fields });
      const [started] = importReport(text, { fileName }).events;
      return started?.type === 'runStarted' ? started.at : 'no start';
    };
    const local = (...parts: [number, number, number, number?, number?, number?]): string =>
      isoWithOffset(new Date(...parts));
    assert.equal(dateOf({}), null);
    assert.equal(dateOf({ created_at: '2024-12-08T17:45:03Z' }), '2024-12-08T17:45:03Z');
    assert.equal(dateOf({ timestamp: 1733679903 }), isoWithOffset(new Date(1733679903000)));
    assert.equal(dateOf({ date: '2024-12-08' }), local(2024, 11, 8));
    assert.equal(dateOf({ date: 'yesterday' }, 'math_2024-12-08_17-45-03.json'), local(2024, 11, 8, 17, 45, 3));
    assert.equal(dateOf({}, '20241208T1745.json'), local(2024, 11, 8, 17, 45));
    assert.equal(dateOf({}, 'run 2024.12.08.json'), local(2024, 11, 8));
    for (const date of [
      '2024-02-31',
      '2023-02-29T10:00:00Z',
      '2024-04-31 08:00',
      '2024-13-01',
      '2999-01-01',
      '0001-01-01',
    ])
      assert.equal(dateOf({ date }), null, date);
    for (const name of ['model-20241399.json', '2024-02-31.json', 'gpt-4o-2024.json', '1202412081.json'])
      assert.equal(dateOf({}, name), null, name);
  });

  it('refuses a grid that its results can not fill, at once', () => {
    const claims = (models: number, index: number, results = 1): string =>
      twice(
        ...Array.from({ length: models }, (_, at): [string, string, number[]] => [
          `m${at}`,
          'x',
          Array.from({ length: results }, () => index),
        ]),
      );
    for (const text of [
      claims(200, 1_000_000),
      claims(1, 1_000_000),
      claims(1, 2 ** 40),
      claims(3, 90_000),
      claims(1, 90_000, 50),
      claims(150, 1000),
    ])
      assert.throws(
        () => importReport(text),
        /This report claims [\d,]+ models x [\d,]+ prompts = [\d,]+ tests and has [\d,]+ results?/,
      );
    assert.equal(importReport(claims(1, 90_000)).events.length, 3);
  });

  it('keeps errors apart from wrong answers', () => {
    const state = foldRun(importReport(report(result(1, { errored: true, error_message: 'HTTP 500' }, false))).events);
    assert.deepEqual(
      [state.models[0]!.tests[0]!.verdict, state.models[0]!.tests[0]!.error?.message],
      ['error', 'HTTP 500'],
    );
  });

  it('is refused with a reason when it is none', () => {
    assert.throws(() => importReport('{"benchmark_'), /This file is not JSON/);
    assert.throws(
      () => importReport('{"benchmark_name":"x","models":[{"model":"m","results":[{"index":0}]}]}'),
      /not a benchmark report.*models\.0\.results\.0/s,
    );
    assert.throws(() => importReport('benchmark_name: x\nprompts: []'), /This is a benchmark, not a report/);
    assert.throws(() => importReport('[]'), /not a benchmark report/);
  });

  it('of a run of ours gives back that run: verdicts, averages, prompts', async () => {
    const fixture = await EngineFixture.make();
    try {
      const prompts = ['a', 'b', 'c'].map((word) => ({ word, expectation: word }));
      const { state, runDirectory } = await runBenchmark(
        fixture.request({ models: ['simulated~hasty'], prompts }),
        recorder(),
        never,
      );
      const back = foldRun(importReport(await readFile(join(runDirectory, 'report.json'), 'utf8')).events);
      const [ours, theirs] = [modelStats(state.models[0]!.tests), modelStats(back.models[0]!.tests)];
      // A report does not say what decides on a prompt's worth.
      assert.deepEqual(
        back.prompts,
        state.prompts.map(({ hash: _hash, ...prompt }) => prompt),
      );
      assert.equal(back.models[0]!.isSimulated, true);
      for (const figure of [
        'correct',
        'incorrect',
        'error',
        'accuracy',
        'tokensPerSecond',
        'averageTotal',
        'averageLoad',
      ] as const)
        assert.deepEqual(theirs[figure], ours[figure], figure);
    } finally {
      await fixture.remove();
    }
  });
});
