import assert from 'node:assert/strict';
import { problemCount, problemText } from '../../../../src/cli/text/problemText';
import { colorsOf, type OutputStream } from '../../../../src/cli/terminal/terminal';
import type { BenchmarkProblem } from '../../../../src/shared/run/benchmark';

const nowhere: OutputStream = { write: () => true };

const plain = colorsOf(nowhere, {});

describe('a problem of a benchmark file', () => {
  const problem: BenchmarkProblem = {
    severity: 'error',
    line: 2,
    column: 5,
    endLine: 2,
    endColumn: 8,
    path: 'models[0]',
    message: 'not a text',
  };

  it('has its place, an excerpt and a caret', () => {
    assert.equal(
      problemText('a.yaml', 'models:\n  - 123\n', problem, plain),
      ['a.yaml:2:5: error: not a text (models[0])', '  2 |   - 123', '    |     ^^^'].join('\n'),
    );
  });
  it('puts the caret under the place after wide characters and tabs', () => {
    const text = problemText('a.yaml', '名\t: x', { ...problem, line: 1, endLine: 1, column: 5, endColumn: 6 }, plain);
    assert.equal(text.split('\n')[1], '  1 | 名  : x');
    assert.equal(text.split('\n')[2], '    |       ^');
  });
  it('shows the surroundings of a place far to the right', () => {
    const text = problemText(
      'a.yaml',
      `${'a'.repeat(500)}!${'b'.repeat(500)}`,
      { ...problem, line: 1, endLine: 1, column: 501, endColumn: 502 },
      plain,
    );
    const [, excerpt, caret] = text.split('\n');
    assert.ok(excerpt!.length < 120);
    assert.equal(excerpt![caret!.indexOf('^')], '!');
  });
  it('does without an excerpt where there is no such line', () => {
    assert.equal(
      problemText('a.yaml', '', { ...problem, line: 1, column: 1, path: '' }, plain),
      'a.yaml:1:1: error: not a text',
    );
  });
  it('is counted with its kind', () => {
    const warning: BenchmarkProblem = { ...problem, severity: 'warning' };
    assert.equal(problemCount([problem, problem, warning]), '2 errors and 1 warning');
    assert.equal(problemCount([warning, warning]), '2 warnings');
    assert.equal(problemCount([]), '');
  });
});
