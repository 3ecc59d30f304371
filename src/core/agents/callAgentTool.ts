// One call of a tool: what it was told is checked, the answer is written as JSON. A text in JSON can't pretend to be another part of the answer.

import { messageOf } from '../../shared/text/messageOf';
import type { AgentFront } from './agentFront';
import { readInput } from './agentTools';
import type { AgentAnswer } from './answerParts';
import { compareForAgent } from './compareForAgent';
import { runForAgent } from './runForAgent';
import { showFailures } from './showFailures';
import type { AgentToolName } from './toolNames';
import { validateBenchmark } from './validateBenchmark';

interface ToolAnswer {
  text: string;
  /** The text says what went wrong. */
  isError: boolean;
}

/** Never throws: what goes wrong is an answer as well, for the language model to do better. */
export async function callAgentTool(
  name: AgentToolName,
  input: unknown,
  front: AgentFront,
  signal: AbortSignal,
): Promise<ToolAnswer> {
  try {
    return { text: JSON.stringify(await answerOf(name, input, front, signal)), isError: false };
  } catch (error) {
    return { text: JSON.stringify({ error: messageOf(error).slice(0, 2000) }), isError: true };
  }
}

function answerOf(name: AgentToolName, input: unknown, front: AgentFront, signal: AbortSignal): Promise<AgentAnswer> {
  switch (name) {
    case 'run_benchmark':
      return runForAgent(readInput(name, input), front, signal);
    case 'show_failures':
      return showFailures(readInput(name, input), front);
    case 'compare_runs':
      return compareForAgent(readInput(name, input), front);
    case 'validate_benchmark':
      return validateBenchmark(readInput(name, input), front);
  }
}
