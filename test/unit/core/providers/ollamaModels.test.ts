import assert from 'node:assert/strict';
import { seesOllamaModel } from '../../../../src/core/providers/ollamaModels';
import { startOllamaServer } from '../../../servers/startOllamaServer';
import { closeServers, opened } from './openedServers';

const signal = new AbortController().signal;

describe("what Ollama says of a model's eyes", () => {
  afterEach(closeServers);

  it('is read from its capabilities', async () => {
    const server = await opened(
      startOllamaServer({
        models: ['gemma3', 'llama3.2'],
        capabilities: { gemma3: ['completion', 'vision'], 'llama3.2': ['completion', 'tools'] },
      }),
    );
    const sees = (name: string): Promise<boolean | null> => seesOllamaModel({ baseUrl: server.url }, name, signal);
    assert.deepEqual([await sees('gemma3'), await sees('llama3.2'), await sees('absent')], [true, false, null]);
    assert.deepEqual(server.requests[0]!.body, { model: 'gemma3' });
  });

  it('is unknown where the server is too old to say, and an error where there is none', async () => {
    const server = await opened(startOllamaServer({ capabilities: null }));
    assert.equal(await seesOllamaModel({ baseUrl: server.url }, 'llava', signal), null);
    await server.close();
    await assert.rejects(seesOllamaModel({ baseUrl: server.url }, 'llava', signal));
  });
});
