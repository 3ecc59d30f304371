// Which row of which data file a prompt is, in words. Pure.

import type { PromptInfo } from '../run/events';
import { formatCount } from '../text/format';
import { oneLine } from '../text/hiddenCharacters';

/** `row 7 of cases.csv`; null for a prompt that stands in the benchmark itself, and where that was not recorded. */
export function rowText(prompt: Pick<PromptInfo, 'row'> | undefined): string | null {
  return prompt?.row ? `row ${formatCount(prompt.row.number)} of ${oneLine(prompt.row.file)}` : null;
}
