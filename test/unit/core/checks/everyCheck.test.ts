// What must hold of every check, so that a new one is tried before it has tests of its own: its example loads, and what a simulated model says to
// it is judged as it was meant, under `not` as well.

import assert from 'node:assert/strict';
import { load } from 'js-yaml';
import { plainChecks } from '../../../../src/core/checks/plainChecks';
import { simulatedAnswer } from '../../../../src/core/providers/simulatedAnswer';
import { seededRandom } from '../../../../src/shared/statistics/seededRandom';
import { judgedBy, promptOf } from './judged';

/** They run programs, or look at no answer: their own tests try them. */
const others = ['python_tests', 'python', 'javascript', 'limits', 'rubric'];

describe('every check', () => {
  for (const { word, example } of plainChecks) {
    it(`${word} has an example that loads, and its canonical form loads to the same`, () => {
      assert.ok(Object.hasOwn(load(`{ ${example} }`) as object, word), example);
      if (others.includes(word)) return;
      const { expectation } = promptOf(`{ expect: [{ ${example} }] }`);
      const { checks } = expectation as { checks: unknown[] };
      assert.deepEqual(promptOf(`{ expect: ${JSON.stringify(checks)} }`).expectation, expectation);
    });
    if (others.includes(word)) continue;
    for (const check of [
      `{ ${example} }`,
      `{ not: { ${example} } }`,
      ...(word === 'contains_all' ? [] : [`{ ${example}, at: $.a }`]),
    ])
      it(`${check} gets simulated answers that are judged as they are meant`, async () => {
        const prompt = `{ expect: [${check}] }`;
        const { expectation } = promptOf(prompt);
        for (const isCorrect of [true, false])
          for (const seed of ['a', 'b', 'c', 'd']) {
            const asked = { testType: 'checks' as const, expectation, picture: null };
            const answer = await simulatedAnswer(asked, isCorrect, seededRandom(seed));
            const { record } = await judgedBy(prompt, answer);
            assert.equal(record.verdict, isCorrect ? 'correct' : 'incorrect', answer);
          }
      });
  }
});
