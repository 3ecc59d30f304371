// Token counts that come more than once in an answer: what is known is not lost again.

import assert from 'node:assert/strict';
import { askRaw, chunk, done, event, named } from './oddServers';

const stop = chunk({ content: '10' }, 'stop');

describe('counts that come more than once', () => {
  const details = { completion_tokens_details: { reasoning_tokens: 1 }, prompt_tokens_details: { cached_tokens: 4 } };
  const usages: [string, object[], (number | null)[]][] = [
    [
      'the whole, then a part',
      [{ prompt_tokens: 10, completion_tokens: 2 }, { prompt_tokens: 10 }],
      [10, 2, null, null],
    ],
    ['a part each', [{ prompt_tokens: 10 }, { completion_tokens: 2 }], [10, 2, null, null]],
    [
      'growing',
      [
        { prompt_tokens: 10, completion_tokens: 1 },
        { prompt_tokens: 10, completion_tokens: 2 },
      ],
      [10, 2, null, null],
    ],
    [
      'the whole, then zeros',
      [
        { prompt_tokens: 10, completion_tokens: 2 },
        { prompt_tokens: 0, completion_tokens: 0 },
      ],
      [10, 2, null, null],
    ],
    [
      'the whole, then one zero',
      [
        { prompt_tokens: 10, completion_tokens: 2 },
        { prompt_tokens: 11, completion_tokens: 0 },
      ],
      [11, 2, null, null],
    ],
    [
      'with details, then without',
      [
        { prompt_tokens: 10, completion_tokens: 2, ...details },
        { prompt_tokens: 10, completion_tokens: 2 },
      ],
      [10, 2, 1, 4],
    ],
    [
      'the whole, then nonsense',
      [
        { prompt_tokens: 10, completion_tokens: 2 },
        { prompt_tokens: '10', completion_tokens: -1 },
      ],
      [10, 2, null, null],
    ],
  ];
  for (const [what, list, counts] of usages)
    it(`lose nothing: ${what}`, async () => {
      const { reply } = await askRaw('openai', [stop, ...list.map((usage) => event({ choices: [], usage })), done]);
      const { input, output, reasoning, cached } = reply!.tokens;
      assert.deepEqual([input, output, reasoning, cached], counts);
    });

  it('lose no cost that came with them', async () => {
    const list = [{ prompt_tokens: 10, completion_tokens: 2, cost: 0.5 }, { prompt_tokens: 10 }];
    const { reply } = await askRaw('openai', [stop, ...list.map((usage) => event({ choices: [], usage })), done]);
    assert.equal(reply!.reportedCostUsd, 0.5);
  });

  const anthropic: [string, object, object[], (number | null)[]][] = [
    ['zeros at the end', { input_tokens: 12 }, [{ input_tokens: 0, output_tokens: 5 }], [12, 5, null]],
    ['zeros at the beginning', { input_tokens: 0 }, [{ input_tokens: 12, output_tokens: 5 }], [12, 5, null]],
    [
      'zeros after the true ones',
      { input_tokens: 12 },
      [{ output_tokens: 5 }, { input_tokens: 0, output_tokens: 0 }],
      [12, 5, null],
    ],
    ['the cache left out', { input_tokens: 12, cache_read_input_tokens: 3 }, [{ output_tokens: 5 }], [15, 5, 3]],
  ];
  for (const [what, first, later, counts] of anthropic)
    it(`lose nothing in Anthropic's protocol: ${what}`, async () => {
      const { reply } = await askRaw(
        'anthropic',
        named([
          { type: 'message_start', message: { id: 'm', model: 'x', usage: first } },
          { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: '10' } },
          ...later.map((usage) => ({ type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage })),
          { type: 'message_stop' },
        ]),
      );
      const { input, output, cached } = reply!.tokens;
      assert.deepEqual([input, output, cached], counts);
    });
});
