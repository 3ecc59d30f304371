// Makes up what the test page is sent, the same every time, in the kinds that look different.

import { rowText } from '../../src/shared/words/rowText';
import { testName } from '../../src/shared/words/testName';
import type { RecordedAttempt, TestTranscript } from '../../src/shared/results/testResult';
import type { ShownTest } from '../../src/shared/protocols/testPageProtocol';
import { foldRun } from '../../src/shared/run/foldRun';
import { isImageKind, otherOverlay, recordedImage, recordedImageResult } from './recordedImageTest';
import { recordedDetail, recordedRun } from './recordedRun';

interface RecordedTestOptions {
  models: number;
  /** text, image, error, long, notRun, noVision, imported, rescored; an image test: point, box, count, ocr, choice, classify, unparsable */
  kind: string;
  row: number;
  index: number;
  hasImage: boolean;
}

const long =
  'A very long text that goes on and on, with aVeryLongWordWithoutAnyBlankInItThatMustBeBrokenSomewhereOrElseThePageGetsWide, and 日本語の文章も混ざっています。 ';

export function recordedTest({ models, kind: asked, row, index, hasImage }: RecordedTestOptions): ShownTest {
  const kind = asked === 'image' ? 'point' : asked;
  const isImage = isImageKind(kind);
  const isNotRun = kind === 'notRun' || kind === 'noVision';
  const state = foldRun(recordedRun({ models, prompts: 30, slowness: 1, isPythonOpen: false }).events);
  const withoutTests = state.models.map(({ tests: _tests, ...info }) => info);
  const model = state.models[row] ?? state.models[0]!;
  const info = withoutTests[row] ?? withoutTests[0]!;
  const recorded = recordedDetail(state, model.model, index);
  const detail = recorded?.result;
  const result = detail && {
    ...detail,
    score: detail.verdict === 'correct' ? 1 : detail.verdict === 'error' ? null : 0,
    startedAt: '2026-11-21T17:45:09.120+01:00',
    ...(isImage ? recordedImageResult(kind) : {}),
    ...(kind === 'long'
      ? {
          prompt: long.repeat(40),
          response: long.repeat(80),
          expected: long.repeat(3),
          got: long.repeat(5),
          reasoning: long.repeat(20),
        }
      : {}),
    ...(kind === 'error'
      ? {
          verdict: 'error' as const,
          score: null,
          response: '',
          got: '',
          attempts: 3,
          error: {
            kind: 'rateLimited' as const,
            status: 429,
            message:
              'The model API said: too many requests. Lower isoSpeedBench.concurrency for openai, or try again later.',
          },
        }
      : {}),
    ...(kind === 'rescored'
      ? {
          rescores: [
            {
              at: '2026-11-21T17:45:10.000+01:00',
              versions: {},
              verdict: 'incorrect' as const,
              expected: detail.expected,
              got: '30.0',
              reason: '30.0 is not 30',
            },
            {
              at: '2026-11-22T09:00:00.000+01:00',
              versions: { 'iso-speed-bench': '0.2.0', node: '20.19.0' },
              verdict: 'correct' as const,
              expected: detail.expected,
              got: '30',
            },
          ],
        }
      : {}),
  };
  const isImported = kind === 'imported';
  if (result && isImported)
    for (const key of ['startedAt', 'timings', 'tokens', 'cost', 'score', 'attempts'] as const) delete result[key];
  return {
    run: { runId: state.runId, benchmarkName: state.benchmarkName, status: state.status },
    model: info,
    index,
    name: testName(state, index),
    testType: kind === 'unparsable' ? 'point' : isImage ? kind : state.testType,
    label: state.prompts[index - 1]?.label ?? '',
    row: rowText(state.prompts[index - 1]),
    machine: null,
    notRun:
      kind === 'noVision'
        ? { kind: 'noVision', message: 'This model takes no pictures. Choose one that does, or leave it out.' }
        : null,
    values: recorded?.values ?? [],
    detail: isNotRun ? null : (result ?? null),
    transcript:
      isNotRun || isImported || !result ? null : transcript(model.model, index, result.prompt, result.response, kind),
    imageUrls: { resultImage: hasImage ? 'result.png' : null, original: isImage ? 'picture.svg' : null },
    neighbors: {
      previous: index > 1 ? { model: model.model, index: index - 1 } : null,
      next: index < 30 ? { model: model.model, index: index + 1 } : null,
    },
    reviews: isNotRun ? [] : (model.tests[index - 1]!.reviews ?? []),
    reviewer: isNotRun ? null : 'Ada Lovelace',
    sameTest: state.models.map((one, place) => {
      const own = recordedDetail(state, one.model, index)?.result;
      const test = one.tests[index - 1]!;
      return {
        model: withoutTests[place]!,
        verdict: test.verdict,
        total: test.timings?.total ?? null,
        costUsd: test.cost?.usd ?? null,
        response: own?.response ?? null,
        got: own?.got ?? null,
        reason: own?.error?.message ?? own?.reason ?? null,
        overlay: isImage && place !== row ? (place % 3 === 2 ? null : otherOverlay(kind)) : null,
      };
    }),
  };
}

function transcript(model: string, index: number, prompt: string, response: string, kind: string): TestTranscript {
  const failed: RecordedAttempt = {
    attempt: 1,
    times: {
      queuedAt: 0,
      dispatchedAt: 351,
      headersAt: 400,
      firstChunkAt: null,
      firstReasoningAt: null,
      firstAnswerAt: null,
      lastTokenAt: null,
      endedAt: 410,
    },
    request: {
      url: 'https://api.openai.com/v1/chat/completions',
      model: 'gpt-4o',
      messages: [{ role: 'user', content: prompt, ...(isImageKind(kind) ? { images: [recordedImage.sent] } : {}) }],
      parameters: { temperature: 0, stream: true },
    },
    chunks: [],
    inFlight: 3,
    error: { kind: 'rateLimited', status: 429, message: 'Too many requests.' },
    retryInMs: 1250,
  };
  const pieces = response.match(/[^]{1,6}/g) ?? [];
  const answered: RecordedAttempt = {
    ...failed,
    attempt: 2,
    times: {
      queuedAt: 351,
      dispatchedAt: 1660,
      headersAt: 1700,
      firstChunkAt: 1880,
      firstReasoningAt: 1880,
      firstAnswerAt: 2105,
      lastTokenAt: 2105 + pieces.length * 11.3,
      endedAt: 2130 + pieces.length * 11.3,
    },
    response: {
      text: response,
      reasoning: 'Think: add, then print.',
      finishReason: 'stop',
      id: 'chatcmpl-9c1',
      model: 'gpt-4o-2024-08-06',
      headers: { 'x-request-id': 'req_1f', 'openai-processing-ms': '412' },
      serverTimings: null,
      tokens: { input: 212, output: pieces.length, reasoning: 12, cached: 128, source: 'usage' },
    },
    chunks: [
      { t: 220, kind: 'reasoning', characters: 23 },
      ...pieces.map((piece, place) => ({ t: 445 + place * 11.3, kind: 'answer' as const, characters: piece.length })),
    ],
  };
  delete answered.error;
  delete answered.retryInMs;
  return {
    schemaVersion: 1,
    runId: 'run',
    model,
    index,
    attempts:
      kind === 'error'
        ? [failed, { ...failed, attempt: 2 }]
        : kind === 'long'
          ? [failed, answered]
          : [{ ...answered, attempt: 1, times: { ...answered.times, queuedAt: 1600 } }],
    evaluation:
      kind === 'error'
        ? null
        : isImageKind(kind)
          ? {
              testType: kind,
              answer: response,
              expected: recordedImageResult(kind).expected,
              got: recordedImageResult(kind).got,
              verdict: recordedImageResult(kind).verdict,
            }
          : {
              testType: 'execute_python_code_with_num_output',
              answer: 'print((11 + 29) * 3)',
              expected: '120',
              got: '120',
              verdict: 'correct',
              python: { code: 'print((11 + 29) * 3)', stdout: '120\n', outcome: 'finished', durationMs: 14.2 },
            },
  };
}
