// Which limits of answers are taken, and what is said of the others.

import assert from 'node:assert/strict';
import { parseArguments } from '../../../../src/cli/arguments/parseArguments';
import { UsageError } from '../../../../src/cli/arguments/usageError';
import { userAnswerLimits } from '../../../../src/extension/host/userAnswerLimits';
import {
  answerLimitNames,
  answerLimitRanges,
  checkedAnswerLimits,
  usualAnswerLimits,
} from '../../../../src/shared/run/answerLimits';

/** What the command line makes of these words. */
const inTerminal = (...words: string[]): unknown => {
  const command = parseArguments(['run', 'a.yaml', ...words.flatMap((word) => ['--answer-limit', word])]);
  return 'answerLimits' in command ? command.answerLimits : undefined;
};

describe('the limits of answers', () => {
  for (const name of answerLimitNames) {
    const { usual, least, most } = answerLimitRanges[name];

    it(`${name} is taken from the least value to the most, and no other`, () => {
      assert.equal(usualAnswerLimits[name], usual);
      for (const value of [least, usual, most]) {
        assert.deepEqual(checkedAnswerLimits([[name, value]]), { [name]: value });
        assert.deepEqual(inTerminal(`${name}=${value}`), { [name]: value });
      }
      for (const value of [0, -1, least - 1, most + 1, 1e300, least + 0.5, NaN, Infinity, '16', '', null, true, {}, []])
        assert.throws(
          () => checkedAnswerLimits([[name, value]]),
          new RegExp(
            `^Error: ${name} must be a whole number of (bytes|characters) from ${least} to ${most}, not .+\\.$`,
          ),
          String(value),
        );
    });
  }

  it('leave an error room to be read to its own limit', () =>
    assert.ok(answerLimitRanges.errorBytes.most * 2 <= answerLimitRanges.bodyBytes.least));

  it('are refused in a terminal with a sentence that names the flag', () => {
    for (const [word, said] of [
      ['answerCharacters=0', '--answer-limit: answerCharacters must be a whole number .* not 0.'],
      ['answerCharacters=-5', '--answer-limit: answerCharacters must be a whole number .* not "-5".'],
      ['answerCharacters=much', '--answer-limit: answerCharacters must be a whole number .* not "much".'],
      ['answerCharacters=1e9', '--answer-limit: answerCharacters must be a whole number .* not "1e9".'],
      ['answerCharacters=NaN', '--answer-limit: answerCharacters must be a whole number .* not "NaN".'],
      ['answers=5000', '--answer-limit: "answers" is not a limit of answers. The limits are bodyBytes, '],
      ['answerCharacters', '--answer-limit must be NAME=N, not "answerCharacters".'],
      ['=5000', '--answer-limit must be NAME=N, not "=5000".'],
      ['answerCharacters=', '--answer-limit must be NAME=N, not "answerCharacters=".'],
    ] as const)
      assert.throws(
        () => inTerminal(word),
        (error) => error instanceof UsageError && new RegExp(`^${said}`).test(error.message),
        word,
      );
  });

  it('may be given several times, the last of a name counts', () =>
    assert.deepEqual(inTerminal('answerCharacters=5000', 'lineCharacters=6000', 'answerCharacters=7000'), {
      answerCharacters: 7000,
      lineCharacters: 6000,
    }));

  it('are refused in the settings with a sentence that names the setting', () => {
    assert.deepEqual(userAnswerLimits(undefined), {});
    assert.deepEqual(userAnswerLimits({ lineCharacters: 5000 }), { lineCharacters: 5000 });
    for (const setting of [{ lineCharacters: '5000' }, { lineCharacters: 0 }, { lines: 5000 }, 5000, 'much', [5000]])
      assert.throws(
        () => userAnswerLimits(setting),
        /^Error: Setting isoSpeedBench\.limits: .+\. Nothing was sent to any model\.$/,
      );
  });
});
