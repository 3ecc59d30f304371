// What adapters read after a call: waits, headers, error bodies, counts; and the list of model APIs with the user's own services.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readErrorBody } from '../../../../src/core/providers/errorBody';
import { findModelApi, modelApis, modelInfo } from '../../../../src/core/providers/modelApis';
import { readOpenAiUsage } from '../../../../src/core/providers/readOpenAiUsage';
import { recordedUrl } from '../../../../src/core/providers/apiFailure';
import { recordedHeaders } from '../../../../src/core/providers/recordedHeaders';
import { parseServiceRows } from '../../../../src/core/providers/parseServiceRows';
import { builtInServices } from '../../../../src/core/providers/services';
import type { ServiceRow } from '../../../../src/core/providers/services';
import { parseModel } from '../../../../src/shared/run/model';

const mine: ServiceRow = {
  id: 'my-lab',
  label: 'My lab',
  baseUrl: 'https://llm.example.org/v1',
  keyVariable: 'MY_LAB_KEY',
};

describe('an error page', () => {
  it('keeps its words, and signs that are no mark-up', () => {
    assert.equal(
      readErrorBody('<!DOCTYPE html><style>b{}</style><h1>502</h1><p>if a < b and c > d').message,
      '502 if a < b and c > d',
    );
  });

  it('that is cut in its style or script has no words of those', () => {
    assert.equal(readErrorBody('<h1>Bad gateway</h1><style>body { color: red').message, 'Bad gateway');
    assert.equal(readErrorBody('<h1>Bad gateway</h1><script type="x">go(').message, 'Bad gateway');
  });

  it('of nothing but beginnings is read in no time', () => {
    for (const begun of ['<', '<a', '<script>', '<style></styl', '<!--']) {
      const before = performance.now();
      readErrorBody(begun.repeat(262_144 / begun.length));
      assert.ok(performance.now() - before < 2000, begun);
    }
  });
});

describe('what a transcript may show', () => {
  it('keeps ids, limits and times of the headers; never cookies or keys', () => {
    const headers = new Headers({
      'X-Request-Id': 'a',
      'X-RateLimit-Remaining-Tokens': '5',
      'Set-Cookie': 'c',
      authorization: 'k',
      'x-api-key': 'k',
      'openai-organization': 'me',
    });
    assert.deepEqual(recordedHeaders(headers), { 'x-request-id': 'a', 'x-ratelimit-remaining-tokens': '5' });
  });

  it('keeps scheme, host, port and path of a URL', () => {
    assert.equal(
      recordedUrl('https://me:secret@api.example.org:8443/v1/chat?key=secret#x'),
      'https://api.example.org:8443/v1/chat',
    );
    assert.equal(recordedUrl('//me:secret@half?key=secret'), '//half');
  });

  it('reads words out of any error body without failing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) =>
        assert.equal(typeof readErrorBody(text).message, 'string'),
      ),
    );
  });
});

describe('readOpenAiUsage', () => {
  it('counts reasoning into output when a service left it out of completion_tokens', () => {
    const usage = {
      prompt_tokens: 32,
      completion_tokens: 9,
      total_tokens: 341,
      completion_tokens_details: { reasoning_tokens: 300 },
    };
    assert.deepEqual(readOpenAiUsage({ usage })!.tokens, {
      input: 32,
      output: 309,
      reasoning: 300,
      cached: null,
      source: 'usage',
    });
    assert.deepEqual(
      readOpenAiUsage({ usage: { ...usage, completion_tokens_details: undefined } })!.tokens.reasoning,
      300,
    );
  });

  it('reads the names of other protocols, which gateways leave', () => {
    const usage = { input_tokens: 9, output_tokens: 3, total_tokens: 12 };
    const { tokens } = readOpenAiUsage({ choices: [], usage })!;
    assert.deepEqual([tokens.input, tokens.output], [9, 3]);
    assert.equal(readOpenAiUsage({ type: 'message_delta', usage }), undefined);
  });

  it("reads DeepSeek's cache hits and refuses nonsense", () => {
    assert.equal(
      readOpenAiUsage({ usage: { prompt_tokens: 9, completion_tokens: 1, prompt_cache_hit_tokens: 4 } })!.tokens.cached,
      4,
    );
    assert.equal(readOpenAiUsage({ usage: null }), undefined);
    assert.equal(readOpenAiUsage({ usage: { prompt_tokens: -1, completion_tokens: 'many' } }), undefined);
    assert.equal(
      readOpenAiUsage({ usage: { prompt_tokens: 1, completion_tokens: 1, cost: { total: 3 } } })!.costUsd,
      null,
    );
  });
});

describe('what a call cost, as it says itself', () => {
  const costOf = (cost: object): number | null =>
    readOpenAiUsage({ usage: { prompt_tokens: 1, completion_tokens: 1, ...cost } })!.costUsd;
  const upstream = (usd: unknown): object => ({ cost_details: { upstream_inference_cost: usd } });

  it("has what a key of one's own was charged in it", () => {
    assert.equal(costOf({ cost: 0.02 }), 0.02);
    assert.equal(costOf({ cost: 0, is_byok: true, ...upstream(0.0123) }), 0.0123);
    assert.equal(costOf({ cost: 0.001, is_byok: true, ...upstream(0.02) }), 0.021);
    assert.equal(costOf({ cost: 0, ...upstream(0.0123) }), 0.0123);
    // Without a key of one's own the same money stands in both places.
    assert.equal(costOf({ cost: 0.02, is_byok: false, ...upstream(0.02) }), 0.02);
    assert.equal(costOf({ cost: 0, is_byok: false, ...upstream(null) }), 0);
  });

  it("is read in each service's own form", () => {
    assert.equal(costOf({ cost_in_usd_ticks: 37_756_000 }), 0.0037756);
    assert.equal(costOf({ cost: { input_tokens_cost: 0.001, output_tokens_cost: 0.002, total_cost: 0.003 } }), 0.003);
    assert.equal(costOf({ estimated_cost: 0.003 }), 0.003);
    // What a gateway charges in all comes before what the service behind it says of itself.
    assert.equal(costOf({ cost: 0.02, cost_in_usd_ticks: 1e8, estimated_cost: 0.01 }), 0.02);
    for (const nothing of [
      { cost_in_usd_ticks: '1' },
      { cost_in_usd_ticks: -1 },
      { cost: {} },
      { estimated_cost: null },
    ])
      assert.equal(costOf(nothing), null, JSON.stringify(nothing));
  });

  it('is unknown where half of it is', () => {
    for (const half of [
      { is_byok: true, cost: 0 },
      { is_byok: true, cost: 0, ...upstream(null) },
      { is_byok: true, ...upstream(1) },
      { cost: -1 },
      { cost: '1' },
    ])
      assert.equal(costOf(half), null, JSON.stringify(half));
  });
});

describe('parseServiceRows', () => {
  it('accepts the built-in table itself when overriding is meant', () => {
    const { rows, problems } = parseServiceRows(builtInServices.map((row) => ({ ...row, overrides: true })));
    assert.deepEqual(problems, []);
    assert.deepEqual(
      rows.map((row) => row.id),
      builtInServices.map((row) => row.id),
    );
  });

  it('takes nothing for no services', () => {
    assert.deepEqual(parseServiceRows(undefined), { rows: [], problems: [] });
    assert.deepEqual(parseServiceRows({}).problems, ['services: expected a list of services.']);
  });

  it('uses the good rows and tells every problem of the others', () => {
    const { rows, problems } = parseServiceRows([
      mine,
      { id: 'My Lab', label: '', baseUrl: 'llm.example.org' },
      { ...mine, id: 'b', baseUrl: 'https://me:secret@llm.example.org' },
      { ...mine, id: 'c', keyVariable: 'sk-1234', extra: 1 },
      { ...mine, id: 'd', concurrency: 0 },
      mine,
      { ...mine, id: 'groq' },
      { ...mine, id: 'openai', overrides: true },
      'text',
    ]);
    assert.deepEqual(rows, [mine]);
    const expected = [
      /^services\[1\]\.id: expected lower-case letters/,
      /^services\[1\]\.label: expected a name/,
      /^services\[1\]\.baseUrl: expected an address that begins with http/,
      /^services\[2\]\.baseUrl: expected no user name/,
      /^services\[3\]\.keyVariable: expected the name of an environment variable, not the key itself/,
      /^services\[3\]: .*extra/,
      /^services\[4\]\.concurrency: expected a whole number from 1 to 64/,
      /^services\[5\]\.id: "my-lab" is used by an earlier service/,
      /^services\[6\]\.id: "groq" is a built-in service; .*"overrides": true/,
      /^services\[7\]\.id: "openai" is a model API with an adapter of its own/,
      /^services\[8\]: /,
    ];
    assert.equal(problems.length, expected.length, problems.join('\n'));
    expected.forEach((pattern, position) => assert.match(problems[position]!, pattern));
    assert.ok(!problems.join().includes('secret') && !problems.join().includes('sk-1234'));
  });
});

describe('modelApis', () => {
  const apis = modelApis([mine]);

  it('lists the protocols, the services, the OCR engine and the simulated API', () => {
    assert.equal(
      apis.map((api) => api.id).join(' '),
      'ollama openai anthropic vscode deepseek gemini fireworks groq openrouter mistral xai together lmstudio vllm my-lab tesseract simulated',
    );
    assert.equal(
      apis
        .filter((api) => api.isLocal)
        .map((api) => api.id)
        .join(' '),
      'ollama lmstudio vllm tesseract simulated',
    );
    // Those of VS Code have neither: it asks them itself.
    const keyed = apis.filter((api) => !api.isLocal && api.id !== 'vscode');
    assert.ok(keyed.every((api) => api.keyVariable && api.defaultBaseUrl!.startsWith('https://')));
  });

  it("lets a row of the user's replace a built-in service", () => {
    const moved = modelApis([{ ...mine, id: 'groq' }]);
    assert.equal(moved.filter((api) => api.id === 'groq').length, 1);
    assert.equal(findModelApi(moved, 'groq').label, 'My lab');
  });

  it('says which APIs there are when asked for another', () => {
    assert.throws(() => findModelApi(apis, 'opnai'), /There is no model API "opnai"\. Known: ollama, openai, /);
  });

  it('says of a model what a run needs, even of an unknown API', () => {
    assert.deepEqual(modelInfo(parseModel('simulated~swift'), apis), {
      model: 'simulated~swift',
      provider: 'simulated',
      name: 'swift',
      parameters: {},
      providerLabel: 'Simulated',
      isLocal: true,
      isSimulated: true,
    });
    assert.equal(modelInfo(parseModel('gone~x'), apis).providerLabel, 'gone');
  });
});
