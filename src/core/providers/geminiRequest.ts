// A request in Gemini's own words, which its batches want: single requests go through its imitation of OpenAI's protocol. What that one leaves out is left out
// here, too, and an effort means what Google says that it means there, so that both ask the same.

import * as z from 'zod';
import { parameterNames, type Effort } from '../../shared/run/parameters';
import type { ApiFailure } from './apiFailure';
import { messagesWithImages } from './messagesWithImages';
import type { ModelRequest, SentImage } from './provider';
import { refusedParameter } from './refusedParameter';
import { sayParameters, type SaidParameters, type WireNames } from './sayParameters';

export const geminiWaySchema = z.object({
  /** Whether an answer that is held against a JSON schema is asked for in that form. */
  asksForFormat: z.boolean(),
  /** The parameters that the API refused. */
  leftOut: z.array(z.enum(parameterNames)),
});

type GeminiWay = z.infer<typeof geminiWaySchema>;

export const firstGeminiWay: GeminiWay = { asksForFormat: true, leftOut: [] };

const names: WireNames = {
  top_p: 'topP',
  top_k: 'topK',
  min_p: null,
  max_tokens: 'maxOutputTokens',
  stop: 'stopSequences',
  num_ctx: null,
  frequency_penalty: 'frequencyPenalty',
  presence_penalty: 'presencePenalty',
};

interface GeminiRequest {
  body: { [name: string]: unknown };
  /** Every parameter. */
  parameters: { [name: string]: unknown };
  refused: string[];
}

/** `chatNames`: what the imitation calls otherwise, or has no word for. */
export function geminiRequest(request: ModelRequest, way: GeminiWay, chatNames: WireNames): GeminiRequest {
  const { fields, unsaid } = said(request, way, chatNames);
  const { answerSchema: schema } = request;
  const format =
    schema && way.asksForFormat ? { responseMimeType: 'application/json', responseJsonSchema: schema } : {};
  const parameters = { ...fields, ...format };
  return {
    body: { ...contentsOf(request), generationConfig: parameters },
    parameters,
    refused: [...unsaid, ...(schema && !way.asksForFormat ? ['response_format'] : [])],
  };
}

/** What a refusal leads to; null when it is about something else. */
export function geminiWayAfter(
  request: ModelRequest,
  way: GeminiWay,
  failure: ApiFailure,
  chatNames: WireNames,
): GeminiWay | null {
  const isAboutFormat = /response_?(?:json_?)?schema|response_?mime_?type|json mode/i.test(failure.message);
  if (request.answerSchema && way.asksForFormat && failure.status === 400 && isAboutFormat)
    return { ...way, asksForFormat: false };
  const refused = refusedParameter(failure, said(request, way, chatNames).said);
  return refused && { ...way, leftOut: [...way.leftOut, refused] };
}

function said({ model }: ModelRequest, { leftOut }: GeminiWay, chatNames: WireNames): SaidParameters {
  const unknown = Object.entries(chatNames).filter(([, name]) => name === null);
  const wording = {
    names: { ...names, ...Object.fromEntries(unknown) },
    effortFields: (effort: Effort) => effortFields(effort, model.name),
  };
  return sayParameters(model.parameters, wording, leftOut);
}

/** Google's table of what `reasoning_effort` becomes: up to Gemini 2.5 tokens to think with, later a level. */
const budgets: { readonly [effort in Effort]?: number } = {
  none: 0,
  minimal: 1024,
  low: 1024,
  medium: 8192,
  high: 24_576,
};

function effortFields(effort: Effort, name: string): { [name: string]: unknown } | null {
  if (/^(?:models\/)?gemini-[12]\b/.test(name)) {
    const thinkingBudget = budgets[effort];
    return thinkingBudget === undefined ? null : { thinkingConfig: { thinkingBudget } };
  }
  const isLevel = effort !== 'none' && budgets[effort] !== undefined;
  return isLevel ? { thinkingConfig: { thinkingLevel: effort } } : null;
}

/** System messages have a field of their own. A message's pictures go before its words. */
function contentsOf(request: ModelRequest): { [name: string]: unknown } {
  const system = request.messages.filter(({ role }) => role === 'system').map(({ content }) => ({ text: content }));
  const contents = messagesWithImages(request)
    .filter(({ role }) => role !== 'system')
    .map(({ role, content, images }) => ({
      role: role === 'assistant' ? 'model' : 'user',
      parts: [...images.map(inlineData), { text: content }],
    }));
  return { contents, ...(system.length > 0 ? { systemInstruction: { parts: system } } : {}) };
}

function inlineData({ mediaType, base64 }: SentImage): object {
  return { inlineData: { mimeType: mediaType, data: base64 } };
}
