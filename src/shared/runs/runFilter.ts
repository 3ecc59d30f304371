// What is shown of the runs and tests, the same filter in the tree, the runs overview, the review page and the terminal.
// Pure: it says what fits and how the filter is written; nobody reads a file here.

import { formatCount } from '../text/format';
import type { ModelInfo } from '../run/model';
import type { ModelDetails } from '../figures/modelDetails';
import type { ModelSummary, RunManifest } from './runManifest';
import type { RunStatus } from '../run/runState';
import { isNotRunCause, kindWord, testKinds, type TestKind } from '../words/testKinds';
import { reviewKindsOf, type ReviewKind } from '../run/reviews';
import type { TestReview } from '../run/testReview';
import type { Standing } from '../run/verdict';

/** An empty list or text lets everything through; values of one list are alternatives, the lists must all fit. */
export interface RunFilter {
  /** Model APIs by id, `openai`. */
  apis: string[];
  /** Canonical model strings, `openai~gpt-4o`. */
  models: string[];
  testTypes: string[];
  /** Tags of prompts. */
  tags: string[];
  verdicts: Standing[];
  /** Kinds of error and reasons for not being run. */
  kinds: TestKind[];
  /** How far people have looked at the tests. */
  reviews: ReviewKind[];
  /** Words in any order, each of which must occur; letter case does not count. */
  text: string;
}

export const emptyRunFilter: RunFilter = {
  apis: [],
  models: [],
  testTypes: [],
  tags: [],
  verdicts: [],
  kinds: [],
  reviews: [],
  text: '',
};

/** What a run must tell of itself to be filtered; a whole manifest is one. */
export type FilterableRun = Pick<
  RunManifest,
  'id' | 'benchmarkName' | 'purpose' | 'comment' | 'testTypes' | 'tags' | 'status' | 'review'
> & {
  models: readonly FilterableModel[];
};

/** A row of `run.json`; `details` is null while the run goes on, and in older folders. */
type FilterableModel = ModelInfo &
  Pick<ModelSummary, 'correct' | 'incorrect' | 'error' | 'submitted' | 'notRun'> & {
    details: Pick<ModelDetails, 'errors' | 'notRunKinds'> | null;
  };

export function isEmptyFilter(filter: RunFilter): boolean {
  return filterParts(filter).length === 0;
}

/** True when one model of the run fits API, model, verdict and kind together, and the run itself fits test type, tag and text. */
export function matchesRun(filter: RunFilter, run: FilterableRun): boolean {
  if (!fits(filter.testTypes, run.testTypes) || !fits(filter.tags, run.tags)) return false;
  const models = run.models.filter((model) => matchesModel(filter, model));
  const isModelAsked = filter.apis.length > 0 || filter.models.length > 0;
  if (isModelAsked && models.length === 0) return false;
  const hasVerdict = (model: FilterableModel): boolean =>
    filter.verdicts.length === 0 || filter.verdicts.some((verdict) => countOf(model, verdict) > 0);
  const hasKind = (model: FilterableModel): boolean =>
    filter.kinds.length === 0 || filter.kinds.some((kind) => kindCount(model, kind, run.status) > 0);
  if (filter.verdicts.length + filter.kinds.length > 0 && !models.some((model) => hasVerdict(model) && hasKind(model)))
    return false;
  if (filter.reviews.length > 0 && !filter.reviews.some((kind) => hasReview(kind, run))) return false;
  return hasWords(filter.text, [
    run.benchmarkName,
    run.id,
    run.purpose,
    run.comment,
    ...run.testTypes,
    ...run.tags,
    ...run.models.map((model) => model.model),
  ]);
}

/** API and model only: for the row of a model. */
export function matchesModel(filter: RunFilter, model: Pick<ModelInfo, 'model' | 'provider'>): boolean {
  return fits(filter.apis, [model.provider]) && fits(filter.models, [model.model]);
}

/** The text is looked for in the test's label, its tags, its `#index`, its model, and its words where the caller has them. */
export function matchesTest(
  filter: RunFilter,
  model: Pick<ModelInfo, 'model' | 'provider'>,
  testType: string,
  /** `kind`: of `kindOfTest`. */
  test: {
    standing: Standing;
    kind: TestKind | null;
    /** What people say of it; absent for nothing. */
    reviews?: TestReview[] | undefined;
    label: string;
    tags?: readonly string[] | undefined;
    /** `#20`, `#20 trial 2/3` */
    name?: string;
    /** What was expected, got and answered. */
    words?: string | undefined;
  },
): boolean {
  const { tags = [], words = '' } = test;
  return (
    matchesModel(filter, model) &&
    fits(filter.testTypes, [testType]) &&
    fits(filter.tags, tags) &&
    fits(filter.verdicts, [test.standing]) &&
    fits(filter.kinds, test.kind === null ? [] : [test.kind]) &&
    fits(
      filter.reviews,
      reviewKindsOf({ ...test, verdict: test.standing === 'submitted' ? 'not_run' : test.standing }),
    ) &&
    hasWords(filter.text, [test.label, ...tags, model.model, ...(test.name === undefined ? [] : [test.name]), words])
  );
}

/** `api=openai, type=point`; alternatives as `api=openai|ollama`; empty for the empty filter. */
export function describeFilter(filter: RunFilter): string {
  return filterParts(filter)
    .map((part) => part.label)
    .join(', ');
}

/** One part of a filter, for a chip: how it is written, and the filter without it. */
interface FilterPart {
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
  add('tag', filter.tags, { ...filter, tags: [] });
  add('verdict', filter.verdicts, { ...filter, verdicts: [] });
  add('kind', filter.kinds, { ...filter, kinds: [] });
  add('review', filter.reviews, { ...filter, reviews: [] });
  const text = filter.text.trim();
  add('text', text === '' ? [] : [`"${text}"`], { ...filter, text: '' });
  return parts;
}

/** The values that some runs offer to a filter, each once, sorted. */
export interface FilterChoices {
  apis: { value: string; label: string }[];
  models: { value: string; label: string }[];
  testTypes: { value: string; label: string }[];
  tags: { value: string; label: string }[];
  /** The kinds there are, labelled with their number of tests: `Rate limited (3)`; in the order of `testKinds`. */
  kinds: { value: TestKind; label: string }[];
}

/** What a run offers to a filter; one without counts offers no kinds. */
type OfferingRun = Pick<FilterableRun, 'testTypes' | 'tags'> &
  Partial<Pick<FilterableRun, 'status'>> & { models: readonly (ModelInfo & Partial<FilterableModel>)[] };

export function filterChoices(runs: Iterable<OfferingRun>): FilterChoices {
  const apis = new Map<string, string>();
  const models = new Set<string>();
  const testTypes = new Set<string>();
  const tags = new Set<string>();
  const kinds = new Map<TestKind, number>();
  for (const run of runs) {
    for (const model of run.models) {
      apis.set(model.provider, model.providerLabel);
      models.add(model.model);
      if (hasCounts(model))
        for (const kind of testKinds)
          kinds.set(
            kind,
            (kinds.get(kind) ?? 0) + (model.details ? kindCount(model, kind, run.status ?? 'running') : 0),
          );
    }
    for (const testType of run.testTypes) testTypes.add(testType);
    for (const tag of run.tags) tags.add(tag);
  }
  const sorted = (values: Iterable<string>): { value: string; label: string }[] =>
    [...values].sort((a, b) => a.localeCompare(b, 'en')).map((value) => ({ value, label: value }));
  return {
    apis: [...apis].map(([value, label]) => ({ value, label })).sort((a, b) => a.label.localeCompare(b.label, 'en')),
    models: sorted(models),
    testTypes: sorted(testTypes),
    tags: sorted(tags),
    kinds: [...kinds]
      .filter(([, count]) => count > 0)
      .map(([value, count]) => ({ value, label: `${kindWord(value)} (${formatCount(count)})` })),
  };
}

function hasCounts(model: ModelInfo & Partial<FilterableModel>): model is FilterableModel {
  return model.notRun !== undefined && model.details !== undefined;
}

/** How many tests of a model have a kind; where that was not recorded, how many could. */
function kindCount({ error, notRun, details }: FilterableModel, kind: TestKind, status: RunStatus): number {
  if (kind === 'cancelled') return status === 'cancelled' ? notRun - sumOf(details?.notRunKinds ?? {}) : 0;
  if (isNotRunCause(kind)) return details ? (details.notRunKinds[kind] ?? 0) : notRun;
  return details ? (details.errors[kind] ?? 0) : error;
}

function sumOf(counts: { [kind: string]: number | undefined }): number {
  return Object.values(counts).reduce<number>((sum, count) => sum + (count ?? 0), 0);
}

function hasReview(kind: ReviewKind, { review, models }: Pick<FilterableRun, 'review' | 'models'>): boolean {
  switch (kind) {
    case 'unreviewed':
      return (
        review.reviewed < models.reduce((sum, { correct, incorrect, error }) => sum + correct + incorrect + error, 0)
      );
    case 'disagreed':
      return review.disagreed > 0;
    case 'commented':
      return review.commented > 0;
  }
}

function fits(wanted: readonly string[], found: readonly string[]): boolean {
  return wanted.length === 0 || wanted.some((value) => found.includes(value));
}

function hasWords(text: string, places: readonly string[]): boolean {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return true;
  const haystack = places.join('\n').toLowerCase();
  return words.every((word) => haystack.includes(word));
}

function countOf(model: FilterableRun['models'][number], standing: Standing): number {
  switch (standing) {
    case 'correct':
      return model.correct;
    case 'incorrect':
      return model.incorrect;
    case 'error':
      return model.error;
    case 'submitted':
      return model.submitted;
    case 'not_run':
      return model.notRun - model.submitted;
  }
}
