// What a project file says, and what is told of one that is wrong, each at its place.

import assert from 'node:assert/strict';
import { loadProject } from '../../../../src/core/project/loadProject';
import { modelApis } from '../../../../src/core/providers/modelApis';
import { emptySettings, ignoredKeys, untrustedPart } from '../../../../src/core/project/projectSettings';

const whole = `services:
  - id: my-gateway
    label: My gateway
    base_url: https://llm.example.com/v1
    key_variable: MY_GATEWAY_API_KEY
    concurrency: 8
    parameter_names: { effort: reasoning.effort, seed: null }
concurrency: { openai: 8 }
rate_limits:
  openai: { requests_per_minute: 500, tokens_per_minute: 200000 }
prices:
  vllm~my-model: { per_hour: 1.9 }
timeout_seconds: 120
idle_timeout_seconds: 0
attempts: 2
answer_limits: { answer_characters: 16000 }
thinking_tags: [ponder]
coordinates: { "ollama~qwen2.5vl:7b": pixels }
runs_folder: results/runs
mode: speed
budget_usd: 5
result_images: false
`;

/** All that are known with one more. */
function apis(own: string): string {
  return modelApis([{ id: own, label: own, baseUrl: 'http://127.0.0.1:1/v1' }])
    .map(({ id }) => id)
    .join(', ');
}

/** `line:column message` of each problem. */
function told(text: string): string[] {
  const { settings, problems } = loadProject(text);
  assert.equal(
    settings === undefined,
    problems.some(({ severity }) => severity === 'error'),
  );
  return problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
}

describe('a project file', () => {
  it('warns of model APIs that nobody knows, with the nearest, and refuses a model that is there twice', () => {
    const limits = 'rate_limits:\n  opnai: { requests_per_minute: 5 }\nconcurrency: { "*": 3, mine: 2, zzzz: 1 }\n';
    const service = 'services: [{ id: mine, base_url: "http://127.0.0.1:1/v1" }]\n';
    const price = '{ input_per_million: 1, output_per_million: 2 }';
    assert.deepEqual(told(`${limits}${service}`), [
      '2:3 rate_limits says something of the model API `opnai`, which nobody here knows; did you mean `openai`?',
      `3:33 concurrency says something of the model API \`zzzz\`, which nobody here knows; those that are known are ${apis('mine')}.`,
    ]);
    assert.deepEqual(told(`prices:\n  opnai~gpt-4o: ${price}\n  llama3: ${price}\n`), [
      '2:3 prices says something of the model API `opnai`, which nobody here knows; did you mean `openai~gpt-4o`?',
    ]);
    assert.deepEqual(told(`prices:\n  llama3: ${price}\n  ollama~llama3: ${price}\n`), [
      '3:3 `ollama~llama3` is the same model as `llama3`: keep one of them.',
    ]);
    assert.deepEqual(told('coordinates: { llama3: pixels, " ollama ~llama3": pixels }\n'), [
      '1:32 ` ollama ~llama3` is the same model as `llama3`: keep one of them.',
    ]);
    assert.deepEqual(loadProject('concurrency: { elsewhere: 2 }\n', ['elsewhere']).problems, []);
  });

  it('offers no name for a key that stands there already, for two of one name are an error', () => {
    const price = '{ input_per_million: 1, output_per_million: 2 }';
    const fixesOf = (text: string) => loadProject(text).problems.map(({ fix }) => fix?.title);
    assert.deepEqual(fixesOf('concurrency: { opnai: 2 }'), ['Rename to `openai`']);
    assert.deepEqual(fixesOf('concurrency: { opnai: 2, openai: 3 }'), [undefined]);
    assert.deepEqual(fixesOf('atempts: 2\nattempts: 3'), [undefined]);
    assert.deepEqual(fixesOf(`prices:\n  olama~llama3: ${price}\n  llama3: ${price}\n`), [undefined]);
    assert.deepEqual(fixesOf('prices: { llama3: { per_hour: 1, per_hours: 2 } }'), [undefined]);
  });

  it('says what holds for all benchmarks of its folder', () => {
    assert.deepEqual(loadProject(whole), {
      settings: {
        services: [
          {
            id: 'my-gateway',
            label: 'My gateway',
            baseUrl: 'https://llm.example.com/v1',
            keyVariable: 'MY_GATEWAY_API_KEY',
            concurrency: 8,
            parameterNames: { effort: 'reasoning.effort', seed: null },
          },
        ],
        concurrency: { openai: 8 },
        rateLimits: { openai: { requestsPerMinute: 500, tokensPerMinute: 200000 } },
        prices: { 'vllm~my-model': { perHour: 1.9 } },
        attemptTimeoutMs: 120_000,
        idleTimeoutMs: 0,
        maxAttempts: 2,
        answerLimits: { answerCharacters: 16000 },
        thinkingTags: ['ponder'],
        coordinates: { 'ollama~qwen2.5vl:7b': 'pixels' },
        runsFolder: 'results/runs',
        mode: 'speed',
        budgetUsd: 5,
        resultImages: false,
      },
      problems: [],
    });
  });

  it('may be JSON, or say nothing', () => {
    const json = '{\n\t"attempts": 3,\n\t"services": [{ "id": "mine", "base_url": "http://127.0.0.1:9/v1" }]\n}\n';
    assert.equal(loadProject(json).settings?.maxAttempts, 3);
    for (const text of ['', '# later\n', '\n  # a\n\n'])
      assert.deepEqual(loadProject(text), { settings: emptySettings, problems: [] });
  });

  it('may have rules of signs among its comments', () => {
    const rule = '#'.repeat(200);
    assert.equal(loadProject(`${rule}\n# # # # settings # # # #\n${rule}\nattempts: 3\n`).settings?.maxAttempts, 3);
    assert.equal(loadProject(`attempts: 3\n${rule}`).settings?.maxAttempts, 3);
    assert.deepEqual(loadProject(rule), { settings: emptySettings, problems: [] });
  });

  it('is told what is wrong in it, with line, column and the key that was meant', () => {
    assert.deepEqual(told('atempts: 2\nmode: fast\nrate_limits:\n  openai: { request_per_minute: 5 }\n'), [
      '1:1 atempts is not a known key; did you mean `attempts`?',
      '2:7 mode must be speed, throughput or batch, but it is the text "fast".',
      '4:13 rate_limits.openai.request_per_minute is not a known key; did you mean `requests_per_minute`?',
    ]);
    assert.deepEqual(told('- a\n'), [
      '1:1 A project file is a map of settings such as `timeout_seconds: 120`, but the file holds a list.',
    ]);
    const found = loadProject('requestTimeoutSeconds: 3\n').problems[0]!;
    assert.equal(found.fix?.edits[0]?.text, 'timeout_seconds');
    assert.match(told('attempts: [\n')[0]!, /^2:1 |^1:/);
  });

  it('is told of every field that is none', () => {
    const wrong: { [text: string]: RegExp } = {
      'attempts: 11': /attempts must be a whole number from 1 to 10, but it is the number 11/,
      'attempts:': /attempts has no value/,
      'timeout_seconds: -1': /timeout_seconds must be a number of seconds/,
      'budget_usd: 0': /budget_usd must be an amount/,
      'thinking_tags: ponder': /thinking_tags must be a list of tags/,
      'result_images: "yes"': /result_images must be true or false/,
      'concurrency: { openai: 0 }': /concurrency\.openai must be a whole number from 1 to 256/,
      'answer_limits: { bodyBytes: 5 }': /answer_limits\.bodyBytes is not a known key; did you mean `body_bytes`/,
      'answer_limits: { body_bytes: 5 }': /answer_limits\.body_bytes must be a whole number from 1048576/,
      'coordinates: { a: pixel }': /did you mean `pixels`/,
      'prices: { a: { input_per_milion: 1, output_per_million: 2 } }': /did you mean `input_per_million`/,
      'prices: { a: { output_per_million: 2 } }': /needs input_per_million/,
      'services: [{ id: A, base_url: "http://a/v1" }]': /services\[0\]\.id must be lower-case/,
      'services: [{ id: a }]': /services\[0\]\.base_url is missing/,
      'services: [{ id: a, base_url: "ftp://a" }]':
        /services\[0\]\.base_url: expected an address that begins with http/,
      'services: [{ id: a, base_url: "http://a/v1", parameter_names: { efort: x } }]': /did you mean `effort`/,
    };
    for (const [text, message] of Object.entries(wrong)) assert.match(told(text).join('\n'), message, text);
  });
});

describe('a project file of a stranger', () => {
  const service = (id: string, more = ''): string =>
    `services: [{ id: ${id}, base_url: "https://evil.example/v1"${more} }]`;

  it('moves no model API that is known', () => {
    for (const id of ['openai', 'anthropic', 'ollama', 'deepseek', 'gemini', 'openrouter', 'vllm', 'simulated'])
      assert.match(
        told(service(id)).join(),
        /is a model API that is known, and a project file can't say where it is/,
        id,
      );
    assert.match(told(service('openai', ', overrides: true')).join('\n'), /overrides is not a known key/);
    assert.match(told(`${service('a')}\nOPENAI_BASE_URL: https://evil.example/v1`).join(), /is not a known key/);
  });

  it('gets no key but the one that is named after its service', () => {
    for (const variable of [
      'OPENAI_API_KEY',
      'ANTHROPIC_API_KEY',
      'AWS_SECRET_ACCESS_KEY',
      'GITHUB_TOKEN',
      'PATH',
      'mine_api_key',
    ])
      assert.match(told(service('mine', `, key_variable: ${variable}`)).join(), /must be MINE_API_KEY/, variable);
    assert.deepEqual(told(service('mine', ', key_variable: MINE_API_KEY')), []);
    assert.equal(loadProject(service('mine', ', key_variable: X')).problems[0]?.fix?.edits[0]?.text, 'MINE_API_KEY');
  });

  it('names no program, no file of keys and no price to be asked above', () => {
    const keys = [
      'python',
      'python_runner',
      'env_file',
      'api_keys',
      'confirm_above_usd',
      'confirmAboveUsd',
      'allow_outside_images',
    ];
    for (const key of keys)
      assert.match(told(`${key}: uv`).join(), /is not a known key; it is not for a file to say/, key);
  });

  it('makes runs nowhere but below its folder', () => {
    for (const folder of ['/etc', '~/x', '../x', 'a/../../b', 'C:\\x', '\\\\host\\share', 'a\\..\\..\\b'])
      assert.match(
        told(`runs_folder: '${folder}'`).join(),
        /runs_folder must be below the folder of this file/,
        folder,
      );
    for (const folder of ['runs', 'a/b', './runs', '..runs'])
      assert.deepEqual(told(`runs_folder: ${folder}`), [], folder);
  });

  it('where the folder is not trusted says nothing that costs, sends elsewhere or writes elsewhere', () => {
    const { settings } = loadProject(whole);
    assert.deepEqual(untrustedPart(settings!), {
      ...emptySettings,
      coordinates: { 'ollama~qwen2.5vl:7b': 'pixels' },
      thinkingTags: ['ponder'],
      attemptTimeoutMs: 120_000,
      idleTimeoutMs: 0,
      mode: 'speed',
      resultImages: false,
    });
    const ignored = 'services, concurrency, rate_limits, prices, attempts, answer_limits, runs_folder, budget_usd';
    assert.equal(ignoredKeys(settings!).join(', '), ignored);
    assert.deepEqual(ignoredKeys(untrustedPart(settings!)), []);
  });
});
