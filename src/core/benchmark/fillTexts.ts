// Placeholders in the texts of checks: `{{name}}` in any text of an `expect` is replaced by the prompt's value, as in the base prompt.

import { isMap } from '../../shared/text/isMap';
import { fillPrompt, findBraces, isPlaceholderName, type DynamicVariables } from './fillPrompt';

/** All texts of maps and lists, down to the last one, and the keys of maps. */
export function fillTexts(value: unknown, variables: DynamicVariables): unknown {
  if (typeof value === 'string') return fillPrompt(value, variables);
  if (Array.isArray(value)) return value.map((one) => fillTexts(one, variables));
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [fillPrompt(key, variables), fillTexts(one, variables)]),
  );
}

/** The names of the placeholders in all texts. */
export function placeholdersIn(value: unknown): string[] {
  if (typeof value === 'string')
    return findBraces(value)
      .map(({ name }) => name)
      .filter(isPlaceholderName);
  if (Array.isArray(value)) return value.flatMap(placeholdersIn);
  return isMap(value) ? Object.entries(value).flat().flatMap(placeholdersIn) : [];
}
