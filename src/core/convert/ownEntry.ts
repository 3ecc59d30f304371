// Looks up words of strangers in tables: `constructor` is no word of any.

export function ownEntry<Value>(table: { readonly [word: string]: Value }, word: string): Value | undefined {
  return Object.hasOwn(table, word) ? table[word] : undefined;
}
