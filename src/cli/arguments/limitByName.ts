// The values of `--answer-limit NAME=N`.

import { checkedAnswerLimits, type AnswerLimits } from '../../shared/run/answerLimits';
import { messageOf } from '../../shared/text/messageOf';
import type { FlagKind } from './flagKinds';
import { UsageError } from './usageError';

/** Of a limit that is given twice the last value counts. */
export const limitByName: FlagKind<Partial<AnswerLimits>> = {
  takes: 'value',
  placeholder: ' NAME=N',
  absent: {},
  read: (flag, values) => {
    const written = values.map((text) => nameAndValue(flag, text));
    try {
      return checkedAnswerLimits(written);
    } catch (error) {
      throw new UsageError(`--${flag}: ${messageOf(error)}`);
    }
  },
};

function nameAndValue(flag: string, text: string): [name: string, value: unknown] {
  const at = text.indexOf('=');
  const [name, value] = [text.slice(0, at).trim(), text.slice(at + 1).trim()];
  if (at < 1 || name === '' || value === '')
    throw new UsageError(
      `--${flag} must be NAME=N, not "${text}".`,
      `For example: --${flag} answerCharacters=16000000`,
    );
  return [name, /^\d+$/.test(value) ? Number(value) : value];
}
