// A run as JUnit XML, which CI services show as tests: a suite a model, a case a test. An incorrect answer is a failure, an error an error, and
// what was not run is skipped with its reason.

import type { TestResult } from '../../shared/results/testResult';
import { isFinished, modelStats } from '../../shared/figures/runStats';
import { kindOfTest, kindWord, notRunCause, kindHelp } from '../../shared/words/testKinds';
import { testName } from '../../shared/words/testName';
import { testsOf, type ReportedRun, type ReportedTest } from './reportedRun';

/** Characters of an answer and of what was expected: CI services cut or refuse long ones. */
const mostCharacters = 4000;

export async function* junitReport(run: ReportedRun): AsyncGenerator<string> {
  const { state } = run;
  const all = modelStats(state.models.flatMap(({ tests }) => tests));
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield `<testsuites${attributes({ name: state.benchmarkName, ...countsOf(all), time: seconds(state.elapsed) })}>\n`;
  let suite: string | null = null;
  for await (const tested of testsOf(run)) {
    const { model } = tested;
    if (model.model !== suite) {
      if (suite !== null) yield '  </testsuite>\n';
      suite = model.model;
      const time = model.tests.filter(isFinished).reduce((sum, test) => sum + (test.timings?.total ?? 0), 0);
      const started = state.at === null ? '' : attributes({ timestamp: withoutZone(state.at) });
      const counts = countsOf(modelStats(model.tests));
      yield `  <testsuite${attributes({ name: model.model, ...counts, time: seconds(time) })}${started}>\n`;
    }
    yield caseOf(run, tested);
  }
  if (suite !== null) yield '  </testsuite>\n';
  yield '</testsuites>\n';
}

function countsOf({ total, incorrect, error, notRun }: ReturnType<typeof modelStats>): { [name: string]: number } {
  return { tests: total, failures: incorrect, errors: error, skipped: notRun };
}

function caseOf({ state }: ReportedRun, { model, test, result }: ReportedTest): string {
  const label = state.prompts[test.index - 1]?.label ?? '';
  const head = attributes({
    name: `${testName(state, test.index)} ${label}`.trim(),
    classname: `${state.benchmarkName}.${model.model}`,
    time: seconds(test.timings?.total ?? 0),
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
      const message = test.notRun?.message ?? (cause === null ? 'It has not been run.' : kindHelp[cause]);
      return `<skipped${attributes({ message })}/>`;
    }
  }
}

function failureText({ expected, got, response }: TestResult): string {
  const parts = [`expected: ${expected}`, `got: ${got}`, ...(response === got ? [] : [`response: ${response}`])];
  return parts.map(cut).join('\n');
}

function element(name: string, given: { [name: string]: string }, text: string): string {
  return `<${name}${attributes(given)}>${escaped(cut(text))}</${name}>`;
}

function attributes(given: { readonly [name: string]: string | number }): string {
  return Object.entries(given)
    .map(([name, value]) => ` ${name}="${escaped(typeof value === 'string' ? cut(value) : String(value))}"`)
    .join('');
}

function cut(text: string): string {
  return text.length <= mostCharacters ? text : `${text.slice(0, mostCharacters)}...`;
}

/** What XML 1.0 can't say in any form, such as control characters and half of a pair, becomes U+FFFD. Line ends stay in attributes, too. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replace(/[&<>"'\t\n\r]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}

/** As the schema of JUnit has it: `2026-11-21T17:45:03`. */
function withoutZone(at: string): string {
  return at.slice(0, 19);
}
