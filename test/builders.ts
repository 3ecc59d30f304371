// What tests write down of a run: whole records with plain values, of which a test names only what it is about. A new field of one of these
// records is added here once.

import { parseModel, type ModelInfo } from '../src/shared/run/model';
import type { TestTimings } from '../src/shared/run/testMeasurement';
import type { TestResult } from '../src/shared/results/testResult';

const labels: { [provider: string]: string } = { ollama: 'Ollama', openai: 'OpenAI', simulated: 'Simulated' };

/** A model as a run names it; `text` as in a benchmark, `openai~gpt-4o`. */
export function aModel(text: string, changes: Partial<ModelInfo> = {}): ModelInfo {
  const id = parseModel(text);
  return {
    ...id,
    providerLabel: labels[id.provider] ?? id.provider,
    isLocal: id.provider === 'ollama',
    isSimulated: id.provider === 'simulated',
    ...changes,
  };
}

/** The times of a test that was measured. */
export function aTimings(changes: Partial<TestTimings> = {}): TestTimings {
  return {
    dispatchedAt: 0,
    endedAt: 620,
    queue: 3,
    retry: 0,
    total: 620,
    ttft: 210,
    ttfa: 210,
    load: null,
    tpot: 7.25,
    decodeTokensPerSecond: 81.4,
    endToEndTokensPerSecond: 50,
    evaluation: 1,
    ...changes,
  };
}

/** The times of a test of which nothing is known but when it ended. */
export function noTimings(changes: Partial<TestTimings> = {}): TestTimings {
  return {
    dispatchedAt: 0,
    endedAt: 0,
    queue: null,
    retry: null,
    total: null,
    ttft: null,
    ttfa: null,
    load: null,
    tpot: null,
    decodeTokensPerSecond: null,
    endToEndTokensPerSecond: null,
    evaluation: null,
    ...changes,
  };
}

/** The `result.json` of a test that a model got right. */
export function aTest(changes: Partial<TestResult> = {}): TestResult {
  return {
    schemaVersion: 2,
    runId: 'r',
    benchmarkName: 'Simple math',
    model: 'openai~gpt-4o',
    provider: 'openai',
    providerLabel: 'OpenAI',
    isSimulated: false,
    index: 1,
    testType: 'raw_string_evaluator',
    verdict: 'correct',
    score: 1,
    images: [],
    startedAt: '2025-11-27T14:33:05+01:00',
    prompt: 'Say ten.',
    response: 'ten',
    reasoning: null,
    expected: 'ten',
    got: 'ten',
    attempts: 1,
    timings: aTimings(),
    tokens: { input: 212, output: 31, reasoning: null, cached: null, source: 'usage' },
    cost: { usd: 0.0042, source: 'prices' },
    links: {
      evidence: 'tests/openai~gpt-4o.jsonl',
      resultImage: 'result-images/openai~gpt-4o/openai~gpt-4o-0001.png',
      image: null,
    },
    ...changes,
  };
}
