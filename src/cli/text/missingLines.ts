// What a merged run lacks, and how to have it.

import { shellWord } from '../../shared/text/shellWord';
import type { RunState } from '../../shared/run/runState';
import { missingText } from '../../shared/words/shardText';
import type { Colors } from '../terminal/terminal';
import { printable } from './fitText';

/** Nothing of a run that is whole, or was not merged. `ways` is what can be done beside asking it in the merged run. */
export function missingLines(state: RunState, folder: string, colors: Colors, ways = ''): string[] {
  const missing = missingText(state);
  if (!missing) return [];
  return [
    colors.yellow(`${missing.whole}:`),
    ...missing.byShard.map((line) => `  ${line}`),
    `\`iso-speed-bench resume ${shellWord(printable(folder))}\` asks them${ways}.`,
  ];
}
