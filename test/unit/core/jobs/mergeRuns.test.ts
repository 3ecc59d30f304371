// Merging run folders that the engine made: what is in the new one, what is missing, and who is refused.

import assert from 'node:assert/strict';
import { appendFile, cp, mkdir, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { mergeRuns } from '../../../../src/core/jobs/mergeRuns';
import { rescoreRun } from '../../../../src/core/jobs/rescoreRun';
import { unpackRun } from '../../../../src/core/jobs/unpackRun';
import { resumeRun } from '../../../../src/core/run/resumeRun';
import { runBenchmark } from '../../../../src/core/run/runBenchmark';
import type { RunRequest } from '../../../../src/core/run/runRequest';
import { listRuns } from '../../../../src/core/runFolder/listRuns';
import { openRun } from '../../../../src/core/runFolder/openRun';
import { readManifest } from '../../../../src/core/runFolder/readManifest';
import { missingOfShards, partText } from '../../../../src/shared/words/shardText';
import type { RunState } from '../../../../src/shared/run/runState';
import { readStoredTest } from '../../../storedTests';
import {
  distDirectory,
  EngineFixture,
  never,
  recorder,
  rescoreRequest,
  runSettings,
  type BenchmarkParts,
} from '../run/engineFixture';
import { KeptShards, type Shard } from './keptShards';

const parts: BenchmarkParts = {
  models: ['simulated~swift', 'simulated~steady', 'simulated~hasty'],
  prompts: Array.from({ length: 4 }, (_, at) => ({ word: `w${at}`, expectation: `w${at}` })),
};
const access = { environment: {}, services: [] };
const silent = (): void => undefined;

/** `w#1 correct`, for every test. */
function verdicts({ models }: RunState): string[] {
  return models.flatMap(({ model, tests }) => tests.map(({ index, verdict }) => `${model}#${index} ${verdict}`));
}

describe('merging runs', function () {
  this.slow(5000);
  let kept: KeptShards;
  let fixture: EngineFixture;
  before(async () => {
    kept = await KeptShards.make(parts);
  });
  after(() => kept.remove());
  beforeEach(async () => {
    fixture = await EngineFixture.make();
  });
  afterEach(() => fixture.remove());

  const run = async (
    shard: Shard | undefined,
    changes: Partial<RunRequest> = {},
    what: BenchmarkParts = parts,
  ): Promise<string> => {
    const request = { ...fixture.request(what), ...changes, ...(shard ? { shard } : {}) };
    return (await runBenchmark(request, recorder(), never)).runDirectory;
  };
  const shardOf = (shard: Shard): Promise<string> => kept.copyTo(fixture.runsDirectory, shard);
  const shards = (of: number, changes?: Partial<RunRequest>): Promise<string[]> =>
    Promise.all(
      Array.from({ length: of }, (_, at) => {
        const shard = { index: at + 1, of };
        return changes ? run(shard, changes) : shardOf(shard);
      }),
    );
  const merge = async (runDirectories: string[], name = 'merged'): Promise<{ target: string; state: RunState }> => {
    const target = join(fixture.runsDirectory, name);
    await mergeRuns({ runDirectories, target, access, distDirectory }, silent, never);
    return { target, state: (await openRun(target)).state };
  };
  const refused = (runDirectories: string[], expected: RegExp): Promise<void> =>
    assert.rejects(merge(runDirectories), ({ message }: Error) => expected.test(message) || assert.fail(message));

  it('is the run as if it had been made whole', async () => {
    const [whole, own] = await Promise.all([run(undefined, { resultImages: true }), shards(3, { resultImages: true })]);
    const { target, state } = await merge([own[2]!, own[0]!, own[1]!]);
    assert.equal(state.status, 'finished');
    assert.equal(partText(state), 'merged from 3 shards');
    assert.deepEqual(verdicts(state), verdicts((await openRun(whole)).state));
    assert.deepEqual(missingOfShards(state), []);
    const [manifest, ofWhole] = [await readManifest(target), await readManifest(whole)];
    assert.deepEqual(manifest.totals.tests, ofWhole.totals.tests);
    assert.deepEqual(manifest.iso, ofWhole.iso);
    assert.deepEqual(manifest.problems, []);
    assert.equal(manifest.machine?.cores, ofWhole.machine?.cores);
    const { result } = await readStoredTest(target, 'simulated~steady', 2);
    assert.equal(result.response, (await readStoredTest(whole, 'simulated~steady', 2)).result.response);
    const pictures = (folder: string): Promise<string[]> => readdir(join(folder, 'result-images'), { recursive: true });
    assert.deepEqual((await pictures(target)).sort(), (await pictures(whole)).sort());
    assert.equal((await listRuns(fixture.runsDirectory)).length, 5);
    const again = await rescoreRun(rescoreRequest(target), silent, never);
    assert.equal(again.judged, 12);
  });

  it('leaves out a folder that was left before anything was asked, says how far it is, and leaves nothing when it is cancelled', async () => {
    const [first, second] = await shards(2);
    const left = join(fixture.folder, 'left');
    await cp(first!, left, { recursive: true });
    await rm(join(left, 'run.json'));
    await refused([left], /^left can't be merged: it has no run.json/);
    const events = join(left, 'events.jsonl');
    const [started] = (await readFile(events, 'utf8')).split('\n');
    await writeFile(events, `${started}\n`);
    await refused([left], /^left was left before it had asked anything\.$/);
    const counts = new Map<string, [number, number]>();
    const target = join(fixture.runsDirectory, 'merged');
    const request = { runDirectories: [left, first!, second!], target, access, distDirectory };
    const cancel = new AbortController();
    const cancelled = mergeRuns(
      request,
      (_done, _total, what) => {
        if (what === 'report and page written') cancel.abort(new Error('Enough.'));
      },
      cancel.signal,
    );
    await assert.rejects(cancelled, /^Error: Enough\.$/);
    assert.deepEqual(
      (await readdir(fixture.runsDirectory)).filter((name) => /merg/.test(name)),
      [],
    );
    await mergeRuns(request, (done, total, what = 'tests merged') => counts.set(what, [done, total]), never);
    assert.deepEqual(Object.fromEntries(counts), {
      'run folders read': [2, 3],
      'tests merged': [12, 12],
      'report and page written': [0, 1],
    });
    const { problems, status } = await readManifest(target);
    assert.deepEqual(
      [status, problems],
      ['finished', ['left was left before it had asked anything. It was left out.']],
    );
  });

  it('says what is missing, and is completed by resuming the merged run or the shard', async () => {
    const [first, second, third] = await shards(3);
    const { target, state } = await merge([first!, third!]);
    assert.equal(state.status, 'interrupted');
    assert.equal(partText(state), 'merged from 2 of 3 shards, without 2');
    const [lack] = missingOfShards(state);
    assert.deepEqual([lack?.whose, lack?.isThere], ['shard 2 of 3', false]);
    const listener = recorder();
    await resumeRun({ ...runSettings({}), runDirectory: target, retryErrors: false }, listener, never);
    const { state: whole } = await openRun(target);
    assert.equal(whole.status, 'finished');
    assert.equal(listener.events.filter(({ type }) => type === 'testFinished').length, lack?.tests);
    // What the merged run asked itself is a part of its own when it is merged again, and shard 2 was earlier.
    const again = await merge([second!, target], 'again');
    assert.deepEqual(verdicts(again.state), verdicts(whole));
    assert.equal(partText(again.state), 'merged from 3 shards');
    assert.equal(again.state.merged?.parts.length, 4);
    const { problems } = await readManifest(again.target);
    assert.match(problems.join(), /^(\d+) tests? had been asked by several of the merged runs\./);
    assert.equal(parseInt(problems.join()), lack?.tests);
  });

  it('takes a shard that was stopped and went on, and reviews and judgements with it', async () => {
    const stop = new AbortController();
    const cut = await runBenchmark(
      { ...fixture.request(parts), shard: { index: 1, of: 2 } },
      recorder((event) => event.type === 'testFinished' && stop.abort()),
      stop.signal,
    );
    const early = (await merge([cut.runDirectory], 'early')).state;
    assert.ok(missingOfShards(early).some(({ isThere }) => isThere));
    await resumeRun({ ...runSettings({}), runDirectory: cut.runDirectory, retryErrors: false }, recorder(), never);
    const { state } = await openRun(cut.runDirectory);
    const { model, tests } = state.models.find((one) => one.tests.some(({ phase }) => phase === 'finished'))!;
    const { index } = tests.find(({ phase }) => phase === 'finished')!;
    const review = {
      type: 'testReviewed',
      schemaVersion: 2,
      t: state.elapsed,
      at: '2026-11-28T10:00:00Z',
      model,
      index,
    };
    await appendFile(
      join(cut.runDirectory, 'events.jsonl'),
      `${JSON.stringify({ ...review, reviewer: 'Ada', verdict: 'incorrect', reason: 'so' })}\n` +
        `${JSON.stringify({ type: 'runSignedOff', t: state.elapsed, at: '2026-11-28T10:01:00Z', reviewer: 'Ada' })}\n`,
    );
    // Made after the sign-off, which says nothing of it.
    const { state: whole } = await merge([cut.runDirectory, await run({ index: 2, of: 2 })]);
    assert.equal(whole.status, 'finished');
    assert.equal(whole.models.find((one) => one.model === model)!.tests[index - 1]!.reviews?.[0]?.reviewer, 'Ada');
    // All that had ended in the part, but for the one that was reviewed.
    const ended = state.models.flatMap((one) => one.tests.filter(({ phase }) => phase === 'finished'));
    assert.deepEqual(whole.signOffs, [
      { reviewer: 'Ada', at: '2026-11-28T10:01:00Z', unreviewed: ended.length - 1, isOutdated: true },
    ]);
  });

  it('merges whole models of speed mode', async () => {
    const { pace } = runSettings({ mode: 'speed' });
    const { state, target } = await merge(await shards(4, { pace }));
    assert.equal(state.status, 'finished');
    assert.ok(state.models.every(({ warmUp }) => warmUp !== null));
    assert.equal((await readManifest(target)).mode, 'speed');
  });

  it('says what is different in folders of other plans', async () => {
    const own = await shardOf({ index: 1, of: 2 });
    const other = (changes: Partial<RunRequest>, what = parts): Promise<string> =>
      run({ index: 2, of: 2 }, changes, what);
    await refused(
      [own, await other({ limit: 3 })],
      /Different are: the prompts .*\(4 and 3 are asked\)\. Nothing was merged/,
    );
    await refused(
      [own, await other({ models: ['simulated~swift'] })],
      /the models, .*\(simulated~steady, simulated~hasty\)/,
    );
    await refused(
      [own, await other({ pace: runSettings({ mode: 'speed' }).pace })],
      /the mode \(throughput and speed\)/,
    );
    await refused(
      [own, await other({}, { ...parts, basePrompt: 'Please say {{word}}' })],
      /the text of the benchmark \(benchmark\.yaml\); the prompts or what is expected \(#1, #2, #3 and 1 more\)/,
    );
    await refused(
      [own, await other({ overrides: { models: [], set: { 'parameters.temperature': 0.5 } } })],
      /what --set said in place of the benchmark; the models/,
    );
    assert.deepEqual(
      (await readdir(fixture.runsDirectory)).filter((name) => name.includes('merg')),
      [],
    );
  });

  it('refuses what is no shard, is written, or is a trap of somebody else', async () => {
    const own = await shardOf({ index: 1, of: 2 });
    const whole = await run(undefined);
    await refused([own, whole], /is a run of its own, no shard of one: it was made without --shard/);
    await refused([own, fixture.folder], /is not a run folder: it has no events\.jsonl/);
    const copy = async (name: string): Promise<string> => {
      await cp(own, join(fixture.folder, name), { recursive: true });
      return join(fixture.folder, name);
    };
    const linked = await copy('linked');
    await symlink('/etc/passwd', join(linked, 'images'));
    await refused([linked], /^linked can't be merged: images is a link/);
    const locked = await copy('locked');
    await writeFile(
      join(locked, 'run.lock'),
      JSON.stringify({
        token: 't',
        host: 'elsewhere',
        pid: 1,
        thread: 0,
        processStart: null,
        at: new Date().toISOString(),
      }),
    );
    await refused([locked], /^locked is still being written/);
    const unpacked = await copy('unpacked');
    await unpackRun({ runDirectory: unpacked, distDirectory }, silent, never);
    await refused([unpacked], /^unpacked is in the form of earlier versions\. `iso-speed-bench pack` it first/);
    const waiting = await copy('waiting');
    const batch = { type: 'batchPlanned', t: 1, at: new Date().toISOString(), batch: 1, key: 'a'.repeat(16) };
    await appendFile(
      join(waiting, 'events.jsonl'),
      `${JSON.stringify({ ...batch, model: 'simulated~swift', tests: [1] })}\n`,
    );
    await refused([waiting], /^waiting waits for a batch that a model API works on/);
    const lost = await copy('lost');
    await writeFile(join(lost, 'run.json'), '{ "half');
    await refused([lost], /^lost can't be merged: .*resume/);
    await mkdir(join(fixture.runsDirectory, 'merged'));
    await refused([own], /^merged is there already\. Choose another name, or delete it\.$/);
  });

  it('refuses shards of different divisions, merged ones too', async () => {
    const [half, third, otherThird] = await Promise.all([
      shardOf({ index: 1, of: 2 }),
      shardOf({ index: 2, of: 3 }),
      shardOf({ index: 3, of: 3 }),
    ]);
    const expected =
      /^\S+ has shard 1 of 2, and \S+ has shard [23] of 3: only shards of one division can be merged\. .*Nothing was merged\.$/;
    await refused([half, third], expected);
    const { target } = await merge([third, otherThird], 'thirds');
    await refused([half, target], expected);
    await refused([target, half], /^thirds has shard [23] of 3, and \S+ has shard 1 of 2: only shards of one division/);
  });

  it('refuses to be made inside of what is merged, and where a link is', async () => {
    const own = await shardOf({ index: 1, of: 1 });
    const before = await readdir(own, { recursive: true });
    const mergeTo = (target: string): Promise<unknown> =>
      mergeRuns({ runDirectories: [own], target, access, distDirectory }, silent, never);
    await symlink(own, join(fixture.folder, 'link'));
    await symlink(join(fixture.folder, 'nowhere'), join(fixture.folder, 'dangling'));
    for (const [target, expected] of [
      [join(own, 'merged'), /^merged would be inside of \S+, which is merged and stays as it is\./],
      [join(own, 'tests', 'deep', 'merged'), /^merged would be inside of/],
      [join(fixture.folder, 'link', 'new', 'merged'), /^merged would be inside of/],
      [own, /is there already/],
      [join(fixture.folder, 'link'), /^link is there already/],
      [join(fixture.folder, 'dangling'), /^dangling is there already/],
    ] as const)
      await assert.rejects(mergeTo(target), ({ message }: Error) => expected.test(message) || assert.fail(message));
    assert.deepEqual(await readdir(own, { recursive: true }), before);
    // A name that only begins alike is another folder.
    await mergeTo(`${own}-merged`);
  });

  it('makes one run where two merge into the same name at once, and each its own beside one another', async () => {
    const own = await shards(2);
    const ended = await Promise.allSettled([merge(own, 'same'), merge(own, 'same'), merge(own, 'other')]);
    const failures = ended.flatMap((one) => (one.status === 'rejected' ? [(one.reason as Error).message] : []));
    assert.deepEqual(failures, ['same is there already. Choose another name, or delete it.']);
    assert.deepEqual(
      (await readdir(fixture.runsDirectory)).sort(),
      [...own.map((one) => basename(one)), 'other', 'same'].sort(),
    );
    for (const name of ['same', 'other'])
      assert.equal((await openRun(join(fixture.runsDirectory, name))).state.status, 'finished');
  });

  it('asks again what a folder has lost, and leaves nothing when it is stopped', async () => {
    const own = await shards(2);
    const { state: before } = await openRun(own[0]!);
    const { model } = before.models.find(({ tests }) => tests.some(({ phase }) => phase === 'finished'))!;
    await writeFile(join(own[0]!, `tests/${model}.jsonl`), '');
    const stop = new AbortController();
    stop.abort(new Error('stopped'));
    const target = join(fixture.runsDirectory, 'stopped');
    await assert.rejects(
      mergeRuns({ runDirectories: own, target, access, distDirectory }, silent, stop.signal),
      /stopped/,
    );
    assert.deepEqual((await readdir(fixture.runsDirectory)).sort(), own.map((one) => basename(one)).sort());
    const merging = join(fixture.runsDirectory, '.merging-0000');
    await mkdir(merging);
    await writeFile(join(merging, 'run.json'), '{}');
    await utimes(merging, new Date(0), new Date(0));
    assert.equal((await listRuns(fixture.runsDirectory)).length, 2);
    const { state, target: made } = await merge(own);
    assert.equal(state.status, 'interrupted');
    assert.match((await readManifest(made)).problems.join(), /kept of .* is gone; `resume` asks again\./);
    assert.ok(!(await readdir(fixture.runsDirectory)).includes('.merging-0000'));
    assert.ok((await readFile(join(made, 'index.html'), 'utf8')).length > 1000);
  });
});
