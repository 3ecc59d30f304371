// Writes a report from the results on disk, some tests in memory at a time, so that a run of any size fits.

import type { BenchmarkText } from '../../shared/protocols/runPanelProtocol';
import type { ExecEvalBenchmarkReport, ExecEvalModelReport, ExecEvalResult } from '../../shared/results/report';
import { modelStats, type ModelStats } from '../../shared/figures/runStats';
import type { RunState } from '../../shared/run/runState';
import type { PackedResult } from '../../shared/results/packedTest';
import { runFiles } from './runFolderPaths';
import { replaceFile } from '../files/replaceFile';
import { endedTests, TestReader, type ReadRun, type TestAt } from './readTest';
import { withNulls, type ReportForm } from './reportForm';
import { messageOf } from '../../shared/text/messageOf';

export interface ReportSource extends BenchmarkText {
  benchmarkName: string;
  purpose: string;
}

/** Characters of a piece, about: a write for each result would take longer than the results. */
const charactersOfPiece = 64 * 1024;
/** Results read at once: enough to hide the disk's latency, few enough to stay small. */
const readAhead = 16;

/**
 * Writes the report of the tests that have finished, whatever the run's status. Replaces an older report as a whole. A test whose words can't be
 * read is left out; returns why, a sentence for each.
 */
export async function writeReport(source: ReportSource, run: ReadRun): Promise<string[]> {
  const unreadable: string[] = [];
  await replaceFile(run.runDirectory, runFiles.report, async (file) => {
    for await (const text of reportText(source, run, withNulls, unreadable)) await file.appendFile(text);
  });
  return unreadable;
}

/** The text of that report in pieces worth a write each; why a test is left out is added to `unreadable`. */
export async function* reportText<Measured extends number | null>(
  source: ReportSource,
  { runDirectory, state, checkedFrom }: ReadRun,
  form: ReportForm<Measured>,
  unreadable: string[],
): AsyncGenerator<string> {
  const reader = new TestReader(runDirectory, state, checkedFrom);
  const read: Read = (test) =>
    reader.readKept(test).catch((error: unknown) => {
      unreadable.push(messageOf(error));
      return null;
    });
  try {
    yield* gathered(textOf(source, state, form, read));
  } finally {
    await reader.close();
  }
}

async function* gathered(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let gathering = '';
  for await (const text of texts) {
    gathering += text;
    if (gathering.length < charactersOfPiece) continue;
    yield gathering;
    gathering = '';
  }
  yield gathering;
}

type Read = (test: TestAt) => Promise<PackedResult | null>;

async function* textOf<Measured extends number | null>(
  source: ReportSource,
  state: RunState,
  form: ReportForm<Measured>,
  read: Read,
): AsyncGenerator<string> {
  const head = {
    benchmark_name: source.benchmarkName,
    purpose: source.purpose,
    base_prompt: source.basePrompt,
    prompt_iterations: source.prompts.map((prompt) => ({
      dynamic_variables: prompt.dynamic_variables ?? null,
      expectation: prompt.expectation,
    })),
  };
  yield `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "models": [`;
  for (const [position, model] of state.models.entries()) {
    yield `${position === 0 ? '' : ','}\n    {\n      "model": ${JSON.stringify(model.model)},\n      "results": [`;
    let isFirst = true;
    for await (const result of readResults(read, model)) {
      // A line a result: a quarter smaller, and two reports differ in the lines of the tests that do.
      yield `${isFirst ? '' : ','}\n        ${JSON.stringify(reportResult(result, model.provider, form))}`;
      isFirst = false;
    }
    yield `\n      ],\n${innerLines(modelTotals(modelStats(model.tests), form), 6)}\n    }`;
  }
  yield `\n  ],\n${innerLines(overallTotals(state, form), 2)}\n}\n`;
}

async function* readResults(read: Read, model: RunState['models'][number]): AsyncGenerator<PackedResult> {
  const ended = endedTests([model]);
  for (let start = 0; start < ended.length; start += readAhead) {
    const batch = await Promise.all(ended.slice(start, start + readAhead).map(read));
    for (const result of batch) if (result) yield result;
  }
}

function reportResult<Measured extends number | null>(
  result: PackedResult,
  provider: string,
  form: ReportForm<Measured>,
): ExecEvalResult<Measured> {
  const { timings } = result;
  const isDecode = timings.decodeTokensPerSecond !== null;
  const isError = result.verdict === 'error';
  return {
    prompt_response: {
      response: result.response,
      tokens_per_second: form.of('tokens_per_second', timings.decodeTokensPerSecond ?? timings.endToEndTokensPerSecond),
      tokens_per_second_basis: isDecode ? 'decode' : 'end_to_end',
      provider,
      total_duration_ms: form.of('total_duration_ms', isError ? null : timings.total),
      load_duration_ms: form.of('load_duration_ms', timings.load),
      inputAndOutputCost: form.of('inputAndOutputCost', result.cost.usd),
      errored: isError,
      ...(result.error ? { error_message: result.error.message } : {}),
    },
    execution_result: result.got,
    expected_result: result.expected,
    input_prompt: result.prompt,
    model: result.model,
    correct: result.verdict === 'correct',
    index: result.index,
  };
}

function modelTotals<Measured extends number | null>(
  stats: ModelStats,
  form: ReportForm<Measured>,
): Omit<ExecEvalModelReport<Measured>, 'model' | 'results'> {
  return {
    correct_count: stats.correct,
    incorrect_count: stats.incorrect,
    error_count: stats.error,
    accuracy: form.of('accuracy', stats.accuracy),
    ...averages(stats, form),
    total_cost: form.totalCost(stats.costUsd, stats.priced === stats.finished),
  };
}

function overallTotals<Measured extends number | null>(
  state: RunState,
  form: ReportForm<Measured>,
): Omit<
  ExecEvalBenchmarkReport<Measured>,
  'benchmark_name' | 'purpose' | 'base_prompt' | 'prompt_iterations' | 'models'
> {
  const stats = modelStats(state.models.flatMap((model) => model.tests));
  return {
    overall_correct_count: stats.correct,
    overall_incorrect_count: stats.incorrect,
    overall_error_count: stats.error,
    overall_accuracy: form.of('overall_accuracy', stats.accuracy),
    ...averages(stats, form),
  };
}

function averages<Measured extends number | null>(
  stats: ModelStats,
  form: ReportForm<Measured>,
): Pick<
  ExecEvalModelReport<Measured>,
  'average_tokens_per_second' | 'average_total_duration_ms' | 'average_load_duration_ms'
> {
  return {
    average_tokens_per_second: form.of('average_tokens_per_second', stats.tokensPerSecond),
    average_total_duration_ms: form.of('average_total_duration_ms', stats.averageTotal),
    average_load_duration_ms: form.of('average_load_duration_ms', stats.averageLoad),
  };
}

/** The members of an object as indented lines, without its braces. */
function innerLines(value: object, spaces: number): string {
  return indent(
    JSON.stringify(value, null, 2)
      .split('\n')
      .slice(1, -1)
      .map((line) => line.slice(2))
      .join('\n'),
    spaces,
  );
}

function indent(text: string, spaces: number): string {
  return text.replace(/^/gm, ' '.repeat(spaces));
}
