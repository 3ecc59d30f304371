// The figures of the table of models on the review page: what each is, what its cells show, and what the table is sorted by.

import { html, nothing } from 'lit';
import type { ReviewRun } from '../../../src/shared/protocols/reviewData';
import type { ModelSummary } from '../../../src/shared/runs/runManifest';
import { formatCount, formatDuration, formatRate } from '../../../src/shared/text/format';
import { costText } from '../../../src/shared/words/testText';
import { accuracyFigure } from '../figures/modelFigures';
import type { SortColumn } from '../kit/sortedRows';
import { notRunReasons } from './notRunReasons';
import { testsLink } from './testsLink';

interface ModelColumn extends SortColumn<ModelSummary> {
  cell(model: ModelSummary): unknown;
  /** What must be known to read the cell right; empty for nothing. */
  note?(model: ModelSummary): string;
}

/** In the order of the table; *Submitted* and *Not run* only where a model has such tests. */
export function modelColumns({ manifest: { models }, state }: ReviewRun): readonly ModelColumn[] {
  return [
    {
      id: 'correctTests',
      name: 'Correct',
      isLowerBetter: false,
      value: ({ correct }) => correct,
      cell: ({ correct, model }) => testsLink(correct, ['correct'], model),
    },
    {
      id: 'incorrectTests',
      name: 'Incorrect',
      isLowerBetter: true,
      value: ({ incorrect }) => incorrect,
      cell: ({ incorrect, model }) => testsLink(incorrect, ['incorrect'], model),
    },
    {
      id: 'errorTests',
      name: 'Errors',
      isLowerBetter: true,
      value: ({ error }) => error,
      cell: ({ error, model }) => testsLink(error, ['error'], model),
    },
    ...(models.some(({ submitted }) => submitted > 0) ? [submitted] : []),
    ...(models.some((model) => leftOut(model) > 0)
      ? [{ ...notRun, note: ({ model }: ModelSummary) => notRunReasons(state, model) }]
      : []),
    {
      id: 'accuracy',
      name: 'Accuracy',
      definition: 'correct / (correct + incorrect), with its Wilson 95% interval',
      isLowerBetter: false,
      value: ({ accuracy }) => accuracy,
      cell(model) {
        const { value, interval } = accuracyFigure(model);
        return html`<b>${value}</b>${interval ? html` <span class="muted">(${interval})</span>` : nothing}`;
      },
    },
    {
      id: 'speed',
      name: 'Speed',
      isLowerBetter: false,
      value: ({ tokensPerSecond }) => tokensPerSecond,
      cell: ({ tokensPerSecond }) => formatRate(tokensPerSecond),
      note: ({ tokensPerSecondBasis }) => (tokensPerSecondBasis === 'endToEnd' ? 'end to end' : 'decode'),
    },
    {
      id: 'total',
      name: 'Avg. total',
      isLowerBetter: true,
      value: ({ averageTotal }) => averageTotal,
      cell: ({ averageTotal }) => formatDuration(averageTotal),
    },
    {
      id: 'ttft',
      name: 'TTFT p50',
      isLowerBetter: true,
      value: ({ medianTtft }) => medianTtft,
      cell: ({ medianTtft }) => formatDuration(medianTtft),
    },
    {
      id: 'tokens',
      name: 'Tokens in + out',
      isLowerBetter: true,
      value: ({ counted, inputTokens, outputTokens }) =>
        counted > 0 ? (inputTokens ?? 0) + (outputTokens ?? 0) : null,
      cell: ({ counted, inputTokens, outputTokens }) =>
        counted > 0 ? `${formatCount(inputTokens)} + ${formatCount(outputTokens)}` : 'n/a',
    },
    {
      id: 'cost',
      name: 'Cost',
      isLowerBetter: true,
      value: ({ costUsd }) => costUsd,
      cell: (model) => costText(model, model),
    },
  ];
}

const submitted: ModelColumn = {
  id: 'submitted',
  name: 'Submitted',
  definition: 'In batches, to be collected',
  isLowerBetter: true,
  value: (model) => model.submitted,
  cell: (model) => testsLink(model.submitted, ['submitted'], model.model),
};

const notRun: ModelColumn = {
  id: 'notRun',
  name: 'Not run',
  definition: 'In no other figure',
  isLowerBetter: true,
  value: leftOut,
  cell: (model) => testsLink(leftOut(model), ['not_run'], model.model),
};

/** Tests that are not run and that nobody waits for. */
function leftOut(model: ModelSummary): number {
  return model.notRun - model.submitted;
}
