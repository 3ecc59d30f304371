// The examples load without a word of complaint, and the right answers to them are judged correct.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { imageSize } from 'image-size';
import { textsOf } from '../../../../src/shared/run/basePrompt';
import { fillPrompt } from '../../../../src/core/benchmark/fillPrompt';
import { loadBenchmark, type LoadedBenchmark } from '../../../../src/core/benchmark/loadBenchmark';
import type { LoadedPrompt } from '../../../../src/core/benchmark/loadedPrompt';
import { looksLikeBenchmark } from '../../../../src/core/benchmark/looksLikeBenchmark';
import { labelPrompts } from '../../../../src/core/benchmark/promptLabel';
import { findProfile } from '../../../../src/core/coordinates/coordinateProfiles';
import type { PictureContext } from '../../../../src/core/coordinates/pictureContext';
import { findTestType } from '../../../../src/core/testTypes/findTestType';
import { modelApis } from '../../../../src/core/providers/modelApis';
import { simulatedProfiles } from '../../../../src/core/providers/simulatedProfiles';
import type { PythonRunner } from '../../../../src/core/python/pythonRunner';
import { startSandbox } from '../testTypes/startSandbox';
import { imageAnswer } from './imageAnswer';
import { simulatedAnswer } from '../../../../src/core/providers/simulatedAnswer';
import { seededRandom } from '../../../../src/shared/statistics/seededRandom';
import { evaluate } from '../testTypes/evaluate';

const folder = new URL('../../../../examples/', import.meta.url);
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .sort();

function load(file: string, change = (text: string): string => text): LoadedBenchmark {
  const { benchmark, problems } = loadBenchmark(change(readFileSync(new URL(file, folder), 'utf8')), {
    fileName: file,
    knownProviders: modelApis([]),
  });
  assert.deepEqual(problems, []);
  return benchmark!;
}

/** An answer that says what is expected, in the form that the evaluator takes. */
function rightAnswer({ expectation, testType }: LoadedPrompt): string | Promise<string> {
  if (testType === 'checks')
    return simulatedAnswer({ testType, expectation, picture: null }, true, seededRandom('right'));
  const expected = findTestType(testType).expectedText(expectation);
  switch (testType) {
    case 'execute_python_code_with_num_output':
      return `\`\`\`python\nprint(${expected})\n\`\`\``;
    case 'execute_python_code_with_string_output':
      return `\`\`\`python\nprint(${JSON.stringify(expected)})\n\`\`\``;
    default:
      return imageAnswer(expectation, testType, true) ?? expected;
  }
}

/** The prompts as the file has them: of those that became several tests the first. */
function promptsOf({ prompts }: LoadedBenchmark): LoadedPrompt[] {
  return prompts.filter(({ variant }) => !variant || variant.number === 1);
}

/** The picture as a model that gives px of it is shown it. */
function pictureOf({ images: [source] }: LoadedPrompt): PictureContext | undefined {
  if (source === undefined) return undefined;
  const { width, height } = imageSize(readFileSync(new URL(source, folder)));
  return { width, height, sentWidth: width, sentHeight: height, profile: findProfile('pixels')!, chosenBy: 'default' };
}

describe('the examples', () => {
  let sandbox: PythonRunner;
  before(async () => {
    sandbox = await startSandbox();
  });
  after(() => sandbox?.dispose());

  it('are these', () => {
    assert.deepEqual(files, [
      'checks.yaml',
      'command-line-parsing.yaml',
      'first-run.yaml',
      'function-coding.yaml',
      'json-extraction.yaml',
      'math-in-python.yaml',
      'pictures.yaml',
      'short-or-long.yaml',
    ]);
    const readme = readFileSync(new URL('README.md', folder), 'utf8');
    for (const file of files) {
      const row = readme.split('\n').find((line) => line.includes(`(${file})`));
      assert.ok(row?.includes(`${promptsOf(load(file)).length} `), `README.md names ${file} and its number of prompts`);
    }
  });

  for (const file of files) {
    describe(file, () => {
      it('loads without problems, has a purpose and enough prompts that differ', () => {
        const benchmark = load(file);
        assert.ok(benchmark.purpose.length > 20);
        assert.ok(benchmark.prompts.length >= 10);
        const filled = benchmark.prompts.map((prompt) =>
          textsOf(benchmark.base_prompt)
            .map((text) => fillPrompt(text, prompt.dynamic_variables))
            .join('\n'),
        );
        const asked = benchmark.prompts.map(({ images, variant }, position) =>
          JSON.stringify([filled[position], images, variant]),
        );
        assert.equal(new Set(asked).size, asked.length);
        for (const text of filled) assert.doesNotMatch(text, /\{\{/);
        const labels = labelPrompts(benchmark.prompts, textsOf(benchmark.base_prompt));
        assert.equal(new Set(labels).size, labels.length);
      });

      it('is seen as a benchmark and runs on a fresh machine', () => {
        assert.ok(looksLikeBenchmark(readFileSync(new URL(file, folder), 'utf8')));
        const names = simulatedProfiles.map((profile) => profile.name);
        for (const { provider, name } of load(file).modelIds)
          assert.ok(provider === 'tesseract' || (provider === 'simulated' && names.includes(name)), name);
      });

      it('also loads with its other models', () => {
        const all = load(file, (text) => text.replace(/^  # - (?=\S+$)/gm, '  - '));
        const providers = new Set(all.modelIds.map((model) => model.provider));
        for (const provider of ['ollama', 'openai', 'anthropic', 'gemini', 'simulated'])
          assert.ok(providers.has(provider), provider);
      });

      it('judges right answers correct and wrong ones incorrect', async () => {
        const benchmark = load(file);
        const { signal } = new AbortController();
        for (const [position, prompt] of benchmark.prompts.entries()) {
          const { expectation, testType } = prompt;
          const judge = async (answer: string): Promise<{ verdict: string; said: string }> => {
            const { record } = await evaluate(testType, answer, expectation, {
              python: sandbox,
              signal,
              picture: pictureOf(prompt),
              facts: { timings: { total: 1, ttft: 1 }, cost: { usd: 0 }, tokens: { output: 1 } },
            });
            return { verdict: record.verdict, said: `${position}: ${record.got} ${record.reason ?? ''}` };
          };
          const right = await judge(await rightAnswer(prompt));
          assert.equal(right.verdict, 'correct', right.said);
          const next = benchmark.prompts[(position + 1) % benchmark.prompts.length]!;
          const wrongAnswer = imageAnswer(expectation, testType, false);
          const wrong = await judge(wrongAnswer ?? (await rightAnswer(next)));
          const isSame = wrongAnswer === undefined && JSON.stringify(next.expectation) === JSON.stringify(expectation);
          assert.equal(wrong.verdict, isSame ? 'correct' : 'incorrect', wrong.said);
        }
      });
    });
  }
});
