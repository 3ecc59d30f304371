import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseModel } from '../../../../src/shared/run/model';

describe('model strings', () => {
  const cases: [text: string, provider: string, name: string, effort?: string][] = [
    ['openai~gpt-4o', 'openai', 'gpt-4o'],
    ['llama3.2', 'ollama', 'llama3.2'],
    ['llama3.2:3b-instruct-q4_K_M', 'ollama', 'llama3.2:3b-instruct-q4_K_M'],
    ['hf.co/bartowski/Llama-3.2-GGUF:Q4', 'ollama', 'hf.co/bartowski/Llama-3.2-GGUF:Q4'],
    ['openai~o3-mini:high', 'openai', 'o3-mini', 'high'],
    ['openai~ft:gpt-4o-mini:acme::B1x', 'openai', 'ft:gpt-4o-mini:acme::B1x'],
    ['openai~ft:gpt-4o-mini:acme::B1x:low', 'openai', 'ft:gpt-4o-mini:acme::B1x', 'low'],
    ['ollama~phi:low', 'ollama', 'phi:low'],
    ['openrouter~meta-llama/llama-3~free:nitro', 'openrouter', 'meta-llama/llama-3~free:nitro'],
    ['  gemini~gemini-2.5-flash  ', 'gemini', 'gemini-2.5-flash'],
  ];
  for (const [text, provider, name, effort] of cases) {
    it(`takes ${JSON.stringify(text)} apart`, () => {
      const id = parseModel(text);
      assert.deepEqual([id.provider, id.name, id.reasoningEffort], [provider, name, effort]);
    });
  }

  it('give themselves back: parsing the canonical string changes nothing', () => {
    fc.assert(
      fc.property(fc.string(), (text) => assert.deepEqual(parseModel(parseModel(text).model), parseModel(text))),
    );
  });
});
