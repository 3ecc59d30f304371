// The order of a short table that is sorted by a head.

import assert from 'node:assert/strict';
import { nextOrder } from '../../../../webview-ui/src/kit/figureOrder';
import { sortedRows, type SortColumn } from '../../../../webview-ui/src/kit/sortedRows';

interface Row {
  name: string;
  cost: number | null;
}

const cost: SortColumn<Row> = { id: 'cost', name: 'Cost', isLowerBetter: true, value: (row) => row.cost };
const rows: Row[] = [
  { name: 'a', cost: 3 },
  { name: 'b', cost: null },
  { name: 'c', cost: 1 },
  { name: 'd', cost: 3 },
];

describe('a table that is sorted by a head', () => {
  it('begins with the best, turns round, and goes back to the order of the run', () => {
    const seen: string[] = [];
    let order = nextOrder(null, cost);
    for (let clicks = 0; clicks < 3; clicks++) {
      seen.push(
        sortedRows(rows, [cost], order)
          .map(({ name }) => name)
          .join(''),
      );
      order = nextOrder(order, cost);
    }
    assert.deepEqual(seen, ['cadb', 'adcb', 'abcd'], 'what has no value is last, equal ones stay as they were');
  });
});
