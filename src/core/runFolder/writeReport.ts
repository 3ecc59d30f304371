// Writes `report.json` from the results on disk, a few tests in memory at a time, so that a run of any size fits.

import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { BenchmarkPrompt } from '../../shared/run/benchmark';
import type { ExecEvalBenchmarkReport, ExecEvalModelReport, ExecEvalResult } from '../../shared/results/report';
import { modelStats, type ModelStats } from '../../shared/figures/runStats';
import type { RunState } from '../../shared/run/runState';
import type { StoredTest, TestResult } from '../../shared/results/testResult';
import { runFiles } from './runFolderPaths';
import { replaceFile } from '../files/replaceFile';
import { endedTests, TestReader, type TestAt } from './readTest';

export interface ReportSource {
  benchmarkName: string;
  purpose: string;
  basePrompt: string;
  prompts: readonly BenchmarkPrompt[];
}

/** Results read at once: enough to hide the disk's latency, few enough to stay small. */
const readAhead = 16;

/**
 * Writes the report of the tests that have finished, whatever the run's status. Replaces an older report as a whole. A test whose words can't be
 * read is left out; returns why, a sentence for each.
 */
export async function writeReport(runDirectory: string, source: ReportSource, state: RunState): Promise<string[]> {
  const reader = new TestReader(runDirectory, state);
  const unreadable: string[] = [];
  try {
    await replaceFile(join(runDirectory, runFiles.report), (file) =>
      fillReport(file, source, state, (test) =>
        reader.read(test).catch((error: unknown) => {
          unreadable.push(error instanceof Error ? error.message : String(error));
          return null;
        }),
      ),
    );
  } finally {
    await reader.close();
  }
  return unreadable;
}

type Read = (test: TestAt) => Promise<StoredTest | null>;

async function fillReport(file: FileHandle, source: ReportSource, state: RunState, read: Read): Promise<void> {
  const head = {
    benchmark_name: source.benchmarkName,
    purpose: source.purpose,
    base_prompt: source.basePrompt,
    prompt_iterations: source.prompts.map((prompt) => ({
      dynamic_variables: prompt.dynamic_variables ?? null,
      expectation: prompt.expectation,
    })),
  };
  await file.write(`${JSON.stringify(head, null, 2).slice(0, -2)},\n  "models": [`);
  for (const [position, model] of state.models.entries()) {
    await file.write(
      `${position === 0 ? '' : ','}\n    {\n      "model": ${JSON.stringify(model.model)},\n      "results": [`,
    );
    let isFirst = true;
    for await (const result of readResults(read, model)) {
      await file.write(`${isFirst ? '' : ','}\n${indent(JSON.stringify(reportResult(result), null, 2), 8)}`);
      isFirst = false;
    }
    await file.write(`\n      ],\n${innerLines(modelTotals(modelStats(model.tests)), 6)}\n    }`);
  }
  await file.write(`\n  ],\n${innerLines(overallTotals(state), 2)}\n}\n`);
}

async function* readResults(read: Read, model: RunState['models'][number]): AsyncGenerator<TestResult> {
  const ended = endedTests([model]);
  for (let start = 0; start < ended.length; start += readAhead) {
    const batch = await Promise.all(ended.slice(start, start + readAhead).map(read));
    for (const test of batch) if (test) yield test.result;
  }
}

function reportResult(result: TestResult): ExecEvalResult {
  const { timings } = result;
  const isDecode = timings.decodeTokensPerSecond !== null;
  const isError = result.verdict === 'error';
  return {
    prompt_response: {
      response: result.response,
      tokens_per_second: timings.decodeTokensPerSecond ?? timings.endToEndTokensPerSecond,
      tokens_per_second_basis: isDecode ? 'decode' : 'end_to_end',
      provider: result.provider,
      total_duration_ms: isError ? null : timings.total,
      load_duration_ms: timings.load,
      inputAndOutputCost: result.cost.usd,
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

function modelTotals(stats: ModelStats): Omit<ExecEvalModelReport, 'model' | 'results'> {
  return {
    correct_count: stats.correct,
    incorrect_count: stats.incorrect,
    error_count: stats.error,
    accuracy: stats.accuracy,
    average_tokens_per_second: stats.tokensPerSecond,
    average_total_duration_ms: stats.averageTotal,
    average_load_duration_ms: stats.averageLoad,
    total_cost: stats.priced === stats.finished ? stats.costUsd : null,
  };
}

function overallTotals(
  state: RunState,
): Omit<ExecEvalBenchmarkReport, 'benchmark_name' | 'purpose' | 'base_prompt' | 'prompt_iterations' | 'models'> {
  const stats = modelStats(state.models.flatMap((model) => model.tests));
  return {
    overall_correct_count: stats.correct,
    overall_incorrect_count: stats.incorrect,
    overall_error_count: stats.error,
    overall_accuracy: stats.accuracy,
    average_tokens_per_second: stats.tokensPerSecond,
    average_total_duration_ms: stats.averageTotal,
    average_load_duration_ms: stats.averageLoad,
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
