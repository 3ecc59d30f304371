// How a test is named on the command line: `20` is prompt 20, `20.2` its second trial or rotation.

import type { FlagKind } from './flagKinds';
import { UsageError } from './usageError';

export interface TestNumber {
  /** The number of the prompt, from 1. */
  prompt: number;
  /** Which of the prompt's trials or rotations, from 1; null for all of them. */
  part: number | null;
}

export const testNumber: FlagKind<TestNumber, TestNumber | undefined> = {
  takes: 'value',
  placeholder: ' N[.T]',
  absent: undefined,
  read: (flag, values) => {
    const text = values.at(-1)!;
    const [prompt = 0, part] = text.split('.').map(Number);
    if (!/^\d{1,15}(\.\d{1,15})?$/.test(text) || prompt < 1 || part === 0)
      throw new UsageError(
        `--${flag} must be the number of a prompt, such as 20, or of one of its trials or rotations, such as 20.2, not "${text}".`,
      );
    return { prompt, part: part ?? null };
  },
};
