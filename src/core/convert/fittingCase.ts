// A case whose checks can be judged with its values. A text that comes to nothing with them is refused by a check, and one such row is no reason
// to carry over none.

import { fillTexts } from '../benchmark/fillTexts';
import { readExpectation } from '../benchmark/readExpectation';
import { anyAnswer } from './anyAnswer';
import type { CarriedCase, Place } from './carried';
import type { LeftOvers } from './leftOvers';

/** Skipped, with the reason, where a check can't be met. `start` is where the case is named that has no place. */
export function fittingCase(one: CarriedCase, start: Place, leftOvers: LeftOvers): CarriedCase {
  if (one.expect.length === 0) return one;
  const read = readExpectation(fillTexts(one.expect, one.variables), 'checks', ['expect']);
  if (read.ok) return one;
  const fault = read.faults[0]!.message;
  leftOvers.add(
    one.place ?? start,
    'assert',
    `With the values of its test a check can't be met: ${fault} The test is skipped.`,
  );
  return { ...one, expect: [anyAnswer], skip: one.skip ?? `A check of the original can't be met: ${fault}` };
}
