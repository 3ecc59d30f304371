// The size at which a picture is sent so that every model of the run gets the same pixels and none of their APIs reduces it on its own:
// coordinates in an answer then count the px that we know.

import type { ModelId } from '../../shared/run/model';
import { fitsClaude, largestWithin, type PixelSize } from '../coordinates/visionSize';

const openaiLongestEdge = 2048;
const openaiShortEdge = 768;

/**
 * The largest size (px) of the same shape, never larger than the picture, that is within
 * - Claude's standard tier, always: both edges, rounded up to 28, at most 1568 and at most 1568 patches of 28 x 28
 *   (https://platform.claude.com/docs/en/build-with-claude/vision-coordinates; 1920 x 1080 becomes 1456 x 819, 1075 x 1520 becomes 924 x 1307);
 * - with an OpenAI model in the run, also 2048 x 2048 with a short edge of at most 768
 *   (https://developers.openai.com/docs/guides/images-vision, models that count tiles).
 */
export function sharedSize(size: PixelSize, models: readonly ModelId[]): PixelSize {
  const isForOpenai = models.some(isOpenaiModel);
  return largestWithin(size, (one) => fitsClaude(one) && (!isForOpenai || fitsOpenai(one)));
}

/** OpenAI's own models, also when another service passes them on (`openrouter~openai/gpt-4o`). */
function isOpenaiModel({ provider, name }: ModelId): boolean {
  return provider === 'openai' || /(^|\/)(gpt-|chatgpt|o\d)/i.test(name);
}

function fitsOpenai({ width, height }: PixelSize): boolean {
  return Math.max(width, height) <= openaiLongestEdge && Math.min(width, height) <= openaiShortEdge;
}
