// What the end-to-end tests of image tests share: a benchmark's folder with its picture, and servers of every protocol behind which models
// of every family look at what they are sent.

import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runBenchmark } from '../../../../src/core/run/runBenchmark';
import type { RunOutcome, RunRequest } from '../../../../src/core/run/runRequest';
import type { ModelState, TestState } from '../../../../src/shared/run/runState';
import { startAnthropicServer } from '../../../servers/startAnthropicServer';
import type { ModelCall } from '../../../servers/behavior';
import { startOllamaServer, type OllamaServerOptions } from '../../../servers/startOllamaServer';
import { startOpenAiServer, type OpenAiBehavior } from '../../../servers/startOpenAiServer';
import type { TestServer } from '../../../servers/testServer';
import { EngineFixture, never, recorder, type Recorder, type RequestChanges } from './engineFixture';
import { drawStreet, taskOf } from './pictureTasks';
import { familyOf } from './visionFamilies';

export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** What a model of a family answers to a call. */
export function familyAnswer({ model, prompt, pictures }: Pick<ModelCall, 'model' | 'prompt' | 'pictures'>): string {
  const [picture] = pictures;
  if (!picture) throw new Error(`${model} was shown no picture`);
  const letterOf = (option: string): string => prompt.split('\n').find((line) => line.endsWith(`. ${option}`))![0]!;
  return familyOf(model).answer(taskOf(prompt).said, picture, letterOf);
}

/** A server of every protocol. All calls are kept, in the order of their coming. */
class VisionServers {
  readonly calls: ModelCall[] = [];
  /** Decides on each call; the answer of the model's family unless a test sets another. */
  reply: (call: ModelCall) => OpenAiBehavior | Promise<OpenAiBehavior> = (call) => ({ text: familyAnswer(call) });
  private servers: TestServer[] = [];

  static async start(ollama: Omit<OllamaServerOptions, 'reply'> = {}): Promise<VisionServers> {
    const started = new VisionServers();
    const reply = (call: ModelCall): OpenAiBehavior | Promise<OpenAiBehavior> => {
      started.calls.push(call);
      return started.reply(call);
    };
    started.servers = await Promise.all([
      startOpenAiServer({ reply }),
      startAnthropicServer({ reply }),
      startOllamaServer({ ...ollama, reply }),
    ]);
    return started;
  }

  /** Leads the model APIs to the servers. */
  get environment(): { [name: string]: string } {
    const [openAi, anthropic, ollama] = this.servers.map((server) => server.url);
    return {
      OPENAI_BASE_URL: `${openAi}/v1`,
      OPENAI_API_KEY: 'k',
      GEMINI_BASE_URL: `${openAi}/v1beta/openai`,
      GEMINI_API_KEY: 'k',
      OPENROUTER_BASE_URL: `${openAi}/api/v1`,
      OPENROUTER_API_KEY: 'k',
      VLLM_BASE_URL: `${openAi}/vllm/v1`,
      ANTHROPIC_BASE_URL: anthropic!,
      ANTHROPIC_API_KEY: 'k',
      OLLAMA_HOST: ollama!,
    };
  }

  async close(): Promise<void> {
    await Promise.all(this.servers.map((server) => server.close()));
  }
}

export interface ImageRun extends RunOutcome {
  heard: Recorder;
}

/** A folder with a benchmark and its pictures, and the runs made of it. */
export class ImageRunFixture {
  private constructor(
    readonly engine: EngineFixture,
    readonly servers: VisionServers,
  ) {}

  /** The folder has `pictures/street.png` unless other files are given, by their names in `pictures/`. */
  static async make(
    pictures: { [name: string]: Buffer } = { 'street.png': drawStreet() },
    ollama: Omit<OllamaServerOptions, 'reply'> = {},
  ): Promise<ImageRunFixture> {
    const engine = await EngineFixture.make();
    await mkdir(join(engine.folder, 'pictures'));
    for (const [name, bytes] of Object.entries(pictures)) await writeFile(join(engine.folder, 'pictures', name), bytes);
    return new ImageRunFixture(engine, await VisionServers.start(ollama));
  }

  async remove(): Promise<void> {
    await this.servers.close();
    await this.engine.remove();
  }

  request(benchmarkText: string, changes: RequestChanges = {}): RunRequest {
    return this.engine.request(
      { models: [], prompts: [] },
      {
        benchmarkText,
        environment: this.servers.environment,
        filesRoot: this.engine.folder,
        maxAttempts: 1,
        ...changes,
      },
    );
  }

  async run(benchmarkText: string, changes: RequestChanges = {}): Promise<ImageRun> {
    const heard = recorder();
    return { ...(await runBenchmark(this.request(benchmarkText, changes), heard, never)), heard };
  }
}

export function testsOf(outcome: Pick<RunOutcome, 'state'>, model: string): TestState[] {
  return modelOf(outcome, model).tests;
}

export function modelOf({ state }: Pick<RunOutcome, 'state'>, model: string): ModelState {
  const found = state.models.find((one) => one.model === model);
  if (!found) throw new Error(`no ${model} in the run`);
  return found;
}

/** A file of the run folder, by its path there. */
export function runFile({ runDirectory }: Pick<RunOutcome, 'runDirectory'>, path: string): Promise<Buffer> {
  return readFile(join(runDirectory, path));
}
