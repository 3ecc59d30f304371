import assert from 'node:assert/strict';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isRunLocked } from '../../../../src/core/runFolder/runLock';
import { openRun } from '../../../../src/core/runFolder/openRun';
import { damageTest, readTestResult, resultImagePath } from '../../../storedTests';
import { annotateRun } from '../../../../src/core/jobs/annotateRun';
import { rescoreRun } from '../../../../src/core/jobs/rescoreRun';
import { runBenchmark } from '../../../../src/core/run/runBenchmark';
import type { RescoreRequest } from '../../../../src/core/run/runRequest';
import type { ExecEvalBenchmarkReport } from '../../../../src/shared/results/report';
import type { RunManifest } from '../../../../src/shared/runs/runManifest';
import { startOpenAiServer } from '../../../servers/startOpenAiServer';
import type { TestServer } from '../../../servers/testServer';
import { distDirectory, EngineFixture, never, recorder, rescoreRequest } from '../run/engineFixture';

describe('re-scoring a run', () => {
  let fixture: EngineFixture;
  let server: TestServer;
  let runDirectory: string;
  beforeEach(async () => {
    fixture = await EngineFixture.make();
    server = await startOpenAiServer({
      reply: ({ prompt }) =>
        prompt === 'Say cut' ? { text: 'cu', finishReason: 'length' } : { text: prompt.replace('Say ', '') },
    });
    const words = ['one', 'two', 'cut'].map((word) => ({ word, expectation: word }));
    const environment = { OPENAI_API_KEY: 'k', OPENAI_BASE_URL: `${server.url}/v1` };
    ({ runDirectory } = await runBenchmark(
      fixture.request({ models: ['openai~m'], prompts: words }, { environment }),
      recorder(),
      never,
    ));
  });
  afterEach(async () => {
    await server.close();
    await fixture.remove();
  });

  const request = (): RescoreRequest => rescoreRequest(runDirectory, { versions: { 'iso-speed-bench': 'newer' } });
  /** An evaluator that judges otherwise, as seen from the stored answers: the benchmark's expectation is another. */
  const changeExpectation = async (from: string, to: string): Promise<void> => {
    const path = join(runDirectory, 'benchmark.yaml');
    await writeFile(path, (await readFile(path, 'utf8')).replace(`"expectation": "${from}"`, `"expectation": "${to}"`));
  };
  const json = async <T>(file: string): Promise<T> => JSON.parse(await readFile(join(runDirectory, file), 'utf8')) as T;

  it('gives the lock back whatever fails', async () => {
    const unready = {
      ...request(),
      get resultImages(): boolean {
        throw new Error('not ready');
      },
    };
    await assert.rejects(
      rescoreRun(unready, () => undefined, never),
      /not ready/,
    );
    assert.equal(await isRunLocked(runDirectory), false);
  });

  it('says in a sentence what a file system refuses, what is kept and how to go on', async () => {
    const again = /All answers are there.* then judge it again: `iso-speed-bench rescore /;
    const refusal = async (): Promise<string> => {
      let said = '';
      await assert.rejects(
        rescoreRun(request(), () => undefined, never),
        (error: Error) => (said = error.message) !== '',
      );
      return said;
    };
    await rm(join(runDirectory, 'report.json'));
    await mkdir(join(runDirectory, 'report.json'));
    const said = await refusal();
    assert.match(said, /^Judging .* again stopped: a folder has its name \(report\.json\)\./);
    assert.match(said, again);
    await rm(join(runDirectory, 'report.json'), { recursive: true });
    assert.equal(await isRunLocked(runDirectory), false);
    const { judged } = await rescoreRun(request(), () => undefined, never);
    assert.equal(judged, 2, 'and goes on when there is room');
  });

  it('judges nothing any more once it has failed', async () => {
    const words = Array.from({ length: 100 }, (_, position) => ({
      word: `w${position}`,
      expectation: `w${position}`,
    }));
    const environment = { OPENAI_API_KEY: 'k', OPENAI_BASE_URL: `${server.url}/v1` };
    ({ runDirectory } = await runBenchmark(
      fixture.request({ models: ['openai~m'], prompts: words }, { environment }),
      recorder(),
      never,
    ));
    let judged = 0;
    const failing = (): void => {
      judged++;
      throw new Error('Nobody listens');
    };
    await assert.rejects(rescoreRun(request(), failing, never), /Nobody listens/);
    assert.ok(judged < words.length / 2, `${judged} were judged after the first had failed`);
    assert.equal(await isRunLocked(runDirectory), false);
  });

  it('leaves out what can not be read, and names it', async () => {
    await damageTest(runDirectory, 'openai~m', 1);
    await changeExpectation('two', 'deux');
    const { judged, changed, skipped, problems } = await rescoreRun(request(), () => undefined, never);
    assert.deepEqual([judged, changed, skipped], [1, 1, 2]);
    assert.match(problems.join('\n'), /What is kept of test #1 of openai~m is not JSON/);
    assert.equal((await openRun(runDirectory)).state.models[0]!.tests[0]!.verdict, 'correct', 'its verdict stays');
  });

  it('has no problem with pictures of earlier tests where the run was made without', async () => {
    await changeExpectation('two', 'deux');
    const manifest = await json<RunManifest>('run.json');
    const earlier = '3 result images were not drawn by the run; nothing else is missing.';
    await writeFile(join(runDirectory, 'run.json'), JSON.stringify({ ...manifest, problems: [earlier] }));
    const { problems, changed } = await rescoreRun({ ...request(), resultImages: true }, () => undefined, never);
    assert.deepEqual([problems, changed], [[], 1]);
    assert.deepEqual((await json<RunManifest>('run.json')).problems, []);
    const pictureOf = (index: number): Promise<Buffer> => readFile(resultImagePath(runDirectory, 'openai~m', index));
    assert.ok((await pictureOf(2)).length > 0, 'what was judged otherwise is drawn');
    await assert.rejects(pictureOf(1), /ENOENT/);
    await annotateRun({ runDirectory, distDirectory }, () => undefined, never);
    assert.ok((await pictureOf(1)).length > 0);
  });

  it('leaves no picture of a verdict that was changed', async () => {
    await annotateRun({ runDirectory, distDirectory }, () => undefined, never);
    await changeExpectation('two', 'deux');
    const pictures = [1, 2].map((index) => resultImagePath(runDirectory, 'openai~m', index));
    const before = await Promise.all(pictures.map((path) => readFile(path)));
    await rescoreRun(request(), () => undefined, never);
    assert.deepEqual(await readFile(pictures[0]!), before[0], 'what is still true stays');
    await assert.rejects(readFile(pictures[1]!), /ENOENT/);
    await changeExpectation('deux', 'two');
    await rescoreRun({ ...request(), resultImages: true }, () => undefined, never);
    assert.ok((await readFile(pictures[1]!)).length > 0, 'and is drawn where pictures are wanted');
  });

  it('asks no model, keeps both verdicts with who judged when, and brings everything up to date', async () => {
    const asked = server.requests.length;
    const original = await readTestResult(runDirectory, 'openai~m', 2);
    await changeExpectation('two', 'deux');
    const progress: string[] = [];
    const outcome = await rescoreRun(request(), (done, total) => progress.push(`${done}/${total}`), never);
    assert.equal(server.requests.length, asked);
    assert.deepEqual(progress, ['1/3', '2/3', '3/3']);
    assert.deepEqual([outcome.judged, outcome.changed, outcome.skipped], [2, 1, 1]);
    const test = outcome.state.models[0]!.tests[1]!;
    assert.deepEqual([test.verdict, test.originalVerdict], ['incorrect', 'correct']);
    assert.deepEqual((await openRun(runDirectory)).state, outcome.state);
    const result = await readTestResult(runDirectory, 'openai~m', 2);
    assert.deepEqual(
      [result.verdict, result.score, result.expected, result.timings, result.cost],
      ['incorrect', 0, 'deux', original.timings, original.cost],
    );
    assert.deepEqual(
      result.rescores?.map(({ verdict, expected, versions }) => [verdict, expected, versions]),
      [
        ['correct', 'two', {}],
        ['incorrect', 'deux', { 'iso-speed-bench': 'newer' }],
      ],
    );
    assert.equal((await readTestResult(runDirectory, 'openai~m', 1)).rescores, undefined);
    const manifest = await json<RunManifest>('run.json');
    assert.deepEqual(
      [manifest.totals.correct, manifest.totals.incorrect, manifest.status, manifest.rescores.length],
      [1, 1, 'finished', 1],
    );
    assert.equal((await json<ExecEvalBenchmarkReport>('report.json')).overall_incorrect_count, 1);
    assert.ok(!(await fixture.listing()).some((name) => name.endsWith('.lock') || name.endsWith('.tmp')));
  });

  it("takes away thinking in the user's own tags, as a run with them does", async () => {
    const environment = { OPENAI_API_KEY: 'k', OPENAI_BASE_URL: `${server.url}/v1` };
    const prompts = [{ word: '<ponder>11</ponder>10', expectation: '10' }];
    const run = async (settings: { thinkingTags?: string[] }): Promise<string> => {
      const asked = fixture.request({ models: ['openai~m'], prompts }, { environment, ...settings });
      const outcome = await runBenchmark(asked, recorder(), never);
      ({ runDirectory } = outcome);
      return outcome.state.models[0]!.tests[0]!.verdict;
    };
    const judgedAgain = async (thinkingTags: string[]): Promise<[string, string[] | null]> => {
      const { state } = await rescoreRun({ ...request(), reading: { thinkingTags } }, () => undefined, never);
      return [state.models[0]!.tests[0]!.verdict, (await json<RunManifest>('run.json')).thinkingTags];
    };
    assert.equal(await run({ thinkingTags: ['ponder'] }), 'correct');
    assert.deepEqual((await json<RunManifest>('run.json')).thinkingTags, ['ponder']);
    assert.deepEqual(await judgedAgain([]), ['correct', ['ponder']], 'those of the run');
    assert.deepEqual(await judgedAgain(['hm']), ['incorrect', ['hm']], 'those given in their place');
    assert.equal(await run({}), 'incorrect');
    assert.deepEqual((await json<RunManifest>('run.json')).thinkingTags, []);
    assert.deepEqual(await judgedAgain(['ponder']), ['correct', ['ponder']]);
    assert.deepEqual(await judgedAgain([]), ['correct', ['ponder']]);
    const { thinkingTags: _tags, ...older } = await json<RunManifest>('run.json');
    await writeFile(join(runDirectory, 'run.json'), JSON.stringify(older));
    assert.deepEqual(await judgedAgain([]), ['incorrect', []], 'an older folder says nothing of them');
  });

  it('changes nothing when the judgement is the same, and finds back to the first verdict', async () => {
    const events = await readFile(join(runDirectory, 'events.jsonl'), 'utf8');
    assert.deepEqual(
      [
        (await rescoreRun(request(), () => undefined, never)).changed,
        await readFile(join(runDirectory, 'events.jsonl'), 'utf8'),
      ],
      [0, events],
    );
    await changeExpectation('two', 'deux');
    await rescoreRun(request(), () => undefined, never);
    await changeExpectation('deux', 'two');
    const { state, changed } = await rescoreRun(request(), () => undefined, never);
    assert.deepEqual(
      [changed, state.models[0]!.tests[1]!.verdict, state.models[0]!.tests[1]!.originalVerdict],
      [1, 'correct', undefined],
    );
    assert.deepEqual(
      (await readTestResult(runDirectory, 'openai~m', 2)).rescores?.map((one) => one.verdict),
      ['correct', 'incorrect', 'correct'],
    );
  });

  it('tells the events what a killed re-scoring wrote to a result only', async () => {
    const events = join(runDirectory, 'events.jsonl');
    const before = await readFile(events, 'utf8');
    await changeExpectation('two', 'deux');
    await rescoreRun(request(), () => undefined, never);
    await writeFile(events, before);
    const { changed, state } = await rescoreRun(request(), () => undefined, never);
    assert.deepEqual([changed, state.models[0]!.tests[1]!.verdict], [1, 'incorrect']);
    assert.equal((await readTestResult(runDirectory, 'openai~m', 2)).rescores?.length, 2);
  });
});
