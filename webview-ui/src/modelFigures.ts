// The figures of a model's row: for each its name, its value and the definition shown as its tooltip.
// Pure; the definitions are those of the run's own records.

import { formatCost, formatCount, formatDuration, formatPercent, formatRate } from '../../src/shared/format';
import type { Award, ModelStats } from '../../src/shared/runStats';
import { wilsonInterval } from '../../src/shared/runStats';
import { costNote } from '../../src/shared/testText';
import type { ModelInfo } from '../../src/shared/model';

export interface Figure {
  name: string;
  value: string;
  /** What must be known to read the value right. */
  note?: string | null;
  definition: string;
}

export const countDefinitions = {
  correct: 'Correct: tests whose answer was judged right.',
  incorrect: 'Incorrect: tests whose answer was judged wrong.',
  error: 'Error: tests without a judgeable answer (time-out, refusal, cut off, failure of the model API). Not in the accuracy, nor in any average.',
};

/** `96.7%` and, where anything was judged, its interval `83-99`. */
export function accuracyFigure(stats: ModelStats): Figure & { interval: string | null } {
  const judged = stats.correct + stats.incorrect;
  const interval = wilsonInterval(stats.correct, judged);
  return {
    name: 'accuracy',
    value: formatPercent(stats.accuracy),
    interval: interval ? `${Math.round(interval.low * 100)}–${Math.round(interval.high * 100)}` : null,
    definition: `Accuracy: correct / (correct + incorrect), here ${stats.correct} of ${judged}. In brackets the 95% interval (Wilson): where the true share plausibly lies. Errors are not in it.`,
  };
}

export function rateFigure(stats: ModelStats): Figure {
  const isEndToEnd = stats.tokensPerSecondBasis === 'endToEnd';
  return {
    name: isEndToEnd ? 'speed, e2e' : 'speed, decode',
    value: formatRate(stats.tokensPerSecond),
    definition: isEndToEnd
      ? 'End-to-end speed: output tokens / total duration, tokens per second, so the wait for the first token is in it. Mean over judged tests. The decode speed was not measured.'
      : 'Decode speed: (output tokens - 1) / (last token - first token), tokens per second, after the first token has come. Mean over judged tests.',
  };
}

export function totalFigure(stats: ModelStats): Figure {
  return {
    name: 'avg. total',
    value: formatDuration(stats.averageTotal),
    definition: 'Average total duration: from dispatch of the request to the end of its answer. Waiting for a free slot and failed attempts are not in it. Mean over judged tests.',
  };
}

export function loadFigure(stats: ModelStats): Figure {
  return {
    name: 'avg. load',
    value: formatDuration(stats.averageLoad),
    definition: 'Average load duration: loading the model into memory, as its server reports it (Ollama). n/a where nobody reports it.',
  };
}

export function ttftFigure(stats: ModelStats): Figure {
  return {
    name: 'TTFT p50',
    value: formatDuration(stats.medianTtft),
    definition: 'Time to first token, median (nearest rank): from dispatch to the first token, reasoning or answer, over judged tests.',
  };
}

export function tokensFigure(stats: ModelStats): Figure {
  const isKnown = stats.counted > 0;
  return {
    name: 'tokens in + out',
    value: isKnown ? `${shortCount(stats.inputTokens)} + ${shortCount(stats.outputTokens)}` : formatCount(null),
    definition: `${isKnown ? `${formatCount(stats.inputTokens)} + ${formatCount(stats.outputTokens)}. ` : ''}Input and output tokens of all finished tests, reasoning tokens included. Tokens of different models are not the same length of text.`,
  };
}

/** `9,999`, `134k`, `1.2M`: fits beside another one; the exact number is in the tooltip. */
function shortCount(count: number): string {
  if (count < 10_000) return formatCount(count);
  return count < 999_500 ? `${Math.round(count / 1000)}k` : `${(count / 1_000_000).toFixed(1)}M`;
}

export function costFigure(model: ModelInfo, stats: ModelStats): Figure {
  return {
    name: 'cost',
    value: formatCost(stats.costUsd),
    note: costNote(model, stats),
    definition: costDefinition(model),
  };
}

function costDefinition(model: ModelInfo): string {
  if (model.isSimulated) return 'Cost: simulated models cost nothing.';
  if (model.isLocal) return 'Cost: a local model costs nothing per token; electricity and machine are not counted.';
  return 'Cost, USD: tokens x the price of the model API at the time of the run. A test whose price is unknown is not in it.';
}

export const awardWords: { [award in Award]: { label: string; definition: string } } = {
  perfect: { label: 'perfect', definition: 'Every test correct.' },
  fastest: { label: 'fastest', definition: 'Lowest average total duration of the models that finished every test without an error.' },
  slowest: { label: 'slowest', definition: 'Highest average total duration of the models that finished every test without an error.' },
  mostAccurate: { label: 'most accurate', definition: 'Highest accuracy of the models that finished every test without an error.' },
  leastAccurate: { label: 'least accurate', definition: 'Lowest accuracy of the models that finished every test without an error.' },
};
