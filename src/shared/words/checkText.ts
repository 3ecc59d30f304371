// What a check came to in words: the same in terminal, pages, transcripts and result images.

import type { RecordedCheck } from '../results/testResult';
import { oneLine } from '../text/hiddenCharacters';
import { formatScore } from './testText';

const verdictWords: { readonly [verdict in RecordedCheck['verdict']]: string } = {
  correct: 'holds',
  incorrect: 'does not hold',
  error: 'could not be judged',
};

interface CheckText {
  /** `holds`. */
  verdict: string;
  /** Its own name and what it expects: `city: contains "Paris"`. */
  expected: string;
  /** `0.67, weight 2`; empty where verdict and weight say it all. */
  score: string;
  /** Why it does not hold; empty where it does. */
  reason: string;
}

export function checkText({ verdict, name, expected, score, weight, reason }: RecordedCheck): CheckText {
  const figures = [
    ...(score === null || score === 0 || score === 1 ? [] : [`score ${formatScore(score)}`]),
    ...(weight === undefined ? [] : [`weight ${weight}`]),
  ];
  return {
    verdict: verdictWords[verdict],
    expected: oneLine(name === undefined ? expected : `${name}: ${expected}`),
    score: figures.join(', '),
    reason: oneLine(reason ?? ''),
  };
}

/** `holds: city: contains "Paris" (score 0.67)`, on one line. */
export function checkLine(check: RecordedCheck): string {
  const { verdict, expected, score, reason } = checkText(check);
  return `${verdict}: ${expected}${score === '' ? '' : ` (${score})`}${reason === '' ? '' : ` · ${reason}`}`;
}
