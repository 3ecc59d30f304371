import assert from 'node:assert/strict';
import fc from 'fast-check';
import { histogramOf, logTicks, niceStep } from '../../../../webview-ui/src/figures/histogram';

describe('the histogram', () => {
  it('counts every value once, between edges that hold it, with an empty bin at both ends', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { maxLength: 40 }), {
          minLength: 1,
          maxLength: 4,
        }),
        (lists) => {
          const histogram = histogramOf(lists);
          if (!lists.some((list) => list.length > 0)) return assert.equal(histogram, null);
          const { edges, counts } = histogram!;
          assert.ok(edges.every((edge, at) => at === 0 || edge > edges[at - 1]!));
          assert.ok(edges.length <= 36);
          counts.forEach((own, at) => {
            assert.equal(own.length, edges.length - 1);
            own.forEach((count, bin) =>
              assert.equal(count, lists[at]!.filter((value) => value >= edges[bin]! && value < edges[bin + 1]!).length),
            );
            assert.equal(
              own.reduce((sum, count) => sum + count, 0),
              lists[at]!.length,
            );
            assert.equal(own[0], 0);
            assert.equal(own.at(-1), 0);
          });
        },
      ),
    );
  });

  it('has round edges, and bins that grow where the times span too much', () => {
    const narrow = histogramOf([[100, 200, 390]])!;
    assert.deepEqual([narrow.isLog, narrow.edges[0], narrow.edges[1], narrow.edges.at(-1)], [false, 80, 100, 420]);
    assert.equal(histogramOf([[10, 1000]])!.isLog, true);
    assert.deepEqual(histogramOf([[500, 500.0000001]])!.counts, [[0, 2, 0]], 'times that hardly differ are in one bin');
    assert.deepEqual(
      histogramOf([[0, 0]]),
      { edges: [-0.001, 0, 0.001, 0.002], isLog: false, counts: [[0, 2, 0]] },
      'as some reports have them',
    );
    assert.deepEqual([0.03, 1, 1.1, 7, 100].map(niceStep), [0.05, 1, 2, 10, 100]);
    assert.deepEqual(logTicks(144, 4800), [200, 500, 1000, 2000]);
    // Where bins of one width begin there is nothing to grow by a factor.
    for (const low of [0, -0, -0.5]) assert.deepEqual(logTicks(low, 10), []);
  });
});
