// Makes a run's events out of an `ExecEvalBenchmarkReport`, so that a report replays like any run.
// What a report does not record stays null: *not recorded*, never zero.

import { runSchemaVersion, type PromptInfo, type RunEvent, type TestFinished } from '../../shared/run/events';
import type { TestCost, TestTimings } from '../../shared/run/testMeasurement';
import type { ModelInfo } from '../../shared/run/model';
import type { BenchmarkText, TestDetail } from '../../shared/protocols/runPanelProtocol';
import { testTypeOf } from '../../shared/run/testTypeOf';
import type { TestError } from '../../shared/run/verdict';
import type { LoadedBenchmark } from '../benchmark/loadBenchmark';
import { promptInfos } from '../benchmark/promptInfos';
import { promptLabel } from '../benchmark/promptLabel';
import { asRow } from '../benchmark/asRow';
import { pairedPrompts, type UnmatchedPrompt } from './pairedPrompts';
import { readReport, refuseHugeGrid, reportDate, type ReportedResult, type ReportFile } from './reportFile';
import { placeResults, reportedModels, trialsIn, type ReportedModel, type ReportRow } from './reportRows';
import { scoreOf } from './scoreOf';
import type { StoredResult } from '../../shared/results/packedTest';

import { promptOfTest, promptValues } from '../../shared/words/promptValues';

export interface ImportedReport {
  events: RunEvent[];
  details(model: string, index: number): TestDetail | undefined;
  /** The result of a test; undefined where the report has none. The run's id is still empty. */
  result(model: string, index: number): StoredResult | undefined;
  benchmarkText: BenchmarkText;
  /** Prompts of the report that the benchmark given with it does not have. */
  unmatched: UnmatchedPrompt[];
  /** How the run stands; the events of one that was interrupted have no end. */
  status: 'finished' | 'cancelled' | 'interrupted';
  /** Sentences for people about the run. */
  notes: string[];
}

export interface ReportContext {
  /** The file's name, which may say when the report was made. */
  fileName?: string;
  /** What was run, where somebody still has it: then tests have test types, and can be judged again. */
  benchmark?: LoadedBenchmark;
}

/** The grid that a report's results are put into. */
interface Grid {
  testType: string;
  prompts: PromptInfo[];
  rows: ReportRow[];
  unmatched: UnmatchedPrompt[];
}

/** Reads a report's text. Throws an error for people when it is not JSON or not a report. */
export function importReport(text: string, { fileName, benchmark }: ReportContext = {}): ImportedReport {
  const report = readReport(text);
  const models = reportedModels(report);
  const grid = benchmark ? gridOfBenchmark(models, benchmark) : gridOfReport(report, models);
  const at = reportDate(report, fileName);
  const rows = new Map(grid.rows.map((row) => [row.info.model, row]));
  const resultOf = (row: ReportRow, index: number, result: ReportedResult): StoredResult =>
    reportResult(report, row.info, testTypeOf(grid, index), index, result);
  const result = (model: string, index: number): StoredResult | undefined => {
    const row = rows.get(model);
    const found = row?.results.get(index);
    return row && found && resultOf(row, index, found);
  };
  return {
    events: reportEvents(report, grid, at),
    details: (model, index) => {
      const found = result(model, index);
      const values = promptValues(promptOfTest(report.prompt_iterations, grid, index));
      return found && { model, index, hasTranscript: false, values, result: found };
    },
    result,
    benchmarkText: { basePrompt: report.base_prompt, prompts: report.prompt_iterations },
    unmatched: grid.unmatched,
    status: report.ended_early?.status ?? 'finished',
    notes: report.ended_early ? [report.ended_early.note] : [],
  };
}

/** The report's own indexes; where all prompts were asked equally often, each as so many trials. */
function gridOfReport(report: ReportFile, models: readonly ReportedModel[]): Grid {
  const results = models.flatMap((model) => model.results);
  const trials = trialsIn(models);
  const rows = placeResults(models, ({ index }) =>
    Array.from({ length: trials }, (_, trial) => (index - 1) * trials + trial + 1),
  );
  const iterations = report.prompt_iterations;
  const count = results.reduce((most, { index }) => Math.max(most, index), iterations.length);
  refuseHugeGrid(rows.length, count * trials, results.length);
  const prompts = Array.from({ length: count * trials }, (_, position): PromptInfo => {
    const prompt = Math.floor(position / trials) + 1;
    const variant = { prompt, kind: 'trial' as const, number: (position % trials) + 1, of: trials };
    const ofTrial = trials === 1 ? {} : { variant };
    const said = iterations[prompt - 1];
    const label = said
      ? promptLabel({ dynamic_variables: said.dynamic_variables, expectation: said.expectation, ...ofTrial })
      : '';
    return { index: position + 1, label, ...ofTrial };
  });
  return { testType: '', prompts, rows, unmatched: [] };
}

/** The benchmark's prompts, and behind them those of the report that it does not have. */
function gridOfBenchmark(models: readonly ReportedModel[], benchmark: LoadedBenchmark): Grid {
  const results = models.flatMap((model) => model.results);
  const { placesOf, unmatched } = pairedPrompts(results, benchmark);
  const rows = placeResults(
    models.map((model) => ({ ...model, info: asInBenchmark(model.info, benchmark) })),
    placesOf,
  );
  // A report has no bytes of pictures, so that nobody can say whether they were the same.
  const known = promptInfos(benchmark, benchmark.prompts, ({ images }) => (images.length === 0 ? [] : null));
  refuseHugeGrid(rows.length, known.length + unmatched.length, results.length);
  const others = unmatched.map(({ place, text, expected }): PromptInfo => {
    const label = promptLabel({ dynamic_variables: { text }, expectation: expected });
    return { index: place, label, testType: '' };
  });
  return { testType: benchmark.testType, prompts: [...known, ...others], rows, unmatched };
}

/** A report has only the name of a row; what of it is a label and what a variant, the benchmark says. */
function asInBenchmark(info: ModelInfo, benchmark: LoadedBenchmark): ModelInfo {
  const row = benchmark.modelIds.find(({ model }) => model === info.model);
  if (row?.variant === undefined) return asRow(info, benchmark);
  const { label: _, ...plain } = info;
  const { label, variant } = row;
  return asRow({ ...plain, ...(label === undefined ? {} : { label }), variant }, benchmark);
}

function inOrder({ results }: ReportRow): [index: number, result: ReportedResult][] {
  return [...results].sort(([a], [b]) => a - b);
}

function reportEvents(report: ReportFile, { testType, prompts, rows }: Grid, at: string | null): RunEvent[] {
  const started: RunEvent = {
    type: 'runStarted',
    t: 0,
    schemaVersion: runSchemaVersion,
    runId: report.benchmark_name,
    at,
    benchmarkName: report.benchmark_name,
    purpose: report.purpose,
    testType,
    models: rows.map((row) => row.info),
    prompts,
    mode: null,
  };
  // A report has no start times: each row is laid end to end, as its series replay shows it.
  const timed = rows.flatMap((row) => {
    let clock = 0;
    return inOrder(row).map(([index, result]): RunEvent => {
      const dispatchedAt = clock;
      clock += result.prompt_response.total_duration_ms ?? 0;
      return finishedEvent(row.info, index, result, dispatchedAt, clock);
    });
  });
  timed.sort((a, b) => a.t - b.t);
  const status = report.ended_early?.status ?? 'finished';
  if (status === 'interrupted') return [started, ...timed];
  return [started, ...timed, { type: 'runFinished', t: timed.at(-1)?.t ?? 0, status }];
}

function finishedEvent(
  info: ModelInfo,
  index: number,
  result: ReportedResult,
  dispatchedAt: number,
  endedAt: number,
): TestFinished {
  const said = result.prompt_response;
  // Some tools write 0 for a rate or a duration they could not measure; no answer takes 0 ms.
  const rate = said.errored ? null : positive(said.tokens_per_second);
  const isDecode = said.tokens_per_second_basis !== 'end_to_end';
  const timings: TestTimings = {
    dispatchedAt,
    endedAt,
    queue: null,
    retry: null,
    total: positive(said.total_duration_ms),
    ttft: null,
    ttfa: null,
    load: isFree(info) ? (said.load_duration_ms ?? null) : positive(said.load_duration_ms),
    tpot: null,
    decodeTokensPerSecond: isDecode ? rate : null,
    endToEndTokensPerSecond: isDecode ? null : rate,
    evaluation: null,
  };
  return {
    type: 'testFinished',
    t: endedAt,
    model: info.model,
    index,
    verdict: said.errored ? 'error' : result.correct ? 'correct' : 'incorrect',
    attempts: null,
    timings,
    tokens: {
      input: said.input_tokens,
      output: said.output_tokens,
      reasoning: said.reasoning_tokens,
      cached: said.cached_tokens,
      source: 'usage',
    },
    cost: reportedCost(info, said.inputAndOutputCost ?? null),
    ...(said.errored ? { error: reportError(result) } : {}),
  };
}

/** Null for the 0 and the -1 that tools write for what they don't know. */
function positive(value: number | null | undefined): number | null {
  return value !== null && value !== undefined && value > 0 ? value : null;
}

/** Models that cost nothing a token, and whose servers tell of loads. */
function isFree({ isLocal, isSimulated }: ModelInfo): boolean {
  return isLocal || isSimulated;
}

/** No paid model answers for $0: its tool did not know the price. */
function reportedCost(info: ModelInfo, usd: number | null): TestCost {
  const known = usd === 0 && isFree(info) ? 0 : positive(usd);
  return { usd: known, source: known === null ? 'unknown' : 'report' };
}

function reportError(result: ReportedResult): TestError {
  const message = result.prompt_response.error_message ?? result.prompt_response.response;
  return { kind: 'api', message: message || 'The report says that this test ended in an error and records no reason.' };
}

function reportResult(
  report: ReportFile,
  info: ModelInfo,
  testType: string,
  index: number,
  result: ReportedResult,
): StoredResult {
  const event = finishedEvent(info, index, result, 0, result.prompt_response.total_duration_ms ?? 0);
  return {
    schemaVersion: runSchemaVersion,
    runId: '',
    benchmarkName: report.benchmark_name,
    model: info.model,
    provider: info.provider,
    providerLabel: info.providerLabel,
    isSimulated: info.isSimulated,
    index,
    testType,
    images: [],
    verdict: event.verdict,
    score: scoreOf(event.verdict),
    ...(event.error ? { error: event.error } : {}),
    startedAt: null,
    prompt: result.input_prompt,
    response: result.prompt_response.response,
    reasoning: null,
    expected: result.expected_result,
    got: result.execution_result,
    attempts: null,
    timings: event.timings,
    tokens: event.tokens,
    cost: event.cost,
  };
}
