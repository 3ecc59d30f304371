// Refuses limits for model APIs that nobody knows: a run would be made without them.

import { modelApis } from '../../core/providers/modelApis';
import type { ServiceRow } from '../../core/providers/services';
import type { RunOptions } from '../arguments/runOptions';
import { suggestion } from '../arguments/suggestion';
import { UsageError } from '../arguments/usageError';

/** `services` are those of the project file. */
export function refuseUnknownApis(rates: RunOptions['rates'], services: readonly ServiceRow[]): void {
  const known = modelApis(services).map(({ id }) => id);
  const unknown = Object.keys(rates).find((api) => !known.includes(api));
  if (unknown === undefined) return;
  throw new UsageError(
    `--rate: there is no model API "${unknown}".`,
    suggestion(unknown, known) ?? `There is ${known.join(', ')}.`,
  );
}
