// Models that only VS Code can ask, and what is said where it is not there.

import type { ModelId } from '../../shared/run/model';
import { isThroughVsCode } from '../../shared/run/throughVsCode';

/** Throws an error that names the models which a program outside of VS Code can't ask. */
export function refuseModelsOfVsCode(models: readonly ModelId[]): void {
  const own = models.filter(isThroughVsCode).map(({ model }) => model);
  if (own.length > 0) throw new Error(`${askedInVsCode(own)} Nothing was sent to any model.`);
}

export function askedInVsCode(models: readonly string[]): string {
  const [is, it] = models.length === 1 ? ['is a language model', 'it'] : ['are language models', 'them'];
  return `${models.join(', ')} ${is} of VS Code and can be asked there only. Run the benchmark in VS Code, or leave ${it} out.`;
}
