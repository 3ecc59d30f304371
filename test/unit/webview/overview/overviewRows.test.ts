// What the runs overview computes before anything is drawn: cells and sorting.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ListedRunRow } from '../../../../src/shared/protocols/overviewProtocol';
import { recordedRows } from '../../../../webview-ui/dev/recordedRuns';
import {
  cellText,
  cellTitle,
  columnsFor,
  newestFirst,
  overviewColumns,
  sortRows,
} from '../../../../webview-ui/src/overview/overviewRows';

describe('the runs overview', () => {
  const rows = recordedRows(40);
  const names = (sorted: readonly ListedRunRow[]): string[] => sorted.map((row) => row.id);

  it('writes a run in one line', () => {
    const line = overviewColumns.map(({ column }) => cellText(column, rows[2]!)).join(' | ');
    assert.equal(
      line,
      'Écriture: dictée à trous | 26 Nov 2026, 17:45:02 | 12 | 33.0 s | 100% | anthropic~claude-sonnet-4-5 100% | $0.0044 (11 of 12) | 2.5 MB | 2/12 | finished',
    );
  });

  it('says how far a run is reviewed, in a column that is there once anybody has reviewed anything', () => {
    const reviewed = rows.find(({ summary }) => (summary?.review.disagreed ?? 0) > 0)!;
    assert.match(cellText('reviewed', reviewed), /^7\/\d+, 2 disagreed$/);
    assert.match(
      cellTitle('reviewed', reviewed),
      /^7 of \d+ tests; 2 disagreed, 1 commented\nsigned off by Ada Lovelace, 28 Nov 2026, /,
    );
    const untouched = rows.filter(({ summary }) => summary?.review.commented === 0);
    assert.deepEqual([cellText('reviewed', untouched[0]!), cellTitle('reviewed', untouched[0]!)], ['', '']);
    const names = (some: readonly ListedRunRow[]): string[] => columnsFor(some).map(({ column }) => column);
    assert.ok(!names(untouched).includes('reviewed'));
    assert.ok(!names([]).includes('reviewed'));
    assert.deepEqual(
      names(rows),
      overviewColumns.map(({ column }) => column),
    );
  });

  it('says how far a run that stopped came, and keeps one that can not be read', () => {
    const cut = rows.find((row) => row.summary?.status === 'interrupted')!;
    assert.match(cellText('status', cut), /^interrupted \d+\/\d+$/);
    assert.equal(cellText('name', rows[7]!), rows[7]!.folderName);
    assert.equal(cellText('accuracy', rows[7]!), '');
  });

  it('tells in a tooltip what was charged beside the answers, and in no cell', () => {
    const row = rows[2]!;
    const { totals } = row.summary!;
    const otherCost = {
      failedAttempts: { usd: 0.0003, calls: 3 },
      warmUps: { usd: 0, calls: 0 },
      judging: { usd: 0, calls: 0 },
    };
    const charged = { ...row, summary: { ...row.summary!, totals: { ...totals, otherCost } } };
    assert.equal(cellText('cost', charged), cellText('cost', row));
    assert.equal(cellTitle('cost', charged), '$0.0044 (11 of 12)\n+ $0.00030 for 3 failed attempts');
    assert.equal(cellTitle('cost', row), '$0.0044 (11 of 12)');
    assert.equal(cellTitle('accuracy', charged), '100%');
    assert.equal(cellTitle('cost', rows[7]!), '');
    assert.equal(cellTitle('name', rows[7]!), rows[7]!.problem);
    assert.match(cellTitle('name', rows[2]!), /instructions\.\nbefore the update$/);
  });

  it('sorts newest first, and by any column both ways with unknown values last', () => {
    assert.deepEqual(
      sortRows(rows, newestFirst)
        .slice(0, 3)
        .map((row) => row.summary?.startedAt?.slice(0, 10)),
      ['2026-11-28', '2026-11-27', '2026-11-26'],
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...overviewColumns.map(({ column }) => column)),
        fc.boolean(),
        fc.shuffledSubarray(rows),
        (column, isHighFirst, some) => {
          const sorted = sortRows(some, { column, isHighFirst });
          assert.deepEqual(names(sorted).sort(), names(some).sort());
          if (column !== 'name' && some.includes(rows[7]!)) {
            const known = sorted.findIndex((row) => row.summary === null);
            assert.ok(
              sorted
                .slice(known)
                .every((row) => cellText(column, row) === '' || ['n/a', 'unreadable'].includes(cellText(column, row))),
            );
          }
        },
      ),
    );
  });
});
