// Tables of answers that a check holds for, or does not.

import assert from 'node:assert/strict';
import { verdictBy } from './judged';

type Row = readonly [check: string, answer: string];

/** A test for each row. */
export function tableOf(sign: '+' | '-', rows: readonly Row[]): void {
  for (const [check, answer] of rows) it(rowName(sign, check, answer), () => assertRow(sign, check, answer));
}

/** `+`: the check holds for the answer and does not under `not`; `-`: the other way round. */
async function assertRow(sign: '+' | '-', check: string, answer: string): Promise<void> {
  const said = await verdictBy(check, answer);
  assert.equal(said.split(':')[0], sign === '+' ? 'correct' : 'incorrect', said);
  if (sign === '-') assert.doesNotMatch(said.replaceAll(answer, ''), /(?:^|[ .])(?:undefined|NaN|null)\b/);
  const turned = await verdictBy(`{ not: ${check} }`, answer);
  // What is not JSON, and values of which some hold, fail both ways.
  const isTurned = !check.includes('at:') || !(/\[\*\]|\.\./.test(check) || /: The answer is not JSON/.test(said));
  if (isTurned) assert.equal(turned.split(':')[0], sign === '+' ? 'incorrect' : 'correct', turned);
}

/** A row in short, for the name of a test. */
function rowName(sign: '+' | '-', check: string, answer: string): string {
  const short = answer.length > 60 ? `${answer.slice(0, 60)}… (${answer.length})` : answer;
  return `${sign} ${check} | ${JSON.stringify(short)}`;
}
