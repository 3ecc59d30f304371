// The state of a run as columns: a list a field in place of an object a test. It is far less text than the objects and is read faster, for no
// name of a field is said twice. In this form a state goes to a page, in its file or by message; the page makes objects of it.

import {
  costSources,
  tokenSources,
  type EvidencePlace,
  type TestCost,
  type TestTimings,
  type TokenUsage,
} from './events';
import type { ModelState, RunState, TestState } from './runState';
import type { Verdict } from './verdict';

/** A field of every test, in the order of the tests; null where it is not known. */
type Column = (number | null)[];

/** The same of a field that some tests don't even have: those have false. */
type SparseColumn = (number | null | false)[];

/** What few tests have. */
type RareFields = Partial<
  Pick<TestState, 'originalVerdict' | 'failedAttempts' | 'error' | 'measures' | 'classes' | 'notRun'>
>;

interface TestColumns {
  /** A letter a test: its phase and verdict, as in `marks`. */
  marks: string;
  startedAt: Column;
  score: Column;
  timings: { [field in Exclude<keyof TestTimings, 'charactersPerSecond'>]-?: Column } & {
    charactersPerSecond: SparseColumn;
  };
  /** `source` is a place in `tokenSources`. */
  tokens: { [field in keyof TokenUsage]: Column };
  /** `source` is a place in `costSources`. */
  cost: { [field in keyof TestCost]: Column };
  evidence: { [field in keyof EvidencePlace]: Column };
  /** By position, counted from 0. */
  rare: [position: number, fields: RareFields][];
}

type ModelColumns = Omit<ModelState, 'tests'> & { columns: TestColumns };

export type RunColumns = Omit<RunState, 'models'> & { models: ModelColumns[] };

const marks: { readonly [mark: string]: readonly [TestState['phase'], Verdict] } = {
  '.': ['waiting', 'not_run'],
  '~': ['running', 'not_run'],
  '#': ['finished', 'correct'],
  x: ['finished', 'incorrect'],
  '!': ['finished', 'error'],
};

/** The tests of `state` are left as they are. */
export function columnsOf(state: RunState): RunColumns {
  return { ...state, models: state.models.map(({ tests, ...model }) => ({ ...model, columns: testColumns(tests) })) };
}

/** The state that these are the columns of, with test objects of its own. */
export function stateOf(run: RunColumns): RunState {
  return {
    ...run,
    models: run.models.map(({ columns, ...model }) => ({ ...model, tests: testStates(run.prompts, columns) })),
  };
}

function testColumns(tests: readonly TestState[]): TestColumns {
  const timing = (field: Exclude<keyof TestTimings, 'charactersPerSecond'>): Column =>
    tests.map(({ timings }) => timings?.[field] ?? null);
  const token = (field: Exclude<keyof TokenUsage, 'source'>): Column =>
    tests.map(({ tokens }) => tokens?.[field] ?? null);
  return {
    marks: tests.map(markOf).join(''),
    startedAt: tests.map(({ startedAt }) => startedAt),
    score: tests.map(({ score }) => score),
    timings: {
      dispatchedAt: timing('dispatchedAt'),
      endedAt: timing('endedAt'),
      queue: timing('queue'),
      retry: timing('retry'),
      total: timing('total'),
      ttft: timing('ttft'),
      ttfa: timing('ttfa'),
      load: timing('load'),
      tpot: timing('tpot'),
      decodeTokensPerSecond: timing('decodeTokensPerSecond'),
      endToEndTokensPerSecond: timing('endToEndTokensPerSecond'),
      evaluation: timing('evaluation'),
      inFlight: timing('inFlight'),
      charactersPerSecond: tests.map(({ timings }) => timings?.charactersPerSecond ?? isAbsent(timings)),
    },
    tokens: {
      input: token('input'),
      output: token('output'),
      reasoning: token('reasoning'),
      cached: token('cached'),
      source: tests.map(({ tokens }) => tokens && tokenSources.indexOf(tokens.source)),
    },
    cost: {
      usd: tests.map(({ cost }) => cost?.usd ?? null),
      source: tests.map(({ cost }) => cost && costSources.indexOf(cost.source)),
    },
    evidence: {
      offset: tests.map(({ evidence }) => evidence?.offset ?? null),
      length: tests.map(({ evidence }) => evidence?.length ?? null),
    },
    rare: tests.flatMap((test, position): TestColumns['rare'] => {
      const fields = rareFields(test);
      return fields ? [[position, fields]] : [];
    }),
  };
}

/** What stands for a rate that is not there: null for null, false for none at all. */
function isAbsent(timings: TestTimings | null): null | false {
  return timings?.charactersPerSecond === undefined ? false : null;
}

function markOf({ phase, verdict }: TestState): string {
  if (phase !== 'finished') return phase === 'running' ? '~' : '.';
  return verdict === 'correct' ? '#' : verdict === 'incorrect' ? 'x' : '!';
}

function rareFields({
  originalVerdict,
  failedAttempts,
  error,
  measures,
  classes,
  notRun,
}: TestState): RareFields | null {
  const isRare = originalVerdict || failedAttempts > 0 || error || measures || classes || notRun;
  if (!isRare) return null;
  return {
    ...(originalVerdict ? { originalVerdict } : {}),
    ...(failedAttempts > 0 ? { failedAttempts } : {}),
    ...(error ? { error } : {}),
    ...(measures ? { measures } : {}),
    ...(classes ? { classes } : {}),
    ...(notRun ? { notRun } : {}),
  };
}

function testStates(prompts: RunState['prompts'], columns: TestColumns): TestState[] {
  const tests = prompts.map(({ index }, at): TestState => {
    const [phase, verdict] = marks[columns.marks[at]!]!;
    return {
      index,
      phase,
      verdict,
      startedAt: columns.startedAt[at]!,
      failedAttempts: 0,
      timings: timingsAt(columns.timings, at),
      tokens: tokensAt(columns.tokens, at),
      cost: costAt(columns.cost, at),
      error: null,
      score: columns.score[at]!,
      measures: null,
      classes: null,
      notRun: null,
      evidence: evidenceAt(columns.evidence, at),
    };
  });
  for (const [position, fields] of columns.rare) Object.assign(tests[position]!, fields);
  return tests;
}

function timingsAt(columns: TestColumns['timings'], at: number): TestTimings | null {
  const dispatchedAt = columns.dispatchedAt[at]!;
  const endedAt = columns.endedAt[at]!;
  if (dispatchedAt === null || endedAt === null) return null;
  const timings: TestTimings = {
    dispatchedAt,
    endedAt,
    queue: columns.queue[at]!,
    retry: columns.retry[at]!,
    total: columns.total[at]!,
    ttft: columns.ttft[at]!,
    ttfa: columns.ttfa[at]!,
    load: columns.load[at]!,
    tpot: columns.tpot[at]!,
    decodeTokensPerSecond: columns.decodeTokensPerSecond[at]!,
    endToEndTokensPerSecond: columns.endToEndTokensPerSecond[at]!,
    evaluation: columns.evaluation[at]!,
  };
  const charactersPerSecond = columns.charactersPerSecond[at]!;
  if (charactersPerSecond !== false) timings.charactersPerSecond = charactersPerSecond;
  const inFlight = columns.inFlight[at]!;
  if (inFlight !== null) timings.inFlight = inFlight;
  return timings;
}

function tokensAt(columns: TestColumns['tokens'], at: number): TokenUsage | null {
  const source = columns.source[at]!;
  if (source === null) return null;
  return {
    input: columns.input[at]!,
    output: columns.output[at]!,
    reasoning: columns.reasoning[at]!,
    cached: columns.cached[at]!,
    source: tokenSources[source]!,
  };
}

function costAt(columns: TestColumns['cost'], at: number): TestCost | null {
  const source = columns.source[at]!;
  return source === null ? null : { usd: columns.usd[at]!, source: costSources[source]! };
}

function evidenceAt(columns: TestColumns['evidence'], at: number): EvidencePlace | null {
  const offset = columns.offset[at]!;
  const length = columns.length[at]!;
  return offset === null || length === null ? null : { offset, length };
}
