// What is sent to OpenAI's protocols: the same messages in the form that each of the two endpoints has for them.

import type {
  ChatCompletionContentPart,
  ChatCompletionCreateParamsBase,
  ChatCompletionMessageParam,
} from 'openai/resources/chat/completions';
import type { ResponseCreateParamsBase, ResponseInputItem } from 'openai/resources/responses/responses';
import { messagesWithImages } from './messagesWithImages';
import type { OpenAiWay } from './openaiWays';
import type { ModelRequest, SentImage } from './provider';

interface OpenAiBody {
  /** Every parameter beside model and messages. */
  parameters: { [name: string]: unknown };
  body: ChatCompletionCreateParamsBase | ResponseCreateParamsBase;
}

/** `isOpenAi`: the `detail` of a picture is said, which not every other service knows. */
export function openAiBody(way: OpenAiWay, request: ModelRequest, isOpenAi: boolean): OpenAiBody {
  const model = request.model.name;
  const effort = request.model.parameters.effort;
  if (way.endpoint === 'responses') {
    const parameters = { stream: way.isStreamed, store: false, ...(effort ? { reasoning: { effort } } : {}) };
    return { parameters, body: { ...parameters, model, input: inputOf(request) } };
  }
  const parameters = {
    stream: way.isStreamed,
    ...(way.asksForUsage ? { stream_options: { include_usage: true } } : {}),
    ...(effort ? { reasoning_effort: effort } : {}),
  };
  return { parameters, body: { ...parameters, model, messages: messagesOf(request, isOpenAi) } };
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

/** The same in the Responses API's words; it is OpenAI's own, so `detail` is known. */
function inputOf(request: ModelRequest): ResponseInputItem[] {
  return messagesWithImages(request).map(({ role, content, images }): ResponseInputItem => {
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
}

function dataUrl({ mediaType, base64 }: SentImage): string {
  return `data:${mediaType};base64,${base64}`;
}
