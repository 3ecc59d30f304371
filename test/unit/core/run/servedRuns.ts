// Runs of the real engine against protocol servers of this machine, and what they left: for tests of what is measured.

import type { Environment } from '../../../../src/core/providers/provider';
import { runBenchmark } from '../../../../src/core/run/runBenchmark';
import { readTestTranscript } from '../../../storedTests';
import type { RunListener, RunRequest } from '../../../../src/core/run/runRequest';
import type { TestTimings } from '../../../../src/shared/run/testMeasurement';
import type { RunManifest } from '../../../../src/shared/runs/runManifest';
import { findTest, type RunState, type TestState } from '../../../../src/shared/run/runState';
import type { RecordedAttempt } from '../../../../src/shared/results/testResult';
import { startAnthropicServer, type AnthropicServerOptions } from '../../../servers/startAnthropicServer';
import { startOllamaServer, type OllamaServerOptions } from '../../../servers/startOllamaServer';
import { startOpenAiServer, type OpenAiServerOptions } from '../../../servers/startOpenAiServer';
import { startServer, type RequestHandler, type TestServer } from '../../../servers/testServer';
import { EngineFixture, never, readJson, recorder, type BenchmarkParts, type RequestChanges } from './engineFixture';

/** A run that has ended. */
export class ServedRun {
  constructor(
    readonly runDirectory: string,
    readonly state: RunState,
  ) {}

  test(model: string, index = 1): TestState {
    return findTest(this.state, model, index)!;
  }

  timings(model: string, index = 1): TestTimings {
    return this.test(model, index).timings!;
  }

  async attempts(model: string, index = 1): Promise<RecordedAttempt[]> {
    return (await readTestTranscript(this.runDirectory, model, index)).attempts;
  }

  manifest(): Promise<RunManifest> {
    return readJson<RunManifest>(this.runDirectory, 'run.json');
  }
}

/** What a model is asked before its first test in speed mode. */
export const warmUpPrompt = 'Reply with the word OK.';

export class ServedRuns {
  private environment: Environment = { OPENAI_API_KEY: 'k', ANTHROPIC_API_KEY: 'k', GROQ_API_KEY: 'k' };

  private constructor(readonly fixture: EngineFixture) {}

  static async make(): Promise<ServedRuns> {
    return new ServedRuns(await EngineFixture.make());
  }

  remove(): Promise<void> {
    return this.fixture.remove();
  }

  /** For models `openai~...`, or of another service that speaks its protocol: `VLLM`. */
  openAi(options: OpenAiServerOptions, service = 'OPENAI'): Promise<TestServer> {
    return this.served(startOpenAiServer(options), (url) => ({ [`${service}_BASE_URL`]: `${url}/v1` }));
  }

  anthropic(options: AnthropicServerOptions): Promise<TestServer> {
    return this.served(startAnthropicServer(options), (url) => ({ ANTHROPIC_BASE_URL: url }));
  }

  ollama(options: OllamaServerOptions): Promise<TestServer> {
    return this.served(startOllamaServer(options), (url) => ({ OLLAMA_HOST: url }));
  }

  /** For models `openai~...`: a stream that no behavior of the protocol servers describes. */
  scripted(handler: RequestHandler): Promise<TestServer> {
    return this.served(startServer(handler), (url) => ({ OPENAI_BASE_URL: `${url}/v1` }));
  }

  private async served(starting: Promise<TestServer>, addresses: (url: string) => Environment): Promise<TestServer> {
    const server = await this.fixture.serve(starting);
    this.environment = { ...this.environment, ...addresses(server.url) };
    return server;
  }

  request(parts: BenchmarkParts, changes: RequestChanges = {}): RunRequest {
    return this.fixture.request(parts, { environment: this.environment, ...changes });
  }

  async run(
    parts: BenchmarkParts,
    changes: RequestChanges = {},
    listener: RunListener = recorder(),
    signal: AbortSignal = never,
  ): Promise<ServedRun> {
    const { runDirectory, state } = await runBenchmark(this.request(parts, changes), listener, signal);
    return new ServedRun(runDirectory, state);
  }
}

/** Counts what is open at once, and how much of it at most; `label` tells what was open together. */
export class OpenCount {
  most = 0;
  /** Every set of labels that was open at once, each as sorted distinct names joined by `+`. */
  readonly together = new Set<string>();
  private readonly open: string[] = [];

  async during<T>(label: string, work: () => Promise<T>): Promise<T> {
    this.open.push(label);
    this.most = Math.max(this.most, this.open.length);
    this.together.add([...new Set(this.open)].sort().join('+'));
    try {
      return await work();
    } finally {
      this.open.splice(this.open.indexOf(label), 1);
    }
  }
}

/** Lets other connections be read: enough for a request that waits for nothing to arrive. */
export async function someTurns(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate);
}
