// ROUGE-L: how much two texts share of their words in the same order.

/**
 * F1 of the longest common subsequence of words (Lin 2004, ROUGE, with beta = 1), 0-1. As in Google's `rouge_score` words are runs of letters and
 * digits without regard to case; there is no stemming, and of scripts without blanks each character is a word. 1 for two texts without words.
 */
export function rougeL(truth: string, found: string): number {
  const [a, b] = [wordsOf(truth), wordsOf(found)];
  if (a.length === 0 || b.length === 0) return a.length === b.length ? 1 : 0;
  const shared = commonLength(a, b);
  return (2 * shared) / (a.length + b.length);
}

const word =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}])[\p{L}\p{N}\p{M}])+/gu;

function wordsOf(text: string): string[] {
  return text.normalize('NFC').toLowerCase().match(word) ?? [];
}

/** Row by row: memory grows with the shorter text only. */
function commonLength(a: readonly string[], b: readonly string[]): number {
  const [long, short] = a.length > b.length ? [a, b] : [b, a];
  let row = new Uint32Array(short.length + 1);
  for (const one of long) {
    const next = new Uint32Array(short.length + 1);
    for (let at = 0; at < short.length; at++)
      next[at + 1] = one === short[at] ? row[at]! + 1 : Math.max(row[at + 1]!, next[at]!);
    row = next;
  }
  return row[short.length]!;
}
