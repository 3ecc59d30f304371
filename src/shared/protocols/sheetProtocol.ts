// What the extension host and the pre-run sheet say to each other. The host estimates and writes every figure; the page shows them and
// says which models are left out.

/** What a run of a benchmark is likely to be, in words. */
export interface ShownSheet {
  benchmarkName: string;
  /** Of the models that are chosen: calls, cost, tokens, time; mode and budget. */
  totals: { name: string; value: string }[];
  /** Every model of the benchmark, in its order. */
  models: SheetModel[];
  /** Of the models that are chosen, and of the judges of their answers. */
  missingKeys: { keyVariable: string; models: string[] }[];
  /** What else will be in the way of the run, a sentence each; the most important first. */
  notes: string[];
  /** What the figures are made of. */
  basis: string;
}

export interface SheetModel {
  /** Canonical string. */
  model: string;
  isChosen: boolean;
  calls: string;
  input: string;
  output: string;
  cost: string;
  /** The mean time of a test in earlier runs. */
  perTest: string;
  /** What its cost is made of. */
  price: string;
  /** Why it can't be run as a whole: `OPENAI_API_KEY is not set`, `2 of 7 not run`. */
  lacks: string[];
}

/** A warning of the benchmark file. */
export interface SheetWarning {
  /** From 1. */
  line: number;
  message: string;
}

/** What a sheet keeps over a window reload. */
export interface KeptSheet {
  /** The address of the benchmark. */
  uri: string;
  leftOut: string[];
}

export type SheetHostMessage =
  /** `keep` is null where the sheet can't be made again after a window reload. */
  | { type: 'sheetShown'; sheet: ShownSheet; warnings: SheetWarning[]; keep: KeptSheet | null }
  /** There is no estimate, and why. `file` is the name of the benchmark file, empty when it is not known any more. */
  | { type: 'noSheet'; file: string; message: string }
  /** Something asked for here did not work; said on the page. */
  | { type: 'failed'; message: string };

export type SheetMessage =
  /** The page has loaded, or has become visible again: send the sheet. */
  | { type: 'ready' }
  /** Estimate without these models, canonical strings. */
  | { type: 'leaveOut'; models: string[] }
  /** Run the models that are chosen. The host asks what it asks before every run. */
  | { type: 'run' }
  /** Ask for the key of a model API. */
  | { type: 'setKey'; keyVariable: string }
  /** Show the benchmark in an editor, at this line. */
  | { type: 'openFile'; line: number };
