// Pictures in a given conversation: prepared, kept and sent as those of the question, in their own messages, in every protocol.

import assert from 'node:assert/strict';
import { createCanvas } from '@napi-rs/canvas';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { rescoreRun } from '../../../../src/core/jobs/rescoreRun';
import { resumeRun } from '../../../../src/core/run/resumeRun';
import { readTestResult, readTestTranscript } from '../../../storedTests';
import { never, recorder, rescoreRequest } from './engineFixture';
import { ImageRunFixture, modelOf, runFile, sha256, testsOf } from './imageRunFixture';

function square(side: number): Buffer {
  const canvas = createCanvas(side, side);
  canvas.getContext('2d').fillRect(0, 0, side / 2, side / 2);
  return canvas.toBuffer('image/png');
}

const pictures = { 'first.png': square(40), 'second.png': square(50), 'own.png': square(100) };
const models = ['openai~gpt-4o', 'gemini~gemini-2.5-flash', 'anthropic~claude-sonnet-4-5', 'ollama~qwen2.5vl:7b'];
const messages = [
  { role: 'user', content: 'Remember these.', image: ['pictures/{{name}}.png', 'pictures/second.png'] },
  { role: 'assistant', content: 'I do.' },
];

const benchmark = (changes: object = {}): string =>
  JSON.stringify({
    benchmark_name: 'Shown before',
    base_prompt: 'Answer {{word}}',
    test_type: 'raw_string_evaluator',
    image_size: 'native',
    models,
    prompts: [
      { dynamic_variables: { word: 'yes', name: 'first' }, expectation: 'yes', messages },
      {
        dynamic_variables: { word: 'where', name: 'first' },
        test_type: 'point',
        image: 'pictures/own.png',
        expectation: { box: [57, 67, 63, 73] },
        messages,
      },
    ],
    ...changes,
  });

describe('pictures of a given conversation', () => {
  let fixture: ImageRunFixture;

  beforeEach(async () => {
    fixture = await ImageRunFixture.make(pictures, { capabilities: { 'blind:1b': ['completion'] } });
    fixture.servers.reply = ({ prompt }) => ({ text: prompt.includes('where') ? '{"point": [60, 70]}' : 'yes' });
  });
  afterEach(() => fixture.remove());

  it('go out in their own messages, and the places are those of the picture of the question', async () => {
    const run = await fixture.run(benchmark({ coordinates: 'pixels' }));
    const sides = fixture.servers.calls.map((call) => call.pictures.map(({ width }) => width).join(' ')).sort();
    assert.deepEqual(sides, [...Array<string>(4).fill('40 50'), ...Array<string>(4).fill('40 50 100')]);
    for (const model of models) {
      assert.deepEqual(
        testsOf(run, model).map(({ verdict }) => verdict),
        ['correct', 'correct'],
        model,
      );
      const { attempts } = await readTestTranscript(run.runDirectory, model, 2);
      assert.deepEqual(
        attempts[0]!.request.messages.map(({ role, images = [] }) => [role, ...images.map(({ width }) => width)]),
        [['user', 40, 50], ['assistant'], ['user', 100]],
      );
      const { images } = await readTestResult(run.runDirectory, model, 2);
      assert.deepEqual(
        images.map(({ source }) => source),
        ['pictures/own.png'],
      );
    }
    const { images } = JSON.parse(String(await runFile(run, 'images/images.json'))) as {
      images: { source: string; file: string; sha256: string }[];
    };
    assert.deepEqual(images.map(({ source }) => source).sort(), [
      'pictures/first.png',
      'pictures/own.png',
      'pictures/second.png',
    ]);
    for (const { file, sha256: digest } of images) assert.equal(sha256(await runFile(run, file)), digest);
  });

  it('keep a model that takes none from being asked, with the reason', async () => {
    const run = await fixture.run(benchmark({ models: ['ollama~blind:1b', 'openai~gpt-3.5-turbo'] }));
    for (const { model, tests } of run.state.models)
      assert.deepEqual(
        tests.map(({ verdict, notRun }) => [verdict, notRun?.kind, notRun?.message]),
        Array<unknown>(2).fill(['not_run', 'noVision', `${model} takes no pictures.`]),
      );
    assert.equal(fixture.servers.calls.length, 0);
  });

  it('come from the run folder when it is gone on with, and judging again needs none of them', async () => {
    const only = { models: ['openai~gpt-4o'], coordinates: 'pixels' };
    fixture.servers.reply = () => ({ failure: { status: 400, message: 'Not today.' } });
    const failed = await fixture.run(benchmark(only));
    assert.deepEqual(
      testsOf(failed, 'openai~gpt-4o').map(({ verdict }) => verdict),
      ['error', 'error'],
    );
    await rm(join(fixture.engine.folder, 'pictures'), { recursive: true });
    fixture.servers.calls.length = 0;
    fixture.servers.reply = ({ prompt }) => ({ text: prompt.includes('where') ? '{"point": [60, 70]}' : 'yes' });
    const { runDirectory } = failed;
    const settings = fixture.request(benchmark(only));
    const { state } = await resumeRun({ ...settings, runDirectory, retryErrors: true }, recorder(), never);
    assert.deepEqual(
      modelOf({ state }, 'openai~gpt-4o').tests.map(({ verdict }) => verdict),
      ['correct', 'correct'],
    );
    assert.deepEqual(fixture.servers.calls.map((call) => call.pictures.map(({ width }) => width)).sort(), [
      [40, 50],
      [40, 50, 100],
    ]);
    const { judged, changed, skipped } = await rescoreRun(
      rescoreRequest(runDirectory, { versions: { 'iso-speed-bench': 'newer' } }),
      () => undefined,
      never,
    );
    assert.deepEqual([judged, changed, skipped], [2, 0, 0]);
  });

  it('make another prompt of it by their bytes, not by their names', async () => {
    const hashOf = async (image: string): Promise<string | undefined> => {
      const talk = [{ ...messages[0], image }, messages[1]];
      const prompts = [{ dynamic_variables: { word: 'yes' }, expectation: 'yes', messages: talk }];
      return (await fixture.run(benchmark({ models: models.slice(0, 1), prompts }))).state.prompts[0]!.hash;
    };
    const first = await hashOf('pictures/first.png');
    assert.notEqual(await hashOf('pictures/second.png'), first);
    assert.equal(await hashOf('./pictures/first.png'), first);
  });

  it('that are not there are said where they are named, and nothing is sent', async () => {
    const talk = [{ ...messages[0], image: 'pictures/gone.png' }, messages[1]];
    const prompts = [{ dynamic_variables: { word: 'yes' }, expectation: 'yes', messages: talk }];
    await assert.rejects(fixture.run(benchmark({ prompts })), /pictures\/gone\.png/);
    assert.equal(fixture.servers.calls.length, 0);
  });
});
