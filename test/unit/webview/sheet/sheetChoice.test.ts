import assert from 'node:assert/strict';
import { recordedSheet } from '../../../../webview-ui/dev/recordedSheet';
import { leftOutAfter, runLabel, withChoice } from '../../../../webview-ui/src/sheet/sheetChoice';

describe('the models of a pre-run sheet that are to run', () => {
  const { models } = recordedSheet(3, []);
  const [first, second, third] = models.map(({ model }) => model) as [string, string, string];

  it('are left out and taken back one by one', () => {
    const leftOut = leftOutAfter(models, second, false);
    assert.deepEqual(leftOut, [second]);
    const less = withChoice(models, leftOut);
    assert.deepEqual(leftOutAfter(less, first, false), [first, second]);
    assert.deepEqual(leftOutAfter(less, second, true), []);
    assert.deepEqual(withChoice(less, []), models);
  });

  it('are counted on the button when some are left out', () => {
    assert.equal(runLabel(models), 'Run');
    assert.equal(runLabel(withChoice(models, [first, third])), 'Run 1 of 3 Models');
    assert.equal(runLabel(withChoice(models, [first, second, third])), 'Run 0 of 3 Models');
    assert.equal(runLabel(withChoice(models.slice(0, 1), [first])), 'Run 0 of 1 Model');
  });
});
