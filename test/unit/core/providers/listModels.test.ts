// The models that a server on this machine has, for whoever begins a benchmark.

import assert from 'node:assert/strict';
import { connectionFor } from '../../../../src/core/providers/connections';
import { modelApis } from '../../../../src/core/providers/modelApis';
import { startOllamaServer } from '../../../servers/startOllamaServer';

const ollama = modelApis().find(({ id }) => id === 'ollama')!;

describe('the models of a server', () => {
  it('are those that Ollama lists', async () => {
    const server = await startOllamaServer({ models: ['llama3.2:latest', 'qwen3:8b'] });
    const connection = connectionFor(ollama, { OLLAMA_HOST: server.url });
    const names = await ollama.listModels!(connection, AbortSignal.timeout(10_000));
    await server.close();
    assert.deepEqual(names, ['llama3.2:latest', 'qwen3:8b']);
    await assert.rejects(ollama.listModels!(connection, AbortSignal.timeout(10_000)));
  });
});
