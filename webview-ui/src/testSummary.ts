// The summary line of the test page: when, how long, by whom, score, tokens, cost. Pure; unknown is *not recorded*.

import { formatCount, formatDateTime, formatDuration } from '../../src/shared/format';
import type { ShownTest } from '../../src/shared/testPageProtocol';
import { costFigureOf, notRecorded } from './testFigures';

export interface SummaryPart {
  text: string;
  definition: string;
}

export function testSummary({ detail, model }: ShownTest): SummaryPart[] {
  if (!detail) return [];
  const tokens = detail.tokens ?? null;
  const cost = costFigureOf(model, { timings: null, tokens: null, cost: detail.cost ?? null });
  const total = detail.timings?.total ?? null;
  const part = (text: string | null, definition: string): SummaryPart => ({ text: text ?? notRecorded, definition });
  return [
    ...(detail.score === null || detail.score === undefined ? [] : [part(`score ${formatScore(detail.score)}`, 'From 0 to 1; a text test has 1 for correct and 0 for incorrect.')]),
    part(detail.startedAt ? formatDateTime(detail.startedAt) : null, `When the first attempt was sent. ${detail.startedAt ?? ''}`),
    part(total === null ? null : formatDuration(total), 'Total: from dispatch of the request to the end of its answer.'),
    part(`${model.providerLabel}`, 'The model API.'),
    part(
      tokens && (tokens.input !== null || tokens.output !== null)
        ? `${formatCount(tokens.input)} in${share(tokens.cached, 'cached')} + ${formatCount(tokens.output)} out${share(tokens.reasoning, 'reasoning')}`
        : null,
      tokens?.source === 'estimated' ? 'Tokens, estimated by us: the model API gave no count.' : 'Tokens as the model API counts them.',
    ),
    part(cost.value, cost.definition),
    ...(detail.attempts && detail.attempts > 1 ? [part(`${detail.attempts} attempts`, 'Requests made until one was answered.')] : []),
  ];
}

/** `1`, `0.75`. */
export function formatScore(score: number): string {
  return Number.isInteger(score) ? String(score) : score.toFixed(2);
}

function share(count: number | null, word: string): string {
  return count === null || count === 0 ? '' : ` (${formatCount(count)} ${word})`;
}
