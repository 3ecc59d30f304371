/** A text as one part of a URL. Half a letter, which no URL has, becomes the sign for an unknown one; `encodeURIComponent` would throw. */
export function urlPart(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\u{FFFD}'));
}
