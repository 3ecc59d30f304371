import assert from 'node:assert/strict';
import { requestIn } from '../../../servers/listenedAsk';
import { startOpenAiBatchServer } from '../../../servers/startOpenAiBatchServer';
import { connectedBatches, entriesOf, plannedBatch } from './connectedBatches';

const { signal } = new AbortController();

describe('batches of OpenAI', () => {
  it('are found on a later page, whatever their order', async () => {
    const server = await startOpenAiBatchServer();
    const service = await connectedBatches('openai', { OPENAI_API_KEY: 'k', OPENAI_BASE_URL: `${server.url}/v1` });
    const batch = plannedBatch();
    const entries = entriesOf(service, batch, [requestIn({ model: 'openai~gpt-4o', prompt: 'a' })]);
    const id = await service.submit(entries, batch, { signal, creation: signal, begins: () => Promise.resolve() });
    const own = server.batches[0]!;
    // A list that has old ones first.
    for (let at = 0; at < 230; at++)
      server.batches.push({
        ...own,
        id: `other_${at}`,
        inputFile: 'file-x',
        metadata: {},
        createdAt: own.createdAt - at * 1e6,
      });
    assert.deepEqual(await service.find(batch, new Set(), signal), { kind: 'found', id });
    assert.deepEqual(await service.find(batch, new Set([id]), signal), { kind: 'none' });
    await server.close();
  });
});
