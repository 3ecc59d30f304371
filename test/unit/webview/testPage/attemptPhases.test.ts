import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { RecordedAttempt } from '../../../../src/shared/results/testResult';
import { attemptPhases, chunkWords, timeScale } from '../../../../webview-ui/src/testPage/attemptPhases';

describe('the time line of an attempt', () => {
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

  it('breaks the bar where a wait in the queue would leave nothing to see of the rest', () => {
    const phase = { word: '', definition: '', start: 0 };
    const waited = (wait: number): ReturnType<typeof timeScale> =>
      timeScale([
        { ...phase, phase: 'queue', end: wait },
        { ...phase, phase: 'answer', start: wait, end: wait + 1000 },
      ]);
    const { placeOf, brokenAt } = waited(99_000);
    assert.ok(brokenAt !== null && brokenAt > 0 && brokenAt < placeOf(99_000));
    assert.equal(placeOf(99_000), 0.15);
    assert.equal(placeOf(100_000), 1);
    assert.ok(Math.abs(placeOf(99_500) - 0.575) < 1e-9, 'what comes after the wait is to scale');
    assert.equal(waited(1000).brokenAt, null);
    assert.equal(waited(500).placeOf(750), 0.5);
    const onlyWaited = timeScale([{ ...phase, phase: 'queue', end: 10 }]);
    assert.deepEqual([onlyWaited.placeOf(10), onlyWaited.brokenAt], [1, null]);
    const first = timeScale([{ ...phase, phase: 'firstToken', end: 10 }]);
    assert.equal(first.brokenAt, null, 'nothing was waited for');
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
