// What time it is for a server. Times that it names are held against its own clock, since ours may be minutes off.

/** ms since 1970, by the `Date` header of an answer that has just come; ours where it has none that can be read. */
export function serverNow(date: string | null | undefined): number {
  const said = Date.parse(date ?? '');
  return Number.isNaN(said) ? Date.now() : said;
}
