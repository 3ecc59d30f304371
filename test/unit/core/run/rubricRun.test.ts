// Runs whose answers a judge model is shown, against protocol servers: votes, calibration, costs, and that judging again asks nobody.

import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readTestResult, readTestTranscript } from '../../../storedTests';
import { rescoreRun } from '../../../../src/core/jobs/rescoreRun';
import { reviewRun } from '../../../../src/core/jobs/reviewRun';
import { planRun } from '../../../../src/core/run/planRun';
import { filesBeside } from '../../../../src/core/benchmark/benchmarkFiles';
import { loadBenchmark } from '../../../../src/core/benchmark/loadBenchmark';
import { openRun } from '../../../../src/core/runFolder/openRun';
import { judgeNotes } from '../../../../src/shared/words/agreementText';
import type { TestServer } from '../../../servers/testServer';
import { distDirectory, never, recorder, rescoreRequest, type RequestChanges } from './engineFixture';
import { ServedRuns, type ServedRun } from './servedRuns';

const usage = { input: 1000, output: 100 };
/** What `usage` costs at gpt-4.1's 2 and 8 USD a million. */
const usd = 0.0028;

/** `others`: checks before the rubric. */
const benchmark = (rubric: object, models = ['groq~llama-x'], others: object[] = [], more: object = {}): string =>
  JSON.stringify({
    benchmark_name: 'Politeness',
    purpose: 'p',
    base_prompt: 'Say {{word}}',
    models,
    prompts: ['please', 'nothing'].map((word) => ({
      dynamic_variables: { word },
      ...more,
      expect: [...others, { rubric: 'It is polite.', judge: 'openai~gpt-4.1', ...rubric }],
    })),
  });

/** Says pass of an answer that has `please` in it, and may be wrong on the way. */
const verdictOn = (question: string): string => {
  const answer = /<answer-(\w+)>\n([\s\S]*)\n<\/answer-\1>/.exec(question)?.[2] ?? '';
  return JSON.stringify({ reason: `About ${answer}.`, verdict: answer.includes('please') ? 'pass' : 'fail' });
};

describe('a run with a judge model', function () {
  this.timeout(60_000);
  let served: ServedRuns;
  let judge: TestServer;
  let questions: string[];
  /** What the judge says to its n-th question. */
  let say: (question: string, n: number) => string;
  /** What it does not take. */
  let refuses: string;

  beforeEach(async () => {
    served = await ServedRuns.make();
    questions = [];
    say = verdictOn;
    refuses = '';
    judge = await served.openAi({
      reply: ({ prompt, body }) =>
        refuses in body
          ? {
              failure: {
                status: 400,
                message: `Unsupported parameter: '${refuses}' is not supported with this model.`,
              },
            }
          : { text: say(prompt, questions.push(prompt)), usage },
    });
    await served.openAi({ answer: (prompt) => prompt.replace('Say ', 'I say ') }, 'GROQ');
  });
  afterEach(() => served.remove());

  const run = (rubric: object, changes: RequestChanges = {}): Promise<ServedRun> =>
    served.run({ models: [], prompts: [] }, { benchmarkText: benchmark(rubric), ...changes });

  it('takes the votes of most, and keeps what was asked apart from the model’s own figures', async () => {
    say = (question, n) => (n % 3 === 0 ? '{"verdict": "fail", "reason": "odd"}' : verdictOn(question));
    const done = await run({ votes: 3 }, { concurrency: { groq: 1 } });
    const verdicts = [1, 2].map((index) => done.test('groq~llama-x', index).verdict);
    assert.deepEqual(verdicts, ['correct', 'incorrect']);
    assert.equal(questions.length, 6);
    const { evaluation, attempts } = await readTestTranscript(done.runDirectory, 'groq~llama-x', 1);
    assert.deepEqual([attempts.length, evaluation?.judgeCalls?.length], [1, 3]);
    assert.match(
      evaluation?.judgeCalls?.[0]?.attempts[0]?.request.messages[0]?.content ?? '',
      /It is polite\.[\s\S]*I say please/,
    );
    const { checks } = await readTestResult(done.runDirectory, 'groq~llama-x', 1);
    assert.match(checks?.[0]?.got ?? '', /2 of 3 votes say pass\) Judge openai~gpt-4\.1 is uncalibrated\.$/);
    const manifest = await done.manifest();
    assert.deepEqual([manifest.models.length, manifest.totals.tests], [1, 2]);
    const { judging } = manifest.totals.otherCost;
    assert.deepEqual([judging.calls, judging.usd.toFixed(6)], [6, (6 * usd).toFixed(6)]);
    assert.equal(manifest.totals.costUsd, null, 'the price of the tested model is not known');
    assert.deepEqual(
      manifest.judges.map(({ labels }) => labels),
      [0],
    );
  });

  it('asks of labelled answers first, and shows how far the judge agrees', async () => {
    const examples = [
      { answer: 'please come', verdict: 'pass' },
      { answer: 'come', verdict: 'fail' },
      { answer: 'please go away', verdict: 'fail' },
      { answer: 'would you please', verdict: 'correct' },
    ];
    const listener = recorder();
    const done = await served.run({ models: [], prompts: [] }, { benchmarkText: benchmark({ examples }) }, listener);
    const types = listener.events.map(({ type }) => type);
    assert.ok(types.indexOf('judgeCalibrated') < types.indexOf('testStarted'));
    const [agreement] = (await done.manifest()).judges;
    assert.deepEqual([agreement?.labels, agreement?.agreed, agreement?.kappa, agreement?.cost.calls], [4, 3, 0.5, 4]);
    const { evaluation } = await readTestTranscript(done.runDirectory, 'groq~llama-x', 2);
    assert.match(evaluation?.reason ?? '', /Judge openai~gpt-4\.1 agrees with 3 of 4 labels \(75%, kappa 0\.50\)\./);
  });

  it('tells its judge to be the same every time, unless several votes may differ or the rubric says otherwise', async () => {
    const sent = async (rubric: object): Promise<unknown> => {
      const done = await run(rubric);
      const { evaluation } = await readTestTranscript(done.runDirectory, 'groq~llama-x', 1);
      const [call] = evaluation!.judgeCalls!;
      assert.deepEqual(call?.said, { isPass: true, reason: 'About I say please.' });
      const { stream: _stream, stream_options: _usage, ...parameters } = call.attempts[0]!.request.parameters;
      return parameters;
    };
    assert.deepEqual(await sent({}), { temperature: 0 });
    assert.deepEqual(await sent({ votes: 3 }), {});
    assert.deepEqual(await sent({ votes: 3, parameters: { temperature: 0.7, max_tokens: 300 } }), {
      temperature: 0.7,
      max_completion_tokens: 300,
    });
    assert.deepEqual(await sent({ parameters: { effort: 'low' } }), { temperature: 0, reasoning_effort: 'low' });
  });

  it('asks a judge that takes no temperature once more without, and names it', async () => {
    refuses = 'temperature';
    const done = await run({});
    const { evaluation } = await readTestTranscript(done.runDirectory, 'groq~llama-x', 1);
    assert.deepEqual(evaluation?.judgeCalls?.[0]?.attempts[0]?.request.refused, ['temperature']);
    assert.equal(done.test('groq~llama-x', 1).verdict, 'correct');
    assert.deepEqual((await done.manifest()).refusedParameters, {}, 'it is nothing of the tested model');
  });

  it('makes an error of the evaluator of a judge that says nothing that can be read, after asking it once more', async () => {
    say = () => 'I would rather not.';
    const done = await run({});
    for (const index of [1, 2]) {
      const { verdict, error } = done.test('groq~llama-x', index);
      assert.deepEqual([verdict, error?.kind], ['error', 'evaluator']);
      assert.match(error?.message ?? '', /openai~gpt-4\.1 gave no verdict that can be read/);
    }
    assert.equal(questions.length, 4);
  });

  it('makes an error of the evaluator of a judge that fails', async () => {
    await judge.close();
    const done = await run({}, { maxAttempts: 1 });
    const { verdict, error } = done.test('groq~llama-x', 1);
    assert.deepEqual([verdict, error?.kind], ['error', 'evaluator']);
    assert.match(error?.message ?? '', /openai~gpt-4\.1 did not answer/);
  });

  it('pays its judge out of the budget', async () => {
    const examples = ['please', 'thanks', 'no'].map((answer) => ({ answer, verdict: 'pass' }));
    const done = await run({ examples }, { budgetUsd: 2 * usd });
    assert.deepEqual(
      [1, 2].map((index) => done.test('groq~llama-x', index).notRun?.kind),
      ['budget', 'budget'],
    );
  });

  it('takes the votes that were kept when it judges again, and asks nobody', async () => {
    const done = await run({ votes: 3 });
    const asked = questions.length;
    await judge.close();
    const outcome = await rescoreRun(rescoreRequest(done.runDirectory), () => undefined, never);
    assert.deepEqual([outcome.judged, outcome.changed, questions.length], [2, 0, asked]);
  });

  /** The rubrics of both tests as the events have them. */
  const rubricsOf = async (rubric: object, others: object[], more: object = {}): Promise<unknown[]> => {
    const done = await run({}, { benchmarkText: benchmark(rubric, ['groq~llama-x'], others, more) });
    const { state } = await openRun(done.runDirectory);
    return state.models[0]!.tests.map(
      ({ rubrics }) => rubrics?.map(({ verdict, decides }) => `${verdict}${decides ? ' decides' : ''}`) ?? null,
    );
  };

  it('tells in its events what each rubric said, and whether the verdict was left to it', async () => {
    assert.deepEqual(await rubricsOf({}, []), [['correct decides'], ['incorrect decides']]);
    assert.deepEqual(await rubricsOf({}, [{ contains: 'please' }]), [['correct decides'], ['incorrect']]);
    assert.deepEqual(await rubricsOf({}, [{ contains: 'x', weight: 0 }]), [['correct decides'], ['incorrect decides']]);
    assert.deepEqual(await rubricsOf({ weight: 0 }, [{ contains: 'say' }]), [['correct'], ['incorrect']]);
    const halves = { pass_at: 0.5 };
    assert.deepEqual(await rubricsOf({}, [{ contains: 'please' }], halves), [['correct'], ['incorrect decides']]);
    assert.deepEqual(await rubricsOf({ at: '$.a' }, [{ contains: 'I' }]), [null, null], 'no JSON, so nobody is asked');
    const twice = [{ rubric: 'It is polite.', judge: 'openai~gpt-4.1' }];
    assert.deepEqual(await rubricsOf({}, twice), [
      ['correct decides', 'correct decides'],
      ['incorrect', 'incorrect'],
    ]);
    const turned = [{ not: { rubric: 'It is rude.', judge: 'openai~gpt-4.1' } }];
    assert.deepEqual(await rubricsOf({ weight: 0 }, turned), [
      ['incorrect decides', 'correct'],
      ['correct decides', 'incorrect'],
    ]);
  });

  it('is held against the verdicts of people, also in a folder that did not keep what it said once it is judged again', async () => {
    const done = await run({});
    const { runDirectory } = done;
    const say = (index: number, verdict: 'correct' | 'incorrect'): ReturnType<typeof reviewRun> =>
      reviewRun({
        runDirectory,
        distDirectory,
        reviewer: 'Ada',
        tests: [{ model: 'groq~llama-x', index, verdict, reason: 'x' }],
        signsOff: false,
      });
    await say(1, 'correct');
    const { state } = await say(2, 'correct');
    const note = 'Judge openai~gpt-4.1 agrees with 1 of 2 reviews (50%). Rubric: It is polite.';
    assert.deepEqual(judgeNotes(state), [note]);

    const file = join(runDirectory, 'events.jsonl');
    const events = (await readFile(file, 'utf8')).replaceAll(/,"rubrics":\[[^\]]*\]/g, '');
    assert.doesNotMatch(events, /rubrics/);
    await writeFile(file, events);
    const notes = async (): Promise<string[]> => judgeNotes((await openRun(runDirectory)).state);
    assert.deepEqual(await notes(), ['Judge openai~gpt-4.1 is uncalibrated. Rubric: It is polite.']);
    const asked = questions.length;
    const outcome = await rescoreRun(rescoreRequest(runDirectory), () => undefined, never);
    assert.deepEqual([outcome.judged, outcome.changed, questions.length], [2, 0, asked]);
    assert.deepEqual(await notes(), [note]);
    const { rescores } = await readTestResult(runDirectory, 'groq~llama-x', 1);
    assert.equal(rescores, undefined, 'nothing of the words is new');
  });

  it('is asked of each value at a path, and each vote is kept', async () => {
    await served.openAi({ answer: () => '["please", "please go"]' }, 'GROQ');
    const done = await run({ at: '$[*]', votes: 3 });
    const { verdict, rubrics } = done.test('groq~llama-x', 1);
    assert.deepEqual([verdict, rubrics?.length], ['correct', 1]);
    const { evaluation } = await readTestTranscript(done.runDirectory, 'groq~llama-x', 1);
    assert.equal(evaluation?.judgeCalls?.length, 6);
    assert.equal((await done.manifest()).totals.otherCost.judging.calls, questions.length);
    const outcome = await rescoreRun(rescoreRequest(done.runDirectory), () => undefined, never);
    assert.deepEqual([outcome.judged, outcome.changed], [2, 0]);
  });

  it('needs the key of its judge before anything is sent', () => {
    const { access, ...request } = served.request({ models: [], prompts: [] }, { benchmarkText: benchmark({}) });
    const { OPENAI_API_KEY: _key, OPENAI_BASE_URL: _url, ...environment } = access.environment;
    const files = filesBeside({ benchmarkFolder: null, filesRoot: null });
    assert.throws(
      () => planRun({ ...request, access: { ...access, environment } }, { fileName: 'b.yaml', files }),
      /OPENAI_API_KEY \(for openai~gpt-4\.1\)/,
    );
  });

  it('is warned of where the judge is of the family of a model', () => {
    const { problems } = loadBenchmark(benchmark({}, ['openai~gpt-4o-mini', 'groq~llama-x']), { knownProviders: [] });
    assert.deepEqual(
      problems.map(({ severity, message }) => [severity, /same family as openai~gpt-4o-mini\./.test(message)]),
      [['warning', true]],
    );
  });

  it('is refused with votes that can be split, and labels that are none', () => {
    const said = (rubric: object): string =>
      loadBenchmark(benchmark(rubric), { knownProviders: [] })
        .problems.map(({ message }) => message)
        .join('\n');
    assert.match(said({ votes: 2 }), /must be an odd number from 1 to 9/);
    assert.match(said({ examples: [{ answer: 'x', verdict: 'maybe' }] }), /one of pass, fail, correct, incorrect/);
    assert.match(said({ judge: '' }), /must not be empty/);
    assert.match(
      said({ parameters: { temprature: 0 } }),
      /temprature is not a known key; did you mean `temperature`\?/,
    );
    assert.match(
      said({ parameters: { temperature: 'hot' } }),
      /temperature must be a number from 0, such as 0 or 0\.7/,
    );
    assert.match(said({ parameters: { effort: 'much' } }), /effort must be one of none, minimal, low/);
  });
});
