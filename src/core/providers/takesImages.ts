// Which models take pictures, by the names their vendors give them. A name that is in no row is unknown: it is asked, and may refuse.
// A wrong "takes none" would keep a model from being tested, so a row says it only where the vendor documents text as the one input.

import type { ModelId } from '../../shared/run/model';
import { isThroughVsCode } from '../../shared/run/throughVsCode';

interface VisionRow {
  /** Null ends the search without an answer. */
  takesImages: boolean | null;
  /** Tried on the last part of the name (`meta-llama/llama-4-scout` -> `llama-4-scout`), in lower case. */
  pattern: RegExp;
}

/** The first that fits counts, so narrower names come first. */
const rows: readonly VisionRow[] = [
  // developers.openai.com/api/docs/models: `Image: Input only` or `Not supported` on each model's page.
  no(/^gpt-3\.5/),
  no(/^gpt-4(-32k)?(-0314|-0613)?$/),
  no(/^gpt-4-(turbo-preview|0125-preview|1106-preview)$/),
  no(/^o1-(mini|preview)/),
  no(/^o3-mini/),
  no(/^gpt-oss/),
  no(/^(text-embedding|whisper|babbage|davinci)/),
  // Models for speech; what their siblings of the same name take says nothing of them.
  unknown(/-(audio|realtime|transcribe|tts|search)\b/),
  yes(/^(chat)?gpt-4o/),
  yes(/^gpt-4-(turbo|vision|1106-vision)/),
  yes(/^gpt-4\.[15]/),
  yes(/^gpt-5/),
  yes(/^(o1|o3|o4-mini)(-|$)/),
  // platform.claude.com/docs/en/about-claude/models: from Claude 3 on all take pictures.
  no(/^claude-(2|instant)/),
  yes(/^claude-(3|[a-z]+-\d)/),
  // ai.google.dev/gemini-api/docs/models, and Gemma's model card: its 1B takes text only.
  no(/^(gemini-embedding|text-bison|gemini-1\.0-pro$|gemini-pro$)/),
  yes(/^gemini-(1\.5|[2-9]|flash|pro-latest)/),
  no(/^gemma-3-1b/),
  yes(/^gemma-3-(4|12|27)b/),
  // docs.mistral.ai/getting-started/models: `vision` among the capabilities. The older ones of a name take none.
  no(/^codestral/),
  no(/^(mistral-tiny|mistral-nemo|open-(mistral|mixtral|codestral)|mathstral|mistral-(embed|moderation))/),
  no(/^mistral-small-(2312|2402|2409|2501)$/),
  no(/^mistral-large-(2402|2407|2411)$/),
  no(/^mistral-medium-2312$/),
  no(/^ministral-[38]b-2410$/),
  no(/^magistral-(small|medium)-250[67]$/),
  no(/^devstral-(small|medium)-250[57]$/),
  yes(/^(pixtral|mistral-small-(2503|2506)|mistral-medium-25|mistral-large-2512)/),
  // docs.x.ai/docs/models: Grok 2 and 3 take text, unless the name says vision.
  yes(/^grok-(2-)?vision/),
  no(/^grok-(beta|2(-1212|-latest)?$|3)/),
  yes(/^grok-4(\.|-0709|$)/),
  // api-docs.deepseek.com: the chat API knows text parts only.
  no(/^deepseek-(chat|reasoner|coder|r1|v2|v3|v4-(flash|pro)$)/),
  // Model cards of open weights, as services call them.
  yes(/^(meta-)?llama-(4|3\.2-(11b|90b)|v3p2-(11b|90b)|guard-4)/),
  no(/^(meta-)?llama-?(2|3|v2|v3|v3p1|v3p3|3\.1|3\.3)-\d+b/),
  no(/^(meta-)?llama-(3\.2|v3p2)-[13]b/),
  yes(/^(qwen-?\d*(\.\d+)?-?vl|qwen\d*p?\d*-vl|internvl|llava|molmo|phi-[34](\.\d)?-(vision|multimodal)|kimi-vl)/),
  no(/^(qwq|qwen-?(2|2\.5|2p5|3)-(coder|math|\d+(\.\d+)?b)\b)/),
  no(/^(mixtral|kimi-k2-(instruct|thinking|0905))/),
];

function yes(pattern: RegExp): VisionRow {
  return { takesImages: true, pattern };
}

function no(pattern: RegExp): VisionRow {
  return { takesImages: false, pattern };
}

function unknown(pattern: RegExp): VisionRow {
  return { takesImages: null, pattern };
}

/** Their servers hold what somebody has put there under a name of his own. */
const namesByAnybody: readonly string[] = ['ollama', 'lmstudio', 'vllm'];

/**
 * Whether a model takes pictures, as far as its vendor documents it; null for a model that the table does not know. Servers that call their models
 * as their owner likes are never judged by a name.
 */
export function takesImages(model: ModelId): boolean | null {
  if (isThroughVsCode(model)) return false;
  if (model.provider === 'simulated' || model.provider === 'tesseract') return true;
  if (namesByAnybody.includes(model.provider)) return null;
  const name = model.name
    .toLowerCase()
    .replace(/^.*\//, '')
    .replace(/:(free|nitro|floor|extended|thinking|online|beta)$/, '');
  return rows.find(({ pattern }) => pattern.test(name))?.takesImages ?? null;
}
