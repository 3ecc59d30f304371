import assert from 'node:assert/strict';
import { tagsOf, tagStats } from '../../../../src/shared/figures/tagStats';
import { tagTable } from '../../../../src/shared/figures/tagTable';
import { noOtherCost } from '../../../../src/shared/run/otherCost';
import { waitingTest, type RunState, type TestState } from '../../../../src/shared/run/runState';
import { aModel } from '../../../builders';

const ended = (index: number, verdict: TestState['verdict']): TestState => ({
  ...waitingTest(index),
  phase: verdict === 'not_run' ? 'waiting' : 'finished',
  verdict,
});
const tags = [['geo'], ['geo', 'hard'], undefined, ['hard']];
const run: Pick<RunState, 'prompts' | 'models'> = {
  prompts: tags.map((own, position) => ({ index: position + 1, label: '', ...(own ? { tags: own } : {}) })),
  models: (
    [
      ['a', ['correct', 'incorrect', 'correct', 'error']],
      ['b', ['correct', 'correct', 'incorrect', 'not_run']],
    ] as const
  ).map(([name, verdicts]) => ({
    ...aModel(`simulated~${name}`),
    warmUp: null,
    otherCost: noOtherCost(),
    tests: verdicts.map((verdict, position) => ended(position + 1, verdict)),
  })),
};

describe('the figures by tag', () => {
  it('count each prompt for each of its tags, errors apart', () => {
    assert.deepEqual(tagsOf(run.prompts), ['geo', 'hard']);
    assert.deepEqual(
      tagStats(run).map(({ tag, tests, models }) => [
        tag,
        tests,
        ...models.map(({ stats }) => `${stats.correct}/${stats.incorrect}/${stats.error} ${stats.accuracy}`),
      ]),
      [
        ['geo', 2, '1/1/0 0.5', '2/0/0 1'],
        ['hard', 2, '0/1/1 0', '1/0/0 1'],
      ],
    );
  });

  it('are none for a run without tags', () => {
    assert.deepEqual(tagStats({ ...run, prompts: [] }), []);
  });

  it('are a table with what there is more of in rows, and models where there are as many', () => {
    const heads = (models: number): string => {
      const table = tagTable({ ...run, models: Array.from({ length: models }, (_, at) => run.models[at % 2]!) });
      assert.ok(table);
      for (const { cells } of table.rows) assert.equal(cells.length, table.columns.length);
      return `${table.rows.length} ${table.down} x ${table.columns.length}`;
    };
    assert.deepEqual([1, 2, 20].map(heads), ['2 tags x 1', '2 models x 2', '20 models x 2']);
    assert.equal(tagTable({ ...run, prompts: [] }), null);
    const table = tagTable(run);
    assert.deepEqual(
      table?.rows.map(({ cells }) => cells.map(({ correct }) => correct)),
      [
        [1, 0],
        [2, 1],
      ],
    );
  });
});
