import assert from 'node:assert/strict';
import fc from 'fast-check';
import { runBenchmark } from '../../../../src/core/run/runBenchmark';
import type { ServiceRow } from '../../../../src/core/providers/services';
import { startOpenAiBatchServer, type OpenAiBatchServer } from '../../../servers/startOpenAiBatchServer';
import { customIdsOf } from './batchApis';
import { hurriedClock, standing } from './batchFixture';
import { EngineFixture, never, recorder } from './engineFixture';

/** Of one, two, three and four bytes in UTF-8, and some that JSON escapes. */
const letters = ['a', 'é', '語', '🦉', '"', '\n', '\u0007'];

const word = fc
  .record({ letter: fc.constantFrom(...letters), length: fc.integer({ min: 1, max: 3500 }) })
  .map(({ letter, length }) => letter.repeat(length));

const limits = fc.record({ requests: fc.integer({ min: 1, max: 5 }), bytes: fc.integer({ min: 10_000, max: 30_000 }) });

describe('splitting into batches', () => {
  it('loses nothing, puts nothing into two, stays within both limits, and tells of what is greater than a batch', async function () {
    this.timeout(60_000);
    await fc.assert(
      fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 10 }), limits, async (words, batchLimits) => {
        const sizes = words.map((one) => Buffer.byteLength(JSON.stringify(one)));
        // What a request has around its word is not reckoned here.
        fc.pre(sizes.every((size) => size > batchLimits.bytes - 1000 || size < batchLimits.bytes - 3000));
        const server = await startOpenAiBatchServer({
          mostLines: batchLimits.requests,
          mostBytes: batchLimits.bytes,
          statuses: ['completed'],
          answer: () => 'yes',
        });
        const engine = await EngineFixture.make();
        try {
          const { state } = await runBenchmark(requestTo(server, engine, words, batchLimits), recorder(), never, {
            batchClock: hurriedClock(),
          });
          const great = sizes.map((size) => size > batchLimits.bytes - 1000);
          const expected = great.map(
            (isGreat, position) => `${position + 1} ${isGreat ? 'error(notSent)' : 'correct'}`,
          );
          assert.equal(standing(state), expected.join(', '));
          const files = server.files.filter(({ purpose }) => purpose === 'batch');
          const sent = files.flatMap(customIdsOf).map((id) => Number(id.split('-').at(-1)));
          assert.deepEqual(
            sent,
            great.flatMap((isGreat, position) => (isGreat ? [] : [position + 1])),
          );
          assertNoneIsNeedless(files, batchLimits);
        } finally {
          await server.close();
          await engine.remove();
        }
      }),
      { numRuns: 12 },
    );
  });
});

/** What stands in two neighbours had no room in the first. */
function assertNoneIsNeedless(
  files: OpenAiBatchServer['files'],
  { requests, bytes }: { requests: number; bytes: number },
): void {
  for (const [position, { content }] of files.entries()) {
    const next = files[position + 1]?.content.split('\n')[0];
    if (next === undefined) continue;
    const isFull = content.trim().split('\n').length === requests;
    assert.ok(isFull || Buffer.byteLength(content) + Buffer.byteLength(next) > bytes - 1100, `batch ${position + 1}`);
  }
}

function requestTo(
  server: OpenAiBatchServer,
  engine: EngineFixture,
  words: string[],
  batchLimits: ServiceRow['batchLimits'],
) {
  const service: ServiceRow = {
    id: 'own',
    label: 'Own',
    baseUrl: `${server.url}/v1`,
    batchPrice: 0.5,
    ...(batchLimits ? { batchLimits } : {}),
  };
  const prompts = words.map((one) => ({ word: one, expectation: 'yes' }));
  return engine.request({ models: ['own~m'], prompts }, { mode: 'batch', services: [service] });
}
