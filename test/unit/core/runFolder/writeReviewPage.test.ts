// The page that goes with a run folder: what it carries, and that nothing in it can break out of its place.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { openRun } from '../../../../src/core/runFolder/openRun';
import { endedTests, readTest } from '../../../../src/core/runFolder/readTest';
import { testDirectoryName } from '../../../../src/core/runFolder/runFolderPaths';
import { damageTest, readTestResult, readTestTranscript } from '../../../storedTests';
import { runBenchmark } from '../../../../src/core/run/runBenchmark';
import { writeReviewPage } from '../../../../src/core/runFolder/writeReviewPage';
import { reviewHeadId, reviewPieceId } from '../../../../src/shared/protocols/reviewData';
import type { ReviewChunk, ReviewHead } from '../../../../src/shared/protocols/reviewData';
import type { BenchmarkText } from '../../../../src/shared/protocols/runPanelProtocol';
import { unpackKept } from '../../../../src/shared/results/packedTest';
import { stateOf } from '../../../../src/shared/run/runColumns';
import { startOpenAiServer } from '../../../servers/startOpenAiServer';
import { EngineFixture, never, recorder } from '../run/engineFixture';

/** The JSON of one data element of the page. */
function dataOf<T>(page: string, id: string): T {
  const found = new RegExp(`<script type="text/plain" id="${id}">([A-Za-z0-9+/=]+)</script>`).exec(page);
  assert.ok(found, `the page has ${id}`);
  return JSON.parse(gunzipSync(Buffer.from(found[1]!, 'base64')).toString('utf8')) as T;
}

/** The tests of all pieces, which are in the page. */
function testsOf(page: string): ReviewChunk {
  const { chunks } = dataOf<ReviewHead>(page, reviewHeadId);
  return chunks.flatMap(({ piece }) => dataOf<ReviewChunk>(page, reviewPieceId(piece)));
}

describe('the review page', () => {
  let fixture: EngineFixture;
  let recorded: string;
  let runDirectory: string;
  let distDirectory: string;

  const models = ['openai~one', 'openai~two'];
  const evil = '</script><script>alert(1)</script><!-- "';

  before(async () => {
    fixture = await EngineFixture.make();
    distDirectory = join(fixture.folder, 'dist');
    await mkdir(join(distDirectory, 'webview'), { recursive: true });
    await writeFile(join(distDirectory, 'webview', 'review.js'), 'const text = "</script><!--<script>";');
    const prompts = Array.from({ length: 120 }, (_, place) => ({
      word: place === 1 ? evil : `word ${place + 1}`,
      expectation: place === 1 ? evil : `word ${place + 1}`,
    }));
    const server = await startOpenAiServer({ answer: (prompt) => prompt.replace('Say ', ''), key: 'sk-test' });
    try {
      const environment = { OPENAI_API_KEY: 'sk-test', OPENAI_BASE_URL: `${server.url}/v1` };
      const request = fixture.request(
        { models, prompts, name: 'Say <it> & more' },
        { environment, concurrency: { openai: 32 } },
      );
      recorded = (await runBenchmark(request, recorder(), never)).runDirectory;
    } finally {
      await server.close();
    }
  });
  after(() => fixture.remove());

  beforeEach(async () => {
    runDirectory = join(fixture.folder, 'copy');
    await cp(recorded, runDirectory, { recursive: true });
    await writeReviewPage(runDirectory, distDirectory);
  });
  afterEach(() => rm(runDirectory, { recursive: true, force: true }));

  it('carries manifest, state, benchmark and every test of the run', async () => {
    const page = await readFile(join(runDirectory, 'index.html'), 'utf8');
    const head = dataOf<ReviewHead>(page, reviewHeadId);
    const { state } = await openRun(runDirectory);
    assert.deepEqual(stateOf(head.run), state);
    assert.equal(head.manifest.id, state.runId);
    assert.equal(dataOf<BenchmarkText>(page, reviewPieceId(head.text!)).prompts.length, 120);

    assert.deepEqual(
      head.chunks.map(({ first }) => first),
      [0],
      'a small run has its words in the page',
    );
    const tests = testsOf(page);
    assert.equal(tests.length, 240);
    assert.deepEqual(
      tests.slice(200, 203).map(({ model, index }) => `${model} ${index}`),
      ['openai~one 101', 'openai~two 101', 'openai~one 102'],
    );
    const test = tests.find(({ model, index }) => model === 'openai~two' && index === 2)!;
    assert.deepEqual(unpackKept(test, state), {
      result: await readTestResult(runDirectory, test.model, test.index),
      transcript: await readTestTranscript(runDirectory, test.model, test.index),
    });
  });

  it('is the same whether its run has just ended or is read from the disk', async () => {
    const closed = testsOf(await readFile(join(recorded, 'index.html'), 'utf8'));
    assert.equal(closed.length, 240);
    assert.deepEqual(testsOf(await readFile(join(runDirectory, 'index.html'), 'utf8')), closed);
  });

  it('carries the tests of a run of format 1, also one that has lost its transcript', async () => {
    const old = join(fixture.folder, 'old');
    await cp(new URL('../../../runFolders/version1', import.meta.url), old, { recursive: true });
    const { state } = await openRun(old);
    const [first, second] = endedTests(state.models);
    await rm(join(old, testDirectoryName(second!.model, second!.index), 'transcript.json'));
    await writeReviewPage(old, distDirectory);
    const tests = testsOf(await readFile(join(old, 'index.html'), 'utf8'));
    assert.equal(tests.length, endedTests(state.models).length);
    for (const [at, hasTranscript] of [
      [first!, true],
      [second!, false],
    ] as const) {
      const kept = tests.find(({ model, index }) => model === at.model && index === at.index)!;
      const stored = unpackKept(kept, state);
      assert.deepEqual(stored, await readTest(old, state, at));
      assert.equal(stored.transcript !== null, hasTranscript);
    }
  });

  it('lets only its own script run, and nothing of a test ends an element', async () => {
    const page = await readFile(join(runDirectory, 'index.html'), 'utf8');
    const scripts = [...page.matchAll(/<script>([^]*?)<\/script>/g)].map(([, text]) => text!);
    assert.equal(scripts.length, 1, 'one script without a type');
    const hash = createHash('sha256').update(scripts[0]!).digest('base64');
    const policy = /Content-Security-Policy" content="([^"]+)"/.exec(page)?.[1] ?? '';
    assert.match(policy, /^default-src 'none'; /);
    assert.ok(policy.includes(`script-src 'sha256-${hash}' 'strict-dynamic';`), policy);
    assert.doesNotMatch(policy, /unsafe|https?:|\*/);
    assert.equal(scripts[0], 'const text = "\\x3C/script>\\x3C!--\\x3Cscript>";');
    assert.ok(!page.includes('alert(1)'));
    assert.match(page, /<title>Say &lt;it&gt; &amp; more · 2/);
    assert.doesNotMatch(page, /\b(src|href)=/, 'nothing is loaded from anywhere');
  });

  it('holds no path of this machine, so that the folder can be moved', async () => {
    const moved = join(fixture.folder, 'moved and renamed');
    await rename(runDirectory, moved);
    await writeReviewPage(moved, distDirectory);
    const page = await readFile(join(moved, 'index.html'), 'utf8');
    const texts = [page, JSON.stringify(dataOf<ReviewHead>(page, reviewHeadId)), JSON.stringify(testsOf(page))];
    for (const text of texts) assert.ok(!text.includes(fixture.folder));
  });

  it('shows the rest of a run when what is kept of a test or the benchmark is broken', async () => {
    await damageTest(runDirectory, 'openai~one', 1);
    await damageTest(runDirectory, 'openai~one', 3);
    await writeFile(join(runDirectory, 'benchmark.yaml'), ': not yaml [');
    await writeReviewPage(runDirectory, distDirectory);
    const page = await readFile(join(runDirectory, 'index.html'), 'utf8');
    assert.equal(dataOf<ReviewHead>(page, reviewHeadId).text, null);
    const swift = testsOf(page).filter(({ model }) => model === 'openai~one');
    assert.deepEqual(
      swift.slice(0, 2).map(({ index, transcript }) => [index, transcript === null]),
      [
        [2, false],
        [4, false],
      ],
    );
  });

  it('says what is missing, and leaves no half-written page behind', async () => {
    await assert.rejects(writeReviewPage(runDirectory, fixture.folder), /has not been built/);
    await assert.rejects(writeReviewPage(join(fixture.folder, 'nowhere'), distDirectory), /not a run folder/);
    await assert.rejects(readFile(join(runDirectory, 'index.html.tmp')), /ENOENT/);
  });
});
