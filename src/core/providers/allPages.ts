// A list that an API gives in pages.

/** One page, and where the next one begins; undefined where there is none. */
interface Page<Entry> {
  entries: readonly Entry[];
  next: string | undefined;
}

/** Every entry. A page that brings nothing new is the last one, whatever the API says of others: one that does not know of pages gives the first again and again. */
export async function* allPages<Entry>(
  idOf: (entry: Entry) => string,
  page: (from: string | undefined) => Promise<Page<Entry>>,
): AsyncGenerator<Entry> {
  const known = new Set<string>();
  for (let from: string | undefined; ;) {
    const { entries, next } = await page(from);
    const before = known.size;
    for (const entry of entries) known.add(idOf(entry));
    yield* entries;
    if (next === undefined || known.size === before) return;
    from = next;
  }
}
