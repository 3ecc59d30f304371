// Pairs what was found with what was to be found, each at most once.

import { munkres } from 'munkres';

/** A pair that is allowed has a weight of 0-1, one that isn't has null; `weights[row][column]`. */
type PairWeights = readonly (readonly (number | null)[])[];

/**
 * The best one-to-one pairs, by row: as many as can be made, and among all ways to make that many the one with the largest sum of weights.
 * That is the assignment problem (Kuhn 1955, the Hungarian method), solved by `munkres`. Taking the best pair first, as COCO's
 * evaluation does, may find fewer: two truths that one box fits best, of which the second truth has no other.
 */
export function matchPairs(weights: PairWeights): [row: number, column: number][] {
  const isAllowed = (row: number, column: number): boolean => (weights[row]?.[column] ?? null) !== null;
  const allColumns = [...(weights[0] ?? []).keys()];
  // Only what can be paired at all goes in: an answer with a thousand places must not cost a thousand cubed.
  const rows = [...weights.keys()].filter((row) => allColumns.some((column) => isAllowed(row, column)));
  const columns = allColumns.filter((column) => rows.some((row) => isAllowed(row, column)));
  if (rows.length === 0) return [];
  // One pair more outweighs whatever the other pairs' weights could add up to.
  const pairWorth = Math.min(rows.length, columns.length) + 1;
  const costs = rows.map((row) =>
    columns.map((column) => (isAllowed(row, column) ? -pairWorth - weights[row]![column]! : 0)),
  );
  return munkres(costs)
    .map(([row, column]): [number, number] => [rows[row]!, columns[column]!])
    .filter(([row, column]) => isAllowed(row, column))
    .sort((a, b) => a[0] - b[0]);
}
