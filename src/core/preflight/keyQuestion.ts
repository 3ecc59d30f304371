// The keys that models need and that are not set.

import type { ModelId } from '../../shared/run/model';
import { counted } from '../../shared/text/counted';
import { missingKeys, type MissingKey } from '../providers/connections';
import type { Environment } from '../providers/provider';
import type { ModelApi } from '../providers/modelApi';
import type { Question } from './question';

export interface KeyQuestion extends Question {
  /** At least one. */
  missing: readonly [MissingKey, ...MissingKey[]];
  /** The models that need none of them. */
  others: readonly ModelId[];
}

/** Null when every key is there. Throws `BadAddress`. */
export function keyQuestion(
  models: readonly ModelId[],
  apis: readonly ModelApi[],
  environment: Environment,
): KeyQuestion | null {
  const [first, ...rest] = missingKeys(models, apis, environment);
  if (!first) return null;
  const missing = [first, ...rest] as const;
  const needing = new Set(missing.flatMap((one) => one.models));
  return {
    message: `No API key is set for ${counted(needing.size, 'model')}, so nothing was sent to any model.`,
    details: missing.map((one) => `${one.keyVariable}: needed by ${one.models.join(', ')}`),
    missing,
    others: models.filter(({ model }) => !needing.has(model)),
  };
}
