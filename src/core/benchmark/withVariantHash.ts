// What a run says of a row that has a variant of the base prompt: by which text it was asked.

import { basePromptFor, type BasePrompt } from '../../shared/run/basePrompt';
import type { ModelInfo } from '../../shared/run/model';
import { variantHash } from './promptHash';

/** The row as it is where all are asked with one text. */
export function withVariantHash(info: ModelInfo, basePrompt: BasePrompt): ModelInfo {
  return info.variant === undefined ? info : { ...info, variantHash: variantHash(basePromptFor(basePrompt, info)) };
}
