// Finds the test type of every prompt: its own, or the one that the file names for all.

import { writtenTestTypes, type TestTypeName, type WrittenTestType } from '../../shared/run/benchmark';
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
  const hasChecks = prompts.map((prompt) => isMap(prompt) && prompt['expect'] !== undefined);
  const isContradiction = evaluator !== undefined && testType !== undefined && evaluator !== testType;
  if (isContradiction && isTestType(evaluator) && isTestType(testType)) {
    problems.error(
      ['test_type'],
      `test_type is ${testType}, but evaluator is ${evaluator}: they are two names for the same thing, keep one of them.`,
    );
  }
  const isMissing = evaluator === undefined && testType === undefined;
  const isWanting = (position: number): boolean => isMap(prompts[position]) && !hasChecks[position];
  if (isMissing) refuseMissing(own, isWanting, problems);
  const ofFile = isContradiction ? undefined : (testType ?? evaluator);
  return own.map((type, position) => (hasChecks[position] ? 'checks' : asTestType(type ?? ofFile)));
}

/** `isWanting`: whether the prompt at a position needs a test type. */
function refuseMissing(own: readonly unknown[], isWanting: (position: number) => boolean, problems: ProblemList): void {
  // Prompts of a data file that could not be read may have one.
  if (own.length === 0) return;
  const expected = `expected one of ${writtenTestTypes.join(', ')}`;
  if (own.every((type, position) => type === undefined && isWanting(position))) {
    problems.error(
      ['test_type'],
      `test_type is missing: ${expected}, for the whole file or in every prompt. Or judge by checks: \`expect: [{ contains: Paris }]\` in place of \`expectation\`.`,
    );
    return;
  }
  for (const [position, type] of own.entries()) {
    if (type !== undefined || !isWanting(position)) continue;
    problems.error(
      ['prompts', position, 'test_type'],
      `prompts[${position}] has no test_type, and the file has none for all prompts: ${expected}.`,
    );
  }
}

function asTestType(value: unknown): WrittenTestType | undefined {
  return isTestType(value) ? value : undefined;
}

function isTestType(value: unknown): value is WrittenTestType {
  return (writtenTestTypes as readonly unknown[]).includes(value);
}
