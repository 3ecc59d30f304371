// Checks the names of the variants of the base prompt, which rows are called by, and makes the rows of them.

import { modelRow, type ModelId } from '../../shared/run/model';
import { isMap } from '../../shared/text/isMap';
import type { ProblemList } from './problemList';
import { formatPath } from './problemPath';
import { rowNameFault } from './rowNameFault';

/** Also a comma, which stands between a label and a variant. */
const refused = '[]#,';

/** The names of the variants, in the order of the file; none for one text. What is no text is left to `checkShape`. */
export function checkVariants(basePrompt: unknown, problems: ProblemList): string[] {
  if (!isMap(basePrompt)) return [];
  const names = Object.keys(basePrompt);
  const seen = new Map<string, string>();
  for (const name of names) {
    const path = ['base_prompt', name];
    const earlier = seen.get(foldedName(name));
    const fault =
      name.trim() === ''
        ? 'has no name: each variant needs one, such as `short`.'
        : name.trim() !== name
          ? 'has a name with a space before or behind it: take it away.'
          : earlier === undefined
            ? rowNameFault(name, refused)
            : `is called like ${formatPath(['base_prompt', earlier])} but for capitals: give each variant a name of its own.`;
    if (fault !== undefined) problems.error(path, `${formatPath(path)} ${fault}`, problems.keySpanOf(path));
    seen.set(foldedName(name), name);
  }
  return names;
}

/** A row for each variant of each model, those of one model together. */
export function rowsOfVariants(models: readonly ModelId[], variants: readonly string[]): ModelId[] {
  return variants.length === 0
    ? [...models]
    : models.flatMap((model) => variants.map((variant) => modelRow(model, { variant })));
}

function foldedName(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}
