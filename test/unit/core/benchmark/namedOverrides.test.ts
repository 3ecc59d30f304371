import assert from 'node:assert/strict';
import { loadBenchmark } from '../../../../src/core/benchmark/loadBenchmark';
import { modelApis } from '../../../../src/core/providers/modelApis';
import { benchmarkOf } from '../checks/judged';

describe('what the command line says in place of the file', () => {
  const problems = (models: string[], set: { [path: string]: string | number | boolean }): string[] =>
    loadBenchmark(benchmarkOf('{ expect: [{ equals: a }] }'), {
      knownProviders: modelApis(),
      overrides: { models, set },
    }).problems.map(({ message }) => message);

  it('is named by its flag where it is wrong', () => {
    assert.match(
      problems([], { 'parameters.temprature': 0 }).join('\n'),
      /^Of --set parameters\.temprature: parameters/,
    );
    assert.match(problems([], { repeat: 'often' }).join('\n'), /^Of --set repeat: /);
    assert.match(problems(['opnai~x'], {}).join('\n'), /^Of --model: /);
  });

  it('is not named where the file is wrong, or nothing is', () => {
    assert.deepEqual(problems(['simulated~hasty'], { repeat: 2 }), []);
  });
});
