// The figures of the table of models on the review page, by which it can be sorted.

import type { ModelSummary } from '../../../src/shared/runs/runManifest';
import type { SortColumn } from '../kit/sortedRows';

/** The figures of the table of models, in its order. */
export const modelColumns: readonly SortColumn<ModelSummary>[] = [
  { id: 'correctTests', name: 'Correct', isLowerBetter: false, value: ({ correct }) => correct },
  { id: 'incorrectTests', name: 'Incorrect', isLowerBetter: true, value: ({ incorrect }) => incorrect },
  { id: 'errorTests', name: 'Errors', isLowerBetter: true, value: ({ error }) => error },
  {
    id: 'submitted',
    name: 'Submitted',
    definition: 'In batches, to be collected',
    isLowerBetter: true,
    value: ({ submitted }) => submitted,
  },
  {
    id: 'notRun',
    name: 'Not run',
    definition: 'In no other figure',
    isLowerBetter: true,
    value: ({ notRun, submitted }) => notRun - submitted,
  },
  {
    id: 'accuracy',
    name: 'Accuracy',
    definition: 'correct / (correct + incorrect), with its Wilson 95% interval',
    isLowerBetter: false,
    value: ({ accuracy }) => accuracy,
  },
  { id: 'speed', name: 'Speed', isLowerBetter: false, value: ({ tokensPerSecond }) => tokensPerSecond },
  { id: 'total', name: 'Avg. total', isLowerBetter: true, value: ({ averageTotal }) => averageTotal },
  {
    id: 'ttft',
    name: 'TTFT p50',
    isLowerBetter: true,
    value: ({ medianTtft }) => medianTtft,
  },
  {
    id: 'tokens',
    name: 'Tokens in + out',
    isLowerBetter: true,
    value: ({ counted, inputTokens, outputTokens }) => (counted > 0 ? (inputTokens ?? 0) + (outputTokens ?? 0) : null),
  },
  { id: 'cost', name: 'Cost', isLowerBetter: true, value: ({ costUsd }) => costUsd },
];
