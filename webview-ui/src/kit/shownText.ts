// A text that somebody else wrote, as pages show it: the whole of it and nothing but text. What nobody would see has its number beside it and
// turns nothing; a long text is in parts, of which the browser lays out only those on the screen.

import { html } from 'lit';
import { characterName, unseenApart, withHiddenShown } from '../../../src/shared/text/hiddenCharacters';
import { textPieces } from '../../../src/shared/text/textPieces';

/** Each has an element of its own; of more, all are in the text as `<U+202E>`. */
const mostMarked = 500;

/** What goes into a block of text; its looks are in `textBlockStyles`. */
export function shownText(text: string): unknown {
  const pieces = textPieces(text);
  if (pieces.length === 1) return withMarks(text);
  return pieces.map((piece) => html`<span class="text-part">${withMarks(piece)}</span>`);
}

function withMarks(text: string): unknown {
  const parts = unseenApart(text);
  if (parts.length <= 1 && !parts[0]?.isUnseen) return text;
  if (parts.length > mostMarked) return withHiddenShown(text);
  return parts.map(({ text: part, isUnseen }) => {
    if (!isUnseen) return part;
    const name = characterName(part);
    return html`<bdi class="unseen" title=${name} data-code=${name.split(' ')[0]!}>${part}</bdi>`;
  });
}
