// The summary line of the test page: when, how long, by whom, score, tokens, cost. Pure.

import { oneLine } from '../../../src/shared/text/hiddenCharacters';
import { formatDateTime, formatDuration } from '../../../src/shared/text/format';
import type { ShownTest } from '../../../src/shared/protocols/testPageProtocol';
import { formatScore } from '../../../src/shared/words/testText';
import { costFigureOf, missingWord, tokensDefinition, tokensText } from '../test/testFigures';

interface SummaryPart {
  text: string;
  /** There is no value: `text` says so. */
  isMissing: boolean;
  definition: string;
}

export function testSummary({ detail, model, machine }: ShownTest): SummaryPart[] {
  if (!detail) return [];
  const tokens = detail.tokens ?? null;
  const cost = costFigureOf(model, { timings: null, tokens: null, cost: detail.cost ?? null });
  const total = detail.timings?.total ?? null;
  // What is missing says what it would be: the others show it.
  const part = (text: string | null, definition: string, name = ''): SummaryPart => ({
    text: text ?? `${name} ${missingWord(detail)}`.trim(),
    isMissing: text === null,
    definition,
  });
  return [
    ...(detail.score === null || detail.score === undefined
      ? []
      : [
          part(`score ${formatScore(detail.score)}`, 'From 0 to 1; a text test has 1 for correct and 0 for incorrect.'),
        ]),
    part(
      detail.startedAt ? formatDateTime(detail.startedAt) : null,
      `When the first attempt was sent. ${detail.startedAt ?? ''}`,
      'date',
    ),
    part(
      total === null ? null : formatDuration(total),
      'Total: from dispatch of the request to the end of its answer.',
      'total',
    ),
    part(`${model.providerLabel}`, 'The model API.'),
    part(tokensText(tokens, { in: ' in', out: ' out' }), tokensDefinition(tokens), 'tokens'),
    part(cost.value, cost.definition, cost.name),
    ...(machine === null ? [] : [part(`on ${oneLine(machine)}`, 'The machine that asked: the run has several.')]),
    ...(detail.attempts && detail.attempts > 1
      ? [part(`${detail.attempts} attempts`, 'Requests made until one was answered.')]
      : []),
  ];
}
