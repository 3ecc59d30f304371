// Which models are shown and in which order: sorted, pinned, hidden, moved by hand, and names that a run does not have.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { nextOrder } from '../../../../webview-ui/src/kit/figureOrder';
import { figureColumns } from '../../../../webview-ui/src/figures/figureColumns';
import { figureRows } from '../../../../webview-ui/src/figures/figuresTable';
import {
  allModels,
  listedModels,
  shownModels,
  withHidden,
  withMoved,
  withPinned,
  type ModelChoice,
} from '../../../../webview-ui/src/matrix/modelChoice';
import { foldRun } from '../../../../src/shared/run/foldRun';
import { recordedRun } from '../../../../webview-ui/dev/recordedRun';

const run = foldRun(recordedRun({ models: 6, prompts: 30, slowness: 1, isPythonOpen: false }).events);
const names = run.models.map(({ model }) => model);
const rows = figureRows(run);
const figures = { rows, columns: figureColumns(rows) };
const listed = (choice: Partial<ModelChoice>): string[] =>
  listedModels(names, { ...allModels, ...choice }, figures).map((row) => names[row]!);

describe('the models of a run as they are listed', () => {
  it('are in the order of the run until somebody chooses another', () => {
    assert.deepEqual(listed({}), names);
  });

  it('are sorted by any column of the figures, the best first or last', () => {
    const accuracy = (model: string): number => rows.find((row) => row.model.model === model)!.stats.accuracy!;
    const best = listed({ sort: { id: 'accuracy_percent', isHighFirst: true } });
    assert.ok(best.every((model, at) => at === 0 || accuracy(best[at - 1]!) >= accuracy(model)));
    const worst = listed({ sort: { id: 'accuracy_percent', isHighFirst: false } });
    assert.ok(worst.every((model, at) => at === 0 || accuracy(worst[at - 1]!) <= accuracy(model)));
    assert.deepEqual(listed({ sort: { id: 'no such column', isHighFirst: true } }), names);
  });

  it('have the pinned ones first, whatever they are sorted by', () => {
    const pinned = [names[4]!, names[1]!];
    assert.deepEqual(listed({ pinned, sort: { id: 'errors', isHighFirst: false } }).slice(0, 2), pinned);
  });

  it('are each there once, whatever a panel has kept', () => {
    const some = fc.array(fc.constantFrom(...names, 'openai~gone', ''));
    const sort = fc.option(fc.record({ id: fc.constantFrom('accuracy_percent', 'gone'), isHighFirst: fc.boolean() }));
    fc.assert(
      fc.property(some, some, some, sort, (hidden, pinned, byHand, order) => {
        const choice = { hidden, pinned, byHand, sort: order };
        const places = listedModels(names, choice, figures);
        assert.deepEqual(
          [...places].sort(),
          names.map((_, row) => row),
        );
        assert.deepEqual(
          shownModels(places, names, choice),
          places.filter((row) => !hidden.includes(names[row]!)),
        );
      }),
    );
  });

  it('are hidden and shown again, but never all of them hidden', () => {
    const [first, second] = ['a', 'b'];
    const one = withHidden(allModels, ['a', 'b'], first, true);
    assert.deepEqual(one.hidden, ['a']);
    assert.equal(withHidden(one, ['a', 'b'], second, true), one);
    assert.deepEqual(withHidden(one, ['a', 'b'], first, false).hidden, []);
  });

  it('move by hand, from the order at hand on, within the pinned ones and within the others', () => {
    const moved = withMoved({ ...allModels, sort: { id: 'errors', isHighFirst: true } }, ['c', 'a', 'b'], 'b', -1);
    assert.deepEqual(moved, { ...allModels, byHand: ['c', 'b', 'a'], sort: null });
    assert.equal(withMoved(moved, ['c', 'b', 'a'], 'c', -1), moved);
    const pinned = withPinned(withPinned(allModels, 'a', true), 'b', true);
    assert.deepEqual(withMoved(pinned, ['a', 'b', 'c'], 'b', -1).pinned, ['b', 'a']);
    assert.equal(withMoved(pinned, ['a', 'b', 'c'], 'c', -1), pinned);
    assert.deepEqual(withPinned(pinned, 'a', false).pinned, ['b']);
  });

  it('are sorted the best first by a first click, then the other way, then no more', () => {
    const cost = { id: 'cost', isLowerBetter: true };
    const first = nextOrder(null, cost);
    assert.deepEqual(first, { id: 'cost', isHighFirst: false });
    const second = nextOrder(first, cost);
    assert.deepEqual(second, { id: 'cost', isHighFirst: true });
    assert.equal(nextOrder(second, cost), null);
    assert.deepEqual(nextOrder(first, { id: 'accuracy', isLowerBetter: false }), { id: 'accuracy', isHighFirst: true });
  });
});
