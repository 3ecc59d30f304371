// What is sent to OpenAI's protocols: the same messages in the form that each of the two endpoints has for them.

import type {
  ChatCompletionContentPart,
  ChatCompletionCreateParamsBase,
  ChatCompletionMessageParam,
} from 'openai/resources/chat/completions';
import type { ResponseCreateParamsBase, ResponseInputItem } from 'openai/resources/responses/responses';
import type { ModelParameters } from '../../shared/run/parameters';
import { messagesWithImages } from './messagesWithImages';
import type { OpenAiWay } from './openaiWays';
import type { ModelRequest, SentImage } from './provider';
import { sayParameters, type SaidParameters, type WireNames } from './sayParameters';

interface OpenAiBody extends Pick<SaidParameters, 'said' | 'unsaid'> {
  /** Every parameter beside model and messages. */
  parameters: { [name: string]: unknown };
  body: ChatCompletionCreateParamsBase | ResponseCreateParamsBase;
}

/** What differs between OpenAI and the services that speak its protocol. */
export interface OpenAiDialect {
  /** The `detail` of a picture is said, which not every other service knows. */
  isOpenAi: boolean;
  /** Where the service has other names than the protocol. */
  parameterNames?: WireNames;
}

/** Of the protocol as it is imitated. */
const chatNames: WireNames = { effort: 'reasoning_effort', num_ctx: null };

/** Of OpenAI itself. */
const openAiNames: WireNames = { ...chatNames, top_k: null, min_p: null };

const responsesNames: WireNames = {
  max_tokens: 'max_output_tokens',
  effort: 'reasoning.effort',
  top_k: null,
  min_p: null,
  seed: null,
  stop: null,
  num_ctx: null,
  frequency_penalty: null,
  presence_penalty: null,
};

export function openAiBody(way: OpenAiWay, request: ModelRequest, dialect: OpenAiDialect): OpenAiBody {
  const { name: model, parameters: wanted } = request.model;
  const { fields, said, unsaid } = saidIn(way, wanted, dialect);
  if (way.endpoint === 'responses') {
    const parameters = { stream: way.isStreamed, store: false, ...formatOf(way, request), ...fields };
    return { parameters, said, unsaid, body: { ...parameters, model, ...inputOf(request) } };
  }
  const parameters = {
    stream: way.isStreamed,
    ...(way.asksForUsage ? { stream_options: { include_usage: true } } : {}),
    ...formatOf(way, request),
    ...fields,
  };
  return { parameters, said, unsaid, body: { ...parameters, model, messages: messagesOf(request, dialect.isOpenAi) } };
}

/** A way is one service's. All tests of a row want the same parameters, so they are put into its words once. */
const saidBefore = new WeakMap<OpenAiWay, Map<string, SaidParameters>>();

function saidIn(way: OpenAiWay, wanted: ModelParameters, dialect: OpenAiDialect): SaidParameters {
  const known = saidBefore.get(way) ?? new Map<string, SaidParameters>();
  saidBefore.set(way, known);
  const key = JSON.stringify(wanted);
  const before = known.get(key);
  if (before) return before;
  const names =
    way.endpoint === 'responses'
      ? responsesNames
      : { ...(dialect.isOpenAi ? openAiNames : chatNames), max_tokens: way.limitName, ...dialect.parameterNames };
  const said = sayParameters(wanted, { names }, way.leftOut);
  known.set(key, said);
  return said;
}

/** Not `strict`, which knows a part of JSON schema only. */
function formatOf({ endpoint, asksForFormat }: OpenAiWay, { answerSchema: schema }: ModelRequest): object {
  if (!schema || !asksForFormat) return {};
  const named = { name: 'answer', schema, strict: false };
  return endpoint === 'responses'
    ? { text: { format: { type: 'json_schema', ...named } } }
    : { response_format: { type: 'json_schema', json_schema: named } };
}

/** A message with pictures is a list of parts, the pictures first, as data URLs; one without stays a text. */
function messagesOf(request: ModelRequest, isOpenAi: boolean): ChatCompletionMessageParam[] {
  return messagesWithImages(request).map(({ role, content, images }) => {
    if (images.length === 0) return { role, content };
    const parts = images.map((image): ChatCompletionContentPart => ({
      type: 'image_url',
      // Left to itself OpenAI may look at a picture of 512 px.
      image_url: { url: dataUrl(image), ...(isOpenAi ? { detail: 'high' as const } : {}) },
    }));
    return { role: 'user', content: [...parts, { type: 'text', text: content }] };
  });
}

/** The same in the Responses API's words, where system messages are `instructions`; it is OpenAI's own, so `detail` is known. */
function inputOf(request: ModelRequest): Pick<ResponseCreateParamsBase, 'input' | 'instructions'> {
  const system = request.messages.filter(({ role }) => role === 'system').map(({ content }) => content);
  const input = messagesWithImages(request)
    .filter(({ role }) => role !== 'system')
    .map(({ role, content, images }): ResponseInputItem => {
      if (images.length === 0) return { role, content };
      return {
        role: 'user',
        content: [
          ...images.map((image) => ({
            type: 'input_image' as const,
            image_url: dataUrl(image),
            detail: 'high' as const,
          })),
          { type: 'input_text', text: content },
        ],
      };
    });
  return { input, ...(system.length > 0 ? { instructions: system.join('\n\n') } : {}) };
}

function dataUrl({ mediaType, base64 }: SentImage): string {
  return `data:${mediaType};base64,${base64}`;
}
