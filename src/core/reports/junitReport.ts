// A run as JUnit XML, which CI services show as tests: a suite a model, a case a test. An incorrect answer is a failure, an error an error, and
// what was not run is skipped with its reason. What is required of the models, and what became of them since a baseline, are suites, too.

import { inBatchText } from '../../shared/words/testText';
import type { TestResult } from '../../shared/results/testResult';
import type { TestState } from '../../shared/run/runState';
import { isFinished, modelStats } from '../../shared/figures/runStats';
import { kindOfTest, kindWord, notRunCause, kindHelp } from '../../shared/words/testKinds';
import { testName } from '../../shared/words/testName';
import type { HeldAgainst } from '../../shared/comparing/regressions';
import { baselineSuite } from './baselineSuite';
import { requirementsSuite } from './requirementsSuite';
import { attributes, cut, element, seconds, type JunitCounts } from './junitText';
import { testsOf, type ReportedRun, type ReportedTest } from './reportedRun';

export async function* junitReport(run: ReportedRun, held: HeldAgainst | null = null): AsyncGenerator<string> {
  const { state } = run;
  const ofTests = countsOf(modelStats(state.models.flatMap(({ tests }) => tests)));
  const required = requirementsSuite(state);
  const more = [
    ...(required === null ? [] : [required]),
    ...(held === null ? [] : [baselineSuite(held, state.benchmarkName)]),
  ];
  const all = more.map(({ counts }) => counts).reduce(summed, ofTests);
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield `<testsuites${attributes({ name: state.benchmarkName, ...all, time: seconds(state.elapsed === 0 ? null : state.elapsed) })}>\n`;
  let suite: string | null = null;
  for await (const tested of testsOf(run)) {
    const { model } = tested;
    if (model.model !== suite) {
      if (suite !== null) yield '  </testsuite>\n';
      suite = model.model;
      const started = state.at === null ? '' : attributes({ timestamp: withoutZone(state.at) });
      const counts = countsOf(modelStats(model.tests));
      yield `  <testsuite${attributes({ name: model.model, ...counts, time: seconds(timeOf(model.tests)) })}${started}>\n`;
    }
    yield caseOf(run, tested);
  }
  if (suite !== null) yield '  </testsuite>\n';
  for (const { text } of more) yield text;
  yield '</testsuites>\n';
}

function summed(one: JunitCounts, other: JunitCounts): JunitCounts {
  return {
    tests: one.tests + other.tests,
    failures: one.failures + other.failures,
    errors: one.errors + other.errors,
    skipped: one.skipped + other.skipped,
  };
}

function countsOf({ total, incorrect, error, notRun }: ReturnType<typeof modelStats>): JunitCounts {
  return { tests: total, failures: incorrect, errors: error, skipped: notRun };
}

/** ms of all tests together; null where none has a time. */
function timeOf(tests: readonly TestState[]): number | null {
  const times = tests.filter(isFinished).flatMap(({ timings }) => timings?.total ?? []);
  return times.length === 0 ? null : times.reduce((sum, time) => sum + time, 0);
}

function caseOf({ state }: ReportedRun, { model, test, result }: ReportedTest): string {
  const label = state.prompts[test.index - 1]?.label ?? '';
  const head = attributes({
    name: `${testName(state, test.index)} ${label}`.trim(),
    classname: `${state.benchmarkName}.${model.model}`,
    time: seconds(timeOf([test])),
  });
  const body = bodyOf({ model, test, result }, state);
  return body === '' ? `    <testcase${head}/>\n` : `    <testcase${head}>${body}</testcase>\n`;
}

function bodyOf({ test, result }: ReportedTest, state: ReportedRun['state']): string {
  switch (test.verdict) {
    case 'correct':
      return '';
    case 'incorrect': {
      const message = result?.reason ?? 'The answer is not what was expected.';
      return element('failure', { message, type: 'incorrect' }, result ? failureText(result) : '');
    }
    case 'error': {
      const kind = kindOfTest(test, state);
      const message = test.error?.message ?? 'No reason was recorded.';
      return element('error', { message, type: kind === null ? 'error' : kindWord(kind) }, result?.response ?? '');
    }
    case 'not_run': {
      const cause = notRunCause(test, state.status);
      const message = test.notRun?.message ?? (cause === null ? leftText(test) : kindHelp[cause]);
      return `<skipped${attributes({ message })}/>`;
    }
  }
}

function failureText({ expected, got, response }: TestResult): string {
  const parts = [`expected: ${expected}`, `got: ${got}`, ...(response === got ? [] : [`response: ${response}`])];
  return parts.map(cut).join('\n');
}

/** As the schema of JUnit has it: `2026-11-21T17:45:03`. */
function withoutZone(at: string): string {
  return at.slice(0, 19);
}

function leftText({ phase }: TestState): string {
  return phase === 'submitted' ? inBatchText : 'It has not been run.';
}
