// Models behind a real server that repeat their prompts, mostly: some answers are wrong, some requests are refused, always the same ones. For chosen
// shards of the run they fall silent after some answers, so that a task is in its midst for as long as a test wants.

import { shardOfTest } from '../../src/shared/run/shard';
import { startOpenAiServer, type OpenAiBehavior } from '../servers/startOpenAiServer';
import type { ModelCall } from '../servers/behavior';
import type { TestServer } from '../servers/testServer';

export const models = ['a', 'b', 'c', 'd'].map((name) => `openai~model-${name}`);
export const promptCount = 1200;
export const shardCount = 16;

/** Of about 300 tests of a shard. */
const answersBeforePause = 120;

interface Pause {
  answered: number;
  isOver: boolean;
  begun: Promise<void>;
  begin(): void;
}

export class PausingModels {
  private readonly pauses: ReadonlyMap<number, Pause>;
  private server: TestServer | undefined;

  private constructor(shards: readonly number[]) {
    this.pauses = new Map(shards.map((shard) => [shard, newPause()]));
  }

  static async start(pausedShards: readonly number[]): Promise<PausingModels> {
    const paused = new PausingModels(pausedShards);
    paused.server = await startOpenAiServer({ reply: (call) => paused.reply(call) });
    return paused;
  }

  /** What leads the program here. */
  get environment(): NodeJS.ProcessEnv {
    return { OPENAI_BASE_URL: `${this.server!.url}/v1`, OPENAI_API_KEY: 'none' };
  }

  /** Resolves when the models say no more to a shard, which has had answers by then. */
  async silent(shard: number): Promise<void> {
    await this.pauses.get(shard)!.begun;
  }

  goOn(shard: number): void {
    this.pauses.get(shard)!.isOver = true;
  }

  /** How often each test was asked since the last time, by model and index. */
  takeCounts(): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const { body } of this.server!.requests.splice(0)) {
      const [{ content }] = body['messages'] as [{ content: string }];
      const test = testName(`openai~${String(body['model'])}`, Number(content));
      counts.set(test, (counts.get(test) ?? 0) + 1);
    }
    return counts;
  }

  async close(): Promise<void> {
    await this.server?.close();
  }

  private reply({ model, prompt }: ModelCall): OpenAiBehavior {
    const pause = this.pauses.get(shardOf(`openai~${model}`, Number(prompt)));
    if (pause && !pause.isOver && ++pause.answered > answersBeforePause) {
      pause.begin();
      return { hang: 'beforeHeaders' };
    }
    const number = Number(prompt);
    if (number % 97 === 0) return { failure: { status: 400, message: 'I would rather not.' } };
    return { text: number % 10 === 3 ? 'no' : prompt };
  }
}

export function testName(model: string, index: number): string {
  return `${model}#${index}`;
}

/** The shard (from 1) that a test is of. */
export function shardOf(model: string, index: number): number {
  return shardOfTest({ model, index }, { mode: 'throughput', models }, shardCount);
}

function newPause(): Pause {
  let begin = (): void => undefined;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  return { answered: 0, isOver: false, begun, begin };
}

/** The benchmark whose prompts are the numbers of its tests. */
export function numbersBenchmark(): string {
  const prompts = Array.from({ length: promptCount }, (_, at) => ({
    dynamic_variables: { number: String(at + 1) },
    expectation: String(at + 1),
  }));
  return JSON.stringify({
    benchmark_name: 'Numbers',
    purpose: 'To be asked in parts',
    base_prompt: '{{number}}',
    test_type: 'raw_string_evaluator',
    models,
    prompts,
  });
}
