// The state of a run as columns: a list a field in place of an object a test. It is far less text than the objects and is read faster, for no
// name of a field is said twice. In this form a state goes to a page in its file; the page makes objects of it. Messages, and what is remembered of
// a run, have it as bytes (`runBytes.ts`).

import type { EvidencePlace } from './events';
import { costSources, tokenSources, type TestCost, type TestTimings, type TokenUsage } from './testMeasurement';
import type { ModelState, RunState, TestState } from './runState';
import type { Verdict } from './verdict';

/** The value of one test in a column: null where it is not known, false where the test does not even have the field. */
export type Cell = number | null | false;

/** A field of every test: a list in the order of the tests, or the one value that all of them have. */
type Column<List> = List | { all: Cell };

/** What a column is read through; an array is one. */
export interface Cells {
  at(position: number): Cell | undefined;
}

/** How a list is made of the tests. */
export type ListMaker<List> = (tests: readonly TestState[], cellOf: (test: TestState) => Cell) => List;

/** What few tests have. */
type RareFields = Partial<
  Pick<
    TestState,
    'originalVerdict' | 'reviews' | 'failedAttempts' | 'error' | 'measures' | 'classes' | 'rubrics' | 'notRun'
  >
>;

/** `One` is a column, or what it is read through. */
interface TestColumns<One> {
  /** A letter a test: its phase and verdict, as in `marks`. */
  marks: string;
  startedAt: One;
  score: One;
  timings: { [field in keyof TestTimings]-?: One };
  /** `source` is a place in `tokenSources`. */
  tokens: { [field in keyof TokenUsage]: One };
  /** `source` is a place in `costSources`. */
  cost: { [field in keyof TestCost]: One };
  evidence: { [field in keyof EvidencePlace]: One };
  machine: One;
  /** By position, counted from 0. */
  rare: [position: number, fields: RareFields][];
}

type ModelColumns<List> = Omit<ModelState, 'tests'> & { columns: TestColumns<Column<List>> };

/** As they are in files, unless lists are made otherwise. */
export type RunColumns<List = Cell[]> = Omit<RunState, 'models'> & { models: ModelColumns<List>[] };

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
  return columnsWith(state, (tests, cellOf) => tests.map(cellOf));
}

/** The same with lists of another make, in an order that is always the same. */
export function columnsWith<List>(state: RunState, listOf: ListMaker<List>): RunColumns<List> {
  const models = state.models.map(({ tests, ...model }) => ({ ...model, columns: testColumns(tests, listOf) }));
  return { ...state, models };
}

/** The state that these are the columns of, with test objects of its own. */
export function stateOf(run: RunColumns): RunState {
  return stateWith(run, (list) => list);
}

/** The same of columns whose lists are of another make. */
export function stateWith<List extends object>(run: RunColumns<List>, cellsOf: (list: List) => Cells): RunState {
  return {
    ...run,
    models: run.models.map(({ columns, ...model }) => ({
      ...model,
      tests: testStates(run.prompts, readable(columns, cellsOf)),
    })),
  };
}

/** The one value that all tests have. */
class SameCells implements Cells {
  constructor(private readonly cell: Cell) {}

  at(): Cell {
    return this.cell;
  }
}

function readable<List extends object>(
  columns: TestColumns<Column<List>>,
  cellsOf: (list: List) => Cells,
): TestColumns<Cells> {
  const read = (column: Column<List>): Cells => ('all' in column ? new SameCells(column.all) : cellsOf(column));
  const readAll = <Name extends string>(group: { [name in Name]: Column<List> }): { [name in Name]: Cells } =>
    Object.fromEntries(Object.entries<Column<List>>(group).map(([name, column]) => [name, read(column)])) as {
      [name in Name]: Cells;
    };
  const { marks, rare, timings, tokens, cost, evidence, ...own } = columns;
  return {
    ...readAll(own),
    marks,
    timings: readAll(timings),
    tokens: readAll(tokens),
    cost: readAll(cost),
    evidence: readAll(evidence),
    rare,
  };
}

function testColumns<List>(tests: readonly TestState[], listOf: ListMaker<List>): TestColumns<Column<List>> {
  const column = (cellOf: (test: TestState) => Cell): Column<List> => {
    const [first] = tests;
    const all = first && cellOf(first);
    return all !== undefined && tests.every((test) => cellOf(test) === all) ? { all } : listOf(tests, cellOf);
  };
  return {
    marks: tests.map(markOf).join(''),
    startedAt: column(({ startedAt }) => startedAt),
    score: column(({ score }) => score),
    timings: {
      dispatchedAt: column(({ timings }) => timings?.dispatchedAt ?? null),
      endedAt: column(({ timings }) => timings?.endedAt ?? null),
      queue: column(({ timings }) => timings?.queue ?? null),
      retry: column(({ timings }) => timings?.retry ?? null),
      total: column(({ timings }) => timings?.total ?? null),
      ttft: column(({ timings }) => timings?.ttft ?? null),
      ttfa: column(({ timings }) => timings?.ttfa ?? null),
      load: column(({ timings }) => timings?.load ?? null),
      tpot: column(({ timings }) => timings?.tpot ?? null),
      decodeTokensPerSecond: column(({ timings }) => timings?.decodeTokensPerSecond ?? null),
      endToEndTokensPerSecond: column(({ timings }) => timings?.endToEndTokensPerSecond ?? null),
      evaluation: column(({ timings }) => timings?.evaluation ?? null),
      inFlight: column(({ timings }) => timings?.inFlight ?? null),
      lateness: column(({ timings }) => timings?.lateness ?? null),
      charactersPerSecond: column(({ timings }) => timings?.charactersPerSecond ?? missingRate(timings)),
    },
    tokens: {
      input: column(({ tokens }) => tokens?.input ?? null),
      output: column(({ tokens }) => tokens?.output ?? null),
      reasoning: column(({ tokens }) => tokens?.reasoning ?? null),
      cached: column(({ tokens }) => tokens?.cached ?? null),
      source: column(({ tokens }) => tokens && tokenSources.indexOf(tokens.source)),
    },
    cost: {
      usd: column(({ cost }) => cost?.usd ?? null),
      source: column(({ cost }) => cost && costSources.indexOf(cost.source)),
    },
    evidence: {
      offset: column(({ evidence }) => evidence?.offset ?? null),
      length: column(({ evidence }) => evidence?.length ?? null),
    },
    machine: column(({ machine = 0 }) => machine),
    rare: rareOf(tests),
  };
}

function rareOf(tests: readonly TestState[]): TestColumns<never>['rare'] {
  const rare: TestColumns<never>['rare'] = [];
  for (const [position, test] of tests.entries()) {
    const fields = rareFields(test);
    if (fields) rare.push([position, fields]);
  }
  return rare;
}

/** The number of the test at a position, which the column has; null where it has none. */
function numberAt(cells: Cells, position: number): number | null {
  const cell = cells.at(position);
  return typeof cell === 'number' ? cell : null;
}

/** What stands for a rate that is not there: null for null, false for none at all. */
function missingRate(timings: TestTimings | null): null | false {
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

function testStates(prompts: RunState['prompts'], columns: TestColumns<Cells>): TestState[] {
  const tests = prompts.map(({ index }, position): TestState => {
    const [phase, verdict] = marks[columns.marks[position]!]!;
    return {
      index,
      phase,
      verdict,
      startedAt: numberAt(columns.startedAt, position),
      failedAttempts: 0,
      timings: timingsAt(columns.timings, position),
      tokens: tokensAt(columns.tokens, position),
      cost: costAt(columns.cost, position),
      error: null,
      score: numberAt(columns.score, position),
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

function timingsAt(columns: TestColumns<Cells>['timings'], position: number): TestTimings | null {
  const dispatchedAt = numberAt(columns.dispatchedAt, position);
  const endedAt = numberAt(columns.endedAt, position);
  if (dispatchedAt === null || endedAt === null) return null;
  const timings: TestTimings = {
    dispatchedAt,
    endedAt,
    queue: numberAt(columns.queue, position),
    retry: numberAt(columns.retry, position),
    total: numberAt(columns.total, position),
    ttft: numberAt(columns.ttft, position),
    ttfa: numberAt(columns.ttfa, position),
    load: numberAt(columns.load, position),
    tpot: numberAt(columns.tpot, position),
    decodeTokensPerSecond: numberAt(columns.decodeTokensPerSecond, position),
    endToEndTokensPerSecond: numberAt(columns.endToEndTokensPerSecond, position),
    evaluation: numberAt(columns.evaluation, position),
  };
  const charactersPerSecond = columns.charactersPerSecond.at(position) ?? null;
  if (charactersPerSecond !== false) timings.charactersPerSecond = charactersPerSecond;
  const inFlight = numberAt(columns.inFlight, position);
  if (inFlight !== null) timings.inFlight = inFlight;
  const lateness = numberAt(columns.lateness, position);
  if (lateness !== null) timings.lateness = lateness;
  return timings;
}

function tokensAt(columns: TestColumns<Cells>['tokens'], position: number): TokenUsage | null {
  const source = numberAt(columns.source, position);
  if (source === null) return null;
  return {
    input: numberAt(columns.input, position),
    output: numberAt(columns.output, position),
    reasoning: numberAt(columns.reasoning, position),
    cached: numberAt(columns.cached, position),
    source: tokenSources[source]!,
  };
}

function costAt(columns: TestColumns<Cells>['cost'], position: number): TestCost | null {
  const source = numberAt(columns.source, position);
  return source === null ? null : { usd: numberAt(columns.usd, position), source: costSources[source]! };
}

function machineAt(machines: Cells, position: number): Pick<TestState, 'machine'> {
  const machine = numberAt(machines, position) ?? 0;
  return machine > 0 ? { machine } : {};
}

function evidenceAt(columns: TestColumns<Cells>['evidence'], position: number): EvidencePlace | null {
  const offset = numberAt(columns.offset, position);
  const length = numberAt(columns.length, position);
  return offset === null || length === null ? null : { offset, length };
}
