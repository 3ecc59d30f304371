// Runs in batches against the servers of the tests, on a clock that does not wait.

import { strict as assert } from 'node:assert';
import type { BatchClock } from '../../../../src/core/run/batchClock';
import type { RunControls, RunOutcome } from '../../../../src/core/run/runRequest';
import { resumeRun } from '../../../../src/core/run/resumeRun';
import { runBenchmark } from '../../../../src/core/run/runBenchmark';
import type { RunEvent } from '../../../../src/shared/run/events';
import type { RunState } from '../../../../src/shared/run/runState';
import type { OpenAiBatchServerOptions } from '../../../servers/startOpenAiBatchServer';
import { batchApis, type Api } from './batchApis';
import { EngineFixture, never, recorder, runSettings, type BenchmarkParts, type RequestChanges } from './engineFixture';

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

/** A clock on which every pause is over at once, and has taken its time all the same. */
export function hurriedClock(onPause?: (ms: number) => void, begin = 0): BatchClock {
  let passed = begin;
  return {
    now: () => Date.now() + passed,
    passed: () => performance.now() + passed,
    pause: (ms) => {
      passed += ms;
      return Promise.resolve(onPause?.(ms));
    },
  };
}

export class BatchFixture {
  /** How long all pauses so far would have been. */
  pausedMs = 0;

  private constructor(
    readonly api: Api,
    readonly engine: EngineFixture,
    readonly server: Awaited<ReturnType<(typeof batchApis)[Api]['start']>>,
    readonly model: string,
  ) {}

  /** `statuses`: as OpenAI calls them. */
  static async start(api: Api, { statuses, ...options }: OpenAiBatchServerOptions = {}): Promise<BatchFixture> {
    const { start, model, statuses: own } = batchApis[api];
    const server = await start({
      key,
      answer: obedient,
      ...(statuses ? { statuses: statuses.map((status) => own[status] ?? status) } : {}),
      ...options,
    });
    return new BatchFixture(api, await EngineFixture.make(), server, model);
  }

  async end(): Promise<void> {
    await this.server.close();
    await this.engine.remove();
  }

  get environment(): { [name: string]: string } {
    return batchApis[this.api].environment(this.server.url, key);
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
    return go(listener, leaveAt ? leave.signal : never, { batchClock: this.clock(), ...controls });
  }

  clock(onPause?: (ms: number) => void): BatchClock {
    return hurriedClock((ms) => {
      this.pausedMs += ms;
      onPause?.(ms);
    }, this.pausedMs);
  }

  /** Custom ids of all requests that the API ever took, in the order in which they came. */
  submitted(): string[] {
    return this.server.submitted();
  }
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
