// One question to a judge model in words: the same in terminal, pages and transcripts.

import type { RecordedJudgeCall } from '../results/testResult';
import { formatCost, formatCount, formatDuration } from '../text/format';
import { oneLine } from '../text/hiddenCharacters';
import { verdictGlyphs } from './testText';

interface JudgeCallText {
  /** `✓`. */
  glyph: string;
  /** `pass`, `fail`, or why there is none. */
  verdict: string;
  /** The class of the verdict, for its color. */
  kind: 'correct' | 'incorrect' | 'error';
  /** What the judge gives for it; empty where it gives nothing. */
  reason: string;
  /** `412 in, 30 out`, `$0.0028`, `1.20 s`, `temperature 0`. */
  facts: string[];
  /** What it was asked. */
  question: string;
  /** What it said, as it came. */
  answer: string;
}

export function judgeCallText({ said, error, attempts, cost }: RecordedJudgeCall): JudgeCallText {
  const last = attempts.at(-1);
  const tokens = last?.response?.tokens;
  const parameters = Object.entries(last?.request.parameters ?? {}).filter(([, value]) => typeof value === 'number');
  const refused = last?.request.refused ?? [];
  return {
    ...verdictOf(said, error !== undefined),
    reason: oneLine(said?.reason ?? error?.message ?? ''),
    facts: [
      ...(tokens ? [`${formatCount(tokens.input)} in, ${formatCount(tokens.output)} out`] : []),
      formatCost(cost.calls === 0 ? null : cost.usd),
      ...(last ? [formatDuration(last.times.endedAt - last.times.dispatchedAt)] : []),
      ...(attempts.length > 1 ? [`${formatCount(attempts.length)} attempts`] : []),
      ...parameters.map(([name, value]) => `${name} ${String(value)}`),
      ...(refused.length === 0 ? [] : [`did not take ${refused.join(', ')}`]),
    ],
    question: last?.request.messages.map(({ content }) => content).join('\n\n') ?? '',
    answer: last?.response?.text ?? '',
  };
}

function verdictOf(
  said: RecordedJudgeCall['said'],
  hasFailed: boolean,
): Pick<JudgeCallText, 'glyph' | 'verdict' | 'kind'> {
  const kind = said === undefined ? 'error' : said.isPass ? 'correct' : 'incorrect';
  const none = hasFailed ? 'no answer' : 'no verdict that can be read';
  return { glyph: verdictGlyphs[kind], verdict: said === undefined ? none : said.isPass ? 'pass' : 'fail', kind };
}
