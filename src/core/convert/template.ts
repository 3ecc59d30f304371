// Templates of other tools, Nunjucks and Jinja: plain variables are the placeholders that we have; whatever computes is none.

import { findBraces, isPlaceholderName } from '../benchmark/fillPrompt';

/** The text with our placeholders, and the names in it; or the first part that we have no word for. */
type Template = { text: string; names: readonly string[] } | { unknown: string };

const tags = /\{%-?\s*(\w+)[^%]*%\}|\{\{(.*?)\}\}|\{#[\s\S]*?#\}/gs;
const path = /^[A-Za-z_]\w*(?:\.\w+)*$/;

/** Comments of templates are left out, as they are when it is filled in. */
export function readTemplate(template: string): Template {
  let unknown: string | undefined;
  const names = new Set<string>();
  const text = template.replace(tags, (whole: string, block: string | undefined, inside: string | undefined) => {
    if (inside === undefined && block === undefined) return '';
    const name = inside?.trim() ?? '';
    if (inside !== undefined && path.test(name) && !name.startsWith('env.') && !name.startsWith('_')) {
      names.add(name);
      return `{{${name}}}`;
    }
    unknown ??= whole;
    return whole;
  });
  return unknown === undefined ? { text, names: [...names] } : { unknown };
}

/** The names of what would be filled in of a text that has been read. */
export function namesIn(text: string): string[] {
  return findBraces(text)
    .map(({ name }) => name)
    .filter(isPlaceholderName);
}
