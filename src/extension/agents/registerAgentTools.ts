// The tools for agents as VS Code's language-model tools. Which may be called without a question is VS Code's and the user's to say; before a run
// the question names the requests and what they are likely to cost.

import * as vscode from 'vscode';
import type { AgentFront } from '../../core/agents/agentFront';
import { agentToolNames, languageModelToolName, type AgentToolName } from '../../core/agents/toolNames';
import { messageOf } from '../../shared/text/messageOf';
import { noticeText } from '../host/noticeText';
import type { WindowAgentParts } from './windowAgentFront';

/** `parts` are those of the window. */
export function registerAgentTools(parts: WindowAgentParts): vscode.Disposable {
  // As everything that a tool needs, loaded when it is called.
  const makeFront = async (): Promise<AgentFront> => {
    const { WindowAgentFront } = await import('./windowAgentFront');
    return new WindowAgentFront(parts);
  };
  return vscode.Disposable.from(
    ...agentToolNames.map((name) =>
      vscode.lm.registerTool(languageModelToolName(name), new AgentTool(name, makeFront)),
    ),
  );
}

class AgentTool implements vscode.LanguageModelTool<object> {
  constructor(
    private readonly name: AgentToolName,
    private readonly makeFront: () => Promise<AgentFront>,
  ) {}

  async prepareInvocation({
    input,
  }: vscode.LanguageModelToolInvocationPrepareOptions<object>): Promise<vscode.PreparedToolInvocation> {
    const { agentTools } = await import('../../core/agents/agentTools');
    const { title, sends } = agentTools[this.name];
    const isEstimate = 'estimate_only' in input && input.estimate_only === true;
    if (!sends || isEstimate) return { invocationMessage: title };
    // An agent chose these words: VS Code would make links and pictures of some of them, beside what the run costs.
    const file = noticeText('file' in input ? String(input.file) : 'a benchmark');
    return {
      invocationMessage: `Running ${file}`,
      confirmationMessages: { title: `Run ${file}?`, message: noticeText(await this.question(input)) },
    };
  }

  async invoke(
    { input }: vscode.LanguageModelToolInvocationOptions<object>,
    token: vscode.CancellationToken,
  ): Promise<vscode.LanguageModelToolResult> {
    const { callAgentTool } = await import('../../core/agents/callAgentTool');
    const cancel = new AbortController();
    const cancelling = token.onCancellationRequested(() => cancel.abort());
    try {
      const { text } = await callAgentTool(this.name, input, await this.makeFront(), cancel.signal);
      return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
    } finally {
      cancelling.dispose();
    }
  }

  /** What the run would be. One that can't be made is refused with its reason when it is called. */
  private async question(input: object): Promise<string> {
    const [{ readInput }, { runQuestion }] = await Promise.all([
      import('../../core/agents/agentTools'),
      import('../../core/agents/runQuestion'),
    ]);
    try {
      const front = await this.makeFront();
      return runQuestion((await front.planRun(readInput('run_benchmark', input))).estimate);
    } catch (error) {
      return `What it would be can't be told: ${messageOf(error)}`;
    }
  }
}
