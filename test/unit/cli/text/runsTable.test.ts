import assert from 'node:assert/strict';
import stringWidth from 'string-width';
import { otherCostNote, runsTable } from '../../../../src/cli/text/runsTable';
import type { RunManifest } from '../../../../src/shared/runs/runManifest';
import { manifest, plain } from './interruptedRun';

describe('the list of runs', () => {
  const rows = [
    { name: '2026-11-21_17-45-03_sums', run: manifest() },
    {
      name: '2026-11-20_08-00-00_路牌识别-street-signs',
      run: manifest({ status: 'finished', sizeBytes: null, models: [] }),
    },
  ];

  it('has a row per run', () => {
    assert.deepEqual(runsTable(rows, Infinity, plain).split('\n'), [
      'run                                        when              elapsed  accuracy              cost    size  status           top model',
      '─'.repeat(141),
      '2026-11-21_17-45-03_sums                   2026-11-21 17:45   4.00 s      100%  $0.0042 (2 of 4)  2.4 MB  interrupted 4/6  openai~gpt-4o 100%',
      '2026-11-20_08-00-00_路牌识别-street-signs  2026-11-21 17:45   4.00 s      100%  $0.0042 (2 of 4)     n/a  finished 4/6     n/a',
    ]);
  });

  it('marks a cost beside which more was charged, and names that of all runs together once', () => {
    const charged = (failedAttempts: number, warmUps: number): RunManifest => {
      const run = manifest();
      const otherCost = {
        failedAttempts: { usd: failedAttempts * 0.0001, calls: failedAttempts },
        warmUps: { usd: warmUps * 0.0001, calls: warmUps },
        judging: { usd: 0, calls: 0 },
      };
      return { ...run, totals: { ...run.totals, otherCost } };
    };
    const runs = [charged(3, 0), charged(1, 2), manifest()];
    const costs = runsTable(
      runs.map((run) => ({ name: 'a', run })),
      Infinity,
      plain,
    )
      .split('\n')
      .slice(2)
      .map((line) => /\$.*\)(?: \*)?/.exec(line)?.[0]);
    assert.deepEqual(costs, ['$0.0042 (2 of 4) *', '$0.0042 (2 of 4) *', '$0.0042 (2 of 4)']);
    assert.equal(
      otherCostNote(runs),
      '* charged beside the answers: + $0.00060 for 4 failed attempts and 2 warm-up calls; `show` says it of each run',
    );
    assert.equal(otherCostNote([manifest()]), null);
  });

  it('has comments where there are any', () => {
    const [first, second] = rows;
    const commented = [{ ...first!, run: manifest({ comment: 'new\nweights' }) }, second!];
    const lines = runsTable(commented, Infinity, plain).split('\n');
    assert.match(lines[0]!, /top model +comment$/);
    assert.match(lines[2]!, / new weights$/);
    assert.match(lines[3]!, / n\/a *$/);
    const narrow = runsTable(commented, 80, plain).split('\n');
    assert.ok(
      narrow.some((line) => line.startsWith('new weights')),
      narrow.join('\n'),
    );
    assert.ok(narrow.every((line) => stringWidth(line) <= 80));
  });

  it('takes two lines a run where the terminal is narrow', () => {
    assert.deepEqual(runsTable(rows, 80, plain).split('\n'), [
      'run                         when                      accuracy  status',
      'top model                   elapsed                       cost  size',
      '─'.repeat(79),
      '2026-11-21_17-45-03_sums    2026-11-21 17:45              100%  interrupted 4/6',
      'openai~gpt-4o 100%          4.00 s            $0.0042 (2 of 4)  2.4 MB',
      '2026-11-20_08-00-00_路牌识  2026-11-21 17:45              100%  finished 4/6',
      '  别-street-signs           4.00 s            $0.0042 (2 of 4)  n/a',
      'n/a',
    ]);
    for (const width of [72, 80, 100, 134, 140]) {
      for (const line of runsTable(rows, width, plain).split('\n'))
        assert.ok(stringWidth(line) <= width, `${width}: ${line}`);
    }
  });
});
