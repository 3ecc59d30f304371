// What differs from prompt to prompt, written as a key of the prompt: in other tools' files it stands there, here under `dynamic_variables`.

import { meaningOf, normalized } from './fieldWords';
import { keyInBraces } from './keyInBraces';
import { findBraces, isPlaceholderName } from './fillPrompt';

/** What other tools call the text of a prompt. */
const textWords = new Set(
  ['prompt', 'question', 'query', 'text', 'task', 'instruction', 'problem', 'user', 'content'].map(normalized),
);

interface ValueBeside {
  /** Where it goes, in words. */
  advice: string;
  /** The placeholder that it is the value of, where that is clear. */
  name?: string;
}

/** Says where the value of a key of a prompt goes; undefined for a key that is no value for the base prompt. */
export function valueBeside(
  key: string,
  owner: { [key: string]: unknown },
  basePrompt: string,
): ValueBeside | undefined {
  const inBraces = [...new Set(findBraces(basePrompt).map(({ name }) => name))];
  if (inBraces.includes(key)) {
    if (owner['dynamic_variables'] === null)
      return { advice: 'To make it a value for the placeholder, indent it further than `dynamic_variables`.' };
    return { advice: `A value for the placeholder {{${key}}} goes here: ${written(key)}.`, name: key };
  }
  const meant = meaningOf(key, 'prompt')?.key;
  const isText = textWords.has(normalized(key)) || meant === 'base_prompt';
  const isInput = meant === 'dynamic_variables' && typeof owner[key] !== 'object';
  if (!isText && !isInput) return undefined;
  const placeholders = inBraces.filter(isPlaceholderName);
  const [name] = placeholders;
  if (name === undefined)
    return {
      advice: `What is asked stands in \`base_prompt\`: write {{${key}}} there, and what differs from prompt to prompt here as ${written(key)}.`,
    };
  const advice = `What differs from prompt to prompt goes by the name of its placeholder in \`base_prompt\`: ${written(name)}.`;
  return placeholders.length === 1 ? { advice, name } : { advice };
}

function written(name: string): string {
  return `\`dynamic_variables: { ${keyInBraces(name)}: ... }\``;
}
