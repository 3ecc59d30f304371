import assert from 'node:assert/strict';
import { starterSnippets } from '../../../../src/core/writing/starterSnippets';
import { load } from '../benchmark/benchmarkProblems';

/** What an editor puts in for a snippet without places to fill. */
const putIn = (snippet: string): string => snippet.replace(/\\([\\$}])/g, '$1');

describe('an empty file', () => {
  for (const text of ['', '\n\n', 'bench', '# mine\n\n', '  \r\n'])
    it(`may become a benchmark: ${JSON.stringify(text)}`, () => {
      const found = starterSnippets(text, 'capitals');
      assert.deepEqual(
        found.map(({ label }) => label),
        ['benchmark: Text', 'benchmark: JSON', 'benchmark: Python'],
      );
      for (const { snippet } of found) {
        const { benchmark, problems } = load(putIn(snippet));
        assert.deepEqual(problems, []);
        assert.equal(benchmark?.benchmark_name, 'capitals');
      }
    });

  for (const text of ['services:\n', 'a: 1', '- x', 'two words', '---\nversion: 3\n'])
    it(`is not one in which something is written: ${JSON.stringify(text)}`, () => {
      assert.deepEqual(starterSnippets(text, 'capitals'), []);
    });
});
