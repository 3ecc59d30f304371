// One test as one line: nothing is lost on the way, whatever the parts have in common, and what can't be read is never written.

import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { openRun } from '../../../../src/core/runFolder/openRun';
import { endedTests, readTest } from '../../../../src/core/runFolder/readTest';
import { formatTestLine, readTestLine } from '../../../../src/core/runFolder/testLine';
import {
  unpackResult,
  unpackTranscript,
  type NamedRun,
  type StoredResult,
} from '../../../../src/shared/results/packedTest';
import type { RecordedAttempt, RecordedEvaluation, TestTranscript } from '../../../../src/shared/results/testResult';
import { aTest } from '../../../builders';

const run = {
  runId: 'r',
  benchmarkName: 'Simple math',
  models: [{ model: 'openai~gpt-4o', provider: 'openai', providerLabel: 'OpenAI', isSimulated: false }],
  prompts: [],
};

const { links: _links, ...right } = aTest();

const times = {
  queuedAt: 0,
  dispatchedAt: 1,
  headersAt: 2,
  firstChunkAt: 3,
  firstReasoningAt: null,
  firstAnswerAt: 3,
  lastTokenAt: 4,
  endedAt: 5,
};

function transcriptOf(result: StoredResult, changes: Partial<TestTranscript> = {}): TestTranscript {
  const { schemaVersion, runId, model, index } = result;
  return { schemaVersion, runId, model, index, attempts: [], evaluation: null, ...changes };
}

function parseTestLine(
  line: string,
  ofRun: NamedRun,
  where: string,
): { result: StoredResult; transcript: TestTranscript } {
  const packed = readTestLine(line, where, false);
  const result = unpackResult(packed, ofRun, where);
  return { result, transcript: unpackTranscript(packed.transcript, result) };
}

/** Few words, so that parts are often the same. */
const word = fc.constantFrom('', 'ten', 'Say ten.', '  ', '十\u200b', '"\\\n', 'raw_string_evaluator');
const tokens = fc.record({
  input: fc.constantFrom(null, 0, 212),
  output: fc.constantFrom(null, 31),
  reasoning: fc.constant(null),
  cached: fc.constantFrom(null, 5),
  source: fc.constantFrom('usage' as const, 'estimated' as const),
});
const message = fc.record({ role: fc.constantFrom('user' as const, 'system' as const), content: word });
const chunk = fc.record({
  t: fc.double({ min: 0, max: 1e6, noNaN: true }).map((t) => t + 0),
  kind: fc.constantFrom('answer' as const, 'reasoning' as const),
  characters: fc.nat(99),
});
const response = fc.record({
  text: word,
  reasoning: word,
  finishReason: fc.constantFrom(null, 'stop'),
  id: fc.constant(null),
  model: fc.constantFrom(null, 'gpt'),
  headers: fc.constant({}),
  serverTimings: fc.constantFrom(null, { load: 3 }),
  tokens,
});
const attempt: fc.Arbitrary<RecordedAttempt> = fc
  .record({ messages: fc.array(message, { maxLength: 2 }), response: fc.option(response), chunks: fc.array(chunk) })
  .map(({ messages, response: came, chunks }) => ({
    attempt: 1,
    times,
    request: { url: 'http://localhost/v1', model: 'gpt', messages, parameters: { stream: true } },
    ...(came ? { response: came } : {}),
    chunks,
  }));
const evaluation: fc.Arbitrary<RecordedEvaluation> = fc
  .record({
    testType: word,
    answer: word,
    expected: word,
    got: word,
    verdict: fc.constantFrom('correct' as const, 'incorrect' as const),
    score: fc.option(fc.constantFrom(0, 0.5, 1)),
    reason: fc.option(word),
  })
  .map(({ score, reason, ...rest }) => ({
    ...rest,
    ...(score === null ? {} : { score }),
    ...(reason === null ? {} : { reason }),
  }));
const round = fc.record({ attempts: fc.array(attempt, { maxLength: 3 }), evaluation: fc.option(evaluation) });
const result: fc.Arbitrary<StoredResult> = fc
  .record({ prompt: word, response: word, reasoning: fc.option(word), expected: word, got: word, tokens })
  .chain((words) =>
    fc.record({ attempts: fc.constantFrom(null, 0, 1, 2) }).map(({ attempts }) => ({ ...right, ...words, attempts })),
  );

describe('the line of a test', () => {
  it('comes back as it went, for any records', () => {
    fc.assert(
      fc.property(result, round, fc.array(round, { maxLength: 2 }), (...made) => {
        // Plain objects, as threads hand them on.
        const [one, asked, earlier] = structuredClone(made);
        const transcript = transcriptOf(one, { ...asked, ...(earlier.length > 0 ? { earlier } : {}) });
        const line = formatTestLine(one, transcript);
        assert.ok(!line.includes('\n'));
        assert.deepEqual(parseTestLine(line, run, 'the test'), { result: one, transcript });
      }),
    );
  });

  it('says prompt and answer once', () => {
    const asked: RecordedAttempt = {
      attempt: 1,
      times,
      request: { url: 'u', model: 'm', messages: [{ role: 'user', content: right.prompt }], parameters: {} },
      response: {
        text: 'a long answer',
        reasoning: '',
        finishReason: 'stop',
        id: null,
        model: null,
        headers: {},
        serverTimings: null,
        tokens: right.tokens,
      },
      chunks: [],
    };
    const one = { ...right, response: 'a long answer', reasoning: '' };
    const line = formatTestLine(one, transcriptOf(one, { attempts: [asked] }));
    assert.deepEqual([line.split('a long answer').length, line.split(right.prompt).length], [2, 2]);
  });

  it('keeps every test of a folder of format 1 as it is', async () => {
    const kept = join('test', 'runFolders', 'version1');
    const { state } = await openRun(kept);
    const tests = endedTests(state.models);
    assert.ok(tests.length > 10);
    for (const test of tests) {
      const { result: before, transcript } = await readTest(kept, state, test);
      const { links: _place, ...stored } = before;
      assert.deepEqual(parseTestLine(formatTestLine(stored, transcript!), state, 'the test'), {
        result: stored,
        transcript,
      });
    }
  });

  it('is not written when it could not be read', () => {
    for (const changes of [{ timings: { ...right.timings, total: '5' } }, { prompt: { text: 'x' } }, { index: 0 }]) {
      const odd = { ...right, ...changes } as unknown as StoredResult;
      assert.throws(() => formatTestLine(odd, transcriptOf(right)));
    }
  });

  it('is refused in words when it is of another run, newer, or half', () => {
    const line = formatTestLine(right, transcriptOf(right));
    assert.throws(() => parseTestLine(line, { ...run, models: [] }, 'the test'), /the test is of openai~gpt-4o, which/);
    assert.throws(
      () => parseTestLine(line.replace('"schemaVersion":2', '"schemaVersion":9'), run, 'the test'),
      /the test was written by a newer version/,
    );
    assert.throws(() => parseTestLine(line.slice(1), run, 'the test'), /the test is not JSON/);
  });

  it('is one JSON object a line in the file of its model', async () => {
    const folder = join('test', 'runFolders', 'version2', 'tests');
    for (const name of await readdir(folder)) {
      const lines = (await readFile(join(folder, name), 'utf8')).trimEnd().split('\n');
      for (const line of lines) assert.equal(typeof JSON.parse(line), 'object', name);
    }
  });
});
