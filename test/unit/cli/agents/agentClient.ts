// A client of the Model Context Protocol, the SDK's own, that talks to the built program.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { ElicitRequestSchema, type ElicitResult } from '@modelcontextprotocol/sdk/types.js';
import { environmentWith, root, type CliFixture } from '../cliFixture';

interface AnsweredTest {
  test: number;
  model: string;
  verdict: string;
  expected?: string;
  got?: string;
  answer?: string;
  message?: string;
  link?: string;
}

/** What a tool answered, as far as the tests look at it. */
interface Answer {
  note?: string;
  error?: string;
  status?: string;
  run?: string;
  next?: string;
  more?: string;
  why?: string[];
  tests?: number;
  correct?: number;
  failed?: number;
  cost_usd?: number | null;
  prompt?: string;
  got?: string;
  verdict?: string;
  valid?: boolean;
  errors?: number;
  warnings?: number;
  problems?: { line: number; column: number; severity: string; message: string }[];
  project_file?: { file: string; problems: { line: number; column: number; severity: string; message: string }[] };
  models?: { model: string; tests: number; correct: number; accuracy: number }[];
  failures?: AnsweredTest[];
  estimate?: { tests: number; requests: string; cost: string; likely_usd: number | null; at_most_usd: number | null };
  regression?: boolean;
  worse?: number;
  better?: number;
  changes?: { became: string; label: string; expected: string; got: string[]; link?: string }[];
}

interface AgentOptions {
  flags?: string[];
  environment?: { [name: string]: string };
  /** Makes the client one that can ask its user; called with each question. */
  user?: (question: string) => ElicitResult;
}

export class AgentClient {
  private constructor(
    private readonly client: Client,
    private readonly stderr: string[],
  ) {}

  static async start(fixture: CliFixture, { flags = [], environment = {}, user }: AgentOptions = {}) {
    const transport = new StdioClientTransport({
      command: process.execPath,
      args: ['--', join(root, 'dist/node/cli.mjs'), 'mcp', ...flags],
      cwd: fixture.folder,
      env: environmentWith(environment),
      stderr: 'pipe',
    });
    const client = new Client({ name: 'test', version: '0' }, { capabilities: user ? { elicitation: {} } : {} });
    if (user) client.setRequestHandler(ElicitRequestSchema, ({ params }) => user(params.message));
    const stderr: string[] = [];
    transport.stderr?.on('data', (text: Buffer) => stderr.push(String(text)));
    await client.connect(transport);
    return new AgentClient(client, stderr);
  }

  get tools(): Client['listTools'] {
    return this.client.listTools.bind(this.client);
  }

  /** The text of an answer, and whether it is one of a failure. */
  async text(
    name: string,
    input: { [key: string]: unknown } = {},
    options: Parameters<Client['callTool']>[2] = {},
  ): Promise<{ text: string; isError: boolean }> {
    const { content, isError } = await this.client.callTool({ name, arguments: input }, undefined, options);
    assert.ok(Array.isArray(content));
    const [part] = content as { type: string; text: string }[];
    assert.equal(part?.type, 'text', this.stderr.join(''));
    return { text: part.text, isError: isError === true };
  }

  async call(name: string, input: { [key: string]: unknown } = {}): Promise<Answer> {
    return JSON.parse((await this.text(name, input)).text) as Answer;
  }

  async close(): Promise<void> {
    await this.client.close();
  }
}
