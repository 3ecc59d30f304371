// What a report says where nothing is known.

/** How a report writes what may be unknown. */
export interface ReportForm<Measured extends number | null> {
  of(field: MeasuredField, value: number | null): Measured;
  /** The known costs of all tests of a model, and whether that is all of them. */
  totalCost(usd: number | null, isComplete: boolean): Measured;
}

/** The numbers of a report that may be unknown, as it calls them. */
type MeasuredField =
  | 'tokens_per_second'
  | 'total_duration_ms'
  | 'load_duration_ms'
  | 'inputAndOutputCost'
  | 'accuracy'
  | 'average_tokens_per_second'
  | 'average_total_duration_ms'
  | 'average_load_duration_ms'
  | 'total_cost'
  | 'overall_accuracy';

/** `report.json` of a run folder: null where nothing is known. */
export const withNulls: ReportForm<number | null> = {
  of: (_, value) => value,
  totalCost: (usd, isComplete) => (isComplete ? usd : null),
};

/** How often a strict report says 0 of what is not known, by field; fields without are not there. */
export type UnknownNumbers = { [field in MeasuredField]?: number };

/** For tools that know numbers only: 0 for what is not known, counted in `unknown`. A cost that is known in part is the sum of what is known, as that of the results is. */
export function withNumbers(unknown: UnknownNumbers): ReportForm<number> {
  const of = (field: MeasuredField, value: number | null): number => {
    if (value === null) unknown[field] = (unknown[field] ?? 0) + 1;
    return value ?? 0;
  };
  return { of, totalCost: (usd) => of('total_cost', usd) };
}
