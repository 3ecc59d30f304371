import assert from 'node:assert/strict';
import type { BatchService } from '../../../../src/core/providers/batchService';
import { requestIn } from '../../../servers/listenedAsk';
import { startMistralBatchServer, type MistralBatchServer } from '../../../servers/startMistralBatchServer';
import { connectedBatches, entriesOf, plannedBatch } from './connectedBatches';

const { signal } = new AbortController();
const none = new Set<string>();
const model = 'mistral~mistral-small-latest';
const batch = plannedBatch({ model: 'mistral-small-latest', count: 2 });

describe('batches of Mistral', () => {
  let server: MistralBatchServer;
  let service: BatchService;
  const start = async (options: Parameters<typeof startMistralBatchServer>[0] = {}): Promise<void> => {
    server = await startMistralBatchServer(options);
    service = await connectedBatches('mistral', { MISTRAL_API_KEY: 'k', MISTRAL_BASE_URL: `${server.url}/v1` });
  };
  afterEach(() => server.close());

  const submit = (of = batch): Promise<string> => {
    const requests = ['Say ä', 'Say b'].map((prompt) => requestIn({ model, prompt, parameters: { seed: 7 } }));
    return service.submit(entriesOf(service, of, requests), of, {
      signal,
      creation: signal,
      begins: () => Promise.resolve(),
    });
  };

  it('are a file of bodies, and a job for one model that is marked with the key', async () => {
    await start();
    await submit();
    const [file] = server.files;
    assert.equal(file!.purpose, 'batch');
    assert.equal(file!.filename, 'iso-speed-bench-0123456789abcdef.jsonl');
    const lines = file!.content
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    assert.deepEqual(lines, [
      {
        custom_id: 'isb-0123456789abcdef-1',
        body: { random_seed: 7, model: 'mistral-small-latest', messages: [{ role: 'user', content: 'Say ä' }] },
      },
      {
        custom_id: 'isb-0123456789abcdef-2',
        body: { random_seed: 7, model: 'mistral-small-latest', messages: [{ role: 'user', content: 'Say b' }] },
      },
    ]);
    const { body } = server.requests.findLast(({ method }) => method === 'POST')!;
    assert.deepEqual(body, {
      input_files: [file!.id],
      endpoint: '/v1/chat/completions',
      model: 'mistral-small-latest',
      metadata: { iso_speed_bench_run: 'run', iso_speed_bench_batch: '1', iso_speed_bench_key: '0123456789abcdef' },
      timeout_hours: 24,
    });
  });

  it('are found again by their mark, by their file where there is no mark, and pages away', async () => {
    await start();
    const id = await submit();
    for (let other = 0; other < 230; other++)
      server.batches.push({ ...server.batches[0]!, id: `other-${other}`, metadata: null, inputFile: 'none' });
    assert.deepEqual(await service.find(batch, none, signal), { kind: 'found', id });
    server.batches[0]!.metadata = null;
    assert.deepEqual(await service.find(batch, none, signal), { kind: 'found', id });
    assert.deepEqual(await service.find(batch, new Set([id]), signal), { kind: 'none' });
    assert.deepEqual(await service.find(plannedBatch({ key: 'another' }), none, signal), { kind: 'none' });
  });

  it('use a file that was uploaded before', async () => {
    await start({ unanswered: ['POST /v1/batch/jobs'] });
    await assert.rejects(submit());
    server.batches.length = 0;
    await submit();
    assert.equal(server.files.length, 1);
  });

  for (const [status, phase] of [
    ['QUEUED', 'validating'],
    ['RUNNING', 'running'],
    ['CANCELLATION_REQUESTED', 'cancelling'],
    ['WARMING_UP', 'running'],
  ] as const)
    it(`go on in the status ${status}`, async () => {
      await start({ statuses: [status] });
      const report = await service.look(await submit(), signal);
      assert.deepEqual([report.phase, report.end], [phase, null]);
      assert.ok(Date.parse(report.expiresAt!) > Date.now());
    });

  it('fail with the words of the API, and how often it has them', async () => {
    await start();
    const report = await service.look(await submit({ ...batch, model: 'mistral-none' }), signal);
    assert.equal(report.end, 'failed');
    assert.equal('message' in report && report.message, 'Invalid model: mistral-none (2 times)');
    assert.deepEqual('files' in report && report.files, []);
  });

  it('say why one that is over can not be cancelled', async () => {
    await start({ statuses: ['SUCCESS'] });
    const id = await submit();
    await service.look(id, signal);
    await assert.rejects(service.cancel(id, signal), /answered 400: Batch job .* can not be cancelled\./);
  });
});
