import assert from 'node:assert/strict';
import type { BatchItem, BatchService } from '../../../../src/core/providers/batchService';
import { ProviderError, type ModelReply, type Provider } from '../../../../src/core/providers/provider';
import { listenedAsk, requestIn, type Heard } from '../../../servers/listenedAsk';
import { startGeminiBatchServer, type GeminiBatchServer } from '../../../servers/startGeminiBatchServer';
import { connectedBatches, entriesOf, plannedBatch } from './connectedBatches';

const { signal } = new AbortController();
const none = new Set<string>();
const model = 'gemini~gemini-2.5-flash';
const batch = plannedBatch({ model: 'gemini-2.5-flash' });
const mark = 'iso-speed-bench-0123456789abcdef';

describe('batches of Gemini', () => {
  let server: GeminiBatchServer;
  let service: BatchService;
  const start = async (options: Parameters<typeof startGeminiBatchServer>[0] = {}): Promise<void> => {
    server = await startGeminiBatchServer(options);
    service = await connectedBatches('gemini', {
      GEMINI_API_KEY: 'k',
      GEMINI_BASE_URL: `${server.url}/v1beta/openai`,
    });
  };
  afterEach(() => server.close());

  const submit = (of = batch): Promise<string> =>
    service.submit(entriesOf(service, of, [requestIn({ model })]), of, {
      signal,
      creation: signal,
      begins: () => Promise.resolve(),
    });

  /** What becomes of one line of a file of results. */
  const collected = async (line: object): Promise<{ item: BatchItem; heard: Heard | null }> => {
    await start({ statuses: ['SUCCEEDED'], mangle: () => [JSON.stringify({ key: 'isb-k-1', ...line })] });
    const id = await submit();
    const report = await service.look(id, signal);
    assert.ok(report.end === 'completed');
    const items: BatchItem[] = [];
    for await (const one of service.items(id, report, signal)) items.push(one);
    const [item] = items;
    const { outcome } = item!;
    if (outcome.kind !== 'answer') return { item: item!, heard: null };
    const provider: Provider = {
      ask: (request, listener): Promise<ModelReply> => service.read(outcome, request, listener),
    };
    return { item: item!, heard: await listenedAsk(provider, { model }) };
  };

  it('are a file under a name of ours, and a batch that is called after its key', async () => {
    await start();
    const id = await submit();
    assert.equal(id, server.batches[0]!.id);
    assert.deepEqual(
      server.files.map((file) => file.id),
      [`files/${mark}`],
    );
    const [upload, content, create] = server.requests.filter(({ method }) => method === 'POST');
    assert.deepEqual(upload!.body, { file: { name: `files/${mark}`, displayName: mark } });
    assert.equal(content!.headers['content-type'], 'application/jsonl');
    assert.equal(create!.path, '/v1beta/models/gemini-2.5-flash:batchGenerateContent');
    assert.deepEqual(create!.body, { batch: { displayName: mark, inputConfig: { fileName: `files/${mark}` } } });
    for (const { headers } of server.requests) {
      assert.equal(headers['x-goog-api-key'], 'k');
      assert.equal(headers.authorization, undefined);
    }
  });

  it("say a request in Gemini's own words, and leave out what its other protocol has no word for", async () => {
    await start();
    const request = requestIn({
      model,
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Hi' },
        { role: 'assistant', content: 'Yes?' },
        {
          role: 'user',
          content: 'What is it?',
          images: [{ name: 'a.png', mediaType: 'image/png', bytes: 3, sha256: 'x' }],
        },
      ] as never,
      parameters: { temperature: 0, top_k: 4, max_tokens: 9, stop: ['.'], effort: 'low', seed: 1, presence_penalty: 1 },
      answerSchema: { type: 'object' },
    });
    const images = [{ name: 'a.png', mediaType: 'image/png', base64: 'QUJD' }] as never;
    const { text, sent } = service.entryOf({ ...request, images }, 'isb-k-1', undefined);
    const parameters = {
      temperature: 0,
      seed: 1,
      maxOutputTokens: 9,
      stopSequences: ['.'],
      thinkingConfig: { thinkingBudget: 1024 },
      presencePenalty: 1,
      responseMimeType: 'application/json',
      responseJsonSchema: { type: 'object' },
    };
    assert.deepEqual(JSON.parse(text), {
      key: 'isb-k-1',
      request: {
        contents: [
          { role: 'user', parts: [{ text: 'Hi' }] },
          { role: 'model', parts: [{ text: 'Yes?' }] },
          { role: 'user', parts: [{ inlineData: { mimeType: 'image/png', data: 'QUJD' } }, { text: 'What is it?' }] },
        ],
        systemInstruction: { parts: [{ text: 'Be brief.' }] },
        generationConfig: parameters,
      },
    });
    assert.deepEqual(sent, {
      url: `${server.url}/v1beta/models/gemini-2.5-flash:batchGenerateContent`,
      parameters,
      refused: ['top_k'],
    });
  });

  for (const [name, effort, said] of [
    ['gemini-2.5-pro', 'high', { thinkingBudget: 24_576 }],
    ['gemini-2.5-flash', 'none', { thinkingBudget: 0 }],
    ['gemini-3-pro-preview', 'low', { thinkingLevel: 'low' }],
    ['gemini-3-pro-preview', 'none', undefined],
    ['gemini-2.5-pro', 'max', undefined],
  ] as const)
    it(`tell ${name} to reason ${effort} as Google's table has it`, async () => {
      await start();
      const { sent } = service.entryOf(requestIn({ model: `gemini~${name}`, parameters: { effort } }), 'a', undefined);
      assert.deepEqual(sent.parameters['thinkingConfig'], said);
      assert.deepEqual(sent.refused, said ? undefined : ['effort']);
    });

  it('are found again by their name, by their file, and pages away', async () => {
    await start();
    const id = await submit();
    const [ours] = server.batches;
    for (let other = 0; other < 230; other++)
      server.batches.unshift({ ...ours!, id: `batches/o${other}`, displayName: 'other', inputFile: 'files/other' });
    assert.deepEqual(await service.find(batch, none, signal), { kind: 'found', id });
    ours!.displayName = 'renamed';
    assert.deepEqual(await service.find(batch, none, signal), { kind: 'found', id });
    assert.deepEqual(await service.find(batch, new Set([id]), signal), { kind: 'none' });
  });

  it('send no prompt to another host that the API names for the upload', async () => {
    await start({ uploadsTo: 'http://elsewhere.example' });
    await assert.rejects(submit(), (error) => {
      assert.ok(error instanceof ProviderError);
      assert.match(error.message, /elsewhere\.example/);
      return true;
    });
    assert.equal(server.files.length, 0);
  });

  for (const [state, phase] of [
    ['PENDING', 'validating'],
    ['RUNNING', 'running'],
    ['PAUSED', 'running'],
  ] as const)
    it(`go on in the state ${state}`, async () => {
      await start({ statuses: [state] });
      const report = await service.look(await submit(), signal);
      assert.deepEqual([report.phase, report.end], [phase, null]);
      assert.ok(Date.parse(report.expiresAt!) > Date.now() + 47 * 3_600_000);
    });

  it('fail with the words of the API', async () => {
    await start({ statuses: ['FAILED'] });
    const report = await service.look(await submit(), signal);
    assert.equal('message' in report && report.message, 'Internal error encountered.');
    assert.equal(report.end, 'failed');
  });

  it('say of a model that takes no batches what the API says', async () => {
    await start();
    await assert.rejects(submit({ ...batch, model: 'gemini-none' }), /answered 404: models\/gemini-none is not found/);
  });

  it('read thoughts apart from the answer, and count both as output', async () => {
    const parts = [{ text: 'Hm.', thought: true }, { text: 'Par' }, { text: 'is', thoughtSignature: 'x' }];
    const { heard } = await collected({
      response: {
        candidates: [{ content: { parts, role: 'model' }, finishReason: 'MAX_TOKENS' }],
        usageMetadata: {
          promptTokenCount: 7,
          candidatesTokenCount: 3,
          thoughtsTokenCount: 4,
          cachedContentTokenCount: 2,
        },
        modelVersion: 'gemini-2.5-flash-001',
      },
    });
    assert.deepEqual([heard!.reasoning, heard!.answer], ['Hm.', 'Paris']);
    assert.equal(heard!.reply!.stoppedBy, 'length');
    assert.equal(heard!.reply!.model, 'gemini-2.5-flash-001');
    assert.deepEqual(heard!.reply!.tokens, { input: 7, output: 7, reasoning: 4, cached: 2, source: 'usage' });
  });

  for (const blockReason of ['SAFETY', 'PROHIBITED_CONTENT', 'OTHER'])
    it(`take a prompt that was blocked (${blockReason}) for a refusal`, async () => {
      const { heard } = await collected({ response: { promptFeedback: { blockReason } } });
      assert.equal(heard!.error instanceof ProviderError && heard!.error.kind, 'refused');
    });

  for (const [failure, kind, status] of [
    [{ error: { code: 8, message: 'Quota exceeded.' } }, 'rateLimited', 429],
    [{ error: { code: 429, message: 'Quota exceeded.' } }, 'rateLimited', 429],
    [{ status: { code: 3, message: 'Invalid argument.' } }, 'api', 400],
    [{ error: { code: 7, message: 'Not for you.' } }, 'authentication', 403],
    [{ error: { message: 'No code.' } }, 'api', 500],
    [{ error: {} }, 'api', 500],
  ] as const)
    it(`read ${JSON.stringify(failure)} as the failure that it is`, async () => {
      const { heard } = await collected(failure);
      assert.ok(heard!.error instanceof ProviderError);
      assert.deepEqual([heard!.error.kind, heard!.error.status], [kind, status]);
    });

  for (const [line, kind] of [
    [{ error: { code: 1, message: 'Cancelled.' } }, 'batchCancelled'],
    [{}, 'batchFailed'],
    [{ response: 'odd' }, 'batchFailed'],
  ] as const)
    it(`take ${JSON.stringify(line)} for ${kind}`, async () => {
      const { item } = await collected(line);
      assert.equal(item.outcome.kind, kind);
    });

  for (const response of [
    {},
    { candidates: [] },
    { candidates: [7] },
    { candidates: [{ content: { parts: 3 } }] },
    { usageMetadata: [] },
  ])
    it(`take no answer out of ${JSON.stringify(response)}`, async () => {
      const { heard } = await collected({ response });
      assert.ok(heard!.error instanceof ProviderError || heard!.answer === '', JSON.stringify(heard));
    });
});
