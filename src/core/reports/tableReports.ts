// A run as CSV and as JSON lines: a line a test, for spreadsheets and for programs.

import { machineOfTest } from '../../shared/run/machines';
import { promptNumber } from '../../shared/words/testName';
import { testTypeOf } from '../../shared/run/testTypeOf';
import { standingOf } from '../../shared/run/verdict';
import { csvLine } from '../../shared/text/csvLine';
import { kindOfTest, kindWord } from '../../shared/words/testKinds';
import { testsOf, type ReportedRun, type ReportedTest } from './reportedRun';

type Cell = string | number | null;

/** The columns of the CSV, with their units. */
const columns: { readonly [name: string]: (tested: ReportedTest, run: ReportedRun) => Cell } = {
  run: (_, { name }) => name,
  benchmark: (_, { state }) => state.benchmarkName,
  model: ({ model }) => model.model,
  test: ({ test }) => test.index,
  prompt: ({ test }, { state }) => promptNumber(state, test.index),
  label: ({ test }, { state }) => state.prompts[test.index - 1]?.label ?? '',
  tags: ({ test }, { state }) => (state.prompts[test.index - 1]?.tags ?? []).join(' '),
  test_type: ({ test }, { state }) => testTypeOf(state, test.index),
  verdict: ({ test }) => standingOf(test),
  score: ({ test }) => test.score,
  reason: ({ result }) => result?.reason ?? '',
  kind: ({ test }, { state }) => {
    const kind = kindOfTest(test, state);
    return kind === null ? '' : kindWord(kind);
  },
  message: ({ test }) => test.error?.message ?? test.notRun?.message ?? '',
  expected: ({ result }) => result?.expected ?? '',
  got: ({ result }) => result?.got ?? '',
  response: ({ result }) => result?.response ?? '',
  total_ms: ({ test }) => test.timings?.total ?? null,
  ttft_ms: ({ test }) => test.timings?.ttft ?? null,
  queue_ms: ({ test }) => test.timings?.queue ?? null,
  decode_tokens_per_second: ({ test }) => test.timings?.decodeTokensPerSecond ?? null,
  end_to_end_tokens_per_second: ({ test }) => test.timings?.endToEndTokensPerSecond ?? null,
  input_tokens: ({ test }) => test.tokens?.input ?? null,
  output_tokens: ({ test }) => test.tokens?.output ?? null,
  reasoning_tokens: ({ test }) => test.tokens?.reasoning ?? null,
  tokens_source: ({ test }) => test.tokens?.source ?? '',
  cost_usd: ({ test }) => test.cost?.usd ?? null,
  cost_source: ({ test }) => test.cost?.source ?? '',
  attempts: ({ result }) => result?.attempts ?? null,
  started_at: ({ result }) => result?.startedAt ?? '',
  machine: ({ test }, { state }) => machineOfTest(test, state) ?? '',
};

export async function* csvReport(run: ReportedRun): AsyncGenerator<string> {
  yield csvLine(Object.keys(columns));
  for await (const tested of testsOf(run)) yield csvLine(Object.values(columns).map((read) => read(tested, run)));
}

/** Each line is the test's result as `show --json` has it; of one that has not ended what is known of it. */
export async function* jsonLinesReport(run: ReportedRun): AsyncGenerator<string> {
  const { state, name } = run;
  for await (const { model, test, result } of testsOf(run)) {
    const { label, tags } = state.prompts[test.index - 1] ?? { label: '' };
    const machine = machineOfTest(test, state);
    const about = {
      run: name,
      prompt: promptNumber(state, test.index),
      label,
      ...(tags ? { tags } : {}),
      ...(machine === null ? {} : { machine }),
    };
    const { error, notRun } = test;
    const verdict = standingOf(test);
    const known = { benchmarkName: state.benchmarkName, model: model.model, index: test.index, verdict, error, notRun };
    yield `${JSON.stringify({ ...about, ...(result ?? known) })}\n`;
  }
}
