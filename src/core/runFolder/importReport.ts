// Makes a run's events out of an `ExecEvalBenchmarkReport`, so that a report replays like any run.
// What a report does not record stays null: *not recorded*, never zero.

import * as z from 'zod';
import { runSchemaVersion, type RunEvent, type TestFinished, type TestTimings } from '../../shared/run/events';
import { parseModel, type ModelInfo } from '../../shared/run/model';
import type { BenchmarkText, TestDetail } from '../../shared/protocols/runPanelProtocol';
import type { TestResult } from '../../shared/results/testResult';
import type { TestError } from '../../shared/run/verdict';
import { modelApis, modelInfo } from '../providers/modelApis';
import { promptLabel } from '../benchmark/promptLabel';
import { isoWithOffset } from '../ask/runClock';
import { defaultTestLinks, scoreOf } from './testLinks';

export interface ImportedReport {
  events: RunEvent[];
  details(model: string, index: number): TestDetail | undefined;
  /** Every test of the report, each model's by index; the run's id is still empty. */
  results(): Iterable<TestResult>;
  benchmarkText: BenchmarkText;
}

const duration = z.number().nonnegative().nullish();

const resultSchema = z.object({
  prompt_response: z.object({
    response: z.string(),
    tokens_per_second: z.number().nullish(),
    provider: z.string().nullish(),
    total_duration_ms: duration,
    load_duration_ms: duration,
    inputAndOutputCost: z.number().nullish(),
    errored: z.boolean().nullish(),
    error_message: z.string().nullish(),
    tokens_per_second_basis: z.enum(['decode', 'end_to_end']).nullish(),
  }),
  execution_result: z.string(),
  expected_result: z.string(),
  input_prompt: z.string(),
  model: z.string().optional(),
  correct: z.boolean(),
  // Far above any real benchmark; a grid of an absurd size would freeze whoever opens it.
  index: z.number().int().positive().max(1_000_000),
});

const variable = z.union([z.string(), z.number(), z.boolean()]);

const reportSchema = z.object({
  benchmark_name: z.string(),
  purpose: z.string().default(''),
  base_prompt: z.string().default(''),
  prompt_iterations: z
    .array(
      z.object({
        dynamic_variables: z.record(z.string(), variable).nullish(),
        expectation: z.union([variable, z.record(z.string(), z.unknown()), z.array(z.unknown())]),
      }),
    )
    .default([]),
  models: z.array(z.object({ model: z.string().min(1), results: z.array(resultSchema) })).min(1),
});

type Report = z.infer<typeof reportSchema>;
type ReportResult = z.infer<typeof resultSchema>;

/** Reads a report's text. Throws an error for people when it is not JSON or not a report. */
export function importReport(text: string): ImportedReport {
  const report = parseReport(text);
  const apis = modelApis([]);
  const rows = report.models.map(({ model, results }) => {
    const provider = results[0]?.prompt_response.provider?.trim();
    const id = parseModel(model.includes('~') || !provider ? model : `${provider}~${model}`);
    return { info: modelInfo(id, apis), results: [...results].sort((a, b) => a.index - b.index) };
  });
  const promptCount = Math.max(
    report.prompt_iterations.length,
    ...rows.flatMap((row) => row.results.map((result) => result.index)),
  );
  const results = new Map(
    rows.flatMap(({ info, results: own }) =>
      own.map((result) => [`${info.model}#${result.index}`, { info, result }] as const),
    ),
  );
  return {
    events: reportEvents(report, rows, promptCount),
    details: (model, index) => {
      const found = results.get(`${model}#${index}`);
      return found && { model, index, hasTranscript: false, result: reportResult(report, found.info, found.result) };
    },
    *results() {
      for (const { info, result } of results.values()) yield reportResult(report, info, result);
    },
    benchmarkText: { basePrompt: report.base_prompt, prompts: report.prompt_iterations },
  };
}

function parseReport(text: string): Report {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new Error(`This file is not JSON: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
  const parsed = reportSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const shown = parsed.error.issues
    .slice(0, 3)
    .map((issue) => `${issue.path.join('.') || 'the file'}: ${issue.message}`);
  throw new Error(`This JSON is not a benchmark report (ExecEvalBenchmarkReport). ${shown.join('; ')}`);
}

function reportEvents(
  report: Report,
  rows: { info: ModelInfo; results: ReportResult[] }[],
  promptCount: number,
): RunEvent[] {
  const events: RunEvent[] = [
    {
      type: 'runStarted',
      t: 0,
      schemaVersion: runSchemaVersion,
      runId: report.benchmark_name,
      at: isoWithOffset(new Date()),
      benchmarkName: report.benchmark_name,
      purpose: report.purpose,
      testType: '',
      models: rows.map((row) => row.info),
      prompts: Array.from({ length: promptCount }, (_, position) => {
        const prompt = report.prompt_iterations[position];
        return {
          index: position + 1,
          label: prompt
            ? promptLabel({ dynamic_variables: prompt.dynamic_variables, expectation: prompt.expectation })
            : '',
        };
      }),
    },
  ];
  // A report has no start times: each row is laid end to end, as its series replay shows it.
  const timed = rows.flatMap(({ info, results }) => {
    let clock = 0;
    return results.map((result): RunEvent => {
      const dispatchedAt = clock;
      clock += result.prompt_response.total_duration_ms ?? 0;
      return finishedEvent(info, result, dispatchedAt, clock);
    });
  });
  events.push(...timed.sort((a, b) => a.t - b.t));
  events.push({ type: 'runFinished', t: events.at(-1)!.t, status: 'finished' });
  return events;
}

function finishedEvent(info: ModelInfo, result: ReportResult, dispatchedAt: number, endedAt: number): TestFinished {
  const said = result.prompt_response;
  // Some tools write 0 for a rate or a duration they could not measure; no answer takes 0 ms.
  const rate = said.errored ? null : said.tokens_per_second || null;
  const isDecode = said.tokens_per_second_basis !== 'end_to_end';
  const timings: TestTimings = {
    dispatchedAt,
    endedAt,
    queue: null,
    retry: null,
    total: said.total_duration_ms || null,
    ttft: null,
    ttfa: null,
    load: said.load_duration_ms ?? null,
    tpot: null,
    decodeTokensPerSecond: isDecode ? rate : null,
    endToEndTokensPerSecond: isDecode ? null : rate,
    evaluation: null,
  };
  const usd = said.inputAndOutputCost ?? null;
  return {
    type: 'testFinished',
    t: endedAt,
    model: info.model,
    index: result.index,
    verdict: said.errored ? 'error' : result.correct ? 'correct' : 'incorrect',
    attempts: 1,
    timings,
    tokens: { input: null, output: null, reasoning: null, cached: null, source: 'usage' },
    cost: { usd, source: usd === null ? 'unknown' : 'api' },
    ...(said.errored ? { error: reportError(result) } : {}),
  };
}

function reportError(result: ReportResult): TestError {
  const message = result.prompt_response.error_message ?? result.prompt_response.response;
  return { kind: 'api', message: message || 'The report says that this test ended in an error and records no reason.' };
}

function reportResult(report: Report, info: ModelInfo, result: ReportResult): TestResult {
  const event = finishedEvent(info, result, 0, result.prompt_response.total_duration_ms ?? 0);
  return {
    schemaVersion: runSchemaVersion,
    runId: '',
    benchmarkName: report.benchmark_name,
    model: info.model,
    provider: info.provider,
    providerLabel: info.providerLabel,
    isSimulated: info.isSimulated,
    index: result.index,
    testType: '',
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
    links: defaultTestLinks,
  };
}
