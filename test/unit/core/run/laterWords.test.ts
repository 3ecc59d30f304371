// A run that was begun when some words of its benchmark meant nothing: they mean nothing to its end, however it is gone on with.

import assert from 'node:assert/strict';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadRunBenchmark } from '../../../../src/core/runFolder/loadRunBenchmark';
import { resumeRun } from '../../../../src/core/run/resumeRun';
import { runBenchmark } from '../../../../src/core/run/runBenchmark';
import { startOpenAiServer } from '../../../servers/startOpenAiServer';
import type { TestServer } from '../../../servers/testServer';
import { EngineFixture, never, recorder } from './engineFixture';

const later = {
  system: 'Shout.',
  parameters: { temperature: 0, max_tokens: 3 },
  examples: [{ user: 'Say x', assistant: 'x' }],
  defaults: { tags: 'new' },
};
const laterOfPrompts = {
  system: 'Whisper.',
  messages: [
    { role: 'user', content: 'Hi' },
    { role: 'assistant', content: 'Hello' },
  ],
  skip: true,
  tags: ['t'],
  expect: [{ contains: 'z' }],
  pass_at: 0.5,
  file: 'cases.csv',
};
const prompts = ['a', 'b'].map((word) => ({ dynamic_variables: { word }, expectation: word }));
const benchmark = (file: object, ofPrompts: object): string =>
  JSON.stringify({
    benchmark_name: 'Old',
    base_prompt: 'Say {{word}}',
    test_type: 'raw_string_evaluator',
    models: ['openai~m'],
    ...file,
    prompts: prompts.map((prompt) => ({ ...prompt, ...ofPrompts })),
  });

describe('a run begun before there were parameters', () => {
  let fixture: EngineFixture;
  let server: TestServer;
  let fails = true;
  before(async () => {
    server = await startOpenAiServer({
      reply: ({ prompt }) =>
        fails ? { failure: { status: 400, message: 'Not now' } } : { text: prompt.replace('Say ', '') },
    });
  });
  after(() => server.close());
  beforeEach(async () => {
    fixture = await EngineFixture.make();
    fails = true;
  });
  afterEach(() => fixture.remove());

  const request = (benchmarkText: string) =>
    fixture.request(
      { models: [], prompts: [] },
      {
        benchmarkText,
        environment: { OPENAI_API_KEY: 'k', OPENAI_BASE_URL: `${server.url}/v1` },
        maxAttempts: 1,
      },
    );

  /** A run whose tests all failed, with the words put into its benchmark that were ignored in it. */
  async function oldRun(): Promise<string> {
    const { runDirectory } = await runBenchmark(request(benchmark({}, {})), recorder(), never);
    await writeFile(join(runDirectory, 'benchmark.yaml'), benchmark(later, laterOfPrompts));
    for (const name of ['events.jsonl', 'run.json']) {
      const path = join(runDirectory, name);
      await writeFile(path, (await readFile(path, 'utf8')).replaceAll(/"parameters": ?\{\},?/g, ''));
    }
    return runDirectory;
  }

  it('is gone on with as it began', async () => {
    const runDirectory = await oldRun();
    fails = false;
    const from = server.requests.length;
    const resumed = await resumeRun({ ...request(''), runDirectory, retryErrors: true }, recorder(), never);
    assert.deepEqual(
      resumed.state.models[0]!.tests.map(({ verdict }) => verdict),
      ['correct', 'correct'],
    );
    const bodies = server.requests.slice(from).map(({ body }) => body);
    assert.deepEqual(bodies.map(({ messages }) => messages).sort(), [
      [{ role: 'user', content: 'Say a' }],
      [{ role: 'user', content: 'Say b' }],
    ]);
    for (const body of bodies)
      assert.ok(!('temperature' in body || 'max_tokens' in body || 'max_completion_tokens' in body));
  });

  it('is read as it was judged', async () => {
    const { prompts: read } = await loadRunBenchmark(await oldRun());
    assert.deepEqual(
      read.map(({ testType, expectation, before: told, skip, tags }) => [testType, expectation, told, skip, tags]),
      prompts.map(({ expectation }) => ['raw_string_evaluator', expectation, undefined, undefined, undefined]),
    );
  });

  it('is one that a kept folder of format 1 is, and not one of today', async () => {
    const old = join(fixture.folder, 'kept');
    await cp('test/runFolders/version1', old, { recursive: true });
    const file = join(old, 'benchmark.yaml');
    const told = async (runDirectory: string): Promise<boolean> =>
      (await loadRunBenchmark(runDirectory)).prompts.some(({ before: messages }) => messages !== undefined);
    await writeFile(file, `${await readFile(file, 'utf8')}\nsystem: Shout.\n`);
    assert.equal(await told(old), false);
    const today = await runBenchmark(request(benchmark({ system: 'Shout.' }, {})), recorder(), never);
    assert.equal(await told(today.runDirectory), true);
  });
});
