// What `show RUN --model M --test N` says of one test: of text, of pictures, of one that was not run.

import assert from 'node:assert/strict';
import { notRunTestLines } from '../../../../src/cli/text/notRunTestLines';
import { colorsOf } from '../../../../src/cli/terminal/terminal';
import { testDetailLines } from '../../../../src/cli/text/testDetailLines';
import { findTests } from '../../../../src/cli/text/testsLines';
import type { RunEvent } from '../../../../src/shared/run/events';
import { emptyRunFilter } from '../../../../src/shared/runs/runFilter';
import { foldRun } from '../../../../src/shared/run/foldRun';
import type { TestResult, TestTranscript } from '../../../../src/shared/results/testResult';
import { aModel, aTest, aTimings, noTimings } from '../../../builders';

const plain = colorsOf({ write: () => true }, {});
const first = aModel('openai~gpt-4o');
const timings = aTimings();

describe('one whole test', () => {
  const result = aTest({
    benchmarkName: 'Sums',
    model: first.model,
    index: 2,
    verdict: 'incorrect',
    score: 0,
    reason: 'Not the same text.',
    startedAt: '2026-11-21T17:45:04+01:00',
    prompt: 'Add 六 and 七.\r\nSay it.',
    response: 'thir\u001b[31mteen\n',
    reasoning: '',
    expected: '13',
    got: 'thirteen',
    attempts: 2,
    timings,
    tokens: { input: 212, output: 31, reasoning: 8, cached: 100, source: 'usage' },
    cost: { usd: 0.0021, source: 'prices' },
  });
  const times = {
    queuedAt: 0,
    dispatchedAt: 10,
    headersAt: 20,
    firstChunkAt: 30,
    firstReasoningAt: null,
    firstAnswerAt: 30,
    lastTokenAt: 90,
    endedAt: 110,
  };
  const request = { url: 'https://api.example/v1', model: 'gpt-4o', messages: [], parameters: { temperature: 0 } };
  const transcript: TestTranscript = {
    schemaVersion: 1,
    runId: 'r',
    model: first.model,
    index: 2,
    attempts: [
      {
        attempt: 1,
        times,
        request,
        chunks: [],
        error: { kind: 'rateLimited', message: 'Too many', status: 429 },
        retryInMs: 500,
      },
      {
        attempt: 2,
        times,
        request,
        chunks: [{ t: 20, kind: 'answer', characters: 8 }],
        response: {
          text: 'thirteen',
          reasoning: '',
          finishReason: 'stop',
          id: null,
          model: 'gpt-4o-2026',
          headers: {},
          serverTimings: null,
          tokens: result.tokens,
        },
      },
    ],
    evaluation: null,
  };

  it('says everything, with no control character of the model in it', () => {
    assert.deepEqual(
      testDetailLines(
        { result, name: '#2', transcript, reviews: [], files: [{ label: 'transcript', path: 'runs/r/transcript.md' }] },
        Infinity,
        plain,
      ),
      [
        '#2 openai~gpt-4o  ✗ INCORRECT',
        'run        r: Sums',
        'test type  raw_string_evaluator',
        'score      0.00',
        'reason     Not the same text.',
        'when       2026-11-21 17:45:04+01:00',
        'times      total 620 ms, TTFT 210 ms, first token of the answer 210 ms, per output token 7.3 ms, queue 3.0 ms, retry 0 ms, judging 1.0 ms, decode 81.4 tok/s, end to end 50.0 tok/s',
        'attempts   2',
        'tokens     212 in (100 cached), 31 out (8 reasoning)',
        'cost       $0.0021',
        '',
        'Prompt',
        '  Add 六 and 七.',
        '  Say it.',
        '',
        'Response',
        '  thir\ufffd[31mteen',
        '',
        'Expected',
        '  13',
        '',
        'Got',
        '  thirteen',
        '',
        'Attempts',
        '  gpt-4o at https://api.example/v1: temperature 0',
        '  1  100 ms  Rate limited (HTTP 429): Too many; the next after 500 ms',
        '  2  100 ms  answered by gpt-4o-2026, ended with stop, 1 chunk',
        '',
        'Files',
        '  transcript  runs/r/transcript.md',
      ],
    );
  });

  it('tells what was asked before from what was asked the last time', () => {
    const [failed, answered] = transcript.attempts;
    const again = {
      ...transcript,
      attempts: [{ ...answered!, attempt: 1 }],
      earlier: [{ attempts: [failed!], evaluation: null }],
    };
    const lines = testDetailLines({ result, name: '#2', transcript: again, reviews: [], files: [] }, Infinity, plain);
    const from = lines.indexOf('Attempts');
    assert.deepEqual(
      lines.slice(from + 1, from + 6).map((line) => line.slice(0, 24)),
      [
        '  Earlier, time 1',
        '  gpt-4o at https://api.',
        '  1  100 ms  Rate limite',
        '  The last time',
        '  1  100 ms  answered by',
      ],
    );
  });

  it('says what failed attempts were charged', () => {
    const of: TestResult = { ...result, failedAttemptsCost: { usd: 0.0004, calls: 1 } };
    const text = testDetailLines({ result: of, name: '#2', transcript, reviews: [], files: [] }, Infinity, plain).join(
      '\n',
    );
    assert.match(text, /\ncost {7}\$0\.0021 \+ \$0\.00040 for 1 failed attempt\n/);
  });

  it('says of an image test what was measured, which pictures were sent, and how coordinates were read', () => {
    const file = { mediaType: 'image/png' as const, width: 4000, height: 200, bytes: 9, sha256: 'a'.repeat(64) };
    const sent = { ...file, file: 'images/aaaaaaaa-street.sent.png', width: 1568, height: 78 };
    const of: TestResult = {
      ...result,
      testType: 'point',
      measures: { hits: 2, regions: 3, f1: 2 / 3 },
      images: [
        { ...file, source: 'pictures/street.png', file: 'images/aaaaaaaa-street.png', sent },
        {
          ...sent,
          source: 'small.png',
          file: 'images/bbbbbbbb-small.png',
          sent: { ...sent, file: 'images/bbbbbbbb-small.png' },
        },
      ],
      evidence: {
        coordinates: {
          profile: 'xy1000',
          description: 'x before y, thousandths',
          chosenBy: 'table',
          transform: { order: 'xy', width: 1000, height: 1000 },
          parsed: [],
          canonical: [],
          clipped: ['point 1: x 1003'],
        },
      },
      tokens: { input: null, output: null, reasoning: null, cached: null, source: 'usage' },
    };
    const text = testDetailLines({ result: of, name: '#2', transcript, reviews: [], files: [] }, Infinity, plain).join(
      '\n',
    );
    assert.match(text, /\nmeasures {5}regions met 2, regions 3, F1 0\.667\n/);
    assert.match(
      text,
      /\npictures {5}pictures\/street\.png: 4000 x 200 px, sent as 1568 x 78 px\n {13}small\.png: 1568 x 78 px, sent as it is\n/,
    );
    assert.match(
      text,
      /\ncoordinates {2}x before y, thousandths \(xy1000, known of this model\); put onto the edge: point 1: x 1003\n/,
    );
    // It was run here: there are none.
    assert.match(text, /\ntokens {7}n\/a\n/);
  });

  it('says why a test was not run', () => {
    const skipped: RunEvent = {
      type: 'testSkipped',
      t: 0,
      model: first.model,
      index: 2,
      reason: { kind: 'noVision', message: 'It takes no pictures.' },
    };
    const events = (status: 'finished' | 'cancelled'): RunEvent[] => [
      {
        type: 'runStarted',
        t: 0,
        schemaVersion: 1,
        runId: 'r',
        at: '2026-11-21T17:45:03+01:00',
        benchmarkName: 'Signs',
        purpose: '',
        testType: 'mixed',
        models: [first],
        prompts: [
          { index: 1, label: 'a', testType: 'ocr' },
          { index: 2, label: 'b', testType: 'count' },
        ],
      },
      skipped,
      { type: 'runFinished', t: 9, status },
    ];
    const linesOf = (status: 'finished' | 'cancelled', index: number): string[] => {
      const run = foldRun(events(status));
      const [found] = findTests(run, emptyRunFilter, { prompt: index, part: null });
      return notRunTestLines(run, found!.model, found!.tests[0]!, Infinity, plain);
    };
    assert.deepEqual(linesOf('finished', 2), [
      '#2 openai~gpt-4o  – NOT RUN',
      'run        r: Signs',
      'test type  count',
      'prompt     b',
      'not run    no vision. It takes no pictures.',
    ]);
    assert.match(
      linesOf('cancelled', 1).join('\n'),
      /not run +run cancelled\. The run was cancelled before the test was done\./,
    );
  });

  it('says what was not recorded, what ran as Python, and both judgements', () => {
    const unknown = noTimings();
    const imported: TestResult = {
      ...result,
      startedAt: null,
      attempts: null,
      testType: '',
      timings: unknown,
      tokens: { input: null, output: null, reasoning: null, cached: null, source: 'usage' },
      cost: { usd: null, source: 'unknown' },
      response: '',
    };
    const bare = testDetailLines(
      { result: imported, name: '#2', transcript: null, reviews: [], files: [] },
      Infinity,
      plain,
    ).join('\n');
    assert.match(
      bare,
      /\nwhen {7}not recorded\ntimes {6}not recorded\nattempts {3}not recorded\ntokens {5}not recorded\ncost {7}n\/a\n/,
    );
    assert.match(bare, /\nResponse\n {2}\(empty\)\n/);
    assert.match(bare, /\nAttempts\n {2}not recorded\n/);
    const judged: TestResult = {
      ...result,
      verdict: 'correct',
      rescores: [
        { at: null, versions: {}, verdict: 'incorrect', expected: '13', got: 'x', reason: 'Not the same.' },
        {
          at: '2026-11-22T10:00:00+01:00',
          versions: { 'iso-speed-bench': '2' },
          verdict: 'correct',
          expected: '13',
          got: '13',
        },
      ],
    };
    const python = { code: 'print(13)', stdout: '13\n', outcome: 'finished', durationMs: 12 };
    const evaluation = {
      testType: 'x',
      answer: 'print(13)',
      expected: '13',
      got: '13',
      verdict: 'correct' as const,
      python,
    };
    const text = testDetailLines(
      { result: judged, name: '#2', transcript: { ...transcript, evaluation }, reviews: [], files: [] },
      Infinity,
      plain,
    ).join('\n');
    assert.match(text, /\nPython that was run\n {2}print\(13\)\n\nIts output \(finished, 12 ms\)\n {2}13\n/);
    assert.match(
      text,
      /\nJudgements\n {2}time not recorded {2}incorrect \(the run's own\): Not the same\.\n {2}2026-11-22 10:00:00\+01:00 {2}correct \(iso-speed-bench 2\)\n/,
    );
  });
});
