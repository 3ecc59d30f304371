// The tools as package.json tells VS Code of them.

import { agentTools, inputSchemaOf } from './agentTools';
import { agentToolNames, languageModelToolName } from './toolNames';

/** `contributes.languageModelTools`. A tool that sends is there in trusted workspaces only. */
export function languageModelTools(): object[] {
  return agentToolNames.map((name) => {
    const { title, description, summary, sends } = agentTools[name];
    return {
      name: languageModelToolName(name),
      toolReferenceName: name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
      displayName: title,
      modelDescription: description,
      userDescription: summary,
      canBeReferencedInPrompt: true,
      icon: '$(dashboard)',
      tags: ['benchmark', 'iso-speed-bench'],
      ...(sends ? { when: 'isWorkspaceTrusted' } : {}),
      inputSchema: inputSchemaOf(name),
    };
  });
}
