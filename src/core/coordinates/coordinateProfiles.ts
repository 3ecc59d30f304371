// The conventions by which models give places, as data. Each row says where the convention is documented; docs/coordinates.md has the same table.

import type { CoordinateProfile, CoordinateUnit } from './coordinateProfile';
import { claudeHighResolution, claudeSize, claudeStandard, qwenSize, type PixelSize } from './visionSize';

/** Every profile there is. The first of a convention is the one a calibration names when nothing else decides. */
export const coordinateProfiles: readonly CoordinateProfile[] = [
  // Nothing documented: what is asked of models that nobody knows, and of OpenAI's (whose guide lists precise localisation as a limitation:
  // developers.openai.com/api/docs/guides/images-vision).
  {
    id: 'pixels',
    description: 'x before y, px of the picture that was sent',
    order: 'xy',
    unit: 'pixels',
    form: 'json',
  },
  { id: 'xy1000', description: 'x before y, thousandths of each axis', order: 'xy', unit: 'thousandths', form: 'json' },
  // cloud.google.com/vertex-ai/generative-ai/docs/bounding-box-detection and the Gemini Robotics-ER guide: `box_2d` and `point`, y first, 0-1000.
  {
    id: 'gemini_yx1000',
    description: 'y before x, thousandths of each axis',
    order: 'yx',
    unit: 'thousandths',
    form: 'gemini',
  },
  // platform.claude.com/docs/en/build-with-claude/vision-coordinates: px of the picture after Claude's own resize; 0-1000 "does not work well".
  {
    id: 'claude_pixels',
    description: "x before y, px of the picture after Claude's resize (standard tier)",
    order: 'xy',
    unit: 'pixels',
    form: 'json',
    seenSize: (sent) => claudeSize(sent, claudeStandard),
  },
  {
    id: 'claude_highres_pixels',
    description: "x before y, px of the picture after Claude's resize (high-resolution tier, from Claude 4.7 on)",
    order: 'xy',
    unit: 'pixels',
    form: 'json',
    seenSize: (sent) => claudeSize(sent, claudeHighResolution),
  },
  // QwenLM/Qwen3-VL issues 676 (a maintainer), 721 and 947: `bbox_2d` and `point_2d`, px of what the processor made of the picture.
  {
    id: 'qwen25_pixels',
    description: "x before y, px of the picture after Qwen2.5-VL's resize to multiples of 28",
    order: 'xy',
    unit: 'pixels',
    form: 'qwen',
    seenSize: (sent) => qwenSize(sent),
  },
  // Qwen2-VL: huggingface.co/spaces/maxiw/Qwen2-VL-Detection discussion 5. Qwen3-VL: its technical report, cookbooks and Qwen3-VL issue 721.
  {
    id: 'qwen_xy1000',
    description: 'x before y, thousandths of each axis',
    order: 'xy',
    unit: 'thousandths',
    form: 'qwen',
  },
  { id: 'percent', description: 'x before y, percent of each axis', order: 'xy', unit: 'percent', form: 'json' },
  // huggingface.co/allenai/Molmo-7B-O-0924 discussion 1 (a maintainer): <point x= y=>, 0-100 with one decimal.
  { id: 'molmo_percent', description: 'x before y, percent of each axis', order: 'xy', unit: 'percent', form: 'molmo' },
  // deepseek-ai/DeepSeek-VL2 issue 100: <|det|>[[x1, y1, x2, y2]]<|/det|>, 0-999.
  { id: 'deepseek_999', description: 'x before y, 0 to 999 on each axis', order: 'xy', unit: 'bins999', form: 'det' },
  // google-research/big_vision, PaliGemma README: <locNNNN>, y first, 1024 bins.
  {
    id: 'paligemma_1024',
    description: 'y before x, 1024 bins on each axis',
    order: 'yx',
    unit: 'bins1024',
    form: 'loc',
  },
  // MoonshotAI/Kimi-VL issue 56: shares of each axis.
  { id: 'unit', description: 'x before y, 0 to 1 on each axis', order: 'xy', unit: 'unit', form: 'json' },
  // Conventions that no vendor documents, for models whose calibration shows them.
  { id: 'yx1000', description: 'y before x, thousandths of each axis', order: 'yx', unit: 'thousandths', form: 'json' },
  {
    id: 'yx_pixels',
    description: 'y before x, px of the picture that was sent',
    order: 'yx',
    unit: 'pixels',
    form: 'json',
  },
  { id: 'yx_percent', description: 'y before x, percent of each axis', order: 'yx', unit: 'percent', form: 'json' },
  { id: 'yx_unit', description: 'y before x, 0 to 1 on each axis', order: 'yx', unit: 'unit', form: 'json' },
];

/** The profile that is called so in `coordinates:`, settings and `calibration.json`. */
export function findProfile(id: string): CoordinateProfile | undefined {
  return coordinateProfiles.find((profile) => profile.id === id);
}

/** What each axis counts to, from 0, where it is the same for every picture. Bins of PaliGemma: coordinate = bin / 1024 (big_vision). */
const fixedRanges: { readonly [unit in Exclude<CoordinateUnit, 'pixels'>]: number } = {
  thousandths: 1000,
  percent: 100,
  unit: 1,
  bins999: 999,
  bins1024: 1024,
};

/** What canonical 1 is on each axis in the profile's numbers, for a picture that was sent with this size (px). */
export function rangeOf(profile: CoordinateProfile, sent: PixelSize): PixelSize {
  if (profile.unit === 'pixels') return profile.seenSize?.(sent) ?? { width: sent.width, height: sent.height };
  const range = fixedRanges[profile.unit];
  return { width: range, height: range };
}
