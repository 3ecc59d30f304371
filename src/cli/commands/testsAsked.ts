// What words of the command line mean in one run: its models, tags and tests. What the run does not have is a mistake.

import { tagsOf } from '../../shared/figures/tagStats';
import { testTypesOf } from '../../shared/figures/testTypeStats';
import type { RunState } from '../../shared/run/runState';
import { filterChoices, type RunFilter } from '../../shared/runs/runFilter';
import { promptNumber, testName } from '../../shared/words/testName';
import type { TestNumber } from '../arguments/testNumber';
import { UsageError } from '../arguments/usageError';
import { isNumbered } from '../text/testsLines';
import { resolveFilter, unknownText } from './resolveFilter';

/** The filter for one run. A model, test type or tag that the run does not have is a mistake, not an empty result. */
export function filterForRun(asked: RunFilter, state: RunState): RunFilter {
  const tags = tagsOf(state.prompts);
  const { filter, unknown } = resolveFilter(
    asked,
    filterChoices([{ testTypes: testTypesOf(state), tags, models: state.models }]),
  );
  const [first] = unknown;
  if (first) {
    const models = state.models.map((model) => model.model).join(', ');
    const types = testTypesOf(state).filter((testType) => testType !== '');
    throw new UsageError(
      `This run: ${unknownText(first)}`,
      `Its models are ${models}; its test ${types.length === 1 ? 'type is' : 'types are'} ${types.join(', ') || 'not recorded'}${tags.length === 0 ? '' : `; its tags are ${tags.join(', ')}`}.`,
    );
  }
  return filter;
}

/** Throws for a test that the run does not have; undefined is all of them. */
export function refuseUnknownNumber(number: TestNumber | undefined, state: RunState): void {
  if (number === undefined || state.prompts.some(({ index }) => isNumbered(state, index, number))) return;
  const { prompt, part } = number;
  const names = state.prompts.flatMap(({ index }) =>
    promptNumber(state, index) === prompt ? [testName(state, index)] : [],
  );
  if (part !== null && names.length > 0)
    throw new UsageError(`Prompt #${prompt} of this run has no part ${part}.`, `Its tests are ${names.join(', ')}.`);
  const last = state.prompts.reduce((most, { index }) => Math.max(most, promptNumber(state, index)), 0);
  throw new UsageError(
    `This run has no prompt #${prompt}.`,
    `Its prompts are #1 to #${last}. Prompt 2 is --test 2, its second trial or rotation --test 2.2.`,
  );
}
