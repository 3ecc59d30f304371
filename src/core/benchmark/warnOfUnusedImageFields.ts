// Fields about pictures in a file whose prompts have no use for them: whoever wrote them expects something that won't happen.

import { testTypeNames, type TestTypeName } from '../../shared/run/benchmark';
import { testTypeFacets } from '../../shared/testTypes/testTypeFacets';
import { isMap } from '../../shared/text/isMap';
import type { ProblemList } from './problemList';

/** `testTypes` are those of the prompts by position. */
export function warnOfUnusedImageFields(
  benchmark: { [key: string]: unknown },
  testTypes: readonly (TestTypeName | undefined)[],
  problems: ProblemList,
): void {
  const { image_size: size, coordinates, prompts } = benchmark;
  if (!Array.isArray(prompts)) return;
  const hasImage = (prompts as unknown[]).some((prompt) => isMap(prompt) && prompt['image'] !== undefined);
  if (size !== undefined && !hasImage)
    problems.warning(
      ['image_size'],
      'image_size is not used: no prompt has an image.',
      problems.keySpanOf(['image_size']),
    );
  const hasPlaces = testTypes.some((testType) => testType === undefined || testTypeFacets[testType].hasPlaces);
  if (coordinates !== undefined && !hasPlaces) {
    const wanted = testTypeNames.filter((name) => testTypeFacets[name].hasPlaces);
    problems.warning(
      ['coordinates'],
      `coordinates is not used: no prompt has the test type ${wanted.join(' or ')}.`,
      problems.keySpanOf(['coordinates']),
    );
  }
}
