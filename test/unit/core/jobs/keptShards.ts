// Shards of one plan for tests of merging: each is asked once, and every test that wants it has a copy.

import { cp } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { runBenchmark } from '../../../../src/core/run/runBenchmark';
import type { RunRequest } from '../../../../src/core/run/runRequest';
import { EngineFixture, never, recorder, type BenchmarkParts } from '../run/engineFixture';

export type Shard = NonNullable<RunRequest['shard']>;

export class KeptShards {
  private readonly asked = new Map<string, Promise<string>>();

  private constructor(
    private readonly fixture: EngineFixture,
    private readonly parts: BenchmarkParts,
  ) {}

  static async make(parts: BenchmarkParts): Promise<KeptShards> {
    return new KeptShards(await EngineFixture.make(), parts);
  }

  /** The folder of the copy. */
  async copyTo(runsDirectory: string, shard: Shard): Promise<string> {
    const key = JSON.stringify(shard);
    const asking = this.asked.get(key) ?? this.ask(shard);
    this.asked.set(key, asking);
    const original = await asking;
    const copy = join(runsDirectory, basename(original));
    await cp(original, copy, { recursive: true });
    return copy;
  }

  remove(): Promise<void> {
    return this.fixture.remove();
  }

  private async ask(shard: Shard): Promise<string> {
    const request = { ...this.fixture.request(this.parts), shard };
    return (await runBenchmark(request, recorder(), never)).runDirectory;
  }
}
