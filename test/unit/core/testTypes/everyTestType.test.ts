// What must hold of every test type, so that a new one is tried before it has tests of its own: its example loads, and what a simulated model
// says of it is judged as it was meant.

import assert from 'node:assert/strict';
import { loadBenchmark } from '../../../../src/core/benchmark/loadBenchmark';
import type { LoadedPrompt } from '../../../../src/core/benchmark/loadedPrompt';
import { modelApis } from '../../../../src/core/providers/modelApis';
import { simulatedAnswer } from '../../../../src/core/providers/simulatedAnswer';
import type { PythonRunner } from '../../../../src/core/python/pythonRunner';
import { findTestType } from '../../../../src/core/testTypes/findTestType';
import { testTypeNames, type TestTypeName } from '../../../../src/shared/run/benchmark';
import { seededRandom } from '../../../../src/shared/statistics/seededRandom';
import { pictureOf } from './imageTest';
import { pythonOfThisProcess } from './pythonOfThisProcess';
import { evaluate } from './evaluate';

describe('every test type', () => {
  let python: PythonRunner;
  before(async () => {
    python = await pythonOfThisProcess();
  });

  function promptOf(name: TestTypeName): LoadedPrompt {
    const { example } = findTestType(name).form;
    const judging = name === 'checks' ? `expect: ${example}` : `test_type: ${name}\n    expectation: ${example}`;
    const text = `benchmark_name: B\npurpose: p\nbase_prompt: q\nmodels: [simulated~swift]\nprompts:\n  - image: a.png\n    ${judging}\n`;
    const { benchmark, problems } = loadBenchmark(text, { fileName: 'b.yaml', knownProviders: modelApis() });
    assert.deepEqual(problems, [], example);
    return benchmark!.prompts[0]!;
  }

  for (const name of testTypeNames) {
    it(`${name} has an example that loads, and words for it`, () => {
      const type = findTestType(name);
      const { expectation } = promptOf(name);
      assert.equal(type.name, name);
      assert.notEqual(type.expectedText(expectation), '');
      assert.doesNotMatch(type.labelText(expectation), /\n/);
    });

    it(`${name} judges simulated answers as they are meant`, async () => {
      const picture = pictureOf();
      const { expectation } = promptOf(name);
      for (const isCorrect of [true, false])
        for (const seed of ['a', 'b', 'c', 'd']) {
          const answer = await simulatedAnswer({ testType: name, expectation, picture }, isCorrect, seededRandom(seed));
          const { record } = await evaluate(name, answer, expectation, { python, picture });
          assert.equal(record.verdict, isCorrect ? 'correct' : 'incorrect', answer);
        }
    });
  }
});
