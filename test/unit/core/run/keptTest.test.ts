// Answers that no line can keep as they came: each is its test's error, and what it said is kept as far as it can be.

import assert from 'node:assert/strict';
import { createRunImages } from '../../../../src/core/images/runImages';
import { startRunClock } from '../../../../src/core/ask/runClock';
import { keptTest } from '../../../../src/core/run/keptTest';
import { mostLineBytes } from '../../../../src/core/files/linesFile';
import { readTestLine } from '../../../../src/core/runFolder/testLine';
import { unpackResult, unpackTranscript } from '../../../../src/shared/results/packedTest';
import type { TestFinished } from '../../../../src/shared/run/events';
import type { RecordedAttempt, StoredTest } from '../../../../src/shared/results/testResult';
import { aModel, aTimings } from '../../../builders';

const model = aModel('openai~gpt-4o');
const run = { runId: 'r', benchmarkName: 'b', models: [model], prompts: [] };
const context = {
  place: { runId: 'r', benchmarkName: 'b', runDirectory: '/nowhere', run },
  tools: { images: createRunImages('/nowhere', []), clock: startRunClock() },
};
const test = {
  model,
  prompt: { expectation: 'ten', testType: 'raw_string_evaluator' as const, images: [] },
  index: 1,
  promptText: 'Say ten.',
  previous: null,
};
const tokens = { input: 3, output: 1, reasoning: null, cached: null, source: 'usage' as const };

function anAttempt(text = 'ten'): RecordedAttempt {
  const at = { headersAt: 2, firstChunkAt: 3, firstReasoningAt: null, firstAnswerAt: 3, lastTokenAt: 4 };
  return {
    attempt: 1,
    times: { queuedAt: 0, dispatchedAt: 1, ...at, endedAt: 5 },
    request: { url: 'http://host/v1', model: 'gpt-4o', messages: [], parameters: {} },
    response: {
      text,
      reasoning: '',
      finishReason: 'stop',
      id: 'i',
      model: 'm',
      headers: {},
      serverTimings: null,
      tokens,
    },
    chunks: [],
  };
}

function finished(): TestFinished {
  const cost = { usd: 0.5, source: 'prices' as const };
  const timings = aTimings();
  return {
    type: 'testFinished',
    t: 9,
    model: model.model,
    index: 1,
    verdict: 'correct',
    attempts: 1,
    timings,
    tokens,
    cost,
  };
}

async function keep(
  attempts: RecordedAttempt[],
  event = finished(),
): Promise<{ event: TestFinished } & Pick<StoredTest, 'transcript'> & { response: string }> {
  const kept = await keptTest(context, test, { attempts }, event, { record: null, at: null });
  const packed = readTestLine(kept.line, 'the line', false);
  const result = unpackResult(packed, run, 'the line');
  const transcript = unpackTranscript(packed.transcript, result);
  assert.equal(result.verdict, kept.finished.verdict);
  assert.deepEqual(result.error, kept.finished.error);
  return { event: kept.finished, response: result.response, transcript };
}

describe('what is kept of a test', () => {
  it('is all of it where that can be read again', async () => {
    const { event, transcript } = await keep([anAttempt()]);
    assert.equal(event.verdict, 'correct');
    assert.equal(transcript!.attempts[0]!.response!.id, 'i');
  });

  it('is without what is odd, which is the error of that test', async () => {
    const odd = [
      { id: 12345 },
      { model: { name: 'm' } },
      { finishReason: ['stop'] },
      { headers: { 'x-id': 5 } },
      { serverTimings: 'long' },
      { text: ['ten'] },
      { tokens: { ...tokens, input: '3' } },
      { remoteHost: null },
    ];
    for (const field of odd) {
      const attempt = anAttempt();
      Object.assign(attempt.response!, field);
      const { event, response, transcript } = await keep([anAttempt('first'), attempt]);
      const [name] = Object.keys(field);
      assert.equal(event.verdict, 'error', name);
      assert.match(event.error!.message, /^The answer could not be kept as it came: .*(response|tokens)/, name);
      assert.equal(response, name === 'text' ? '' : 'ten');
      assert.deepEqual(event.cost, { usd: 0.5, source: 'prices' });
      assert.equal(transcript!.attempts[0]!.response!.id, 'i', 'an attempt that is as it should be is whole');
    }
  });

  it('has no figure that nobody could read', async () => {
    const event = finished();
    Object.assign(event, { tokens: { ...tokens, output: '005' }, cost: { usd: Number.NaN, source: 'prices' } });
    const kept = await keep([anAttempt()], event);
    assert.deepEqual([kept.event.tokens.output, kept.event.cost.usd], [null, null]);
  });

  it('is the beginning of what is too long', async () => {
    const long = 'é'.repeat(mostLineBytes / 2);
    const { event, response } = await keep([anAttempt(long)]);
    assert.match(event.error!.message, /too long to be read again/);
    assert.equal(response.length, 1_000_000);
  });
});
