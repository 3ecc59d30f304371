// What a model is told before the question: the system text, the examples of the file, and the conversation that the prompt gives.

import type { BenchmarkPrompt, ExecEvalBenchmarkFile } from '../../shared/run/benchmark';
import type { ChatMessage } from '../../shared/results/testResult';
import { fillPrompt, type DynamicVariables } from './fillPrompt';

/** In the order sent. Examples are sent as they are, so that they are the same for all prompts. */
export function messagesBefore(
  { examples = [], ...file }: Pick<ExecEvalBenchmarkFile, 'system' | 'examples'>,
  { system = file.system, messages = [] }: Pick<BenchmarkPrompt, 'system' | 'messages'>,
  variables: DynamicVariables,
): ChatMessage[] {
  return [
    ...(system === undefined ? [] : [{ role: 'system' as const, content: fillPrompt(system, variables) }]),
    ...examples.flatMap(({ user, assistant }): ChatMessage[] => [
      { role: 'user', content: user },
      { role: 'assistant', content: assistant },
    ]),
    ...messages.map(({ role, content }) => ({ role, content: fillPrompt(content, variables) })),
  ];
}

/** Their whole text, for counts of tokens. */
export function textOfMessages(messages: readonly ChatMessage[]): string {
  return messages.map(({ content }) => content).join('\n');
}
