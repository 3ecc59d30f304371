// Tables of answers that a check holds for, and of those it does not.

import assert from 'node:assert/strict';
import { verdictBy } from './judged';

type Row = readonly [check: string, answer: string];

/** A test for each row: `+` where it holds and where, under `not`, it does not; `-` the other way round. */
export function tableOf(sign: '+' | '-', rows: readonly Row[]): void {
  for (const [check, answer] of rows)
    it(`${sign} ${check} | ${JSON.stringify(answer.length > 60 ? `${answer.slice(0, 60)}… (${answer.length})` : answer)}`, async () => {
      const said = await verdictBy(check, answer);
      assert.equal(said.split(':')[0], sign === '+' ? 'correct' : 'incorrect', said);
      if (sign === '-') assert.ok(!/(?:^|[ .])(?:undefined|NaN|null)\b/.test(said.replaceAll(answer, '')), said);
      const turned = await verdictBy(`{ not: ${check} }`, answer);
      // What is not JSON, and values of which some hold, fail both ways.
      const isTurned = !check.includes('at:') || !(check.includes('[*]') || /: The answer is not JSON/.test(said));
      if (isTurned) assert.equal(turned.split(':')[0], sign === '+' ? 'incorrect' : 'correct', turned);
    });
}
