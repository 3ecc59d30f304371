// The base prompt of a benchmark: one text that every row is asked with, or variants of it, of which each row has its own.

import type { ModelId } from './model';

/** A text, or texts by the names of variants. */
export type BasePrompt = string | { readonly [variant: string]: string };

/** The names of the variants, in the order of the file; none where all rows are asked with one text. */
export function variantsOf(basePrompt: BasePrompt): string[] {
  return typeof basePrompt === 'string' ? [] : Object.keys(basePrompt);
}

/** Every text that any row is asked with. */
export function textsOf(basePrompt: BasePrompt): string[] {
  return typeof basePrompt === 'string' ? [basePrompt] : Object.values(basePrompt);
}

/** What a row is asked with. Throws where it has a variant that is not there, for it would be asked something else. */
export function basePromptFor(basePrompt: BasePrompt, { model, variant }: Pick<ModelId, 'model' | 'variant'>): string {
  if (typeof basePrompt === 'string') return basePrompt;
  const text = variant !== undefined && Object.hasOwn(basePrompt, variant) ? basePrompt[variant] : undefined;
  if (text === undefined) throw new Error(`There is no variant of the base prompt for ${model}.`);
  return text;
}

/** The whole as one text for people: each variant below its name. */
export function basePromptText(basePrompt: BasePrompt): string {
  if (typeof basePrompt === 'string') return basePrompt;
  return Object.entries(basePrompt)
    .map(([variant, text]) => `[${variant}]\n${text.trimEnd()}\n`)
    .join('\n');
}
