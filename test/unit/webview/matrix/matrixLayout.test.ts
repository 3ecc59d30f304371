// Where cells are, which of them are seen, where keys and steps lead.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  cellAt,
  cellPlace,
  columnsBetween,
  labelledColumns,
  layOutMatrix,
  matrixWidth,
  movedCell,
} from '../../../../webview-ui/src/matrix/matrixLayout';
import { nextCell, nextColumn } from '../../../../webview-ui/src/matrix/stepping';
import { layoutFor } from '../../../../src/shared/run/viewSettings';
import { movedTest } from '../../../../webview-ui/src/runPanel/openedTest';

describe('the layout of a matrix', () => {
  it('makes cells as wide as fits, and scrolls from 8 px on', () => {
    assert.equal(layOutMatrix(10, 3, 2000).width, 22);
    assert.equal(layOutMatrix(60, 3, 840).width, 13);
    const many = layOutMatrix(1000, 20, 840);
    assert.equal(many.width, 8);
    assert.ok(matrixWidth(many) > 840);
    const fitting = fc.tuple(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 3000 }));
    fc.assert(
      fc.property(fitting, ([columns, room]) => {
        const layout = layOutMatrix(columns, 4, room);
        assert.ok(layout.width >= 8 && layout.width <= 22);
        assert.ok(matrixWidth(layout) <= room || layout.width === 8);
      }),
    );
  });

  it('finds every cell at its own place, and nothing beside', () => {
    const layout = layOutMatrix(37, 5, 700);
    for (let position = 0; position < 37 * 5; position++) {
      const { x, y, width, height } = cellPlace(layout, position);
      assert.equal(cellAt(layout, x + width / 2, y + height / 2), position);
    }
    assert.equal(cellAt(layout, -1, 40), undefined);
    assert.equal(cellAt(layout, 40, 5), undefined);
    assert.equal(cellAt(layout, matrixWidth(layout) + 1, 40), undefined);
  });

  it('draws no more columns than are seen', () => {
    const layout = layOutMatrix(1000, 3, 900);
    assert.deepEqual(columnsBetween(layout, 0, 900), { first: 0, end: 100 });
    assert.deepEqual(columnsBetween(layout, 8995, 9900), { first: 999, end: 1000 });
    assert.deepEqual(columnsBetween(layout, 99_999, 100_900), { first: 1000, end: 1000 });
  });

  it('writes numbers that do not touch', () => {
    for (const columns of [1, 7, 60, 1000, 20_000]) {
      const layout = layOutMatrix(columns, 3, 900);
      const labelled = labelledColumns(layout, (column) => column + 1);
      assert.equal(labelled[0], 0);
      for (let at = 1; at < labelled.length; at++)
        assert.ok((labelled[at]! - labelled[at - 1]!) * layout.pitch >= String(labelled[at - 1]! + 1).length * 6.5);
    }
  });

  it('leads the keys across models and prompts, and never out', () => {
    const layout = layOutMatrix(60, 9, 900);
    const at = (line: number, column: number): number => line * 60 + column;
    const moved = (position: number, key: string, isWhole = false): number | undefined =>
      movedCell(layout, position, key, isWhole);
    assert.equal(moved(at(3, 5), 'ArrowDown'), at(4, 5));
    assert.equal(moved(at(8, 5), 'ArrowDown'), at(8, 5));
    assert.equal(moved(at(0, 5), 'ArrowUp'), at(0, 5));
    assert.equal(moved(at(1, 59), 'ArrowRight'), at(1, 59));
    assert.equal(moved(at(1, 5), 'PageUp'), at(1, 0));
    assert.equal(moved(at(1, 5), 'PageDown'), at(1, 15));
    assert.equal(moved(at(4, 5), 'End', true), at(8, 59));
    assert.equal(moved(at(4, 5), 'Home', true), at(0, 0));
    assert.equal(moved(0, 'x'), undefined);
  });
});

describe('steps in a matrix', () => {
  it('go to the next cell of a kind, on in the next line and around', () => {
    const wrong = new Set(['0 4', '1 0', '2 2']);
    const size = { lines: 3, columns: 5 };
    const next = (line: number, column: number, step: 1 | -1): unknown =>
      nextCell({ line, column }, step, size, (cell) => wrong.has(`${cell.line} ${cell.column}`));
    assert.deepEqual(next(0, 0, 1), { line: 0, column: 4 });
    assert.deepEqual(next(0, 4, 1), { line: 1, column: 0 });
    assert.deepEqual(next(2, 2, 1), { line: 0, column: 4 });
    assert.deepEqual(next(0, 4, -1), { line: 2, column: 2 });
    assert.deepEqual(next(0, -1, 1), { line: 0, column: 4 });
    assert.equal(
      nextCell({ line: 0, column: 0 }, 1, size, () => false),
      null,
    );
    assert.deepEqual(
      nextCell({ line: 1, column: 0 }, 1, size, (cell) => cell.line === 1 && cell.column === 0),
      {
        line: 1,
        column: 0,
      },
    );
  });

  it('go to the next column that stands out, around', () => {
    assert.equal(nextColumn(5, 1, [2, 5, 9]), 9);
    assert.equal(nextColumn(9, 1, [2, 5, 9]), 2);
    assert.equal(nextColumn(2, -1, [2, 5, 9]), 9);
    assert.equal(nextColumn(2, 1, []), null);
  });

  it('lead from an open test to the same prompt of the models beside it, as they are shown', () => {
    const shown = [4, 0, 2];
    assert.deepEqual(movedTest({ row: 4, position: 3 }, 'ArrowDown', shown, 10), { row: 0, position: 3 });
    assert.equal(movedTest({ row: 4, position: 3 }, 'ArrowUp', shown, 10), null);
    assert.equal(movedTest({ row: 1, position: 3 }, 'ArrowDown', shown, 10), null);
    assert.deepEqual(movedTest({ row: 1, position: 3 }, 'ArrowLeft', shown, 10), { row: 1, position: 2 });
    assert.equal(movedTest({ row: 1, position: 9 }, 'ArrowRight', shown, 10), null);
  });
});

describe('the layout of a new panel', () => {
  it('is a matrix from 4 models or 40 prompts on, unless the settings say otherwise', () => {
    assert.equal(layoutFor('auto', { models: 3, prompts: 39 }), 'rows');
    assert.equal(layoutFor('auto', { models: 4, prompts: 2 }), 'matrix');
    assert.equal(layoutFor('auto', { models: 1, prompts: 40 }), 'matrix');
    assert.equal(layoutFor('rows', { models: 20, prompts: 1000 }), 'rows');
    assert.equal(layoutFor('matrix', { models: 1, prompts: 1 }), 'matrix');
  });
});
