import assert from 'node:assert/strict';
import { runBenchmark } from '../../../../src/core/run/runBenchmark';
import { EngineFixture, never, recorder } from './engineFixture';

describe('a model API that takes no batches', () => {
  for (const model of ['together~openai/gpt-oss-20b', 'fireworks~gpt-oss-20b', 'xai~grok-4', 'simulated~swift'])
    it(`is refused before anything is sent, and told which take them: ${model}`, async () => {
      const engine = await EngineFixture.make();
      try {
        const request = engine.request(
          { models: [model, 'mistral~m'], prompts: [{ word: 'one', expectation: 'one' }] },
          {
            mode: 'batch',
            environment: { TOGETHER_API_KEY: 'k', FIREWORKS_API_KEY: 'k', XAI_API_KEY: 'k', MISTRAL_API_KEY: 'k' },
          },
        );
        await assert.rejects(runBenchmark(request, recorder(), never), (error: Error) => {
          assert.ok(error.message.startsWith(`${model} can't be asked in batches`), error.message);
          assert.match(error.message, /of the model APIs, openai, anthropic, gemini, groq, mistral take batches/);
          assert.match(error.message, /Nothing was sent/);
          return true;
        });
        assert.deepEqual(await engine.listing().catch(() => []), []);
      } finally {
        await engine.remove();
      }
    });
});
