// The tools for agents over the Model Context Protocol: what a client asks becomes a call of a tool.

import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { CallToolRequestSchema, ListToolsRequestSchema, type Tool } from '@modelcontextprotocol/sdk/types.js';
import type { AgentFront } from '../../core/agents/agentFront';
import { agentTools, inputSchemaOf } from '../../core/agents/agentTools';
import { callAgentTool } from '../../core/agents/callAgentTool';
import { agentToolNames } from '../../core/agents/toolNames';
import type { AskUser } from './allowance';
import type { OnProgress } from './servedRuns';

/** How long a person may think about a question, ms. */
const askingLimitMs = 600_000;

const instructions =
  'Tools for benchmarks of language models in this folder. Validate a benchmark before running it. Running one may cost money: only the user allows that.';

/** `frontFor` makes what a call works with. */
export function mcpServer(
  version: string,
  frontFor: (call: { ask: AskUser; onProgress: OnProgress }) => AgentFront,
): Server {
  const server = new Server({ name: 'iso-speed-bench', version }, { capabilities: { tools: {} }, instructions });
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: agentToolNames.map(listedTool) }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, { signal, sendNotification }) => {
    const name = agentToolNames.find((one) => one === params.name);
    if (!name) return { isError: true, content: [{ type: 'text', text: `There is no tool ${params.name}.` }] };
    const progressToken = params._meta?.progressToken;
    const onProgress = (progress: number, total: number): void => {
      if (progressToken === undefined) return;
      const notification = { method: 'notifications/progress', params: { progressToken, progress, total } } as const;
      // A client that has gone away is noticed where it is read from.
      void sendNotification(notification).catch(() => undefined);
    };
    const front = frontFor({ ask: askUserOf(server, signal), onProgress });
    const { text, isError } = await callAgentTool(name, params.arguments, front, signal);
    return { isError, content: [{ type: 'text', text }] };
  });
  return server;
}

function listedTool(name: (typeof agentToolNames)[number]): Tool {
  const { title, description, sends } = agentTools[name];
  return {
    name,
    title,
    description,
    inputSchema: inputSchemaOf(name) as Tool['inputSchema'],
    annotations: { title, readOnlyHint: !sends, destructiveHint: false, openWorldHint: sends },
  };
}

/** Undefined where the client says that it can't put questions to its user. */
function askUserOf(server: Server, signal: AbortSignal): AskUser {
  if (!server.getClientCapabilities()?.elicitation) return undefined;
  return async (question) => {
    const { action, content } = await server.elicitInput(
      {
        message: question,
        requestedSchema: {
          type: 'object',
          properties: {
            run: { type: 'boolean', title: 'Run it', description: 'Requests are sent and may cost money.' },
          },
          required: ['run'],
        },
      },
      { signal, timeout: askingLimitMs },
    );
    return action === 'accept' && content?.['run'] === true;
  };
}
