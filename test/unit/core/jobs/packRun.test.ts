// A run folder in the present format and in that of a folder a test: one becomes the other, and nothing is lost on the way.

import assert from 'node:assert/strict';
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { annotateRun } from '../../../../src/core/jobs/annotateRun';
import { packRun } from '../../../../src/core/jobs/packRun';
import { unpackRun } from '../../../../src/core/jobs/unpackRun';
import { resumeRun } from '../../../../src/core/run/resumeRun';
import { runBenchmark } from '../../../../src/core/run/runBenchmark';
import { openRun } from '../../../../src/core/runFolder/openRun';
import { endedTests, resultImageOf, TestReader } from '../../../../src/core/runFolder/readTest';
import { resultImageName } from '../../../../src/core/runFolder/runFolderPaths';
import { readManifest } from '../../../../src/core/runFolder/readManifest';
import type { StoredTest } from '../../../../src/shared/results/testResult';
import type { RunState } from '../../../../src/shared/run/runState';
import { EngineFixture, never, recorder } from '../run/engineFixture';

/** Everything but where it is. */
async function contentOf(runDirectory: string): Promise<{ state: RunState; tests: StoredTest[] }> {
  const { state, problem } = await openRun(runDirectory);
  assert.equal(problem, undefined);
  const reader = new TestReader(runDirectory, state);
  try {
    const tests: StoredTest[] = [];
    for (const test of endedTests(state.models)) tests.push(await reader.read(test));
    for (const test of state.models.flatMap((model) => model.tests)) test.evidence = null;
    for (const { result } of tests) result.links = { evidence: '', resultImage: '', image: result.links.image };
    return { state, tests };
  } finally {
    await reader.close();
  }
}

async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

describe('packing and unpacking a run folder', () => {
  let fixture: EngineFixture;
  let distDirectory: string;
  before(async () => {
    fixture = await EngineFixture.make();
    ({ distDirectory } = fixture.request({ models: [], prompts: [] }).program);
  });
  after(() => fixture.remove());

  const copyOf = async (kept: string): Promise<string> => {
    const copy = join(fixture.folder, 'copy');
    await rm(copy, { recursive: true, force: true });
    await cp(kept, copy, { recursive: true });
    return copy;
  };
  const quietly = (): void => undefined;

  it('makes the present format of an old folder, and the same old folder of that', async () => {
    const kept = resolve('test/runFolders/version1');
    const runDirectory = await copyOf(kept);
    const before = await contentOf(kept);
    const seen: string[] = [];
    const { tests } = await packRun(
      { runDirectory, distDirectory },
      (done, total) => seen.push(`${done}/${total}`),
      never,
    );
    assert.equal(tests, before.tests.length);
    assert.equal(seen.at(-1), `${tests}/${tests}`);
    assert.deepEqual(await contentOf(runDirectory), before);
    assert.deepEqual(
      (await filesOf(join(runDirectory, 'tests'))).map((name) => name.replace(/.*\./, '')),
      ['jsonl', 'jsonl', 'jsonl'],
    );
    assert.equal((await packRun({ runDirectory, distDirectory }, quietly, never)).tests, 0, 'it is packed already');

    await unpackRun({ runDirectory, distDirectory }, quietly, never);
    assert.deepEqual(
      (await filesOf(runDirectory)).filter((name) => name !== 'index.html'),
      await filesOf(kept),
    );
    for (const name of await filesOf(kept)) {
      if (!/^(tests\/.*\.json|events\.jsonl|images\/images\.json)$/.test(name.replaceAll('\\', '/'))) continue;
      const lines = async (folder: string): Promise<unknown[]> => {
        const text = await readFile(join(folder, name), 'utf8');
        const texts = name.endsWith('l') ? text.trimEnd().split('\n') : [text];
        return texts.map((line): unknown => JSON.parse(line));
      };
      assert.deepEqual(await lines(runDirectory), await lines(kept), name);
    }
  });

  it('keeps warm-up calls, pictures and sizes of a new run', async () => {
    const parts = {
      models: ['simulated~swift', 'simulated~flaky'],
      prompts: ['a', 'b', 'c'].map((word) => ({ word, expectation: word })),
    };
    const request = fixture.request(parts, { resultImages: true });
    const { runDirectory } = await runBenchmark(
      { ...request, pace: { ...request.pace, mode: 'speed' } },
      recorder(),
      never,
    );
    const before = await contentOf(runDirectory);
    const files = await filesOf(runDirectory);
    const pictures = await Promise.all(
      files.filter((name) => name.endsWith('.png')).map((name) => readFile(join(runDirectory, name), 'base64')),
    );
    await unpackRun({ runDirectory, distDirectory }, quietly, never);
    assert.deepEqual(await contentOf(runDirectory), before);
    const unpacked = await filesOf(runDirectory);
    assert.equal(unpacked.filter((name) => name.endsWith('warm-up.json')).length, 2);
    assert.equal(unpacked.filter((name) => name.endsWith('result.png')).length, 6);
    assert.equal(JSON.parse(await readFile(join(runDirectory, 'run.json'), 'utf8')).schemaVersion, 1);
    const manifest = await readManifest(runDirectory);
    const sizes = await Promise.all(unpacked.map(async (name) => (await readFile(join(runDirectory, name))).length));
    assert.equal(
      manifest.sizeBytes,
      sizes.reduce((sum, size) => sum + size, 0),
    );

    await packRun({ runDirectory, distDirectory }, quietly, never);
    assert.deepEqual(await contentOf(runDirectory), before);
    assert.deepEqual(await filesOf(runDirectory), files);
    assert.deepEqual(
      await Promise.all(
        files.filter((name) => name.endsWith('.png')).map((name) => readFile(join(runDirectory, name), 'base64')),
      ),
      pictures,
    );
  });

  it('goes on with a run that was unpacked, and with one whose packing was cut short', async () => {
    const kept = resolve('test/runFolders/version2');
    const runDirectory = await copyOf(kept);
    const before = await contentOf(kept);
    await unpackRun({ runDirectory, distDirectory }, quietly, never);
    const request = fixture.request({ models: [], prompts: [] });
    await resumeRun({ ...request, runDirectory, retryErrors: true }, recorder(), never);
    const verdicts = ({ models }: RunState): string[] =>
      models.flatMap(({ tests }) => tests.map((test) => test.verdict));
    const mixed = await contentOf(runDirectory);
    assert.deepEqual(verdicts(mixed.state), verdicts(before.state));
    // Lines of a packing that did not come to its events.
    const stray = join(runDirectory, 'tests', 'simulated~hasty.jsonl');
    await mkdir(dirname(stray), { recursive: true });
    await writeFile(stray, '{"schemaVersion":2,"model":"simulated~hasty"}\n{"half');
    await packRun({ runDirectory, distDirectory }, quietly, never);
    assert.deepEqual(await contentOf(runDirectory), mixed);
  });

  it('finds the pictures that an unpacking left behind which was cut short', async () => {
    const runDirectory = await copyOf(resolve('test/runFolders/version1'));
    await annotateRun({ runDirectory, distDirectory }, quietly, never);
    const files = await filesOf(runDirectory);
    // The events name no lines any more, and the pictures are where they were.
    for (const test of endedTests((await openRun(runDirectory)).state.models)) {
      const packed = join(runDirectory, resultImageName(test.model, test.index, false));
      await mkdir(dirname(packed), { recursive: true });
      await rename(join(runDirectory, resultImageOf(test)), packed);
    }
    assert.equal((await unpackRun({ runDirectory, distDirectory }, quietly, never)).tests, 0);
    assert.deepEqual(await filesOf(runDirectory), files);
  });

  it('says in a sentence what a file system refuses, and how to go on', async () => {
    const old = await copyOf(resolve('test/runFolders/version1'));
    await mkdir(join(old, 'tests/simulated~flaky.jsonl'));
    await assert.rejects(packRun({ runDirectory: old, distDirectory }, quietly, never), {
      message:
        'Packing copy stopped: a folder has its name (simulated~flaky.jsonl). Nothing of the run is lost. Move that folder, then pack it again: `iso-speed-bench pack copy`.',
    });
    const present = await copyOf(resolve('test/runFolders/version2'));
    await writeFile(join(present, 'tests/simulated~flaky'), '');
    await assert.rejects(
      unpackRun({ runDirectory: present, distDirectory }, quietly, never),
      /^Error: Unpacking copy stopped: a file has .* Nothing of the run is lost\. .* `iso-speed-bench unpack copy`\.$/,
    );
  });

  it('leaves the run as it was when it is stopped', async () => {
    for (const [version, work] of [
      [1, packRun],
      [2, unpackRun],
    ] as const) {
      const kept = resolve(`test/runFolders/version${version}`);
      const runDirectory = await copyOf(kept);
      const stop = new AbortController();
      const enough = new Error('enough');
      const working = work({ runDirectory, distDirectory }, (done) => done === 3 && stop.abort(enough), stop.signal);
      await assert.rejects(working, enough);
      assert.deepEqual(await contentOf(runDirectory), await contentOf(kept));
      assert.equal(
        await readFile(join(runDirectory, 'events.jsonl'), 'utf8'),
        await readFile(join(kept, 'events.jsonl'), 'utf8'),
      );
      await work({ runDirectory, distDirectory }, quietly, never);
      assert.equal((await contentOf(runDirectory)).tests.length, (await contentOf(kept)).tests.length);
    }
  });

  it('refuses what is no run, and changes nothing of it', async () => {
    for (const work of [packRun, unpackRun])
      await assert.rejects(
        work({ runDirectory: fixture.folder, distDirectory }, quietly, never),
        /is not a run folder/,
      );
  });
});
