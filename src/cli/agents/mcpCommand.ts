// `mcp`: offers the tools for agents on stdin and stdout until the client goes away. stdout holds the protocol and nothing else.

import { Console } from 'node:console';
import { once } from 'node:events';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { AgentFolders } from '../../core/agents/agentFolders';
import type { McpCommand } from '../arguments/commands';
import { UsageError } from '../arguments/usageError';
import type { CliContext } from '../terminal/cliContext';
import { exitCodes, type ExitCode } from '../terminal/exitCode';
import { Allowance } from './allowance';
import { mcpServer } from './mcpServer';
import { ServedRuns } from './servedRuns';
import { TerminalAgentFront } from './terminalAgentFront';

/** Bytes of one message. No call is that long. */
const largestMessage = 10_000_000;

export async function mcpCommand(command: McpCommand, context: CliContext): Promise<ExitCode> {
  const { stdin } = context;
  if (!stdin) throw new UsageError('mcp talks to a client on its input, and there is none.');
  // A package that prints what it does would break the protocol.
  globalThis.console = new Console(context.stderr);
  const folders = await AgentFolders.at([context.cwd]);
  const allowance = new Allowance(command.budgetUsd);
  const runs = new ServedRuns(allowance);
  const { confirm: _, ...others } = context;
  // What commands would print goes to stderr, and nobody is asked anything: stdin and stdout are the client's.
  const inside: CliContext = { ...others, cwd: folders.first, stdout: context.stderr };
  const server = mcpServer(
    context.version,
    (call) => new TerminalAgentFront({ command, context: inside, folders, runs, allowance }, call),
  );
  const ended = new AbortController();
  const stopListening = context.onInterrupt(() => ended.abort());
  stdin.once('end', () => ended.abort());
  stdin.once('close', () => ended.abort());
  await server.connect(new StdioServerTransport(stdin, context.stdout, { maxBufferSize: largestMessage }));
  server.onclose = () => ended.abort();
  if (!ended.signal.aborted) await once(ended.signal, 'abort');
  await runs.stop();
  await server.close();
  stopListening();
  return exitCodes.done;
}
