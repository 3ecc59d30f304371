import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, readFile, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import fc from 'fast-check';
import type { EngineTask } from '../../../../src/core/run/engineMessages';
import { listRuns } from '../../../../src/core/runFolder/listRuns';
import { openRun } from '../../../../src/core/runFolder/openRun';
import { damageTest, readTestResult, readTestTranscript } from '../../../storedTests';
import { resumeRun } from '../../../../src/core/run/resumeRun';
import { runBenchmark } from '../../../../src/core/run/runBenchmark';
import type { RunManifest } from '../../../../src/shared/runs/runManifest';
import type { RunState } from '../../../../src/shared/run/runState';
import { startOpenAiServer } from '../../../servers/startOpenAiServer';
import type { TestServer } from '../../../servers/testServer';
import { EngineFixture, never, recorder } from './engineFixture';

const child = resolve('test/unit/core/run/killableRun.mjs');
const model = 'openai~m';
const prompts = ['a', 'b', 'c', 'd', 'e', 'f'].map((word) => ({ word, expectation: word }));
const echo = (prompt: string): string => prompt.replace('Say ', '');

function finishedTests(state: RunState): string[] {
  return state.models.flatMap((one) =>
    one.tests.filter((test) => test.phase === 'finished').map((test) => state.prompts[test.index - 1]!.label),
  );
}

async function manifestOf(runDirectory: string): Promise<RunManifest> {
  return JSON.parse(await readFile(join(runDirectory, 'run.json'), 'utf8')) as RunManifest;
}

describe('resuming a run', () => {
  let fixture: EngineFixture;
  let server: TestServer;
  /** How many answers the server still gives; after that it keeps silent. */
  let answers = Infinity;
  let answer: (prompt: string) => { text: string } | { failure: { status: number; message: string } } = (prompt) => ({
    text: echo(prompt),
  });
  before(async () => {
    server = await startOpenAiServer({
      reply: ({ prompt }) => (answers-- > 0 ? answer(prompt) : { hang: 'beforeHeaders' as const }),
    });
  });
  after(() => server.close());
  beforeEach(async () => {
    fixture = await EngineFixture.make();
    answers = Infinity;
    answer = (prompt) => ({ text: echo(prompt) });
  });
  afterEach(() => fixture.remove());

  const request = (changes = {}) =>
    fixture.request(
      { models: [model], prompts },
      {
        environment: { OPENAI_API_KEY: 'k', OPENAI_BASE_URL: `${server.url}/v1` },
        concurrency: { openai: 2 },
        maxAttempts: 1,
        ...changes,
      },
    );
  const askedPrompts = (from: number): string[] =>
    server.requests
      .slice(from)
      .map((one) => (one.body['messages'] as { content: string }[])[0]!.content.replace('Say ', ''));

  it('reads answers with the thinking tags that the run began with, unless others are given', async () => {
    let answered = ['a', 'b'];
    answer = (prompt) =>
      answered.includes(echo(prompt))
        ? { text: `<ponder>no</ponder>${echo(prompt)}` }
        : { failure: { status: 400, message: 'Not now' } };
    const verdicts = ({ state }: { state: RunState }): string[] =>
      state.models[0]!.tests.map(({ verdict }) => verdict.charAt(0));
    const begun = await runBenchmark(request({ thinkingTags: ['ponder'] }), recorder(), never);
    const { runDirectory } = begun;
    assert.deepEqual(verdicts(begun), ['c', 'c', 'e', 'e', 'e', 'e']);
    const goOn = async (changes = {}): Promise<[string[], string[] | null]> => {
      const resumed = await resumeRun({ ...request(changes), runDirectory, retryErrors: true }, recorder(), never);
      return [verdicts(resumed), (await manifestOf(runDirectory)).thinkingTags];
    };
    answered = ['c', 'd'];
    assert.deepEqual(await goOn(), [['c', 'c', 'c', 'c', 'e', 'e'], ['ponder']]);
    answered = ['e', 'f'];
    assert.deepEqual(await goOn({ thinkingTags: ['hm'] }), [['c', 'c', 'c', 'c', 'i', 'i'], ['hm']]);
  });

  /** Starts the task in a process and kills it at the `nth` line of that kind. Resolves with its run folder. */
  async function runAndKill(task: EngineTask, line: string, nth: number): Promise<string> {
    const running = spawn(process.execPath, [child, JSON.stringify(task)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let runDirectory = '';
    let count = 0;
    for await (const text of createInterface({ input: running.stdout })) {
      if (text.startsWith('started ')) runDirectory = text.slice('started '.length);
      if (text.startsWith(line) && ++count === nth) running.kill('SIGKILL');
    }
    if (running.exitCode === null && running.signalCode === null) await once(running, 'exit');
    return runDirectory;
  }

  for (const [line, nth, silentAfter] of [
    ['started', 1, 0],
    ['testStarted', 1, 0],
    ['testFinished', 1, 1],
    ['testFinished', 4, 4],
    ['runFinished', 1, Infinity],
  ] as const) {
    it(`asks exactly what is missing after SIGKILL at ${line} ${nth}`, async () => {
      answers = silentAfter;
      const runDirectory = await runAndKill({ kind: 'run', request: request() }, line, nth);
      answers = Infinity;
      const hasEvents = (await readdir(runDirectory)).includes('events.jsonl');
      const before = hasEvents ? await openRun(runDirectory).catch(() => null) : null;
      if (!before) {
        await assert.rejects(
          resumeRun({ ...request(), runDirectory, retryErrors: false }, recorder(), never),
          /Run its benchmark again/,
        );
        return;
      }
      assert.notEqual(before.state.status, 'running');
      const [listed] = await listRuns(fixture.runsDirectory);
      if (listed && 'manifest' in listed) assert.notEqual(listed.manifest.status, 'running');
      const had = finishedTests(before.state);
      const requestsBefore = server.requests.length;
      const heard = recorder();
      const { state } = await resumeRun({ ...request(), runDirectory, retryErrors: false }, heard, never);
      assert.equal(state.status, 'finished');
      assert.deepEqual(
        askedPrompts(requestsBefore).sort(),
        prompts.map((one) => one.word).filter((word) => !had.includes(word)),
      );
      assert.equal(finishedTests(state).length, prompts.length);
      if (heard.events.length > 0)
        assert.deepEqual([heard.events[0]?.type, heard.events.at(-1)?.type], ['runResumed', 'runFinished']);
      assert.deepEqual((await openRun(runDirectory)).state, state);
      const manifest = await manifestOf(runDirectory);
      assert.deepEqual([manifest.status, manifest.totals.correct, manifest.startedAt], ['finished', 6, state.at]);
      const names = (await readdir(runDirectory, { recursive: true })).filter((name) => /\.lock|\.tmp/.test(name));
      assert.deepEqual(names, []);
    });
  }

  it('opens and resumes with its events cut at any byte', async () => {
    const { runDirectory } = await runBenchmark(request(), recorder(), never);
    const events = await readFile(join(runDirectory, 'events.jsonl'));
    const firstLine = events.indexOf(0x0a);
    const cut = join(fixture.folder, 'cut');
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: firstLine, max: events.length }), async (length) => {
        await rm(cut, { recursive: true, force: true });
        await cp(runDirectory, cut, { recursive: true });
        await truncate(join(cut, 'events.jsonl'), length);
        const { state: opened } = await openRun(cut);
        const had = finishedTests(opened);
        const requestsBefore = server.requests.length;
        const { state } = await resumeRun({ ...request(), runDirectory: cut, retryErrors: false }, recorder(), never);
        assert.deepEqual(
          askedPrompts(requestsBefore).sort(),
          prompts.map((one) => one.word).filter((word) => !had.includes(word)),
        );
        assert.equal(state.status, 'finished');
        assert.ok(state.elapsed >= opened.elapsed);
        const again = await openRun(cut);
        assert.equal(again.problem, undefined);
        assert.deepEqual(again.state, state);
      }),
      { numRuns: 10, examples: [[firstLine], [firstLine + 1], [events.length - 1], [events.length]] },
    );
  });

  it('says what was dropped, keeps the clock going and the dates right', async () => {
    const { runDirectory, state: whole } = await runBenchmark(request(), recorder(), never);
    const path = join(runDirectory, 'events.jsonl');
    const text = await readFile(path, 'utf8');
    const lines = text.trimEnd().split('\n');
    const kept = lines.slice(0, 6).join('\n') + '\n';
    await writeFile(path, kept + lines[6]!.slice(0, 20));
    const pausedAt = Date.now();
    const { state, problems } = await resumeRun({ ...request(), runDirectory, retryErrors: false }, recorder(), never);
    assert.match(problems.join(), /last 20 bytes of events.jsonl/);
    assert.deepEqual((await manifestOf(runDirectory)).problems, problems);
    assert.equal(state.at, whole.at);
    assert.ok((await readFile(path, 'utf8')).startsWith(kept));
    const last = await readTestResult(runDirectory, model, 6);
    assert.ok(Date.parse(last.startedAt!) >= pausedAt - 1);
    assert.ok(state.models[0]!.tests[5]!.startedAt! >= (JSON.parse(lines[5]!) as { t: number }).t);
  });

  it('asks errors again only when told to, and keeps what was said then', async () => {
    answer = (prompt) =>
      prompt === 'Say b' ? { failure: { status: 400, message: 'not today' } } : { text: echo(prompt) };
    const { runDirectory, state: first } = await runBenchmark(request(), recorder(), never);
    assert.deepEqual(
      first.models[0]!.tests.map((test) => test.verdict),
      ['correct', 'error', 'correct', 'correct', 'correct', 'correct'],
    );
    answer = (prompt) => ({ text: echo(prompt) });
    const asked = server.requests.length;
    const untouched = recorder();
    await resumeRun({ ...request(), runDirectory, retryErrors: false }, untouched, never);
    assert.deepEqual(untouched.events, []);
    assert.equal(server.requests.length, asked);
    const { state } = await resumeRun({ ...request(), runDirectory, retryErrors: true }, recorder(), never);
    assert.deepEqual(askedPrompts(asked), ['b']);
    assert.ok(state.models[0]!.tests.every((test) => test.verdict === 'correct' && test.error === null));
    const transcript = await readTestTranscript(runDirectory, model, 2);
    assert.deepEqual(
      [
        transcript.attempts[0]!.response?.text,
        transcript.earlier?.length,
        transcript.earlier?.[0]?.attempts[0]?.error?.status,
      ],
      ['b', 1, 400],
    );
  });

  it('asks again what can not be read any more, names it, and does without a manifest that is lost', async () => {
    const { runDirectory } = await runBenchmark(request(), recorder(), never);
    await damageTest(runDirectory, model, 2);
    await damageTest(runDirectory, model, 5);
    await writeFile(join(runDirectory, 'run.json'), '');
    const asked = server.requests.length;
    const { state, problems } = await resumeRun({ ...request(), runDirectory, retryErrors: false }, recorder(), never);
    assert.deepEqual(askedPrompts(asked).sort(), ['b', 'e']);
    assert.equal(finishedTests(state).length, prompts.length);
    assert.match(problems.join('\n'), /run\.json was no JSON any more/);
    assert.match(
      problems.join('\n'),
      /test #2 of .* is not JSON: .* So it is with 1 more test\. They were asked again/,
    );
    for (const index of [2, 5]) assert.equal((await readTestResult(runDirectory, model, index)).verdict, 'correct');
    const again = recorder();
    await resumeRun({ ...request(), runDirectory, retryErrors: false }, again, never);
    assert.deepEqual(again.events, [], 'nothing is missing now');
    // Cut by a power failure, or removed by somebody.
    await rm(join(runDirectory, 'tests'), { recursive: true });
    const whole = await resumeRun({ ...request(), runDirectory, retryErrors: false }, recorder(), never);
    assert.equal(finishedTests(whole.state).length, prompts.length);
    assert.deepEqual((await openRun(runDirectory)).state, whole.state);
  });

  it('goes on with a cancelled run', async () => {
    const cancel = new AbortController();
    answers = 2;
    const heard = recorder(() => {
      if (heard.events.filter((event) => event.type === 'testFinished').length === 2) cancel.abort();
    });
    const { runDirectory, state } = await runBenchmark(request(), heard, cancel.signal);
    assert.equal(state.status, 'cancelled');
    answers = Infinity;
    const resumed = await resumeRun({ ...request(), runDirectory, retryErrors: false }, recorder(), never);
    assert.deepEqual([resumed.state.status, finishedTests(resumed.state).length], ['finished', 6]);
  });

  it('refuses a run that another process writes', async () => {
    answers = 1;
    const task: EngineTask = { kind: 'run', request: request() };
    const running = spawn(process.execPath, [child, JSON.stringify(task)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      let runDirectory = '';
      for await (const text of createInterface({ input: running.stdout })) {
        if (text.startsWith('started ')) runDirectory = text.slice('started '.length);
        if (text === 'testFinished') break;
      }
      await assert.rejects(
        resumeRun({ ...request(), runDirectory, retryErrors: false }, recorder(), never),
        new RegExp(`being written by process ${running.pid} on `),
      );
      const opened = await openRun(runDirectory);
      assert.deepEqual([opened.isBeingWritten, opened.state.status], [true, 'running']);
      const [listed] = await listRuns(fixture.runsDirectory);
      assert.equal(listed && 'manifest' in listed && listed.manifest.status, 'running');
    } finally {
      running.kill('SIGKILL');
      await once(running, 'exit');
    }
  });
});
