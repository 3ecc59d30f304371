// A placeholder in `skip` is filled by the rows of a data file. Anywhere else it would leave out a prompt that nobody meant.

import { isMap } from '../../shared/text/isMap';
import { placeholdersIn } from './fillTexts';
import type { ProblemList } from './problemList';

/** `prompts` are as written, before the rows of data files are put in: a cell may well have braces in it. */
export function checkSkips(prompts: unknown, problems: ProblemList): void {
  if (!Array.isArray(prompts)) return;
  for (const [position, prompt] of (prompts as unknown[]).entries()) {
    const [name] = isMap(prompt) && prompt['file'] === undefined ? placeholdersIn(prompt['skip']) : [];
    if (name === undefined) continue;
    const path = ['prompts', position, 'skip'];
    const message = `prompts[${position}].skip has {{${name}}} in it, which only the rows of a data file fill. Write true, or the reason.`;
    problems.error(path, message);
  }
}
