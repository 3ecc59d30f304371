// The benchmark of a run that was made: what is refused today, and was none of its errors when it was asked.

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesBeside } from '../../../../src/core/benchmark/benchmarkFiles';
import { loadBenchmark } from '../../../../src/core/benchmark/loadBenchmark';

describe('the benchmark of a run that was made', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'isb-recorded-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const faultsOf = (prompt: object, isRecorded: boolean): string[] => {
    const text = JSON.stringify({
      benchmark_name: 'Old',
      base_prompt: 'Where?',
      models: ['llava'],
      prompts: [prompt],
    });
    const files = filesBeside({ benchmarkFolder: folder, filesRoot: folder });
    const { benchmark, problems } = loadBenchmark(text, { knownProviders: [], files, isRecorded });
    const faults = problems.filter(({ severity }) => severity === 'error').map(({ message }) => message);
    assert.equal(benchmark === undefined, faults.length > 0);
    return faults;
  };

  const polygon = Array.from({ length: 2001 }, (_, at) => [at, at * at]);
  const old: [what: string, prompt: object][] = [
    ['a polygon of many corners', { test_type: 'point', image: 'a.png', expectation: { polygon } }],
    [
      'one of several regions with many corners',
      { test_type: 'point', image: 'a.png', expectation: { regions: [{ box: [1, 2, 3, 4] }, { polygon }] } },
    ],
    [
      'many corners among checks',
      { image: 'a.png', expect: [{ not: { test_type: 'point', expectation: { polygon } } }] },
    ],
    ['an evaluator that is no JavaScript', { expect: [{ javascript: 'judge.js' }] }],
    ['code that is no JavaScript', { expect: [{ javascript: 'function judge(answer) { return (; }' }] }],
    ['a schema that is none', { expect: [{ json_schema: 'schema.json' }] }],
    ['a map that is no schema', { expect: [{ json_schema: { type: 'nothing' } }] }],
  ];

  for (const [what, prompt] of old)
    it(`is read with ${what}`, async () => {
      await writeFile(join(folder, 'judge.js'), 'function judge( {');
      await writeFile(join(folder, 'schema.json'), '{ "type": "nothing" }');
      assert.equal(faultsOf(prompt, false).length, 1, 'where it is written now it is refused');
      assert.deepEqual(faultsOf(prompt, true), []);
    });

  it('is refused where nobody could judge by it', () => {
    assert.match(
      faultsOf({ test_type: 'point', image: 'a.png', expectation: { polygon: [[1, 2]] } }, true).join(),
      /at least three corners/,
    );
  });
});
