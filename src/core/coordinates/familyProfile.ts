// Which coordinate profile a model follows, by its name: the table of families. Names of weights decide, not the service that runs them.

import type { ModelId } from '../../shared/run/model';

interface ModelFamily {
  /** The name people read: `Gemini`. */
  name: string;
  /** Tried on the model's name in lower case, as `qwen/qwen2.5-vl-72b-instruct` or `qwen2.5vl:7b`. */
  pattern: RegExp;
  profile: string;
}

/** The first that fits counts, so narrower names come first. */
const families: readonly ModelFamily[] = [
  { name: 'Gemini', pattern: /\bgemini/, profile: 'gemini_yx1000' },
  { name: 'Qwen3-VL', pattern: /qwen-?3(?:\.\d+)?-?vl/, profile: 'qwen_xy1000' },
  { name: 'Qwen2.5-VL', pattern: /qwen-?2[._p]?5-?vl/, profile: 'qwen25_pixels' },
  { name: 'Qwen2-VL', pattern: /qwen-?2-?vl/, profile: 'qwen_xy1000' },
  // Molmo 2 writes another form, so it is left to the calibration.
  { name: 'Molmo', pattern: /molmo(?!e?-?2)/, profile: 'molmo_percent' },
  { name: 'GLM-V', pattern: /\bglm-?4(?:\.\d+)?v/, profile: 'xy1000' },
  { name: 'InternVL', pattern: /internvl/, profile: 'xy1000' },
  { name: 'DeepSeek-VL2', pattern: /deepseek-?vl-?2/, profile: 'deepseek_999' },
  { name: 'Kimi-VL', pattern: /kimi-?vl/, profile: 'unit' },
  { name: 'PaliGemma', pattern: /paligemma/, profile: 'paligemma_1024' },
  // No convention is documented for these; pixels are asked for, and calibrating tells whether that is what comes.
  {
    name: 'OpenAI',
    pattern: /(?:^|\/)(?:chatgpt-)?gpt-(?:4o|4\.1|4\.5|4-turbo|5)|(?:^|\/)o[134](?:-|$)/,
    profile: 'pixels',
  },
  { name: 'LLaVA', pattern: /llava/, profile: 'pixels' },
];

/** Model APIs that are no language models: they say where they found something in px of what they were given. */
const pixelApis: readonly string[] = ['simulated', 'tesseract'];

/** The profile id of the family that a model belongs to; undefined for one that nobody knows. */
export function familyProfile(model: ModelId): string | undefined {
  if (pixelApis.includes(model.provider)) return 'pixels';
  const name = model.name.toLowerCase();
  if (/\bclaude/.test(name)) return claudeProfile(name);
  return families.find((family) => family.pattern.test(name))?.profile;
}

/** `claude-opus-4-7` and later see more pixels; `claude-sonnet-4-20250514`, `claude-3-5-sonnet` and names without a number do not. */
function claudeProfile(name: string): string {
  const version = /claude-[a-z]+-(\d{1,2})(?!\d)(?:[.-](\d{1,2})(?!\d))?/.exec(name);
  const major = Number(version?.[1] ?? 0);
  const minor = Number(version?.[2] ?? 0);
  return major > 4 || (major === 4 && minor >= 7) ? 'claude_highres_pixels' : 'claude_pixels';
}
