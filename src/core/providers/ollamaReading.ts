// Reads an answer of Ollama's chat protocol, streamed or in one piece: its last line has everything that is known.

import { isMap } from '../../shared/text/isMap';
import type { ServerTimings } from '../../shared/results/testResult';
import type { AnswerSoFar } from './answerSoFar';
import { countOf } from './countOf';
import { remoteHostOf } from './ollamaHost';
import type { AnswerReading } from './readAnswer';

type Fields = { [name: string]: unknown };

export function ollamaReading(answer: AnswerSoFar): AnswerReading {
  let lines = 0;
  return {
    take(line) {
      lines++;
      const isDone = line.done === true;
      answer.name({ model: line.model });
      // A single line is an answer in one piece, whatever was asked for.
      const isWhole = isDone && lines === 1;
      // Imitations answer as `/api/generate` does.
      const said = isMap(line.message) ? line.message : { content: line.response, thinking: line.thinking };
      answer.say('reasoning', said.thinking, isWhole);
      answer.say('answer', said.content, isWhole);
      if (Array.isArray(said.tool_calls) && said.tool_calls.length > 0) answer.callTool();
      answer.finish(line.done_reason);
      if (!isDone) return typeof line.done === 'boolean' || isMap(line.message) ? 'more' : 'nothing';
      answer.reply.tokens = {
        input: countOf(line.prompt_eval_count),
        output: countOf(line.eval_count),
        reasoning: null,
        cached: countOf(line.prompt_eval_cached_count),
        source: 'usage',
      };
      answer.reply.serverTimings = serverTimings(line);
      Object.assign(answer.reply, remoteHostOf(line.remote_host));
      return 'last';
    },
    end: (isOwnEnd, asides) => answer.complete(isOwnEnd, 'its last line', asides),
  };
}

/** Ollama's times are nanoseconds; ours are ms. */
function serverTimings(line: Fields): ServerTimings {
  const ms = (name: keyof ServerTimings, value: unknown): ServerTimings => {
    const nanoseconds = countOf(value);
    return nanoseconds === null ? {} : { [name]: nanoseconds / 1e6 };
  };
  return {
    ...ms('total', line.total_duration),
    ...ms('load', line.load_duration),
    ...ms('promptEvaluation', line.prompt_eval_duration),
    ...ms('evaluation', line.eval_duration),
  };
}
