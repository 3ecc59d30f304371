// Batches of a service that is wrong, confused or means harm: nothing is lost, nothing counts twice, nothing runs for ever, and it is said what was wrong.

import assert from 'node:assert/strict';
import type { RunOutcome } from '../../../../src/core/run/runRequest';
import { openRun } from '../../../../src/core/runFolder/openRun';
import { apis, batchApis } from './batchApis';
import { allCorrect, BatchFixture, key, prompts, standing } from './batchFixture';

/** Every answer about a batch, wherever in it the batch is. */
type Said = { [name: string]: unknown };

/** The part of an answer in which an API says how a batch stands. */
const placeOf = (body: Said): Said =>
  (body['metadata'] as { state?: unknown } | null)?.state === undefined ? body : (body['metadata'] as Said);

/** What an API calls how a batch stands. */
function statusNameIn(place: Said): string {
  return ['processing_status', 'state', 'status'].find((name) => typeof place[name] === 'string')!;
}

for (const api of apis)
  describe(`a batch of ${api} whose API is not to be trusted`, () => {
    const [look = '', results = ''] = batchApis[api].looks;
    let batch: BatchFixture;
    afterEach(() => batch.end());

    const takenOnce = ({ state }: RunOutcome): void => {
      allCorrect(state);
      assert.equal(batch.server.batches.length, 1);
    };

    it('goes on waiting at statuses that nobody knows, and at one that goes back', async () => {
      const words = ['constellating', '', 'in_progress', 'validating', 'COMPLETED?', '__proto__'];
      batch = await BatchFixture.start(api, {
        statuses: [
          'in_progress',
          'in_progress',
          'in_progress',
          'in_progress',
          'in_progress',
          'in_progress',
          'completed',
        ],
        rewrite: (call, body) => {
          const word = call === look ? words.shift() : undefined;
          const place = placeOf(body);
          if (word !== undefined) place[statusNameIn(place)] = word;
          return body;
        },
      });
      takenOnce(await batch.run());
    });

    it('is believed no count and no date that can not be', async () => {
      const odd = [-1, 1e308, 2.5, 'many', null, { a: 1 }, 10 ** 15];
      const change = (value: unknown, name: string, to: unknown): unknown => {
        if (/Count$|completed|failed|requests$|succeeded|errored/.test(name) && typeof value !== 'object') return to;
        if (/_at$|Time$/.test(name)) return to;
        if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
        return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, change(one, name, to)]));
      };
      batch = await BatchFixture.start(api, {
        statuses: [...odd.map(() => 'in_progress'), 'completed'],
        rewrite: (call, body) => (call === look && odd.length > 0 ? (change(body, '', odd.shift()) as object) : body),
      });
      const outcome = await batch.run();
      takenOnce(outcome);
      assert.deepEqual(outcome.problems, []);
      const { state } = await openRun(outcome.runDirectory);
      allCorrect(state);
    });

    it('is looked at again after half an hour of failures, and left then, to be resumed', async () => {
      let failures = 12;
      batch = await BatchFixture.start(api, {
        onCall: (call) => Promise.resolve(call === look && failures-- > 0 ? 500 : undefined),
      });
      const left = await batch.run();
      takenOnce(left);
      failures = 1000;
      const other = await batch.run();
      assert.equal(other.state.status, 'waiting');
      assert.match(
        other.problems.join('\n'),
        /^Batch 1 \(.+\) could not be looked at: .*500.* Resuming the run tries again\.$/,
      );
      failures = 0;
      allCorrect((await batch.resume(other.runDirectory)).state);
    });

    it('is given up when its API says nothing at all', async () => {
      let isSilent = true;
      batch = await BatchFixture.start(api, {
        onCall: (call, moment) => {
          const ends = call === look && moment === 'after' && isSilent;
          if (ends) isSilent = false;
          return Promise.resolve(ends ? 'silent' : undefined);
        },
      });
      takenOnce(await batch.run({}, { changes: { idleTimeoutMs: 50 } }));
    });

    it('has its results taken when they come after silence in their middle', async () => {
      let isSilent = true;
      batch = await BatchFixture.start(api, {
        onCall: (call, moment) => {
          const ends = call === results && moment === 'after' && isSilent;
          if (ends) isSilent = false;
          return Promise.resolve(ends ? 'silent' : undefined);
        },
      });
      takenOnce(await batch.run({}, { changes: { idleTimeoutMs: 50 } }));
    });

    it('keeps what it has when its results are gone, and ends when it is given up', async () => {
      let isGone = true;
      batch = await BatchFixture.start(api, {
        onCall: (call) => Promise.resolve(call === results && isGone ? 404 : undefined),
      });
      const left = await batch.run();
      assert.equal(left.state.status, 'waiting');
      assert.match(
        left.problems.join('\n'),
        /Batch 1 \(.+\) has ended, and its results can.t be had: .*404.*--cancel-batches/,
      );
      const still = await batch.resume(left.runDirectory);
      assert.equal(still.state.status, 'waiting');
      const ended = await batch.resume(left.runDirectory, { controls: { cancelBatches: AbortSignal.abort() } });
      assert.equal(ended.state.status, 'cancelled');
      assert.equal(standing(ended.state), prompts.map((_, at) => `${at + 1} error(batchFailed)`).join(', '));
      isGone = false;
      allCorrect((await batch.resume(left.runDirectory, { retryErrors: true })).state);
      assert.equal(batch.submitted().length, 2 * prompts.length);
    });

    // Anthropic's results are in no file.
    if (api !== 'anthropic')
      it('is waited for where its end is told before its results are named', async () => {
        let isLate = true;
        batch = await BatchFixture.start(api, {
          rewrite: (call, body) => {
            if (call !== look || !isLate || JSON.stringify(body).includes('"inputFile"')) return body;
            const isEnd = ['output_file_id', 'output_file', 'response'].some(
              (name) => body[name] !== null && body[name] !== undefined,
            );
            if (!isEnd) return body;
            isLate = false;
            return { ...body, output_file_id: null, output_file: null, response: undefined };
          },
        });
        takenOnce(await batch.run());
        assert.ok(!isLate);
      });

    it('takes no result of another batch, and none twice', async () => {
      let first: string[] | null = null;
      batch = await BatchFixture.start(api, {
        mangle: (lines) => {
          // The second batch comes back with all that the first had, too.
          const all = first === null ? lines : [...first, ...lines, ...lines];
          first ??= lines;
          return all;
        },
      });
      await batch.run();
      const second = await batch.run();
      allCorrect(second.state);
      assert.match(second.problems.join('\n'), /6 second results for tests that had one; the first counts/);
      assert.match(second.problems.join('\n'), /6 results that are of no test of it/);
    });

    it('is asked in another way only as often as there are ways', async () => {
      batch = await BatchFixture.start(api, {
        answer: (_prompt, params) => ({
          status: 400,
          message:
            params['max_tokens'] === undefined
              ? "Unrecognized parameter 'max_completion_tokens': use 'max_tokens' instead."
              : "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.",
          param: params['max_tokens'] === undefined ? 'max_completion_tokens' : 'max_tokens',
        }),
      });
      const { state } = await batch.run({ more: { parameters: { max_tokens: 50 } } });
      assert.equal(state.status, 'finished');
      assert.match(standing(state), /^1 error\(api\)/);
      assert.ok(batch.server.batches.length <= 4, `${batch.server.batches.length}`);
    });

    it('ends the search for a lost one where the list has no end', async () => {
      const creation = batchApis[api].submissions.at(-1)!;
      const list = look.replace('/ID', '');
      batch = await BatchFixture.start(api, {
        unanswered: [creation],
        // Every page is the first one, and says that there are more.
        onCall: () => Promise.resolve(undefined),
        rewrite: (call, body) => (call === list ? { ...body, has_more: true, nextPageToken: '0' } : body),
      });
      takenOnce(await batch.run());
    });

    // Anthropic's never fail as a whole.
    if (api !== 'anthropic')
      it('says no secret, and not without end, of why all failed', async () => {
        const words = `the key ${key} ${'is wrong '.repeat(10_000)}`;
        batch = await BatchFixture.start(api, {
          statuses: ['in_progress', 'failed'],
          rewrite: (call, body) => {
            if (call !== look) return body;
            return {
              ...body,
              ...(body['errors'] === undefined
                ? {}
                : {
                    errors: Array.isArray(body['errors'])
                      ? [{ message: words, count: 1 }]
                      : { data: [{ message: words, line: 1 }] },
                  }),
              ...(body['error'] === undefined ? {} : { error: { code: 3, message: words } }),
            };
          },
        });
        const { state } = await batch.run();
        assert.equal(state.status, 'finished');
        const everything = await batch.engine.everything();
        assert.ok(!everything.includes(key));
        assert.ok(!everything.includes('is wrong '.repeat(100)));
      });
  });
