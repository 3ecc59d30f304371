// What a model is asked in one test, whether it goes out by itself or in a batch.

import type { ImageFile } from '../../shared/results/picture';
import type { ChatMessage } from '../../shared/results/testResult';
import type { MessageBefore } from '../benchmark/messagesBefore';
import { picturesShown } from '../benchmark/picturesShown';
import type { ModelRequest, SentImage } from '../providers/provider';
import { withScript } from '../providers/withScript';
import { answerSchemaOf } from '../testTypes/checkList';
import type { RunContext, TestToRun } from './testToRun';

/** Throws a sentence about what keeps the request from being made: a picture that is gone, say. */
export async function requestOf({ tools }: Pick<RunContext, 'tools'>, test: TestToRun): Promise<ModelRequest> {
  if (test.problem !== null) throw new Error(test.problem);
  const answerSchema = answerSchemaOf(test.prompt, tools.files);
  const images = await Promise.all(picturesShown(test.prompt).map((source) => tools.images.load(source)));
  const request = requestWith(test, images);
  if (answerSchema !== undefined) request.answerSchema = answerSchema;
  return withScript(request, { expectation: test.prompt.expectation, picture: test.picture });
}

/** The request without its pictures and its schema, for an answer whose request can't be made any more. */
export function requestWithout(test: TestToRun): ModelRequest {
  return requestWith(test, []);
}

function requestWith(test: TestToRun, images: readonly SentImage[]): ModelRequest {
  const request: ModelRequest = {
    model: test.model,
    messages: messagesOf(test, images),
    images,
    promptIndex: test.index,
    testType: test.prompt.testType,
    variables: test.prompt.dynamic_variables ?? {},
  };
  if (test.window !== undefined) request.window = test.window;
  return request;
}

/** `images` are all that the prompt shows, in the order sent; empty for words alone. */
export function messagesOf(
  { prompt, promptText }: Pick<TestToRun, 'prompt' | 'promptText'>,
  images: readonly SentImage[],
): ChatMessage[] {
  if (!prompt.before && images.length === 0) return [{ role: 'user', content: promptText }];
  const question: MessageBefore = { role: 'user', content: promptText, images: prompt.images };
  let taken = 0;
  return [...(prompt.before ?? []), question].map(({ images: named = [], ...message }) => {
    const first = taken;
    taken += named.length;
    return withPictures(message, images.slice(first, taken));
  });
}

/** The message as it is recorded: pictures by the names of their files. */
function withPictures(message: ChatMessage, images: readonly SentImage[]): ChatMessage {
  if (images.length === 0) return message;
  return { ...message, images: images.map(({ base64: _bytes, ...file }): ImageFile => file) };
}
