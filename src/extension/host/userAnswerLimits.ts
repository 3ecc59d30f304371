// The limits of answers as the user has them in the settings. What is wrong in them is refused: a run would end its tests at another limit than
// the user believes.

import { checkedAnswerLimits, type AnswerLimits } from '../../shared/run/answerLimits';
import { isMap } from '../../shared/text/isMap';
import { messageOf } from '../../shared/text/messageOf';

/** Throws a sentence that names the setting. */
export function userAnswerLimits(setting: unknown): Partial<AnswerLimits> {
  try {
    if (setting === undefined || setting === null) return {};
    if (!isMap(setting)) throw new Error('It must name limits, such as { "answerCharacters": 16000000 }.');
    return checkedAnswerLimits(Object.entries(setting));
  } catch (error) {
    throw new Error(`Setting isoSpeedBench.limits: ${messageOf(error)} Nothing was sent to any model.`, {
      cause: error,
    });
  }
}
