// Which test type a test of a run has: the run's, or its prompt's own where the prompts of a run differ. Pure.

import { mixedTestTypes, type PromptInfo } from './events';

/** `index` counts from 1. */
export function testTypeOf(
  { testType, prompts }: { testType: string; prompts: readonly PromptInfo[] },
  index: number,
): string {
  return prompts[index - 1]?.testType ?? testType;
}

/** True when the prompts of the run differ in their test types. */
export function isMixed({ testType }: { testType: string }): boolean {
  return testType === mixedTestTypes;
}
