import assert from 'node:assert/strict';
import { appendFile, mkdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openRun } from '../../../../src/core/runFolder/openRun';
import { readTestResult } from '../../../storedTests';
import { runBenchmark } from '../../../../src/core/run/runBenchmark';
import { EngineFixture, never, recorder } from '../run/engineFixture';

describe('opening a run folder', () => {
  let fixture: EngineFixture;
  let runDirectory: string;
  before(async () => {
    fixture = await EngineFixture.make();
    const parts = {
      name: '中文 基准',
      models: ['simulated~hasty'],
      prompts: [
        { word: 'ja', expectation: 'ja' },
        { word: 'nein', expectation: 'nein' },
      ],
    };
    ({ runDirectory } = await runBenchmark(fixture.request(parts), recorder(), never));
  });
  after(() => fixture.remove());

  it('drops a half-written last line and says so; such a run was interrupted', async () => {
    const events = join(runDirectory, 'events.jsonl');
    const whole = await readFile(events, 'utf8');
    try {
      await truncate(events, Buffer.byteLength(whole) - 30);
      const { state, problem } = await openRun(runDirectory);
      assert.equal(state.status, 'interrupted');
      assert.deepEqual(
        state.models[0]!.tests.map((test) => test.phase),
        ['finished', 'finished'],
      );
      assert.match(problem!, /1 unreadable line of events.jsonl/);
    } finally {
      await writeFile(events, whole);
    }
  });

  it('refuses a newer format politely', async () => {
    const newer = join(fixture.folder, 'newer');
    await mkdir(newer);
    const whole = await readFile(join(runDirectory, 'events.jsonl'), 'utf8');
    await writeFile(join(newer, 'events.jsonl'), whole.replace('"schemaVersion":2', '"schemaVersion":7'));
    await assert.rejects(
      openRun(newer),
      /newer was written by a newer version of Iso Speed Bench \(format 7; this one reads up to 2\)/,
    );
  });

  it('says what a folder that is no run lacks', async () => {
    await assert.rejects(openRun(fixture.folder), /is not a run folder: it has no events.jsonl/);
    const empty = join(fixture.folder, 'empty');
    await mkdir(empty);
    await appendFile(join(empty, 'events.jsonl'), '');
    await assert.rejects(openRun(empty), /empty holds no run/);
  });

  it('refuses a run that claims more tests than fit, and a second start', async () => {
    const whole = await readFile(join(runDirectory, 'events.jsonl'), 'utf8');
    const [start] = whole.split('\n');
    const { models, prompts, ...event } = JSON.parse(start!) as { models: object[]; prompts: object[] };
    const claims = async (name: string, modelCount: number, promptCount: number, rest = ''): Promise<string> => {
      const folder = join(fixture.folder, name);
      await mkdir(folder);
      const many = {
        ...event,
        models: Array.from({ length: modelCount }, (_, at) => ({ ...models[0]!, model: `m${at}` })),
        prompts: Array.from({ length: promptCount }, (_, at) => ({ index: at + 1, label: '' })),
      };
      await writeFile(join(folder, 'events.jsonl'), `${JSON.stringify(many)}\n${rest}`);
      return folder;
    };
    await assert.rejects(
      openRun(await claims('huge', 1000, 25_000)),
      /huge claims 1,000 models x 25,000 prompts = 25,000,000 tests; a run of more than 1,000,000 is not opened/,
    );
    const { state, problem } = await openRun(await claims('twice', 2, 2, `${start}\n`));
    assert.deepEqual([state.models.length, prompts.length], [2, 2]);
    assert.match(problem!, /1 unreadable line/);
  });

  it('says so when a test has no result', async () => {
    await assert.rejects(readTestResult(runDirectory, 'simulated~hasty', 9), /has no test #9 of simulated~hasty/);
  });
});
