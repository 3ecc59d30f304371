// What is shown of the runs and tests, the same filter in the tree, the runs overview, the review page and the terminal.
// Pure: it says what fits and how the filter is written; nobody reads a file here.

import type { ModelInfo } from './model';
import type { RunManifest } from './runManifest';
import type { Verdict } from './verdict';

/** An empty list or text lets everything through; values of one list are alternatives, the lists must all fit. */
export interface RunFilter {
  /** Model APIs by id, `openai`. */
  apis: string[];
  /** Canonical model strings, `openai~gpt-4o`. */
  models: string[];
  testTypes: string[];
  verdicts: Verdict[];
  /** Words in any order, each of which must occur; letter case does not count. */
  text: string;
}

export const emptyRunFilter: RunFilter = { apis: [], models: [], testTypes: [], verdicts: [], text: '' };

/** What a run must tell of itself to be filtered; a whole manifest is one. */
export type FilterableRun = Pick<RunManifest, 'id' | 'benchmarkName' | 'purpose' | 'testTypes'> & {
  models: readonly (ModelInfo & { correct: number; incorrect: number; error: number; notRun: number })[];
};

export function isEmptyFilter(filter: RunFilter): boolean {
  return filterParts(filter).length === 0;
}

/** True when one model of the run fits API, model and verdict together, and the run itself fits test type and text. */
export function matchesRun(filter: RunFilter, run: FilterableRun): boolean {
  if (!fits(filter.testTypes, run.testTypes)) return false;
  const models = run.models.filter((model) => matchesModel(filter, model));
  const isModelAsked = filter.apis.length > 0 || filter.models.length > 0;
  if (isModelAsked && models.length === 0) return false;
  if (filter.verdicts.length > 0 && !models.some((model) => filter.verdicts.some((verdict) => countOf(model, verdict) > 0))) return false;
  return hasWords(filter.text, [run.benchmarkName, run.id, run.purpose, ...run.testTypes, ...run.models.map((model) => model.model)]);
}

/** API and model only: for the row of a model. */
export function matchesModel(filter: RunFilter, model: Pick<ModelInfo, 'model' | 'provider'>): boolean {
  return fits(filter.apis, [model.provider]) && fits(filter.models, [model.model]);
}

/** The text is looked for in the test's label, its `#index` and its model. */
export function matchesTest(
  filter: RunFilter,
  model: Pick<ModelInfo, 'model' | 'provider'>,
  testType: string,
  test: { verdict: Verdict; label: string; index?: number },
): boolean {
  return (
    matchesModel(filter, model) &&
    fits(filter.testTypes, [testType]) &&
    fits(filter.verdicts, [test.verdict]) &&
    hasWords(filter.text, [test.label, model.model, ...(test.index === undefined ? [] : [`#${test.index}`])])
  );
}

/** `api=openai, type=point`; alternatives as `api=openai|ollama`; empty for the empty filter. */
export function describeFilter(filter: RunFilter): string {
  return filterParts(filter)
    .map((part) => part.label)
    .join(', ');
}

/** One part of a filter, for a chip: how it is written, and the filter without it. */
export interface FilterPart {
  label: string;
  without: RunFilter;
}

/** The parts that are set, in the order of `RunFilter`. */
export function filterParts(filter: RunFilter): FilterPart[] {
  const parts: FilterPart[] = [];
  const add = (name: string, values: readonly string[], without: RunFilter): void => {
    if (values.length > 0) parts.push({ label: `${name}=${values.join('|')}`, without });
  };
  add('api', filter.apis, { ...filter, apis: [] });
  add('model', filter.models, { ...filter, models: [] });
  add('type', filter.testTypes, { ...filter, testTypes: [] });
  add('verdict', filter.verdicts, { ...filter, verdicts: [] });
  const text = filter.text.trim();
  add('text', text === '' ? [] : [`"${text}"`], { ...filter, text: '' });
  return parts;
}

/** The values that some runs offer to a filter, each once, sorted. */
export interface FilterChoices {
  apis: { value: string; label: string }[];
  models: { value: string; label: string }[];
  testTypes: { value: string; label: string }[];
}

export function filterChoices(runs: Iterable<Pick<FilterableRun, 'testTypes'> & { models: readonly ModelInfo[] }>): FilterChoices {
  const apis = new Map<string, string>();
  const models = new Set<string>();
  const testTypes = new Set<string>();
  for (const run of runs) {
    for (const model of run.models) {
      apis.set(model.provider, model.providerLabel);
      models.add(model.model);
    }
    for (const testType of run.testTypes) testTypes.add(testType);
  }
  const sorted = (values: Iterable<string>): { value: string; label: string }[] => [...values].sort((a, b) => a.localeCompare(b, 'en')).map((value) => ({ value, label: value }));
  return {
    apis: [...apis].map(([value, label]) => ({ value, label })).sort((a, b) => a.label.localeCompare(b.label, 'en')),
    models: sorted(models),
    testTypes: sorted(testTypes),
  };
}

function fits(wanted: readonly string[], found: readonly string[]): boolean {
  return wanted.length === 0 || wanted.some((value) => found.includes(value));
}

function hasWords(text: string, places: readonly string[]): boolean {
  const words = text.toLowerCase().split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return true;
  const haystack = places.join('\n').toLowerCase();
  return words.every((word) => haystack.includes(word));
}

function countOf(model: FilterableRun['models'][number], verdict: Verdict): number {
  switch (verdict) {
    case 'correct':
      return model.correct;
    case 'incorrect':
      return model.incorrect;
    case 'error':
      return model.error;
    case 'not_run':
      return model.notRun;
  }
}
