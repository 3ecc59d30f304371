// What a result image says of its test, as plain texts. Knows nothing of drawing.

import { formatCost, formatDateTime, formatDuration, formatRate } from '../../shared/text/format';
import type { TestResult } from '../../shared/results/testResult';
import { errorKindWords, testRate } from '../../shared/words/testText';

/** Stands between two facts on a line. */
export const betweenFacts = '  ·  ';

/** `raw_string_evaluator · score 1 · 0.62 s · TTFT 0.21 s · 81.2 tok/s`: what was judged and how it went. Unknown times are left out. */
export function figuresLine(result: TestResult): string {
  const { ttft, total } = result.timings;
  const rate = testRate(result);
  return [
    ...(result.testType === '' ? [] : [result.testType]),
    result.score === null ? 'no score' : `score ${scoreText(result.score)}`,
    ...(total === null ? [] : [`total ${formatDuration(total)}`]),
    ...(ttft === null ? [] : [`TTFT ${formatDuration(ttft)}`]),
    ...(rate === null ? [] : [`${formatRate(rate.value)}${rate.basis === 'endToEnd' ? ' e2e' : ''}`]),
    ...(result.cost.usd === null || result.isSimulated ? [] : [formatCost(result.cost.usd)]),
  ].join(betweenFacts);
}

/** `#7 trial 2/3 · openai~gpt-4o · OpenAI · Simple math`: which test it is. */
export function placeLine(
  { model, providerLabel, benchmarkName }: Pick<TestResult, 'model' | 'providerLabel' | 'benchmarkName'>,
  name: string,
): string {
  return [name, model, providerLabel, benchmarkName].join(betweenFacts);
}

/** The heading of a prompt: `PROMPT #7`, `PROMPT #7 TRIAL 2/3`. */
export function promptCaption(name: string): string {
  return `PROMPT ${name.toUpperCase()}`;
}

/** `2026-11-21_17-45-03_simple-math · 21 Nov 2026, 17:45:09`: where to find it. */
export function runLine(result: TestResult): string {
  return [result.runId, result.startedAt === null ? 'date not recorded' : formatDateTime(result.startedAt)].join(
    betweenFacts,
  );
}

/** Why the verdict is what it is; null when expected and got say it all. */
export function reasonText({ error, reason }: TestResult): string | null {
  if (error)
    return `${errorKindWords[error.kind]}${error.status === undefined ? '' : ` (HTTP ${error.status})`}: ${error.message}`;
  return reason === undefined || reason === '' ? null : reason;
}

/** 0-1, with two decimals unless it is whole: an almost right answer must not look right. */
function scoreText(score: number): string {
  if (Number.isInteger(score)) return String(score);
  return Math.min(0.99, Math.max(0.01, score)).toFixed(2);
}

/** More of a title than this no picture has room for, characters. */
const longestTitle = 600;

/** A prompt's label; one that was cut for lists goes on here to the end of its line, as the prompt has it. */
export function titleOf(label: string, prompt: string): string {
  if (!label.endsWith('…')) return label;
  const beginning = label.slice(0, -1);
  for (const line of prompt.split(/[\r\n]+/)) {
    const words = line.replace(/\s+/g, ' ').trim();
    const at = words.indexOf(beginning);
    if (at >= 0) return words.slice(at, at + longestTitle);
  }
  return label;
}
