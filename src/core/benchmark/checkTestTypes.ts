// Finds the test type of every prompt: its own, or the one that the file names for all.

import { testTypeNames, type TestTypeName } from '../../shared/run/benchmark';
import { isMap } from '../../shared/text/isMap';
import type { ProblemList } from './problemList';

/** The test types by the prompts' positions; undefined where there is none to be told, which is said in `problems` or by `checkShape`. */
export function checkTestTypes(
  benchmark: { [key: string]: unknown },
  problems: ProblemList,
): (TestTypeName | undefined)[] {
  const { evaluator, test_type: testType } = benchmark;
  const prompts: unknown[] = Array.isArray(benchmark['prompts']) ? benchmark['prompts'] : [];
  const own = prompts.map((prompt) => (isMap(prompt) ? prompt['test_type'] : undefined));
  const isContradiction = evaluator !== undefined && testType !== undefined && evaluator !== testType;
  if (isContradiction && isTestType(evaluator) && isTestType(testType)) {
    problems.error(
      ['test_type'],
      `test_type is ${testType}, but evaluator is ${evaluator}: they are two names for the same thing, keep one of them.`,
    );
  }
  const isMissing = evaluator === undefined && testType === undefined;
  if (isMissing) refuseMissing(prompts, own, problems);
  const ofFile = isContradiction ? undefined : (testType ?? evaluator);
  return own.map((type) => (type === undefined ? asTestType(ofFile) : asTestType(type)));
}

function refuseMissing(prompts: readonly unknown[], own: readonly unknown[], problems: ProblemList): void {
  const expected = `expected one of ${testTypeNames.join(', ')}`;
  if (own.every((type) => type === undefined)) {
    problems.error(
      ['test_type'],
      `test_type is missing: ${expected}, for the whole file or in every prompt. \`evaluator\` means the same.`,
    );
    return;
  }
  for (const [position, type] of own.entries()) {
    if (type !== undefined || !isMap(prompts[position])) continue;
    problems.error(
      ['prompts', position, 'test_type'],
      `prompts[${position}] has no test_type, and the file has none for all prompts: ${expected}.`,
    );
  }
}

function asTestType(value: unknown): TestTypeName | undefined {
  return isTestType(value) ? value : undefined;
}

function isTestType(value: unknown): value is TestTypeName {
  return (testTypeNames as readonly unknown[]).includes(value);
}
