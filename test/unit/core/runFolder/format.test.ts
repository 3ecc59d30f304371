import assert from 'node:assert/strict';
import { chmod, mkdir, readFile, readdir, rename, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { findRun } from '../../../../src/core/runFolder/findRun';
import { listRuns } from '../../../../src/core/runFolder/listRuns';
import { openRun } from '../../../../src/core/runFolder/openRun';
import { readBenchmarkText } from '../../../../src/core/runFolder/readBenchmarkText';
import { readStoredTest, resultImagePath } from '../../../storedTests';
import { runBenchmark } from '../../../../src/core/run/runBenchmark';
import { parseRecord } from '../../../../src/core/files/parseRecord';
import { eventSchema } from '../../../../src/core/runFolder/eventSchema';
import { manifestSchema } from '../../../../src/core/runFolder/manifestSchema';
import { resultSchema, transcriptSchema } from '../../../../src/core/runFolder/testSchemas';
import type { RunListener, RunOutcome } from '../../../../src/core/run/runRequest';
import { EngineFixture, never, recorder } from '../run/engineFixture';

const models = ['simulated~swift', 'simulated~steady', 'simulated~hasty'];
const prompts = Array.from({ length: 20 }, (_, position) => ({ word: `w${position}`, expectation: `w${position}` }));

async function filesBelow(folder: string): Promise<string[]> {
  return (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

describe('the run folder of 3 models x 20 prompts', () => {
  let fixture: EngineFixture;
  let outcome: RunOutcome;
  before(async () => {
    fixture = await EngineFixture.make();
    outcome = await runBenchmark(fixture.request({ models, prompts }, { resultImages: true }), recorder(), never);
  });
  after(() => fixture.remove());

  it('holds exactly what the documentation lists', async () => {
    const id = outcome.state.runId;
    assert.match(id, /^\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d_say-it$/);
    const indexes = prompts.map((_, position) => String(position + 1).padStart(4, '0'));
    const sorted = [...models].sort();
    assert.deepEqual(await fixture.listing(), [
      ...['benchmark.yaml', 'events.jsonl', 'index.html', 'report.json'].map((file) => `${id}/${file}`),
      ...sorted.flatMap((model) => indexes.map((index) => `${id}/result-images/${model}/${model}-${index}.png`)),
      `${id}/run.json`,
      ...sorted.map((model) => `${id}/tests/${model}.jsonl`),
    ]);
    assert.deepEqual(outcome.problems, []);
  });

  it('says only what its schemas say, and nothing of where it was made', async () => {
    const { runDirectory } = outcome;
    const manifest = parseRecord(manifestSchema, await readFile(join(runDirectory, 'run.json'), 'utf8'), 'run.json');
    assert.deepEqual(JSON.parse(await readFile(join(runDirectory, 'run.json'), 'utf8')), manifest);
    for (const line of (await readFile(join(runDirectory, 'events.jsonl'), 'utf8')).trimEnd().split('\n')) {
      assert.deepEqual(eventSchema.parse(JSON.parse(line)), JSON.parse(line));
    }
    const { result, transcript } = await readStoredTest(runDirectory, models[0]!, 1);
    const { links: _links, ...stored } = result;
    assert.deepEqual(resultSchema.parse(stored), stored);
    assert.deepEqual(transcriptSchema.parse(transcript), transcript);
    for (const path of await filesBelow(runDirectory)) {
      const bytes = await readFile(path);
      assert.ok(!bytes.includes(fixture.folder) && !bytes.includes(process.cwd()), `${path} holds an absolute path`);
    }
  });

  it('opens from another place, under another name, read-only, and is not touched', async () => {
    const elsewhere = join(fixture.folder, 'another place');
    const moved = join(elsewhere, 'renamed run');
    await mkdir(elsewhere);
    await rename(outcome.runDirectory, moved);
    const files = await filesBelow(moved);
    const picture = async (): Promise<string[]> =>
      Promise.all((await filesBelow(moved)).map(async (path) => `${path} ${(await stat(path)).mtimeMs}`));
    const before = await picture();
    const folders = new Set(files.map((path) => join(path, '..')));
    for (const path of [...files, ...folders, moved])
      await chmod(path, path.includes('.') && files.includes(path) ? 0o444 : 0o555);
    try {
      assert.deepEqual((await openRun(moved)).state, outcome.state);
      const test = await readStoredTest(moved, models[1]!, 20);
      assert.deepEqual([test.result.prompt, test.transcript?.attempts.length], ['Say w19', 1]);
      assert.equal((await readBenchmarkText(moved)).prompts.length, 20);
      assert.equal(await findRun(outcome.state.runId, [elsewhere], elsewhere), moved);
      assert.equal(await findRun('renamed', [elsewhere], elsewhere), moved);
      const [listed] = await listRuns(elsewhere);
      assert.ok(listed && 'manifest' in listed && listed.manifest.status === 'finished');
      assert.deepEqual(await picture(), before);
    } finally {
      for (const path of [moved, ...folders, ...files]) await chmod(path, 0o755);
      await rename(moved, outcome.runDirectory);
    }
  });

  it('opens as the first version wrote it, and keeps what it does not know', async () => {
    const { runDirectory } = outcome;
    const manifest = JSON.parse(await readFile(join(runDirectory, 'run.json'), 'utf8')) as { [name: string]: unknown };
    const { sampling: _s, git: _g, sizeBytes: _b, problems: _p, rescores: _r, startedBy: _by, ...old } = manifest;
    const models1 = (old['models'] as { [name: string]: unknown }[]).map(
      ({ server: _server, counted: _counted, ...model }) => model,
    );
    const read = parseRecord(
      manifestSchema,
      JSON.stringify({ ...old, models: models1, startedFrom: 'vscode', color: 'red' }),
      'run.json',
    );
    assert.deepEqual(
      [read.startedBy, read.git, read.sizeBytes, read.sampling, read.problems, read.rescores, read.models[0]!.server],
      [{ from: 'vscode', user: null }, null, null, {}, [], [], null],
    );
    assert.equal((read as unknown as { color: string }).color, 'red');
    const { result } = await readStoredTest(runDirectory, models[0]!, 1);
    const { score, links: _links, ...oldResult } = result;
    const readResult = (changes: object): unknown =>
      parseRecord(resultSchema, JSON.stringify({ ...oldResult, schemaVersion: 1, ...changes }), 'result.json');
    assert.deepEqual(readResult({}), { ...oldResult, score });
    assert.throws(() => readResult({ schemaVersion: 9 }), /result.json was written by a newer version/);
    assert.throws(() => readResult({ verdict: 'perhaps' }), /not as the format of run folders says. verdict: /);
  });

  it('does without pictures that can not be drawn and says so once', async () => {
    const parts = { name: 'No pictures', models: [models[0]!], prompts: prompts.slice(0, 3) };
    const halfBuilt = join(fixture.folder, 'half built');
    await mkdir(join(halfBuilt, 'node'), { recursive: true });
    await symlink(
      join(fixture.request(parts).program.distDirectory, 'node', 'askThread.mjs'),
      join(halfBuilt, 'node', 'askThread.mjs'),
    );
    const { runDirectory, problems, state } = await runBenchmark(
      fixture.request(parts, { resultImages: true, distDirectory: halfBuilt }),
      recorder(),
      never,
    );
    assert.equal(state.status, 'finished');
    assert.match(
      problems.join('\n'),
      /^index.html could not be written: .*\n3 result images could not be drawn; nothing else is missing\./,
    );
    assert.deepEqual(
      parseRecord(manifestSchema, await readFile(join(runDirectory, 'run.json'), 'utf8'), 'run.json').problems,
      problems,
    );
  });

  it('is whole when the result images are given up after the last test', async () => {
    const stop = new AbortController();
    const listener: RunListener = {
      onStarted: () => undefined,
      onEvents: (events) => {
        if (events.at(-1)?.type === 'runFinished') stop.abort(new Error('enough'));
      },
    };
    const parts = { name: 'Given up', models, prompts };
    const { runDirectory, problems, state } = await runBenchmark(
      fixture.request(parts, { resultImages: true }),
      listener,
      stop.signal,
    );
    assert.equal(state.status, 'finished');
    for (const file of ['report.json', 'index.html', 'run.json'])
      assert.ok((await readdir(runDirectory)).includes(file), file);
    const files = await filesBelow(runDirectory);
    assert.deepEqual(
      files.filter((file) => file.endsWith('.tmp')),
      [],
    );
    const pictures = state.models.flatMap(({ model }) =>
      prompts.map((_, position) => resultImagePath(runDirectory, model, position + 1)),
    );
    const missing = pictures.filter((path) => !files.includes(path)).length;
    assert.deepEqual(
      problems.map((problem) => Number(problem.split(' ')[0])),
      missing === 0 ? [] : [missing],
    );
  });
});
