// Which models are known to take pictures or to take none. What is not known must stay unknown: a wrong no keeps a model from being tested.

import assert from 'node:assert/strict';
import { takesImages } from '../../../../src/core/providers/takesImages';
import { parseModel } from '../../../../src/shared/run/model';

const seen = (model: string): boolean | null => takesImages(parseModel(model));

describe('takesImages', () => {
  const none = [
    'openai~gpt-3.5-turbo openai~gpt-3.5-turbo-0125 openai~gpt-4 openai~gpt-4-0613 openai~gpt-4-32k openai~gpt-4-turbo-preview openai~gpt-4-1106-preview',
    'openai~o1-mini openai~o1-mini-2024-09-12 openai~o1-preview openai~o3-mini openai~o3-mini:high openai~text-embedding-3-small openai~whisper-1',
    'openrouter~openai/gpt-oss-120b:free openrouter~openai/gpt-3.5-turbo anthropic~claude-2.1 anthropic~claude-instant-1.2 gemini~gemini-embedding-001 gemini~gemma-3-1b-it',
    'deepseek~deepseek-chat deepseek~deepseek-reasoner openrouter~deepseek/deepseek-v3.2 together~deepseek-ai/DeepSeek-R1 deepseek~deepseek-v4-flash',
    'mistral~codestral-latest mistral~mistral-small-2409 mistral~mistral-large-2411 mistral~open-mixtral-8x22b mistral~ministral-8b-2410 mistral~magistral-small-2506',
    'xai~grok-beta xai~grok-2 xai~grok-2-1212 xai~grok-3 xai~grok-3-mini xai~grok-3-fast-latest',
    'groq~llama-3.1-8b-instant groq~llama-3.3-70b-versatile together~meta-llama/Meta-Llama-3.1-8B-Instruct-Turbo fireworks~accounts/fireworks/models/llama-v3p3-70b-instruct',
    'together~meta-llama/Llama-3.2-3B-Instruct-Turbo groq~qwen/qwen3-32b openrouter~qwen/qwen-2.5-72b-instruct openrouter~qwen/qwen3-235b-a22b:free together~Qwen/QwQ-32B',
  ].flatMap((line) => line.split(' '));
  for (const model of none) it(`${model} takes none`, () => assert.equal(seen(model), false));

  const some = [
    'openai~gpt-4o openai~gpt-4o-mini openai~gpt-4o-2024-08-06 openai~chatgpt-4o-latest openai~gpt-4-turbo openai~gpt-4-turbo-2024-04-09 openai~gpt-4.1-nano openai~gpt-5 openai~gpt-5.4-mini',
    'openai~o1 openai~o1-2024-12-17 openai~o3 openai~o4-mini openai~o4-mini:low openrouter~openai/gpt-4o anthropic~claude-3-haiku-20240307 anthropic~claude-sonnet-4-5 anthropic~claude-opus-4-1',
    'openrouter~anthropic/claude-3.5-sonnet gemini~gemini-1.5-flash gemini~gemini-2.5-pro gemini~gemini-flash-latest gemini~gemma-3-27b-it mistral~pixtral-12b-2409 mistral~mistral-small-2506',
    'xai~grok-2-vision-1212 xai~grok-4 xai~grok-4.3 groq~meta-llama/llama-4-scout-17b-16e-instruct together~meta-llama/Llama-3.2-11B-Vision-Instruct-Turbo',
    'openrouter~qwen/qwen2.5-vl-72b-instruct openrouter~qwen/qwen3-vl-235b-a22b-instruct simulated~swift tesseract~eng',
  ].flatMap((line) => line.split(' '));
  for (const model of some) it(`${model} takes pictures`, () => assert.equal(seen(model), true));

  const unknown = [
    // Names that somebody has given to what lies on his own machine.
    'gpt-4 deepseek-r1 llama3.3 lmstudio~qwen3-8b vllm~meta-llama/Llama-3.1-8B-Instruct',
    // Aliases that have come to mean another model, siblings for speech, and models that no row is about.
    'mistral~mistral-small-latest mistral~mistral-large-latest openai~gpt-4o-audio-preview openai~gpt-4o-mini-tts xai~grok-code-fast-1 openrouter~some/model my-service~model groq~deepseek',
    'openrouter~deepseek/deepseek-v4.1',
  ].flatMap((line) => line.split(' '));
  for (const model of unknown) it(`nothing is known of ${model}`, () => assert.equal(seen(model), null));
});
