// Where models are asked and with what, as the environment has it: keys, addresses, queues, and what is refused before anything is sent.

import assert from 'node:assert/strict';
import {
  connectionFor,
  hostOf,
  isLocalModel,
  machineOf,
  missingKeys,
  refuseBadAddresses,
} from '../../../../src/core/providers/connections';
import { BadAddress } from '../../../../src/core/providers/badAddress';
import { findModelApi, modelApis } from '../../../../src/core/providers/modelApis';
import type { Environment } from '../../../../src/core/providers/provider';
import { parseModel } from '../../../../src/shared/run/model';

const apis = modelApis([
  { id: 'my-lab', label: 'My lab', baseUrl: 'https://llm.example.org/v1/?tenant=a', keyVariable: 'MY_LAB_KEY' },
]);
const connection = (id: string, environment: Environment) => connectionFor(findModelApi(apis, id), environment);

describe('connectionFor', () => {
  it('finds key and address in the environment', () => {
    const environment = {
      OPENAI_API_KEY: ' sk-1\n',
      GROQ_API_KEY: '  ',
      GROQ_BASE_URL: 'http://127.0.0.1:9/v1/chat/completions?a=b',
      OLLAMA_HOST: 'me:pass@gpu-box',
      OLLAMA_API_KEY: 'ok',
    };
    assert.deepEqual(connection('openai', environment), { apiKey: 'sk-1', baseUrl: 'https://api.openai.com/v1' });
    assert.deepEqual(connection('groq', environment), { baseUrl: 'http://127.0.0.1:9/v1', query: { a: 'b' } });
    assert.deepEqual(connection('my-lab', environment), {
      baseUrl: 'https://llm.example.org/v1',
      query: { tenant: 'a' },
    });
    assert.deepEqual(connection('ollama', environment), {
      apiKey: 'ok',
      baseUrl: 'http://gpu-box:11434',
      authorization: 'Basic bWU6cGFzcw==',
    });
    assert.deepEqual(connection('simulated', environment), {});
  });

  it('can be made of every row there is', () => {
    for (const { id } of apis) assert.equal(typeof connection(id, {}), 'object', id);
  });

  it('tells every address that is none, by its variable, before anything is sent', () => {
    const models = ['openai~a', 'groq~b', 'llama3', 'vllm~c', 'simulated~swift', 'gone~x'].map(parseModel);
    const environment = {
      OPENAI_BASE_URL: 'http://u:S3cret@h/v1',
      OLLAMA_HOST: 'a b S3cret',
      VLLM_BASE_URL: 'S3cret:1/v1',
    };
    assert.throws(
      () => refuseBadAddresses(models, apis, environment),
      (error: Error) =>
        error instanceof BadAddress &&
        /^OLLAMA_HOST: expected host.* OPENAI_BASE_URL: expected no user name.* VLLM_BASE_URL: expected an address.* Nothing was sent to any model\.$/.test(
          error.message,
        ) &&
        !error.message.includes('S3cret'),
    );
    assert.throws(() => missingKeys(models, apis, environment), BadAddress);
    // Nobody asks what is not asked.
    refuseBadAddresses([parseModel('groq~b')], apis, environment);
  });
});

describe('missingKeys', () => {
  it('finds missing keys, by API, and none for local servers or addresses on this machine', () => {
    const models = [
      'openai~a',
      'openai~b:low',
      'vllm~c',
      'llama3.2',
      'simulated~swift',
      'groq~d',
      'my-lab~e',
      'xai~f',
    ].map(parseModel);
    const missing = missingKeys(models, apis, { GROQ_API_KEY: 'k', XAI_BASE_URL: 'http://localhost:4000' });
    assert.deepEqual(
      missing.map(({ api, keyVariable, models: names }) => [api.id, keyVariable, names]),
      [
        ['openai', 'OPENAI_API_KEY', ['openai~a', 'openai~b:low']],
        ['my-lab', 'MY_LAB_KEY', ['my-lab~e']],
      ],
    );
  });

  it('is not taken in by a host that only begins like this machine', () => {
    const models = [parseModel('openai~a')];
    assert.equal(missingKeys(models, apis, { OPENAI_BASE_URL: 'https://127.0.0.1.evil.example/v1' }).length, 1);
    assert.equal(missingKeys(models, apis, { OPENAI_BASE_URL: 'https://localhost.evil.example/v1' }).length, 1);
  });

  it("asks for Ollama's key only where its cloud is the address", () => {
    const needs = (model: string, environment: Environment): number =>
      missingKeys([parseModel(model)], apis, environment).length;
    assert.equal(needs('gpt-oss:120b', { OLLAMA_HOST: 'https://ollama.com' }), 1);
    assert.equal(needs('gpt-oss:120b', { OLLAMA_HOST: 'https://ollama.com', OLLAMA_API_KEY: 'k' }), 0);
    // The server that passes it on has signed in itself.
    assert.equal(needs('gpt-oss:120b-cloud', { OLLAMA_HOST: 'gpu-box' }), 0);
    assert.equal(needs('llama3', { OLLAMA_HOST: 'gpu-box' }), 0);
  });
});

describe('hostOf', () => {
  const place = (model: string, environment: Environment = {}): { host: string; machine: string; isLocal: boolean } => {
    const id = parseModel(model);
    const api = findModelApi(apis, id.provider);
    const found = connectionFor(api, environment);
    return { host: hostOf(api, found, id), machine: machineOf(api, found, id), isLocal: isLocalModel(api, found, id) };
  };
  const host = (model: string, environment: Environment = {}): string => place(model, environment).host;

  it('puts requests to one server into one queue, whatever it is called', () => {
    assert.equal(host('llama3.2'), '127.0.0.1:11434');
    assert.equal(host('llama3.2', { OLLAMA_HOST: '0.0.0.0' }), '127.0.0.1:11434');
    assert.equal(host('vllm~x', { VLLM_BASE_URL: 'http://localhost:11434/v1' }), host('qwen3'));
    assert.equal(host('vllm~x', { VLLM_BASE_URL: 'http://[::1]:11434/v1' }), host('qwen3'));
    assert.equal(host('vllm~x', { VLLM_BASE_URL: 'http://0.0.0.0:11434/v1?a=b' }), host('qwen3'));
    assert.equal(host('llama3.2', { OLLAMA_HOST: 'https://Gpu-Box' }), 'gpu-box:443');
    assert.equal(host('llama3.2', { OLLAMA_HOST: 'user:S3cret@gpu-box' }), 'gpu-box:11434');
    assert.notEqual(host('lmstudio~x'), host('vllm~x'));
    assert.equal(host('openai~gpt-4o'), 'api.openai.com:443');
    assert.notEqual(host('simulated~swift'), host('simulated~steady'));
    assert.equal(host('tesseract~eng'), 'tesseract');
  });

  it("gives a model of Ollama's cloud the queue of that cloud, and calls it local nowhere", () => {
    const cloud = { host: 'ollama.com:443', machine: 'ollama.com', isLocal: false };
    assert.deepEqual(place('gpt-oss:120b-cloud'), cloud);
    assert.deepEqual(place('gpt-oss:120b-cloud', { OLLAMA_HOST: 'gpu-box' }), cloud);
    assert.deepEqual(place('gpt-oss:120b', { OLLAMA_HOST: 'https://ollama.com' }), cloud);
    assert.deepEqual(place('gpt-oss:20b'), { host: '127.0.0.1:11434', machine: '127.0.0.1', isLocal: true });
  });
});
