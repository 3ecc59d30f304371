import assert from 'node:assert/strict';
import { openRun } from '../../../../src/core/runFolder/openRun';
import { readListedRun } from '../../../../src/core/runFolder/listRuns';
import { readTestTranscript } from '../../../storedTests';
import { apis, batchApis } from './batchApis';
import { allCorrect, BatchFixture, key, prompts, standing } from './batchFixture';

/** The first are correct, the others have the error. */
function standingWith(correct: number, error: string): string {
  return prompts
    .map((_, position) => `${position + 1} ${position < correct ? 'correct' : `error(${error})`}`)
    .join(', ');
}

for (const api of apis)
  describe(`a run in batches of ${api}`, () => {
    let batch: BatchFixture;
    afterEach(() => batch.end());

    it('is submitted, waited for and collected, without a time and at the price of a batch', async () => {
      batch = await BatchFixture.start(api);
      const { state, runDirectory } = await batch.run();
      assert.equal(state.status, 'finished');
      allCorrect(state);
      assert.equal(batch.server.batches.length, 1);
      const [test] = state.models[0]!.tests;
      const { dispatchedAt, endedAt, evaluation: _evaluation, ...times } = test!.timings!;
      assert.equal(dispatchedAt, endedAt);
      assert.deepEqual(new Set(Object.values(times)), new Set([null]));
      const { input, output } = batchApis[api].price;
      // 10 tokens in, 5 out, half the price.
      const usd = (10 * input + 5 * output) / 2e6;
      assert.ok(Math.abs(test!.cost!.usd! - usd) < 1e-12, `${test!.cost!.usd}`);
      const { attempts } = await readTestTranscript(runDirectory, batch.model, 1);
      assert.equal(attempts[0]!.batch!.id, batch.server.batches[0]!.id);
      assert.equal(attempts[0]!.request.parameters['stream'], undefined);
      assert.ok(!(await batch.engine.everything()).includes(key));
    });

    it('is left with what it submitted, shown as waiting, and collected by whoever resumes it', async () => {
      batch = await BatchFixture.start(api);
      const left = await batch.run({}, { leaveAt: ({ type }) => type === 'batchSubmitted' });
      assert.equal(left.state.status, 'waiting');
      assert.match(standing(left.state), /^1 submitted, /);
      const listed = await readListedRun(left.runDirectory);
      assert.ok(listed && 'manifest' in listed);
      assert.deepEqual([listed.manifest.status, listed.manifest.submitted], ['waiting', prompts.length]);
      assert.equal((await openRun(left.runDirectory)).state.status, 'waiting');
      const { state } = await batch.resume(left.runDirectory);
      assert.equal(state.status, 'finished');
      allCorrect(state);
      assert.equal(batch.submitted().length, prompts.length);
    });

    it('submits only, looks once when it is told to, and finishes when all is in', async () => {
      batch = await BatchFixture.start(api, {
        statuses: ['in_progress', 'in_progress', 'completed'],
      });
      const changes = { isSubmitOnly: true };
      const first = await batch.run({}, { changes });
      assert.equal(first.state.status, 'waiting');
      const second = await batch.resume(first.runDirectory, { changes });
      assert.equal(second.state.status, 'waiting');
      const third = await batch.resume(first.runDirectory, { changes });
      assert.equal(third.state.status, 'finished');
      allCorrect(third.state);
    });

    it('keeps what an expired batch had, and asks the rest again in another one when told to', async () => {
      batch = await BatchFixture.start(api, { statuses: ['in_progress', 'expired'], done: 2 });
      const done = batchApis[api].losesWhatWasDone ? 0 : 2;
      const { state, runDirectory } = await batch.run();
      assert.equal(standing(state), standingWith(done, 'batchExpired'));
      const again = await batch.resume(runDirectory, { retryErrors: true });
      assert.equal(batch.server.batches.length, 2);
      assert.equal(standing(again.state), standingWith(2 * done, 'batchExpired'));
      assert.equal(batch.submitted().length, 6 + 6 - done);
    });

    it('is cancelled at the API when it is told to, and collects what was done', async () => {
      batch = await BatchFixture.start(api, { statuses: ['in_progress'], done: 1 });
      const cancel = new AbortController();
      const { state } = await batch.run(
        {},
        {
          controls: {
            cancelBatches: cancel.signal,
            batchClock: batch.clock(() => cancel.abort()),
          },
        },
      );
      assert.equal(state.status, 'cancelled');
      assert.equal(standing(state), standingWith(batchApis[api].losesWhatWasDone ? 0 : 1, 'batchCancelled'));
      assert.equal(state.batches[0]!.end, 'cancelled');
    });

    it('takes results in any order, once each, and gives tests without one an error', async () => {
      const mangle = (lines: string[]): string[] => {
        const of = (index: number): string => lines.find((line) => new RegExp(`isb-[0-9a-f]+-${index}"`).test(line))!;
        return [
          of(1),
          of(1).replace('one', 'wrong'),
          'no JSON at all',
          of(2).replace(/isb-[0-9a-f]+-2/g, 'of-somebody-else'),
          of(3).slice(0, -20),
          `[${'['.repeat(5000)}`,
          of(4).replace('"four"', '{"odd": 4}'),
          of(5).replace('"five"', `"five${' '.repeat(2000)}"`),
          of(6),
        ];
      };
      batch = await BatchFixture.start(api, { mangle });
      const { state, problems } = await batch.run(
        {},
        { changes: { answerLimits: { lineCharacters: 1500, answerCharacters: 1000 } } },
      );
      assert.equal(
        standing(state),
        '1 correct, 2 error(batchFailed), 3 error(batchFailed), 4 error(api), 5 error(batchFailed), 6 correct',
      );
      assert.equal(problems.length, 2, problems.join('\n'));
      assert.match(problems[0]!, /came back with 1 second result for tests that had one; the first counts\./);
      assert.match(problems[1]!, /came back with 3 results that are of no test of it\./);
    });

    it('lets no secret through that a result says', async () => {
      batch = await BatchFixture.start(api, {
        answer: (prompt) => (prompt.endsWith('one') ? `the key is ${key}` : { status: 400, message: `bad key ${key}` }),
      });
      const { state } = await batch.run();
      assert.match(standing(state), /^1 incorrect, 2 error\(api\)/);
      assert.ok(!(await batch.engine.everything()).includes(key));
    });

    it('asks again, in a batch of its own, what was refused for a parameter', async () => {
      const refused = /temperature/;
      batch = await BatchFixture.start(api, {
        answer: (prompt, params) =>
          params['temperature'] === undefined
            ? prompt.replace(/^Say /, '')
            : {
                status: 400,
                message:
                  "Unsupported value: 'temperature' does not support 0.5 with this model. temperature is not supported",
                param: 'temperature',
              },
      });
      const more = { parameters: { temperature: 0.5, max_tokens: 50 } };
      const { state, runDirectory } = await batch.run({ more });
      allCorrect(state);
      assert.deepEqual(
        state.batches.map(({ tests, end }) => [tests.length, end]),
        [
          [6, 'completed'],
          [6, 'completed'],
        ],
      );
      const { attempts } = await readTestTranscript(runDirectory, batch.model, 1);
      assert.match(String(attempts[0]!.request.refused), refused);
    });

    for (const lost of batchApis[api].submissions)
      it(`submits nothing twice when the answer to ${lost} is lost`, async () => {
        batch = await BatchFixture.start(api, { unanswered: [lost] });
        const { state } = await batch.run();
        allCorrect(state);
        assert.equal(batch.server.batches.length, 1);
        assert.equal(new Set(batch.submitted()).size, prompts.length);
      });

    it('looks again when looks and results go unanswered', async () => {
      batch = await BatchFixture.start(api, { unanswered: [...batchApis[api].looks] });
      const { state } = await batch.run();
      allCorrect(state);
    });

    it('says of a wrong key that it is one, and leaves nothing waiting', async () => {
      batch = await BatchFixture.start(api);
      const environment = Object.fromEntries(
        Object.entries(batch.environment).map(([name, value]) => [name, value === key ? 'sk-wrong-0000' : value]),
      );
      const { state } = await batch.run({}, { changes: { environment } });
      assert.equal(state.status, 'finished');
      assert.match(standing(state), /^1 error\(authentication\)/);
    });
  });

describe('a run in batches', () => {
  let batch: BatchFixture;
  afterEach(() => batch.end());

  it('asks again after a kill in the middle of a collection only for what is not in the folder', async () => {
    batch = await BatchFixture.start('openai');
    let finished = 0;
    const many = Array.from({ length: 600 }, (_, position) => ({
      word: `w${position}`,
      expectation: `w${position}`,
    }));
    const left = await batch.run(
      { prompts: many },
      { leaveAt: ({ type }) => type === 'testFinished' && ++finished === 2 },
    );
    assert.equal(left.state.status, 'waiting');
    const { state } = await batch.resume(left.runDirectory);
    assert.ok(state.models[0]!.tests.every(({ verdict }) => verdict === 'correct'));
    assert.equal(batch.server.batches.length, 1);
  });
});
