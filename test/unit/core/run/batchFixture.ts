// Runs in batches against the servers of the tests, on a clock that does not wait.

import { strict as assert } from 'node:assert';
import type { RunControls, RunOutcome } from '../../../../src/core/run/runRequest';
import { resumeRun } from '../../../../src/core/run/resumeRun';
import { runBenchmark } from '../../../../src/core/run/runBenchmark';
import type { RunEvent } from '../../../../src/shared/run/events';
import type { RunState } from '../../../../src/shared/run/runState';
import type { BatchServerOptions } from '../../../servers/batchBehavior';
import { startAnthropicBatchServer, type AnthropicBatchServer } from '../../../servers/startAnthropicBatchServer';
import { startOpenAiBatchServer, type OpenAiBatchServer } from '../../../servers/startOpenAiBatchServer';
import { EngineFixture, never, recorder, runSettings, type BenchmarkParts, type RequestChanges } from './engineFixture';

export const apis = ['openai', 'anthropic'] as const;
type Api = (typeof apis)[number];

/** Both key and answers, so that a leak of one is found. */
export const key = 'sk-batch-0123456789abcdef';

const words = ['one', 'two', 'three', 'four', 'five', 'six'];
export const prompts = words.map((word) => ({ word, expectation: word }));

/** Says the word that it is asked to say. */
const obedient = (prompt: string): string => prompt.replace(/^Say /, '');

interface Leaving {
  /** Leaves the run at the first such event. */
  leaveAt?: (event: RunEvent) => boolean;
  controls?: RunControls;
  changes?: RequestChanges;
}

export class BatchFixture {
  private constructor(
    readonly api: Api,
    readonly engine: EngineFixture,
    readonly server: OpenAiBatchServer | AnthropicBatchServer,
    readonly model: string,
  ) {}

  static async start(
    api: Api,
    options: BatchServerOptions & { mostLines?: number; forgetsMetadata?: boolean } = {},
  ): Promise<BatchFixture> {
    const all = { key, answer: obedient, ...options };
    const server = await (api === 'openai' ? startOpenAiBatchServer(all) : startAnthropicBatchServer(all));
    return new BatchFixture(
      api,
      await EngineFixture.make(),
      server,
      api === 'openai' ? 'openai~gpt-4o' : 'anthropic~claude-sonnet-4-5',
    );
  }

  async end(): Promise<void> {
    await this.server.close();
    await this.engine.remove();
  }

  get environment(): { [name: string]: string } {
    return this.api === 'openai'
      ? { OPENAI_API_KEY: key, OPENAI_BASE_URL: `${this.server.url}/v1` }
      : { ANTHROPIC_API_KEY: key, ANTHROPIC_BASE_URL: this.server.url };
  }

  run(parts: Partial<BenchmarkParts> = {}, leaving: Leaving = {}): Promise<RunOutcome> {
    const request = this.engine.request(
      { models: [this.model], prompts, ...parts },
      { mode: 'batch', environment: this.environment, ...leaving.changes },
    );
    return this.follow(leaving, (listener, signal, controls) => runBenchmark(request, listener, signal, controls));
  }

  resume(
    runDirectory: string,
    { retryErrors = false, ...leaving }: Leaving & { retryErrors?: boolean } = {},
  ): Promise<RunOutcome> {
    const request = {
      ...runSettings({ mode: null, environment: this.environment, ...leaving.changes }),
      runDirectory,
      retryErrors,
    };
    return this.follow(leaving, (listener, signal, controls) => resumeRun(request, listener, signal, controls));
  }

  private follow(
    { leaveAt, controls = {} }: Leaving,
    go: (listener: ReturnType<typeof recorder>, signal: AbortSignal, controls: RunControls) => Promise<RunOutcome>,
  ): Promise<RunOutcome> {
    const leave = new AbortController();
    const listener = recorder((event) => {
      if (leaveAt?.(event)) leave.abort(new Error('left'));
    });
    return go(listener, leaveAt ? leave.signal : never, { pause: () => Promise.resolve(), ...controls });
  }

  /** Custom ids of all requests that the API ever took, in the order in which they came. */
  submitted(): string[] {
    return 'files' in this.server
      ? this.server.batches.flatMap(({ inputFile }) =>
          customIdsOf((this.server as OpenAiBatchServer).files.find(({ id }) => id === inputFile)!),
        )
      : this.server.batches.flatMap(({ requests }) => requests.map(({ custom_id }) => custom_id));
  }
}

/** Of a file of requests, a line each. */
export function customIdsOf({ content }: { content: string }): string[] {
  return content
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { custom_id: string }).custom_id);
}

/** `1 correct, 2 error(batchExpired), 3 submitted`: each test of the first model. */
export function standing({ models }: RunState): string {
  return models[0]!.tests
    .map(
      ({ index, phase, verdict, error }) =>
        `${index} ${phase === 'finished' ? verdict : phase}${error ? `(${error.kind})` : ''}`,
    )
    .join(', ');
}

export function allCorrect(state: RunState): void {
  assert.equal(standing(state), prompts.map((_, position) => `${position + 1} correct`).join(', '));
}
