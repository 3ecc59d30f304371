import assert from 'node:assert/strict';
import { runBenchmark } from '../../../../src/core/run/runBenchmark';
import { EngineFixture, never, recorder } from './engineFixture';

/** What is said of each beside the list of those that take batches. */
const reasons: { readonly [model: string]: RegExp } = {
  'together~openai/gpt-oss-20b':
    /Together AI takes batches in other files than OpenAI \(https:\/\/docs\.together\.ai\/\S+\), which is not spoken here\./,
  'fireworks~gpt-oss-20b':
    /Fireworks AI makes batch jobs of data sets \(https:\/\/docs\.fireworks\.ai\/\S+\), which is not spoken here\./,
  'azure~gpt-4o':
    /Azure is a service of your own: where it takes batches as OpenAI does, .* "batchPrice" \("batch_price" in the project file\)\./,
  'xai~grok-4': /take batches\. Leave it out/,
  'simulated~swift': /take batches\. Leave it out/,
};

describe('a model API that takes no batches', () => {
  for (const [model, reason] of Object.entries(reasons))
    it(`is refused before anything is sent, and told which take them: ${model}`, async () => {
      const engine = await EngineFixture.make();
      try {
        const request = engine.request(
          { models: [model, 'mistral~m'], prompts: [{ word: 'one', expectation: 'one' }] },
          {
            mode: 'batch',
            services: [{ id: 'azure', label: 'Azure', baseUrl: 'https://example.openai.azure.com/openai/v1' }],
            environment: { TOGETHER_API_KEY: 'k', FIREWORKS_API_KEY: 'k', XAI_API_KEY: 'k', MISTRAL_API_KEY: 'k' },
          },
        );
        await assert.rejects(runBenchmark(request, recorder(), never), (error: Error) => {
          assert.ok(error.message.startsWith(`${model} can't be asked in batches`), error.message);
          assert.match(error.message, /of the model APIs, openai, anthropic, gemini, groq, mistral take batches/);
          assert.match(error.message, reason);
          assert.match(error.message, /Nothing was sent/);
          return true;
        });
        assert.deepEqual(await engine.listing().catch(() => []), []);
      } finally {
        await engine.remove();
      }
    });
});
