// Fields about pictures in a file whose prompts have no use for them: whoever wrote them expects something that won't happen.

import { writtenTestTypes } from '../../shared/run/benchmark';
import type { Needs } from '../checks/check';
import { testTypeFacets } from '../../shared/testTypes/testTypeFacets';
import { isMap } from '../../shared/text/isMap';
import type { ProblemList } from './problemList';

/** `needs` are those of the prompts by position. */
export function warnOfUnusedImageFields(
  benchmark: { [key: string]: unknown },
  needs: readonly (Needs | undefined)[],
  problems: ProblemList,
): void {
  const { image_size: size, coordinates, prompts } = benchmark;
  if (!Array.isArray(prompts)) return;
  const hasImage = (prompts as unknown[]).some((prompt) => isMap(prompt) && showsPictures(prompt));
  if (size !== undefined && !hasImage)
    problems.warning(
      ['image_size'],
      'image_size is not used: no prompt has an image.',
      problems.keySpanOf(['image_size']),
    );
  const hasPlaces = needs.some((one) => one === undefined || one.hasPlaces);
  if (coordinates !== undefined && !hasPlaces) {
    const wanted = writtenTestTypes.filter((name) => testTypeFacets[name].hasPlaces);
    problems.warning(
      ['coordinates'],
      `coordinates is not used: no prompt has the test type ${wanted.join(' or ')}.`,
      problems.keySpanOf(['coordinates']),
    );
  }
}

function showsPictures({ image, messages }: { [key: string]: unknown }): boolean {
  const turns = Array.isArray(messages) ? (messages as unknown[]) : [];
  return image !== undefined || turns.some((turn) => isMap(turn) && turn['image'] !== undefined);
}
