// An estimate for tests of what is said of one: a model that charges and a local one, 20 calls for likely $2.

import type { RunEstimate } from '../../../../src/core/estimate/estimateRun';

export function estimateOf(changes: Partial<RunEstimate> = {}): RunEstimate {
  const range = { low: 1, likely: 2, high: 30 };
  const { cost = range } = changes;
  return {
    benchmarkName: 'Sums',
    mode: 'throughput',
    budgetUsd: null,
    prompts: 10,
    tests: 20,
    calls: 20,
    warmUpCalls: 0,
    judgeCalls: [],
    models: [
      {
        model: 'openai~gpt-4o',
        free: null,
        calls: 10,
        input: range,
        output: range,
        cost: range,
        priceSource: 'genai-prices 0.1.8, openai/gpt-4o',
        earlierRuns: 2,
        totalMs: 500,
        batchShare: null,
        notAsked: [],
        maybeBlind: 0,
      },
      {
        model: 'ollama~llama3.2',
        free: 'local',
        calls: 10,
        input: null,
        output: range,
        cost: { low: 0, likely: 0, high: 0 },
        priceSource: null,
        earlierRuns: 0,
        totalMs: null,
        batchShare: null,
        notAsked: [],
        maybeBlind: 0,
      },
    ],
    input: range,
    output: range,
    cost,
    costToConfirm: cost && cost.likely,
    pricedByFiles: [],
    priced: 20,
    durationMs: 5000,
    missingKeys: [],
    resized: [],
    priceList: 'genai-prices 0.1.8',
    ...changes,
  };
}
