// The iso contract: a sentence for everything that was not equal, and none where all was.

import assert from 'node:assert/strict';
import { isoReasons, isoVerdict, type IsoFacts } from '../../../../src/shared/run/isoContract';
import type { IsoModel } from '../../../../src/shared/run/isoModel';

const equal: Omit<IsoModel, 'model'> = {
  provider: 'openai',
  variant: null,
  sampling: { temperature: 0, max_tokens: 512, stream: true },
  isSampled: true,
  refused: [],
  endpoint: null,
  hasReasoned: false,
  cutPrompts: 0,
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
          keep_alive: '10m',
          store: false,
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
      'a model that is asked through VS Code, beside one that is not',
      facts({ a: { isSampled: false }, b: { provider: 'vscode', sampling: {}, isSampled: false } }),
      'times taken through VS Code are not comparable with those of models asked directly: b',
    ],
    [
      'parameters that VS Code passes on',
      facts({ a: { provider: 'vscode' }, b: { provider: 'vscode' } }),
      'VS Code does not say whether parameters were followed: a, b',
    ],
    [
      'a parameter',
      facts({ a: {}, b: { sampling: { temperature: 0, max_tokens: 100 } }, c: {} }),
      'max_tokens was 512 for a, c and 100 for b',
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
      'the API of b did not take top_k, seed',
    ],
    [
      'sampling that is left open',
      facts({ a: { sampling: {} }, b: { sampling: { keep_alive: '10m' } } }),
      "sampling was left to each API's default, which is not known: temperature of all models",
    ],
    [
      'sampling that is left open by one',
      facts({ a: { sampling: { temperature: 0 } }, b: { sampling: {} } }),
      "sampling was left to each API's default, which is not known: temperature of b",
    ],
    [
      'tokens to choose from that are left open, above temperature 0',
      facts({ a: { sampling: { temperature: 0.7 } }, b: { sampling: { options: { temperature: 0.7, top_p: 1 } } } }),
      "sampling was left to each API's default, which is not known: top_p of a",
    ],
    [
      'an effort that is left open by who reasons',
      facts({ a: { sampling: { temperature: 0 }, hasReasoned: true }, b: { sampling: { temperature: 0 } } }),
      "sampling was left to each API's default, which is not known: effort of a",
    ],
    [
      'efforts, whatever the APIs call them',
      facts({
        a: { sampling: { temperature: 0, reasoning_effort: 'low' } },
        b: { sampling: { temperature: 0, reasoning: { effort: 'low' } } },
        c: { sampling: { temperature: 0, output_config: { effort: 'high' }, thinking: { type: 'adaptive' } } },
        d: { sampling: { options: { temperature: 0 }, think: 'high' } },
      }),
      'effort was low for a, b and high for c, d',
    ],
    [
      'no effort beside one',
      facts({
        a: { sampling: { temperature: 0, thinking: { type: 'disabled' } } },
        b: { sampling: { temperature: 0, think: false } },
        c: { sampling: { temperature: 0, reasoning_effort: 'none' } },
        d: { sampling: { temperature: 0, reasoning_effort: 'max' } },
      }),
      'effort was none for a, b, c and max for d',
    ],
    [
      'a temperature that was refused, which is not said twice',
      facts({ a: { sampling: { temperature: 0 } }, b: { sampling: {}, refused: ['temperature'] } }),
      'the API of b did not take temperature',
    ],
    [
      'one that was refused when only some answers had been given',
      facts({ a: { sampling: { temperature: 0 } }, b: { sampling: { temperature: 0 }, refused: ['temperature'] } }),
      'the API of b did not take temperature',
    ],
    [
      'a limit that was cut',
      facts({
        a: { sampling: { temperature: 0, max_tokens: 9000 } },
        b: { sampling: { temperature: 0, max_tokens: 4096 }, refused: [] },
      }),
      'max_tokens was 9000 for a and 4096 for b',
    ],
    [
      'answers in one piece',
      facts({ a: {}, b: { refused: ['stream'] } }),
      'answers came as a stream for a and in one piece for b',
    ],
    [
      'another part of the same API',
      facts({ a: {}, b: { endpoint: 'responses' }, c: { provider: 'anthropic' } }),
      'the part of openai that answered was the usual one for a and responses for b',
    ],
    ['prompts that were cut', facts({ a: {}, b: { cutPrompts: 2 } }), 'not all of every prompt was shown: 2 cut for b'],
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

  it('asks for no parameter of what is no language model, nor of a model that is alone', () => {
    const open = { sampling: {} };
    assert.deepEqual(isoReasons(facts({ a: open })), []);
    assert.deepEqual(isoReasons(facts({ a: { ...open, isSampled: false }, b: { ...open, isSampled: false } })), []);
    assert.deepEqual(isoReasons(facts({ a: open, b: { ...open, isSampled: false } })), []);
  });

  it('is not broken by a window that an API has no word for, or no effort where nobody reasons', () => {
    const sampling = { temperature: 0 };
    assert.deepEqual(
      isoReasons(
        facts({ a: { sampling, refused: ['num_ctx', 'effort'] }, b: { sampling: { ...sampling, think: false } } }),
      ),
      [],
    );
    assert.deepEqual(
      isoReasons(
        facts({
          a: { sampling, refused: ['effort'], hasReasoned: true },
          b: { sampling: { ...sampling, think: false } },
        }),
      ),
      ['not iso because the API of a did not take effort'],
    );
  });

  it('is about models that were asked', () => {
    assert.deepEqual(isoReasons(facts({ a: {}, b: { sampling: null, promptHashes: [], imageDigest: null } })), []);
    assert.deepEqual(isoReasons(facts({})), []);
  });
});
