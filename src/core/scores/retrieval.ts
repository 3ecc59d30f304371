// Precision, recall and F1: how much of what was found is right, and how much of what is right was found.

export interface Retrieval {
  precision: number;
  recall: number;
  f1: number;
}

/**
 * Precision = matched / found, recall = matched / expected, F1 = 2 matched / (expected + found), their harmonic mean; all 0-1
 * (van Rijsbergen 1979). Nothing expected and nothing found is all 1; else a share of nothing is 0, as scikit-learn has it by default.
 */
export function retrieval(matched: number, expected: number, found: number): Retrieval {
  if (expected === 0 && found === 0) return { precision: 1, recall: 1, f1: 1 };
  return {
    precision: share(matched, found),
    recall: share(matched, expected),
    f1: share(2 * matched, expected + found),
  };
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
