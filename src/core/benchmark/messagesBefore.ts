// What a model is told before the question: the system text, the examples of the file, and the conversation that the prompt gives.

import type { BenchmarkPrompt, ExecEvalBenchmarkFile } from '../../shared/run/benchmark';
import type { ChatMessage } from '../../shared/results/testResult';
import { imagesOf } from './checkImagePaths';
import { fillPrompt, type DynamicVariables } from './fillPrompt';
import { fillTexts } from './fillTexts';

/** A message before its pictures are prepared. */
export interface MessageBefore extends Omit<ChatMessage, 'images'> {
  /** As the file names them, filled; absent without pictures. */
  images?: readonly string[];
}

/** In the order sent. Examples are sent as they are, so that they are the same for all prompts. */
export function messagesBefore(
  { examples = [], system: ofFile }: Pick<ExecEvalBenchmarkFile, 'system' | 'examples'>,
  { system = ofFile, messages = [] }: Pick<BenchmarkPrompt, 'system' | 'messages'>,
  variables: DynamicVariables,
): MessageBefore[] {
  if (system === undefined && examples.length + messages.length === 0) return [];
  return [
    ...(system === undefined ? [] : [{ role: 'system' as const, content: fillPrompt(system, variables) }]),
    ...examples.flatMap(({ user, assistant }): MessageBefore[] => [
      { role: 'user', content: user },
      { role: 'assistant', content: assistant },
    ]),
    ...messages.map(({ role, content, image }): MessageBefore => {
      const images = imagesOf(fillTexts(image, variables));
      return { role, content: fillPrompt(content, variables), ...(images.length > 0 ? { images } : {}) };
    }),
  ];
}

/** Their whole text, for counts of tokens. */
export function textOfMessages(messages: readonly Pick<ChatMessage, 'content'>[]): string {
  return messages.map(({ content }) => content).join('\n');
}
