// Runs in batches whose process is killed: at every request that it sends, before the model API has done it and after, and at every write of its own.
// Whatever comes in between, nothing is submitted twice, and each test ends once.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunEvent } from '../../../../src/shared/run/events';
import type { BatchServerOptions } from '../../../servers/batchBehavior';
import { BatchFixture } from '../../core/run/batchFixture';
import { buildProgram, CliFixture, ended } from '../cliFixture';

const words = ['one', 'two'];

/** Loaded into every thread of the program. A pause is over at once, and the calendar has moved by as much; the process is killed at its nth write to the disk. */
const preload = `
  import timers from 'node:timers/promises';
  import { syncBuiltinESMExports } from 'node:module';
  import { open } from 'node:fs/promises';
  const { now } = Date;
  const { setTimeout: wait } = timers;
  let passed = 0;
  timers.setTimeout = (ms, value, options) => { passed += ms; return wait(1, value, options); };
  syncBuiltinESMExports();
  globalThis.Date = class extends Date {
    constructor(...given) { given.length === 0 ? super(now() + passed) : super(...given); }
    static now() { return now() + passed; }
  };
  const file = await open(process.execPath);
  const handles = Object.getPrototypeOf(file);
  await file.close();
  const { datasync } = handles;
  let left = Number(process.env.KILLED_AT ?? 0);
  handles.datasync = async function () {
    await datasync.call(this);
    if (--left === 0) process.kill(process.pid, 'SIGKILL');
  };`;
const hurried = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(preload)}` };

for (const api of ['openai', 'anthropic'] as const)
  describe(`a run in batches of ${api} that is killed`, () => {
    let fixture: CliFixture;
    let batch: BatchFixture;
    let child: ReturnType<CliFixture['start']>;
    before(buildProgram);
    beforeEach(async () => (fixture = await CliFixture.make()));
    afterEach(async () => {
      await batch.end();
      await fixture.remove();
    });

    /** Starts the run, and resumes it as often as it is killed. Gives the number of processes. */
    async function carryOn(
      options: BatchServerOptions,
      {
        killedAt,
        first = [],
        again = [],
      }: { killedAt?: (start: number) => number; first?: string[]; again?: string[] } = {},
    ): Promise<number> {
      batch = await BatchFixture.start(api, { answer: (prompt) => prompt, ...options });
      await fixture.writeBenchmark([batch.model], 'b.yaml', 'Batched', words);
      for (let start = 1; start < 40; start++) {
        const args = start === 1 ? ['run', 'b.yaml', '--mode', 'batch', ...first] : ['resume', 'latest', ...again];
        child = fixture.start([...args, '--no-images'], {
          ...batch.environment,
          ...hurried,
          KILLED_AT: String(killedAt?.(start) ?? 0),
        });
        const { code, stderr } = await ended(child);
        if (code !== null && !(start === 1 && first.length > 0)) {
          // Tests of a cancelled batch are errors.
          assert.equal(code, again.length > 0 ? 3 : 0, stderr);
          return start;
        }
      }
      throw new Error('It was killed ever again.');
    }

    /** Kills the process before and after each kind of request that is named so, once each; one that only reads is the same before and after. */
    function killing(named: RegExp): { steps: string[] } & Pick<BatchServerOptions, 'onCall'> {
      const steps: string[] = [];
      return {
        steps,
        onCall: async (call, moment) => {
          const step = `${moment} ${call}`;
          const isReading = call.startsWith('GET ');
          if (!named.test(call) || steps.includes(step) || (isReading && moment === 'before')) return undefined;
          steps.push(step);
          child.kill('SIGKILL');
          await once(child, 'close');
          return 'cut';
        },
      };
    }

    async function events(): Promise<RunEvent[]> {
      const [name = ''] = await readdir(join(fixture.folder, 'runs'));
      const text = await readFile(join(fixture.folder, 'runs', name, 'events.jsonl'), 'utf8');
      return text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as RunEvent);
    }

    /** All was submitted once, and each test has one end. */
    async function endedOnce(verdict: string): Promise<void> {
      const submitted = batch.submitted();
      assert.equal(submitted.length, words.length);
      assert.equal(new Set(submitted).size, words.length);
      const ends = (await events()).flatMap((event) => (event.type === 'testFinished' ? [event] : []));
      assert.deepEqual(
        ends.map(({ index, verdict }) => `${index} ${verdict}`).sort(),
        words.map((_, at) => `${at + 1} ${verdict}`),
      );
    }

    it('at every request, before it is done and after it', async () => {
      const { steps, onCall } = killing(/./);
      const starts = await carryOn({ onCall });
      assert.equal(starts, steps.length + 1);
      assert.equal(steps.length, api === 'openai' ? 8 : 5, steps.join('\n'));
      await endedOnce('correct');
    });

    it('at a cancelling, before it is done and after it', async () => {
      const { steps, onCall } = killing(/cancel/);
      const flags = { first: ['--submit-only'], again: ['--cancel-batches'] };
      const starts = await carryOn({ onCall, statuses: ['in_progress'] }, flags);
      assert.equal(starts, 1 + steps.length + 1);
      assert.equal(steps.length, 2);
      await endedOnce('error');
    });

    // The writes are the same whatever the API.
    if (api === 'anthropic')
      it('at every write of its own', async () => {
        // The first write of a process says that it is there. Two more: one is half of what is written of a test.
        const starts = await carryOn({}, { killedAt: (start) => 2 + (start % 2) });
        assert.ok(starts > 6, `${starts}`);
        await endedOnce('correct');
      });
  });
