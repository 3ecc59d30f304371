// The state of a run as columns: a list a field in place of an object a test. It is far less text than the objects and is read faster, for no
// name of a field is said twice. In this form a state goes to a page in its file; the page makes objects of it. Messages have it as bytes (`runBytes.ts`).

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

/** A field of every test, in the order of the tests, or the one value that all of them have. Null where it is not known. */
type Column = ColumnOf<number | null>;

/** The same of a field that some tests don't even have: those have false. */
type SparseColumn = ColumnOf<number | null | false>;

type ColumnOf<Value> = Value[] | { all: Value };

/** What few tests have. */
type RareFields = Partial<
  Pick<
    TestState,
    'originalVerdict' | 'reviews' | 'failedAttempts' | 'error' | 'measures' | 'classes' | 'rubrics' | 'notRun'
  >
>;

/** The value of one test in a column. */
export type Cell = number | null | false;

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
  machine: ColumnOf<number>;
  /** By position, counted from 0. */
  rare: [position: number, fields: RareFields][];
}

type ModelColumns = Omit<ModelState, 'tests'> & { columns: TestColumns };

export type RunColumns = Omit<RunState, 'models'> & { models: ModelColumns[] };

const marks: { readonly [mark: string]: readonly [TestState['phase'], Verdict] } = {
  '.': ['waiting', 'not_run'],
  ',': ['submitted', 'not_run'],
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

/**
 * The same columns with another thing in place of each list of a value a test, in an order that is always the same. What one value says for all tests is
 * left as it is.
 */
export function withLists<From = Cell[], To = Cell[]>(columns: TestColumns, change: (list: From) => To): TestColumns {
  const changed = <Group extends object>(group: Group): Group =>
    Object.fromEntries(
      Object.entries(group).map(([name, column]: [string, object]) => [
        name,
        'all' in column ? column : change(column as From),
      ]),
    ) as Group;
  const { marks, rare, timings, tokens, cost, evidence, ...own } = columns;
  return {
    ...changed(own),
    marks,
    timings: changed(timings),
    tokens: changed(tokens),
    cost: changed(cost),
    evidence: changed(evidence),
    rare,
  };
}

function testColumns(tests: readonly TestState[]): TestColumns {
  const timing = (field: Exclude<keyof TestTimings, 'charactersPerSecond'>): Column =>
    column(tests, ({ timings }) => timings?.[field] ?? null);
  const token = (field: Exclude<keyof TokenUsage, 'source'>): Column =>
    column(tests, ({ tokens }) => tokens?.[field] ?? null);
  return {
    marks: tests.map(markOf).join(''),
    startedAt: column(tests, ({ startedAt }) => startedAt),
    score: column(tests, ({ score }) => score),
    timings: {
      dispatchedAt: timing('dispatchedAt'),
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
      lateness: timing('lateness'),
      charactersPerSecond: column(tests, ({ timings }) => timings?.charactersPerSecond ?? isAbsent(timings)),
      // After what it is the sum of.
      endedAt: timing('endedAt'),
    },
    tokens: {
      input: token('input'),
      output: token('output'),
      reasoning: token('reasoning'),
      cached: token('cached'),
      source: column(tests, ({ tokens }) => tokens && tokenSources.indexOf(tokens.source)),
    },
    cost: {
      usd: column(tests, ({ cost }) => cost?.usd ?? null),
      source: column(tests, ({ cost }) => cost && costSources.indexOf(cost.source)),
    },
    evidence: {
      offset: column(tests, ({ evidence }) => evidence?.offset ?? null),
      length: column(tests, ({ evidence }) => evidence?.length ?? null),
    },
    machine: column(tests, ({ machine = 0 }) => machine),
    rare: tests.flatMap((test, position): TestColumns['rare'] => {
      const fields = rareFields(test);
      return fields ? [[position, fields]] : [];
    }),
  };
}

function column<Value>(tests: readonly TestState[], valueOf: (test: TestState) => Value): ColumnOf<Value> {
  const values: Value[] = [];
  let isOne = true;
  for (const test of tests) {
    const value = valueOf(test);
    isOne &&= values.length === 0 || value === values[0];
    values.push(value);
  }
  return isOne && values.length > 0 ? { all: values[0]! } : values;
}

/** The value of the test at a position, which the column has. */
function at<Value>(values: ColumnOf<Value>, position: number): Value {
  return Array.isArray(values) ? values[position]! : values.all;
}

/** What stands for a rate that is not there: null for null, false for none at all. */
function isAbsent(timings: TestTimings | null): null | false {
  return timings?.charactersPerSecond === undefined ? false : null;
}

function markOf({ phase, verdict }: TestState): string {
  if (phase !== 'finished') return phase === 'running' ? '~' : phase === 'submitted' ? ',' : '.';
  return verdict === 'correct' ? '#' : verdict === 'incorrect' ? 'x' : '!';
}

function rareFields({
  originalVerdict,
  reviews,
  failedAttempts,
  error,
  measures,
  classes,
  rubrics,
  notRun,
}: TestState): RareFields | null {
  const isRare = originalVerdict || reviews || failedAttempts > 0 || error || measures || classes || rubrics || notRun;
  if (!isRare) return null;
  return {
    ...(originalVerdict ? { originalVerdict } : {}),
    ...(reviews ? { reviews } : {}),
    ...(failedAttempts > 0 ? { failedAttempts } : {}),
    ...(error ? { error } : {}),
    ...(measures ? { measures } : {}),
    ...(classes ? { classes } : {}),
    ...(rubrics ? { rubrics } : {}),
    ...(notRun ? { notRun } : {}),
  };
}

function testStates(prompts: RunState['prompts'], columns: TestColumns): TestState[] {
  const tests = prompts.map(({ index }, position): TestState => {
    const [phase, verdict] = marks[columns.marks[position]!]!;
    return {
      index,
      phase,
      verdict,
      startedAt: at(columns.startedAt, position),
      failedAttempts: 0,
      timings: timingsAt(columns.timings, position),
      tokens: tokensAt(columns.tokens, position),
      cost: costAt(columns.cost, position),
      error: null,
      score: at(columns.score, position),
      measures: null,
      classes: null,
      rubrics: null,
      notRun: null,
      evidence: evidenceAt(columns.evidence, position),
      ...machineAt(columns.machine, position),
    };
  });
  for (const [position, fields] of columns.rare) Object.assign(tests[position]!, fields);
  return tests;
}

function timingsAt(columns: TestColumns['timings'], position: number): TestTimings | null {
  const dispatchedAt = at(columns.dispatchedAt, position);
  const endedAt = at(columns.endedAt, position);
  if (dispatchedAt === null || endedAt === null) return null;
  const timings: TestTimings = {
    dispatchedAt,
    endedAt,
    queue: at(columns.queue, position),
    retry: at(columns.retry, position),
    total: at(columns.total, position),
    ttft: at(columns.ttft, position),
    ttfa: at(columns.ttfa, position),
    load: at(columns.load, position),
    tpot: at(columns.tpot, position),
    decodeTokensPerSecond: at(columns.decodeTokensPerSecond, position),
    endToEndTokensPerSecond: at(columns.endToEndTokensPerSecond, position),
    evaluation: at(columns.evaluation, position),
  };
  const charactersPerSecond = at(columns.charactersPerSecond, position);
  if (charactersPerSecond !== false) timings.charactersPerSecond = charactersPerSecond;
  const inFlight = at(columns.inFlight, position);
  if (inFlight !== null) timings.inFlight = inFlight;
  const lateness = at(columns.lateness, position);
  if (lateness !== null) timings.lateness = lateness;
  return timings;
}

function tokensAt(columns: TestColumns['tokens'], position: number): TokenUsage | null {
  const source = at(columns.source, position);
  if (source === null) return null;
  return {
    input: at(columns.input, position),
    output: at(columns.output, position),
    reasoning: at(columns.reasoning, position),
    cached: at(columns.cached, position),
    source: tokenSources[source]!,
  };
}

function costAt(columns: TestColumns['cost'], position: number): TestCost | null {
  const source = at(columns.source, position);
  return source === null ? null : { usd: at(columns.usd, position), source: costSources[source]! };
}

function machineAt(machines: ColumnOf<number>, position: number): Pick<TestState, 'machine'> {
  const machine = at(machines, position);
  return machine > 0 ? { machine } : {};
}

function evidenceAt(columns: TestColumns['evidence'], position: number): EvidencePlace | null {
  const offset = at(columns.offset, position);
  const length = at(columns.length, position);
  return offset === null || length === null ? null : { offset, length };
}
