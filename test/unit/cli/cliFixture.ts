// What the tests of the built program share: a temporary folder to start it in, a benchmark, a server for its models.

import assert from 'node:assert/strict';
import { spawn, type ChildProcessByStdio, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PassThrough, type Readable, type Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { buildProgram as buildProgramOfSources } from '../../../scripts/buildProgram.mjs';
import { runCli } from '../../../src/cli/runCli';
import type { RunManifest } from '../../../src/shared/runs/runManifest';
import { startOpenAiServer, type OpenAiServerOptions } from '../../servers/startOpenAiServer';
import type { TestServer } from '../../servers/testServer';

export const root = resolve(import.meta.dirname, '../../..');
const words = ['one', 'two', 'three', 'four'];

interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

interface CallOptions {
  /** Without the `--yes` that runs of these servers get. */
  isUnasked?: boolean;
  /** stdout is a terminal that says so of itself. */
  terminal?: { columns: number };
}

/** Answers of models that repeat the word of the prompt, which is what is expected of them. */
export const repeats: OpenAiServerOptions = { answer: (prompt) => prompt };

let built: Promise<void> | undefined;

/** What ships is the built program, so that is what is tried; this builds it when it is out of date. */
export function buildProgram(): Promise<void> {
  return (built ??= buildProgramOfSources());
}

export async function ended(child: ChildProcessByStdio<Writable | null, Readable, Readable>): Promise<Ended> {
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...output };
}

/** Only what is given reaches the program, so that keys of this machine can't. */
export function environmentWith(environment: { [name: string]: string }): { [name: string]: string } {
  const { PATH, SystemRoot, TEMP, TMP } = process.env;
  const base = Object.entries({ PATH, SystemRoot, TEMP, TMP });
  return {
    ...Object.fromEntries(base.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
    ...environment,
  };
}

/** A run of models whose price nobody knows wants to be confirmed; these servers charge nothing. */
function confirmed(args: string[]): string[] {
  const isRun =
    args[0] === 'run' && !args.some((one) => /^--(?:yes|dry-run|help|confirm-above|budget)\b|^-h$/.test(one));
  return isRun ? [...args, '--yes'] : args;
}

export class CliFixture {
  private constructor(readonly folder: string) {}

  server: TestServer | undefined;

  static async make(): Promise<CliFixture> {
    return new CliFixture(await mkdtemp(join(tmpdir(), 'isb-cli-')));
  }

  async remove(): Promise<void> {
    await this.server?.close();
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  start(args: string[], environment: { [name: string]: string } = {}): ChildProcessWithoutNullStreams {
    return spawn(process.execPath, ['--', join(root, 'dist/node/cli.mjs'), ...confirmed(args)], {
      cwd: this.folder,
      env: environmentWith(environment),
    });
  }

  async program(args: string[], environment: { [name: string]: string } = {}): Promise<Ended> {
    return ended(this.start(args, environment));
  }

  /** The program inside this process, for tests that look at what it says and does: starting it takes more work than most of its commands. */
  async call(
    args: string[],
    environment: { [name: string]: string } = {},
    { isUnasked = false, terminal }: CallOptions = {},
  ): Promise<Ended> {
    const streams = { stdout: new PassThrough(), stderr: new PassThrough() };
    if (terminal) Object.assign(streams.stdout, { isTTY: true }, terminal);
    const said = Promise.all([text(streams.stdout), text(streams.stderr)]);
    const code = await runCli(isUnasked ? args : confirmed(args), {
      cwd: this.folder,
      environment: environmentWith(environment),
      platform: process.platform,
      stdout: streams.stdout as unknown as NodeJS.WriteStream,
      stderr: streams.stderr as unknown as NodeJS.WriteStream,
      version: '0.0.0',
      distDirectory: join(root, 'dist'),
      onInterrupt: () => () => undefined,
    });
    for (const stream of Object.values(streams)) stream.end();
    const [stdout, stderr] = await said;
    return { code, stdout, stderr };
  }

  /** Prompts of one word each to repeat, four unless others are given. */
  async writeBenchmark(models: string[], file = 'repeat.yaml', name = 'Repeat', given = words): Promise<void> {
    const prompts = given.map((word) => `  - dynamic_variables: { word: ${word} }\n    expectation: ${word}`);
    const lines = [
      `benchmark_name: ${name}`,
      'purpose: Say it again',
      'base_prompt: "{{word}}"',
      'evaluator: raw_string_evaluator',
    ];
    await writeFile(
      join(this.folder, file),
      [...lines, 'models:', ...models.map((model) => `  - ${model}`), 'prompts:', ...prompts, ''].join('\n'),
    );
  }

  /** Starts a server (in the place of an earlier one) and gives the environment that leads there. */
  async serve(options: OpenAiServerOptions): Promise<{ [name: string]: string }> {
    await this.server?.close();
    this.server = await startOpenAiServer(options);
    return { OPENAI_BASE_URL: `${this.server.url}/v1`, OPENAI_API_KEY: 'sk-test' };
  }

  /** Runs the benchmark without images; the models say the word of the prompt unless `answer` says otherwise. Gives the run's folder name. */
  async finishedRun(models: string[], name = 'Repeat', answer = repeats.answer!): Promise<string> {
    await this.writeBenchmark(models, 'b.yaml', name);
    const environment = await this.serve({ answer });
    const { stdout, stderr } = await this.call(['run', 'b.yaml', '--no-images', '--json'], environment);
    assert.notEqual(stdout, '', stderr);
    return (JSON.parse(stdout) as { runDirectory: string }).runDirectory.split(/[\\/]/).at(-1)!;
  }

  async manifestOf(name: string): Promise<RunManifest> {
    return JSON.parse(await readFile(join(this.folder, 'runs', name, 'run.json'), 'utf8')) as RunManifest;
  }
}
