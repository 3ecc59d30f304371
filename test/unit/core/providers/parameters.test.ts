// Every parameter comes to each protocol's server in its own words.

import type { OutputConfig } from '@anthropic-ai/sdk/resources/messages';
import assert from 'node:assert/strict';
import type { ChatRequest } from 'ollama';
import type OpenAI from 'openai';
import { efforts, type Effort } from '../../../../src/shared/run/parameters';
import type { Behavior } from '../../../servers/behavior';
import { listenedAsk } from '../../../servers/listenedAsk';
import { allParameters, askWith, openers, sentBody } from './askedParameters';
import { closeServers } from './openedServers';

const hello = (): Behavior => ({});

type EffortOfSdks =
  NonNullable<OpenAI.ReasoningEffort> | NonNullable<OutputConfig['effort']> | Extract<ChatRequest['think'], string>;

describe('parameters', () => {
  afterEach(closeServers);

  const { num_ctx: _window, ...chat } = allParameters;
  const { top_k: _k, min_p: _p, ...plain } = chat;
  const { max_tokens, ...withoutLimit } = plain;
  const { seed, ...withoutSeed } = plain;
  const { max_tokens: num_predict, ...options } = allParameters;
  const words: [api: string, sent: object, refused: string[]][] = [
    ['openai', { ...withoutLimit, max_completion_tokens: max_tokens }, ['top_k', 'min_p', 'num_ctx']],
    ['openrouter', chat, ['num_ctx']],
    ['vllm', chat, ['num_ctx']],
    ['mistral', { ...withoutSeed, random_seed: seed }, ['top_k', 'min_p', 'num_ctx']],
    ['gemini', plain, ['top_k', 'min_p', 'num_ctx']],
    ['groq', plain, ['top_k', 'min_p', 'num_ctx']],
    ['ollama', { options: { ...options, num_predict } }, []],
    [
      'anthropic',
      { temperature: 0, top_p: 0.9, top_k: 40, max_tokens: 512, stop_sequences: ['END'] },
      ['min_p', 'seed', 'num_ctx', 'frequency_penalty', 'presence_penalty'],
    ],
  ];
  for (const [api, sent, refused] of words)
    it(`come to ${api} in its own words, and what it has no word for is named`, async () => {
      const asked = await openers[api]!(hello);
      const heard = await askWith(api, asked, allParameters);
      assert.equal(heard.answer, 'Hello');
      assert.deepEqual(sentBody(asked.server), sent);
      assert.deepEqual(heard.sent.at(-1)!.refused ?? [], refused);
      // Nothing is sent that nobody set.
      await askWith(api, asked, {}, 'other');
      assert.deepEqual(sentBody(asked.server), api === 'anthropic' ? { max_tokens: 8192 } : {});
    });

  it('have every effort that the SDKs of OpenAI, Anthropic and Ollama know', () => {
    // The compiler says when a new version knows one more.
    const known: { [effort in EffortOfSdks]: Effort } = {
      none: 'none',
      minimal: 'minimal',
      low: 'low',
      medium: 'medium',
      high: 'high',
      xhigh: 'xhigh',
      max: 'max',
    };
    assert.deepEqual(Object.keys(known), [...efforts]);
  });

  const effortWords: [api: string, say: (effort: Effort) => object | null][] = [
    ['openai', (effort) => ({ reasoning_effort: effort })],
    ['gemini', (effort) => ({ reasoning_effort: effort })],
    ['openrouter', (effort) => ({ reasoning: { effort } })],
    [
      'ollama',
      (effort) =>
        effort === 'none' ? { think: false } : effort === 'minimal' || effort === 'xhigh' ? null : { think: effort },
    ],
    [
      'anthropic',
      (effort) =>
        effort === 'none'
          ? { thinking: { type: 'disabled' } }
          : effort === 'minimal'
            ? null
            : { thinking: { type: 'adaptive' }, output_config: { effort } },
    ],
  ];
  for (const [api, say] of effortWords)
    it(`have every effort in the words of ${api}`, async () => {
      const asked = await openers[api]!(hello);
      for (const effort of efforts) {
        const heard = await askWith(api, asked, { effort });
        const { max_tokens: limit, ...body } = sentBody(asked.server) as { max_tokens?: number };
        assert.deepEqual(body, say(effort) ?? {}, effort);
        assert.deepEqual(heard.sent.at(-1)!.refused ?? [], say(effort) ? [] : ['effort'], effort);
        // Thinking is inside of Anthropic's limit.
        if (api === 'anthropic') assert.ok(limit! >= (effort === 'high' ? 32_768 : 8192), effort);
      }
    });

  it('come with the suffix of a model name, too', async () => {
    const asked = await openers.openai!(hello);
    await listenedAsk(asked.provider, { model: 'openai~gpt-6:xhigh' });
    assert.deepEqual(asked.server.requests.at(-1)!.body.reasoning_effort, 'xhigh');
    assert.equal(asked.server.requests.at(-1)!.body.model, 'gpt-6');
  });
});
