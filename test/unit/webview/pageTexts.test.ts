// What the runs overview and the test page compute before anything is drawn: cells, sorting, where an attempt's time went.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatDateTime } from '../../../src/shared/text/format';
import type { ListedRunRow } from '../../../src/shared/protocols/overviewProtocol';
import type { RecordedAttempt } from '../../../src/shared/results/testResult';
import { recordedRows } from '../../../webview-ui/dev/recordedRuns';
import { recordedTest } from '../../../webview-ui/dev/recordedTest';
import { attemptPhases, chunkWords } from '../../../webview-ui/src/testPage/attemptPhases';
import { cellText, newestFirst, overviewColumns, sortRows } from '../../../webview-ui/src/overview/overviewRows';
import { testSummary } from '../../../webview-ui/src/testPage/testSummary';

describe('the runs overview', () => {
  const rows = recordedRows(40);
  const names = (sorted: readonly ListedRunRow[]): string[] => sorted.map((row) => row.id);

  it('writes a run in one line', () => {
    const line = overviewColumns.map(({ column }) => cellText(column, rows[2]!)).join(' | ');
    assert.equal(
      line,
      'Écriture: dictée à trous | 26 Nov 2026, 17:45:02 | 33.0 s | 100% | claude-sonnet-4-5 100% | $0.0044 (11 of 12) | 2.5 MB | finished',
    );
  });

  it('says how far a run that stopped came, and keeps one that can not be read', () => {
    const cut = rows.find((row) => row.summary?.status === 'interrupted')!;
    assert.match(cellText('status', cut), /^interrupted \d+\/\d+$/);
    assert.equal(cellText('name', rows[7]!), rows[7]!.folderName);
    assert.equal(cellText('accuracy', rows[7]!), '');
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

describe('the test page', () => {
  it('sums up a test in one line; what was not recorded says so', () => {
    const words = (kind: string): string =>
      testSummary(recordedTest({ models: 6, kind, row: 0, index: 3, hasImage: false }))
        .map(({ text }) => text)
        .join(' | ');
    assert.equal(words('text'), 'score 1 | 21 Nov 2026, 17:45:09 | 480 ms | OpenAI | 212 in + 33 out | $0.00014');
    assert.equal(words('imported'), 'not recorded | not recorded | OpenAI | not recorded | not recorded');
    assert.equal(words('notRun'), '');
    const test = recordedTest({ models: 6, kind: 'text', row: 0, index: 3, hasImage: false });
    // An OCR engine counts no tokens: there are none to record.
    const none = { input: null, output: null, reasoning: null, cached: null, source: 'usage' as const };
    assert.match(
      testSummary({ ...test, detail: { ...test.detail!, attempts: 1, tokens: none } })
        .map(({ text }) => text)
        .join(' | '),
      /\| OpenAI \| n\/a \|/,
    );
  });

  it('divides the time of an attempt without gaps or overlaps', () => {
    const moment = fc.option(fc.integer({ min: 0, max: 500 }), { nil: null });
    const anyAttempt = fc
      .record({
        wait: fc.nat(500),
        headersAt: moment,
        firstChunkAt: moment,
        firstReasoningAt: moment,
        firstAnswerAt: moment,
        lastTokenAt: moment,
        length: fc.integer({ min: 500, max: 900 }),
      })
      .map(({ wait, length, ...offsets }): RecordedAttempt => {
        const at = Object.fromEntries(
          Object.entries(offsets).map(([name, offset]) => [name, offset === null ? null : 100 + wait + offset]),
        ) as typeof offsets;
        return {
          attempt: 1,
          times: {
            queuedAt: 100,
            connectingAt: 100 + Math.floor(wait / 2),
            dispatchedAt: 100 + wait,
            ...at,
            endedAt: 100 + wait + length,
          },
          request: { url: '', model: '', messages: [], parameters: {} },
          chunks: [],
        };
      });
    fc.assert(
      fc.property(anyAttempt, (attempt) => {
        const phases = attemptPhases(attempt);
        let end = 0;
        for (const phase of phases) {
          assert.equal(phase.start, end);
          assert.ok(phase.end > phase.start);
          end = phase.end;
        }
        assert.equal(end, attempt.times.endedAt - attempt.times.queuedAt);
      }),
    );
  });

  it('gives every chunk its words back', () => {
    const pieces = fc.array(
      fc.record({
        kind: fc.constantFrom('reasoning' as const, 'answer' as const),
        text: fc.string({ unit: 'grapheme', maxLength: 5 }),
      }),
    );
    fc.assert(
      fc.property(pieces, (chunks) => {
        const of = (kind: string): string =>
          chunks
            .filter((chunk) => chunk.kind === kind)
            .map(({ text }) => text)
            .join('');
        const attempt = {
          chunks: chunks.map(({ kind, text }, t) => ({ t, kind, characters: text.length })),
          response: { text: of('answer'), reasoning: of('reasoning') },
        } as unknown as RecordedAttempt;
        assert.deepEqual(
          chunkWords(attempt).map(({ text }) => text),
          chunks.map(({ text }) => text),
        );
      }),
    );
  });
});

describe('a date for people', () => {
  it('is that of the clock where it was written', () => {
    assert.equal(formatDateTime('2026-11-21T17:45:09.120+01:00'), '21 Nov 2026, 17:45:09');
    assert.equal(formatDateTime('2026-01-01T00:00:00Z'), '1 Jan 2026, 00:00:00');
    assert.equal(formatDateTime('yesterday'), 'yesterday');
    assert.equal(formatDateTime('2026-13-01T00:00:00Z'), '2026-13-01T00:00:00Z');
  });
});
