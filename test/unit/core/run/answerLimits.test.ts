// A limit that the user has lowered ends the test that comes to it, says its name, and ends nothing else.

import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readManifest } from '../../../../src/core/runFolder/readManifest';
import { resumeRun } from '../../../../src/core/run/resumeRun';
import { usualAnswerLimits, type AnswerLimits } from '../../../../src/shared/run/answerLimits';
import type { Behavior, ModelCall } from '../../../servers/behavior';
import { echo, never, recorder, words } from './engineFixture';
import { ServedRuns, type ServedRun } from './servedRuns';

const models = { openai: 'openai~m', anthropic: 'anthropic~m', ollama: 'ollama~m' } as const;
type Protocol = keyof typeof models;

/** The second prompt is answered at great length, or in one piece of that length. */
const long = (chunkSize: number) => ({
  reply: ({ prompt }: ModelCall): Behavior =>
    echo(prompt) === '2' ? { text: 'x'.repeat(3000), chunkSize } : { text: echo(prompt) },
});

describe('the limits of answers in a run', () => {
  let runs: ServedRuns;
  beforeEach(async () => {
    runs = await ServedRuns.make();
  });
  afterEach(() => runs.remove());

  const serve = (protocol: Protocol, chunkSize: number): Promise<unknown> => {
    const reply = long(chunkSize);
    if (protocol === 'openai') return runs.openAi(reply);
    return protocol === 'anthropic' ? runs.anthropic(reply) : runs.ollama(reply);
  };

  const run = (protocol: Protocol, answerLimits: Partial<AnswerLimits>): Promise<ServedRun> =>
    runs.run({ models: [models[protocol]], prompts: words('1', '2', '3') }, { answerLimits });

  for (const protocol of ['openai', 'anthropic', 'ollama'] as const)
    for (const [limit, chunkSize, amount] of [
      ['answerCharacters', 100, '2000 characters in an answer'],
      ['lineCharacters', 3000, '2000 characters in one line'],
    ] as const)
      it(`${limit} ends one test of ${protocol} and says what to raise`, async () => {
        await serve(protocol, chunkSize);
        const done = await run(protocol, { [limit]: 2000 });
        const tests = done.state.models[0]!.tests;
        assert.deepEqual(
          tests.map(({ verdict }) => verdict),
          ['correct', 'error', 'correct'],
        );
        const { message } = tests[1]!.error!;
        assert.ok(message.includes(`sent more than ${amount}, which is the most that is read of one answer`), message);
        assert.ok(
          message.includes(
            `The limit is ${limit}, 2000. If such answers are right, raise it in the setting isoSpeedBench.limits, or with --answer-limit ${limit}=N.`,
          ),
          message,
        );
        assert.equal((await done.attempts(models[protocol], 2)).length, 1);
        assert.deepEqual((await done.manifest()).answerLimits, { ...usualAnswerLimits, [limit]: 2000 });
      });

  it('bodyBytes ends a response that is all signs of life', async () => {
    const pieces = Array.from({ length: 2000 }, () => `: ${'x'.repeat(1000)}\n`);
    await runs.openAi({
      reply: ({ prompt }) => (echo(prompt) === '2' ? { raw: { pieces } } : { text: echo(prompt) }),
    });
    const done = await run('openai', { bodyBytes: 2 ** 20 });
    assert.equal((await done.manifest()).totals.correct, 2);
    assert.match(
      done.test(models.openai, 2).error!.message,
      /sent more than 1 MiB, .* The limit is bodyBytes, 1048576\./,
    );
  });

  it('errorBytes is how much is read of an error', async () => {
    const rawBody = JSON.stringify({ padding: 'x'.repeat(1500), error: { message: 'no such thing' } });
    await runs.openAi({ reply: { failure: { status: 400, message: '', rawBody } } });
    const said = async (errorBytes: number): Promise<string> =>
      (await run('openai', { errorBytes })).test(models.openai).error!.message;
    assert.match(await said(2000), /no such thing/);
    assert.doesNotMatch(await said(1000), /no such thing/);
  });

  it('are those of the run when it is resumed, but for those that are given then', async () => {
    await serve('openai', 100);
    const { runDirectory } = await run('openai', { answerCharacters: 2000, lineCharacters: 9000 });
    const resume = async (answerLimits: Partial<AnswerLimits>): Promise<string | undefined> => {
      const { access, ...settings } = runs.request({ models: [models.openai], prompts: [] }, { answerLimits });
      const request = { ...settings, access, runDirectory, retryErrors: true };
      const { state } = await resumeRun(request, recorder(), never);
      return state.models[0]!.tests[1]!.error?.message;
    };
    assert.match((await resume({}))!, /The limit is answerCharacters, 2000\./);
    assert.equal(await resume({ answerCharacters: 4000 }), undefined);
    const { answerLimits } = await readManifest(runDirectory);
    assert.deepEqual(answerLimits, { ...usualAnswerLimits, answerCharacters: 4000, lineCharacters: 9000 });
  });

  it('are the usual ones of a folder that has none, or has some that nobody could have set', async () => {
    await serve('openai', 100);
    const { runDirectory } = await run('openai', { answerCharacters: 2000 });
    const path = join(runDirectory, 'run.json');
    const { answerLimits: _, ...rest } = JSON.parse(await readFile(path, 'utf8')) as { answerLimits?: unknown };
    for (const claimed of [undefined, null, 'none', {}, { ...usualAnswerLimits, bodyBytes: 1e300 }]) {
      await writeFile(path, JSON.stringify({ ...rest, answerLimits: claimed }));
      assert.equal((await readManifest(runDirectory)).answerLimits, null);
    }
    const request = runs.request({ models: [models.openai], prompts: [] });
    const { state } = await resumeRun({ ...request, runDirectory, retryErrors: true }, recorder(), never);
    assert.equal(state.models[0]!.tests[1]!.verdict, 'incorrect');
    assert.deepEqual((await readManifest(runDirectory)).answerLimits, usualAnswerLimits);
  });
});
