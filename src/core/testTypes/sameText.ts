// When two texts count as the same: what is around them and how lines end doesn't matter.

export function sameText(a: string, b: string): boolean {
  return normalized(a) === normalized(b);
}

function normalized(text: string): string {
  return text.replace(/\r\n?/g, '\n').trim();
}
