/** A text as it must be in a snippet of an editor, where `$`, `}` and `\` mean something. */
export function snippetText(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}
