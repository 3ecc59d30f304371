// The iso contract: a sentence for everything that was not equal, and none where all was.

import assert from 'node:assert/strict';
import { isoReasons, isoVerdict, type IsoFacts, type IsoModel } from '../../../../src/shared/run/isoContract';

const equal: Omit<IsoModel, 'model'> = {
  sampling: { temperature: 0, max_tokens: 512, stream: true },
  refused: [],
  imageDigest: 'abc',
  promptHashes: ['1', '2'],
  queue: 'host',
  atOnce: 1,
  isWarm: true,
  remoteHost: null,
  window: null,
  earlierWindows: [],
};

function facts(models: { [model: string]: Partial<IsoModel> }, more: Partial<IsoFacts> = {}): IsoFacts {
  return {
    mode: 'speed',
    machines: ['one'],
    models: Object.entries(models).map(([model, changes]) => ({ ...equal, model, ...changes })),
    ...more,
  };
}

describe('the iso contract', () => {
  it('holds where all is equal, whatever the APIs call it and however the answer is carried', () => {
    const all = facts({
      a: {},
      b: {
        sampling: {
          max_completion_tokens: 512,
          temperature: 0,
          stream_options: {},
          reasoning_effort: 'low',
          firstTokenMs: 90,
        },
        isWarm: null,
        promptHashes: ['2', '1'],
        queue: 'elsewhere',
      },
    });
    assert.deepEqual(isoVerdict(all), { holds: true, reasons: [] });
  });

  const breaches: [what: string, of: IsoFacts, reason: string][] = [
    [
      'a parameter',
      facts({ a: {}, b: { sampling: { temperature: 1, max_tokens: 512 } }, c: {} }),
      'temperature was 0 for a, c and 1 for b',
    ],
    [
      'a parameter that was not sent',
      facts({ a: {}, b: { sampling: { temperature: 0 } } }),
      "max_tokens was 512 for a and the API's default for b",
    ],
    [
      'the window in force',
      facts({ a: { window: 4096 }, b: { window: 8192 }, c: {} }),
      'the window was 4096 tokens for a and 8192 tokens for b',
    ],
    [
      'a window in force beside one that was asked for',
      facts({ a: { window: 4096 }, b: { sampling: { ...equal.sampling, options: { num_ctx: 16_384 } } } }),
      'the window was 4096 tokens for a and 16384 tokens for b',
    ],
    [
      'a window that changed on the way',
      facts({ a: { window: 8192, earlierWindows: [4096] } }),
      'the window of a was 4096 tokens before the run was resumed, and 8192 since',
    ],
    [
      'a window that changed twice',
      facts({ a: { window: 8192, earlierWindows: [4096, 2048] }, b: { window: 8192 } }),
      'the window of a was 4096, then 2048 tokens before the run was resumed, and 8192 since',
    ],
    [
      'a server that passes requests on',
      facts({ a: {}, b: { remoteHost: 'ollama.com' }, c: {} }),
      'where the server had the answers from was the server itself for a, c and ollama.com for b',
    ],
    [
      'a parameter refused by an API',
      facts({ a: {}, b: { refused: ['top_k', 'seed'] } }),
      'the API of b refused seed, top_k',
    ],
    [
      'pictures',
      facts({ a: {}, b: { imageDigest: 'def' }, c: { imageDigest: 'def' } }),
      'not all models got the same picture bytes: picture set 1 for a and picture set 2 for b, c',
    ],
    ['requests at once', facts({ a: {}, b: { atOnce: 8 } }), 'the number of requests at once was 1 for a and 8 for b'],
    [
      'a shared host in throughput mode',
      facts({ a: {}, b: {}, c: { queue: 'own' } }, { mode: 'throughput' }),
      'some models shared the requests at once of their host and others did not: a, b on host',
    ],
    [
      'a cold start',
      facts({ a: {}, b: { isWarm: false } }),
      'the state of the model before the first test was warm for a and cold for b',
    ],
    [
      'prompts',
      facts({ a: {}, b: { promptHashes: ['1'] } }),
      'not all models were asked the same tests: 2 tests for a and 1 test for b',
    ],
    ['machines', facts({ a: {} }, { machines: ['one', 'two'] }), 'the run was made on 2 machines: one; two'],
  ];
  for (const [what, of, reason] of breaches) {
    it(`is broken by ${what}`, () => assert.deepEqual(isoReasons(of), [`not iso because ${reason}`]));
  }

  it('is about models that were asked', () => {
    assert.deepEqual(isoReasons(facts({ a: {}, b: { sampling: null, promptHashes: [], imageDigest: null } })), []);
    assert.deepEqual(isoReasons(facts({})), []);
  });
});
