// How many input tokens a picture costs, where the vendor documents it; null where it does not. For estimates only: what was really charged is what
// the API reports. Pure.

import type { ModelId } from '../../shared/run/model';
import {
  claudeHighResolution,
  claudeSize,
  claudeStandard,
  qwen25Limits,
  qwenSize,
  type PixelSize,
} from '../coordinates/visionSize';

interface PictureRow {
  /** Tried on the last part of the name (`openai/gpt-4o` -> `gpt-4o`), in lower case. */
  pattern: RegExp;
  tokens(size: PixelSize): number | null;
}

/** The first that fits counts, so narrower names come first. */
const rows: readonly PictureRow[] = [
  // developers.openai.com/api/docs/guides/images-vision, "Calculating costs". The multipliers of gpt-5-mini and gpt-5-nano are those that its price
  // calculator uses and its API charges; the guide's own table has higher ones.
  { pattern: /^gpt-4o-mini/, tokens: (size) => openAiTiles(size, 2833, 5667) },
  { pattern: /^gpt-4\.1-mini/, tokens: (size) => openAiPatches(size, 1.62) },
  { pattern: /^gpt-4\.1-nano/, tokens: (size) => openAiPatches(size, 2.46) },
  { pattern: /^o4-mini/, tokens: (size) => openAiPatches(size, 1.72) },
  { pattern: /^gpt-5-mini/, tokens: (size) => openAiPatches(size, 1.2) },
  { pattern: /^gpt-5-nano/, tokens: (size) => openAiPatches(size, 1.5) },
  {
    pattern: /^(gpt-4o|chatgpt-4o|gpt-4\.1|gpt-4\.5|gpt-4-turbo|gpt-4-vision)/,
    tokens: (size) => openAiTiles(size, 85, 170),
  },
  { pattern: /^(o1|o3)(-|$)/, tokens: (size) => openAiTiles(size, 75, 150) },
  { pattern: /^gpt-5(-\d{4}|-chat|$)/, tokens: (size) => openAiTiles(size, 70, 140) },
  // platform.claude.com/docs/en/build-with-claude/vision: width x height / 750, after its own resize.
  {
    pattern: /^claude-[a-z]+-(4[-.]([7-9])|[5-9])/,
    tokens: (size) => areaTokens(claudeSize(size, claudeHighResolution), 750),
  },
  { pattern: /^claude-/, tokens: (size) => areaTokens(claudeSize(size, claudeStandard), 750) },
  // ai.google.dev/gemini-api/docs/media-resolution: 1120 unless asked otherwise, from Gemini 3 on.
  { pattern: /^gemini-([3-9])/, tokens: () => 1120 },
  { pattern: /^gemini-/, tokens: geminiTiles },
  // The model card: one token for 28 x 28 px after its own resize.
  { pattern: /^qwen-?2[._p]?5-?vl/, tokens: (size) => areaTokens(qwenSize(size, qwen25Limits), 28 * 28) },
];

/** Input tokens of one picture of `size` px as it is sent; null for a model whose vendor does not say. */
export function pictureTokens(model: ModelId, size: PixelSize): number | null {
  const name = model.name.toLowerCase().replace(/^.*\//, '');
  return rows.find(({ pattern }) => pattern.test(name))?.tokens(size) ?? null;
}

/** Tokens at `detail: high`: the picture is made to fit 2048 px, then its short edge 768 px; then a base and `perTile` for each tile of 512 px. */
function openAiTiles({ width, height }: PixelSize, base: number, perTile: number): number {
  const fit = Math.min(1, 2048 / Math.max(width, height));
  const scale = fit * Math.min(1, 768 / (Math.min(width, height) * fit));
  return base + perTile * Math.ceil((width * scale) / 512) * Math.ceil((height * scale) / 512);
}

/** Patches of 32 px, at most 1536 of them, times what the model counts one for. */
function openAiPatches({ width, height }: PixelSize, multiplier: number): number {
  const patches = Math.ceil(width / 32) * Math.ceil(height / 32);
  return Math.ceil(Math.min(patches, 1536) * multiplier);
}

function areaTokens({ width, height }: PixelSize, pixelsPerToken: number): number {
  return Math.ceil((width * height) / pixelsPerToken);
}

/**
 * 258 up to 384 x 384 px, else 258 a tile: tiles are squares of the short edge / 1.5, made 768 px large.
 * ai.google.dev/gemini-api/docs/tokens and cloud.google.com's "image understanding": 960 x 540 px are 3 x 2 tiles.
 */
function geminiTiles({ width, height }: PixelSize): number {
  if (width <= 384 && height <= 384) return 258;
  const unit = Math.max(1, Math.floor(Math.min(width, height) / 1.5));
  return 258 * Math.ceil(width / unit) * Math.ceil(height / unit);
}
