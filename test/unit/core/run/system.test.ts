// The system text of a benchmark: in each protocol's own place, the prompt's own before the file's, and a part of what was asked.

import assert from 'node:assert/strict';
import { messages } from '../benchmark/benchmarkProblems';
import { benchmarkText } from '../benchmark/benchmarkProblems';
import { echo } from './engineFixture';
import { ServedRuns } from './servedRuns';

const benchmark = (more: object, prompts: object[], models: string[]): string =>
  JSON.stringify({
    benchmark_name: 'Told',
    purpose: 'p',
    base_prompt: 'Say {{word}}',
    test_type: 'raw_string_evaluator',
    models,
    prompts,
    ...more,
  });

describe('the system text', () => {
  let runs: ServedRuns;
  beforeEach(async () => {
    runs = await ServedRuns.make();
  });
  afterEach(() => runs.remove());

  const prompts = [
    { dynamic_variables: { word: 'a', role: 'a poet' }, expectation: 'a' },
    { dynamic_variables: { word: 'b' }, expectation: 'b', system: 'Say only {{word}}.' },
  ];

  it('comes to every protocol in its place, filled like the prompt, and makes another prompt of it', async () => {
    const [openai, ollama, anthropic] = [
      await runs.openAi({ answer: echo }),
      await runs.ollama({ answer: echo }),
      await runs.anthropic({ answer: echo }),
    ];
    const models = ['openai~m', 'ollama~m', 'anthropic~m'];
    const benchmarkText = benchmark({ system: 'You are {{role}}.' }, prompts, models);
    const told = await runs.run({ models: [], prompts: [] }, { benchmarkText, concurrency: { '*': 1 } });
    const systems = ['You are a poet.', 'Say only b.'];
    for (const server of [openai, ollama]) {
      const sent = server.requests.filter(({ path }) => /chat/.test(path)).map(({ body }) => body.messages);
      assert.deepEqual(
        sent,
        systems.map((content, at) => [
          { role: 'system', content },
          { role: 'user', content: `Say ${'ab'[at]}` },
        ]),
      );
    }
    assert.deepEqual(
      anthropic.requests.map(({ body }) => [body.system, body.messages]),
      systems.map((system, at) => [system, [{ role: 'user', content: `Say ${'ab'[at]}` }]]),
    );
    const [attempt] = await told.attempts('openai~m');
    assert.deepEqual(attempt!.request.messages[0], { role: 'system', content: 'You are a poet.' });
    const without = await runs.run({ models: [], prompts: [] }, { benchmarkText: benchmark({}, prompts, models) });
    const hashes = [told, without].map(({ state }) => state.prompts.map(({ hash }) => hash));
    assert.notEqual(hashes[0]![0], hashes[1]![0]);
    assert.equal(hashes[0]![1], hashes[1]![1]);
  });

  it('uses values, and lacks them, as the prompt does', () => {
    const own = (line: string): string => benchmarkText({}, `${line}\n`);
    assert.match(messages(own('system: "{{b}}"')), /\{\{b\}\} in system of prompts\[0\] has no value .* sent as it is/);
    assert.equal(messages(own('system: "{{a}}"')), '');
    assert.match(messages(own('system: ""')), /system is empty: expected text that models are told before the prompt/);
    assert.match(messages(own('system_prompt: x')), /write `system`\./);
  });
});
