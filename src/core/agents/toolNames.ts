// What the tools for agents are called, without what they are made of: VS Code is told of them when it starts.

export const agentToolNames = ['run_benchmark', 'show_failures', 'compare_runs', 'validate_benchmark'] as const;

export type AgentToolName = (typeof agentToolNames)[number];

/** The name in VS Code, where all extensions have theirs in one list. */
export function languageModelToolName(name: AgentToolName): string {
  return `iso-speed-bench_${name}`;
}
